import Bytes
import Findings

/// The plans of one or more pipelines as a graph that GNU make or Slurm runs. Whatever comes from outside - the names of
/// pipelines, the folders - is quoted for whoever reads it; nothing of it may be taken for a command.
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
  /// Files of pipelines that have no plan: their tasks fail, where a graph without them would succeed with a region left out.
  private let unplanned: [String]
  private let output: String?
  private let programs: String

  /// - Parameters:
  ///   - unplanned: files of pipelines that could not be planned, as the commands are to name them.
  ///   - output: the folder given with `-o`.
  ///   - programs: the folder that the programs stand in.
  package init(_ entries: [Entry], unplanned: [String] = [], output: String?, programs: String) {
    self.entries = entries
    self.unplanned = unplanned
    self.output = output
    self.programs = programs
  }

  /// Pipelines that have something to do; a graph of what is current would only start programs that do nothing.
  private var waiting: [Entry] { entries.filter { !$0.plan.isCurrent } }

  private func words(_ path: String) -> String { Self.quoted(path) + (output.map { " -o \(Self.quoted($0))" } ?? "") }

  // MARK: quoting

  /// A word of a shell.
  static func quoted(_ text: String) -> String { "'" + replacing(["'": "'\\''"], in: text) + "'" }

  /// Scalar by scalar: an apostrophe with a combining sign behind it is one character, of which a shell still sees the apostrophe.
  static func replacing(_ signs: [Unicode.Scalar: String], in text: String) -> String {
    var replaced = ""
    for scalar in text.unicodeScalars {
      if let other = signs[scalar] {
        replaced += other
      } else {
        replaced.unicodeScalars.append(scalar)
      }
    }
    return replaced
  }

  /// A line that make hands to the shell: make takes a dollar for its own.
  private static func forMake(_ text: String) -> String { replacing(["$": "$$"], in: text) }

  /// The value of a variable of make: beside the dollar a number sign is make's own there, unless an odd number of backslashes
  /// stands before it, of which make takes half away.
  private static func valueForMake(_ text: String) -> String {
    var value = ""
    var backslashes = 0
    for scalar in text.unicodeScalars {
      if scalar == "#" { value += String(repeating: "\\", count: backslashes + 1) }
      backslashes = scalar == "\\" ? backslashes + 1 : 0
      value.unicodeScalars.append(scalar)
    }
    return forMake(value)
  }

  /// Neither a line of a make file nor a line of a script's `case` can hold a line end, however it is quoted.
  private func refuseLineEnds() throws(Refusal) {
    let texts = [programs, output ?? ""] + unplanned + entries.flatMap { [$0.path, $0.plan.pipeline] }
    for text in texts where text.utf8.contains(UInt8(ascii: "\n")) {
      throw Refusal(
        .usage,
        Wording(
          "Ścieżka ze znakiem końca wiersza nie może stać w pliku dla make ani dla Slurma",
          en: "A path with a line end cannot stand in a file for make or for Slurm"),
        at: Place(file: text),
        mend: Wording(
          "zmień nazwę pliku albo folderu, albo użyj diagnoza run", en: "rename the file or folder, or use diagnoza run"))
    }
  }

  // MARK: make

  /// Of the pipeline's name what make takes for nothing else, and a number where two would be alike: pipelines in different
  /// folders may have the same name, and two rules for one target would be one.
  private var labels: [String] {
    var taken: Set<String> = []
    return (entries.map(\.plan.pipeline) + unplanned.map(Self.stem)).map { name in
      let name = Self.plainName(name)
      var label = name
      var number = 2
      while !taken.insert(label).inserted {
        label = "\(name)-\(number)"
        number += 1
      }
      return label
    }
  }

  /// `region` of `/etc/diagnoza/region.json`.
  private static func stem(of path: String) -> String {
    let name = Paths.name(of: path)
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }

  private static func plainName(_ name: String) -> String {
    var plain = ""
    for scalar in name.unicodeScalars {
      // At the start a point or a dash means something to make.
      let isPlain: Bool =
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        case "-", ".": !plain.isEmpty
        default: false
        }
      plain.unicodeScalars.append(isPlain ? scalar : "_")
    }
    return plain.isEmpty ? "_" : plain
  }

  /// Rules for GNU make, one a stage of each pipeline: `make -k -j4 -f -`. Each program does nothing when its stage is
  /// current, so that make may be started again at any time; pipelines have nothing to do with one another, so that one that
  /// fails leaves the rest alone.
  /// - Throws: `usage` when a path has a line end.
  package var make: String {
    get throws(Refusal) {
      try refuseLineEnds()
      func target(_ stage: Stage, _ label: String) -> String { "\(label)/\(stage.rawValue)" }
      let labelled = Array(zip(labels, entries))
      let waiting = labelled.filter { !$0.1.plan.isCurrent }
      let broken = zip(labels.dropFirst(entries.count), unplanned).map { (target: $0 + "/run", path: $1) }
      let targets = waiting.flatMap { label, _ in Stage.allCases.map { target($0, label) } } + broken.map(\.target)
      var lines = [
        "# make -k -j4 -f <this file>", "BIN = \(Self.valueForMake(Self.quoted(programs)))/",
        ".PHONY: " + (["all"] + targets).joined(separator: " "),
        "all:" + (waiting.map { label, _ in target(.report, label) } + broken.map(\.target)).map { " " + $0 }.joined(),
      ]
      for (label, entry) in labelled {
        guard !entry.plan.isCurrent else {
          lines.append("# \(label): \(entry.plan.edition), current")
          continue
        }
        for stage in Stage.allCases {
          lines.append("\(target(stage, label)):" + (stage.before.map { " " + target($0, label) } ?? ""))
          lines.append("\t$(BIN)\(stage.program) " + Self.forMake(words(entry.path)))
        }
      }
      for (target, path) in broken { lines += ["\(target):", "\t$(BIN)diagnoza run " + Self.forMake(words(path))] }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  // MARK: Slurm

  /// A script that hands the work to Slurm. One pipeline: a job a stage, each after the one before has ended well. Several:
  /// an array with one task a pipeline, which may be sent again (`--array=7,12`) and goes on where it was stopped; what is
  /// given behind the script's name is run when all have ended well.
  /// - Throws: `usage` when a path has a line end.
  package var slurm: String {
    get throws(Refusal) {
      try refuseLineEnds()
      var lines = ["#!/bin/sh", "# sh <this file> [program of the merge and its words]", "set -eu"]
      lines.append("BIN=\(Self.quoted(programs))")
      let tasks = waiting.map(\.path) + unplanned
      guard !tasks.isEmpty else {
        return (lines + ["# everything is current", "last="] + Self.merging).joined(separator: "\n") + "\n"
      }
      // The folder of the programs reaches the jobs in their environment, where no shell reads it a second time.
      let sbatch = "BIN=$BIN sbatch --parsable --export=ALL,BIN"
      if entries.count == 1, unplanned.isEmpty {
        for stage in Stage.allCases {
          let name = Self.quoted("\(entries[0].plan.pipeline)-\(stage.rawValue)")
          let after = stage.before.map { " --dependency=afterok:\"$\($0.rawValue)\"" } ?? ""
          let command = Self.quoted("exec \"$BIN\"/\(stage.program) \(words(entries[0].path))")
          lines.append("\(stage.rawValue)=$(\(sbatch) --job-name=\(name)\(after) --wrap=\(command))")
        }
        lines.append("last=$report")
      } else {
        // Each branch ends the shell with the program, so that a signal of Slurm reaches the program.
        lines.append("tasks=$(cat <<'END'")
        lines.append("case $SLURM_ARRAY_TASK_ID in")
        for (number, path) in tasks.enumerated() {
          lines.append("\(number + 1)) exec \"$BIN\"/diagnoza run --wait 10m \(words(path)) ;;")
        }
        lines += ["esac", "END", ")"]
        lines.append(
          "last=$(\(sbatch) --job-name=diagnoza --array=1-\(tasks.count)%64 --requeue "
            + "--signal=B:TERM@60 --output=diagnoza-%A_%a.log --wrap=\"$tasks\")")
      }
      return (lines + Self.merging).joined(separator: "\n") + "\n"
    }
  }

  /// The words of the merge are those of whoever sends the script, and the job reads them once more: on the first night
  /// `output/*/current` stands for editions only then. Of all that means something to a shell the stars and question marks alone
  /// are left to it. Where a task fails the merge is called off, and does not wait for ever.
  private static let merging = [
    "if [ $# -gt 0 ]; then", "  merge=exec",
    #"  for word; do merge="$merge $(printf %s "$word" | sed 's/[][[:blank:]"'\''$`\\&|;<>(){}#!~]/\\&/g')"; done"#,
    "  last=$(sbatch --parsable --job-name=diagnoza-merge ${last:+--dependency=afterok:$last --kill-on-invalid-dep=yes} "
      + "--wrap=\"$merge\")", "fi", "if [ -n \"$last\" ]; then echo \"$last\"; fi",
  ]
}
