import Bytes
package import Findings
import Markup
import Pipelines

/// The forms in which a plan is printed.
package enum PlanFormat: String, Sendable, CaseIterable {
  case text, json, make, slurm, dot, mermaid

  /// - Parameters:
  ///   - output: the folder given with `-o`, for the commands that `make` and Slurm are to run.
  ///   - pipelinePath: the pipeline file as those commands are to name it.
  package func print(
    _ plan: Plan, pipelinePath: String, output: String?, language: Language
  ) -> String {
    switch self {
    case .text: text(plan, language)
    case .json: json(plan, language)
    case .make: make(plan, pipelinePath, output)
    case .slurm: slurm(plan, pipelinePath, output)
    case .dot: dot(plan, language)
    case .mermaid: mermaid(plan, language)
    }
  }

  /// Reasons shown for a stage before the rest is counted.
  private static let reasonsShown = 10

  private func text(_ plan: Plan, _ language: Language) -> String {
    let state =
      plan.isPublished
      ? Wording("opublikowane", en: "published") : Wording("do opublikowania", en: "to be published")
    var lines = [
      Wording(
        "\(plan.pipeline): wydanie \(plan.edition), \(state.polish)",
        en: "\(plan.pipeline): edition \(plan.edition), \(state.english)"
      ).text(language)
    ]
    let width = (Stage.allCases.map(\.directory.count).max() ?? 0) + 4
    for step in plan.steps {
      var line = "  " + step.stage.directory
      line += String(repeating: " ", count: width - line.count + 2)
      guard let first = step.reasons.first else {
        lines.append(line + Wording("aktualny", en: "current").text(language))
        continue
      }
      lines.append(
        line
          + Wording("do uruchomienia, bo \(first.wording.polish)", en: "to run, because \(first.wording.english)")
          .text(language))
      let indent = String(repeating: " ", count: width + 2)
      for reason in step.reasons.dropFirst().prefix(Self.reasonsShown - 1) {
        lines.append(indent + Wording("i \(reason.wording.polish)", en: "and \(reason.wording.english)").text(language))
      }
      let more = step.reasons.count - Self.reasonsShown
      if more > 0 { lines.append(indent + Wording("… i jeszcze \(more)", en: "… and \(more) more").text(language)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(_ plan: Plan, _ language: Language) -> String {
    let stages = plan.steps.map { step in
      JSONValue.object([
        ("stage", .string(step.stage.rawValue)), ("directory", .string(step.stage.directory)), ("key", .string(step.key)),
        ("current", .boolean(step.isCurrent)),
        (
          "reasons",
          .array(
            step.reasons.map { reason in
              .object([
                ("code", .string(reason.code)), ("subject", .string(reason.subject)), ("old", .string(reason.old)),
                ("new", .string(reason.new)), ("message", .string(reason.wording.text(language))),
              ])
            })
        ),
      ])
    }
    let document = JSONValue.object([
      ("schema", .string("diagnoza.plan/1")), ("pipeline", .string(plan.pipeline)), ("edition", .string(plan.edition)),
      ("published", .boolean(plan.isPublished)), ("stages", .array(stages)),
    ])
    return String(decoding: JSONWriter.bytes(of: document, .pretty), as: UTF8.self)
  }

  /// Rules for GNU make: one a stage. Each program does nothing when its stage is current, so that make may run them again.
  private func make(_ plan: Plan, _ pipelinePath: String, _ output: String?) -> String {
    var lines = [
      "# \(plan.pipeline): make -f <this file>",
      ".PHONY: all " + Stage.allCases.map(\.rawValue).joined(separator: " "),
      "all: " + (Stage.allCases.last?.rawValue ?? ""),
    ]
    for stage in Stage.allCases {
      lines.append("\(stage.rawValue):" + (stage.before.map { " \($0.rawValue)" } ?? ""))
      lines.append(
        "\t"
          + command(stage, pipelinePath, output).split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A script that hands the stages to Slurm, each after the one before has ended well.
  private func slurm(_ plan: Plan, _ pipelinePath: String, _ output: String?) -> String {
    var lines = ["#!/bin/sh", "# \(plan.pipeline): sh <this file>", "set -eu"]
    for stage in Stage.allCases {
      let after = stage.before.map { " --dependency=afterok:\"$\($0.rawValue)\"" } ?? ""
      let wrap = quoted(command(stage, pipelinePath, output))
      lines.append("\(stage.rawValue)=$(sbatch --parsable --job-name=\(plan.pipeline)-\(stage.rawValue)\(after) --wrap=\(wrap))")
    }
    lines.append("echo \"$\(Stage.allCases.last?.rawValue ?? "")\"")
    return lines.joined(separator: "\n") + "\n"
  }

  private func command(_ stage: Stage, _ pipelinePath: String, _ output: String?) -> String {
    "\(stage.program) \(quoted(pipelinePath))" + (output.map { " -o \(quoted($0))" } ?? "")
  }

  /// A word of a shell.
  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private func dot(_ plan: Plan, _ language: Language) -> String {
    var lines = ["digraph \"\(plan.pipeline)\" {", "  rankdir=LR;", "  node [shape=box];"]
    for step in plan.steps {
      let style = step.isCurrent ? "solid" : "dashed"
      lines.append("  \(step.stage.rawValue) [label=\"\(step.stage.directory)\\n\(state(step, language))\", style=\(style)];")
    }
    for stage in Stage.allCases {
      if let before = stage.before { lines.append("  \(before.rawValue) -> \(stage.rawValue);") }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private func mermaid(_ plan: Plan, _ language: Language) -> String {
    var lines = ["flowchart LR"]
    for step in plan.steps {
      lines.append("  \(step.stage.rawValue)[\"\(step.stage.directory)<br/>\(state(step, language))\"]")
    }
    for stage in Stage.allCases {
      if let before = stage.before { lines.append("  \(before.rawValue) --> \(stage.rawValue)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func state(_ step: Plan.Step, _ language: Language) -> String {
    (step.isCurrent ? Wording("aktualny", en: "current") : Wording("do uruchomienia", en: "to run")).text(language)
  }
}
