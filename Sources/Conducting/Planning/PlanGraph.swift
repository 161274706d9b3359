/// The plans of one or more pipelines as a graph that GNU make or Slurm runs.
package struct PlanGraph {
  /// A pipeline with the words that its programs are to be started with.
  package struct Entry {
    package var plan: Plan
    /// The pipeline file as the commands are to name it.
    package var path: String

    package init(plan: Plan, path: String) {
      self.plan = plan
      self.path = path
    }
  }

  private let entries: [Entry]
  private let output: String?
  private let programs: String

  /// - Parameters:
  ///   - output: the folder given with `-o`.
  ///   - programs: the folder that the programs stand in.
  package init(_ entries: [Entry], output: String?, programs: String) {
    self.entries = entries
    self.output = output
    self.programs = programs
  }

  /// Pipelines that have something to do; a graph of what is current would only start programs that do nothing.
  private var waiting: [Entry] { entries.filter { !$0.plan.isCurrent } }

  private func words(_ path: String) -> String { Self.quoted(path) + (output.map { " -o \(Self.quoted($0))" } ?? "") }

  /// A word of a shell.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// A text of a make file: make takes a dollar for its own.
  private static func forMake(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }

  // MARK: make

  /// Rules for GNU make, one a stage of each pipeline: `make -k -j4 -f -`. Each program does nothing when its stage is
  /// current, so that make may be started again at any time; pipelines have nothing to do with one another, so that one that
  /// fails leaves the rest alone.
  package var make: String {
    func target(_ stage: Stage, _ entry: Entry) -> String { "\(entry.plan.pipeline)/\(stage.rawValue)" }
    let targets = waiting.flatMap { entry in Stage.allCases.map { target($0, entry) } }
    var lines = [
      "# make -k -j4 -f <this file>", "BIN = \(Self.forMake(programs))/",
      ".PHONY: " + (["all"] + targets).joined(separator: " "),
      "all:" + waiting.map { " " + target(.report, $0) }.joined(),
    ]
    for entry in entries {
      guard !entry.plan.isCurrent else {
        lines.append("# \(entry.plan.pipeline): \(entry.plan.edition), current")
        continue
      }
      for stage in Stage.allCases {
        lines.append("\(target(stage, entry)):" + (stage.before.map { " " + target($0, entry) } ?? ""))
        lines.append("\t$(BIN)\(stage.program) " + Self.forMake(words(entry.path)))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Slurm

  /// A script that hands the work to Slurm. One pipeline: a job a stage, each after the one before has ended well. Several:
  /// an array with one task a pipeline, which may be sent again (`--array=7,12`) and goes on where it was stopped; what is
  /// given behind the script's name is run when all have ended well.
  package var slurm: String {
    var lines = ["#!/bin/sh", "# sh <this file> [program of the merge and its words]", "set -eu", "BIN=\(Self.quoted(programs))"]
    guard !waiting.isEmpty else { return (lines + ["# everything is current"]).joined(separator: "\n") + "\n" }
    if entries.count == 1 {
      for stage in Stage.allCases {
        let after = stage.before.map { " --dependency=afterok:\"$\($0.rawValue)\"" } ?? ""
        lines.append(
          "\(stage.rawValue)=$(sbatch --parsable --job-name=\(entries[0].plan.pipeline)-\(stage.rawValue)\(after) "
            + "--wrap=\"exec \\\"$BIN\\\"/\(stage.program) \(Self.insideDoubleQuotes(words(entries[0].path)))\")")
      }
      lines.append("last=$report")
    } else {
      // Each branch ends the shell with the program, so that a signal of Slurm reaches the program.
      lines.append("tasks=$(cat <<'END'")
      lines.append("case $SLURM_ARRAY_TASK_ID in")
      for (number, entry) in waiting.enumerated() {
        lines.append("\(number + 1)) exec \"$BIN\"/diagnoza run --wait 10m \(words(entry.path)) ;;")
      }
      lines += [
        "esac", "END", ")",
        "last=$(BIN=$BIN sbatch --parsable --export=ALL,BIN --job-name=diagnoza --array=1-\(waiting.count)%64 --requeue "
          + "--signal=B:TERM@60 --output=diagnoza-%A_%a.log --wrap=\"$tasks\")",
      ]
    }
    lines += [
      "if [ $# -gt 0 ]; then",
      "  last=$(sbatch --parsable --job-name=diagnoza-merge --dependency=afterok:\"$last\" --wrap=\"exec $*\")",
      "fi", "echo \"$last\"",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// What stands within double quotes of a shell without being taken for anything.
  private static func insideDoubleQuotes(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\\"$`".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
