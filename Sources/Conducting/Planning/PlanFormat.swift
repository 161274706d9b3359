import Bytes
package import Findings
import Markup
import Pipelines

/// The forms in which a plan is printed.
package enum PlanFormat: String, Sendable, CaseIterable {
  case text, json, make, slurm, dot, mermaid

  /// - Parameters:
  ///   - unplanned: files of pipelines that could not be planned; graphs that are to be run have a task for each, which fails.
  ///   - output: the folder given with `-o`, for the commands that `make` and Slurm are to run.
  ///   - programs: the folder that the programs stand in, for the same.
  /// - Throws: `usage` when a path cannot stand in such commands.
  package func print(
    _ entries: [PlanGraph.Entry], unplanned: [String] = [], output: String?, programs: String, language: Language
  ) throws(Refusal) -> String {
    let plans = entries.map(\.plan)
    return switch self {
    case .text: plans.map { text($0, language) }.joined(separator: "\n")
    case .json: json(plans, language)
    case .make: try PlanGraph(entries, unplanned: unplanned, output: output, programs: programs).make
    case .slurm: try PlanGraph(entries, unplanned: unplanned, output: output, programs: programs).slurm
    case .dot: plans.map { dot($0, language) }.joined()
    case .mermaid: mermaid(plans, language)
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

  /// One document of one plan; several plans are a list in one document.
  private func json(_ plans: [Plan], _ language: Language) -> String {
    let documents = plans.map { json($0, language) }
    let document =
      documents.count == 1
      ? documents[0]
      : JSONValue.object([("schema", .string("diagnoza.plans/1")), ("plans", .array(documents))])
    return String(decoding: JSONWriter.bytes(of: document, .pretty), as: UTF8.self)
  }

  private func json(_ plan: Plan, _ language: Language) -> JSONValue {
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
    return JSONValue.object([
      ("schema", .string("diagnoza.plan/1")), ("pipeline", .string(plan.pipeline)), ("edition", .string(plan.edition)),
      ("published", .boolean(plan.isPublished)), ("stages", .array(stages)),
    ])
  }

  private func dot(_ plan: Plan, _ language: Language) -> String {
    var lines = ["digraph \"\(Self.dotName(plan.pipeline))\" {", "  rankdir=LR;", "  node [shape=box];"]
    for step in plan.steps {
      let style = step.isCurrent ? "solid" : "dashed"
      lines.append("  \(step.stage.rawValue) [label=\"\(step.stage.directory)\\n\(state(step, language))\", style=\(style)];")
    }
    for stage in Stage.allCases {
      if let before = stage.before { lines.append("  \(before.rawValue) -> \(stage.rawValue);") }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// Between quotation marks of DOT, where they and backslashes are escaped.
  private static func dotName(_ name: String) -> String {
    PlanGraph.replacing(["\"": "\\\"", "\\": "\\\\"], in: name)
  }

  /// Between quotation marks of Mermaid, which has no escapes but numbers of characters: `#34;`.
  private static func mermaidName(_ name: String) -> String { PlanGraph.replacing(mermaidSigns, in: name) }

  private static let mermaidSigns: [Unicode.Scalar: String] = {
    let signs = Array("\"#;&<>\\`".unicodeScalars) + (UInt8(0)..<0x20).map(Unicode.Scalar.init)
    return Dictionary(uniqueKeysWithValues: signs.map { ($0, "#\($0.value);") })
  }()

  private func mermaid(_ plans: [Plan], _ language: Language) -> String {
    var lines = ["flowchart LR"]
    for (number, plan) in plans.enumerated() {
      // Names of nodes are the whole chart's.
      func node(_ stage: Stage) -> String { plans.count == 1 ? stage.rawValue : "p\(number + 1)_\(stage.rawValue)" }
      if plans.count > 1 { lines.append("  subgraph p\(number + 1)[\"\(Self.mermaidName(plan.pipeline))\"]") }
      for step in plan.steps {
        lines.append("  \(node(step.stage))[\"\(step.stage.directory)<br/>\(state(step, language))\"]")
      }
      for stage in Stage.allCases {
        if let before = stage.before { lines.append("  \(node(before)) --> \(node(stage))") }
      }
      if plans.count > 1 { lines.append("  end") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func state(_ step: Plan.Step, _ language: Language) -> String {
    (step.isCurrent ? Wording("aktualny", en: "current") : Wording("do uruchomienia", en: "to run")).text(language)
  }
}
