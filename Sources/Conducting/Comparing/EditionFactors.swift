import Contracts
import Findings

/// What two editions were made from differently, sorted by cause.
struct EditionFactors {
  /// Differences as a plan tells them.
  private(set) var differences: [ChangeCause: [PlanReason]] = [:]

  /// What differs in what the report alone is made from: no number is another because of it.
  private(set) var ofReport: [PlanReason] = []

  init(old: [StageRecord], new: [StageRecord]) {
    for record in new {
      guard let before = old.first(where: { $0.stage == record.stage }), let stage = Stage(rawValue: record.stage) else {
        continue
      }
      let ingredients = StageIngredients(
        stage: stage, inputs: record.inputs.filter { !$0.path.contains("!/") }.map { .init(source: "", record: $0) },
        settings: record.settings.filter { $0.by == "chosen" || $0.name.hasPrefix("program.") || Self.isPlain($0.name) })
      for reason in PlanReason.differences(ingredients, from: before) where reason.code != "upstream-changed" {
        // Which edition came before tells what may still be withheld, and changes no number either.
        guard stage != .report, reason.subject != StageReading.changesSince else {
          ofReport.append(reason)
          continue
        }
        let cause = Self.cause(of: reason)
        if differences[cause]?.contains(reason) != true { differences[cause, default: []].append(reason) }
      }
    }
    // What the numbers were made from was told with them.
    let told = Set(differences.values.joined())
    var seen: Set<PlanReason> = []
    ofReport = ofReport.filter { !told.contains($0) && seen.insert($0).inserted }
  }

  var causes: [ChangeCause] { ChangeCause.allCases.filter { differences[$0] != nil } }

  /// Settings of the key, as opposed to what a stage found out about a file by itself and to marks of what it read.
  private static func isPlain(_ name: String) -> Bool { !name.hasPrefix("file.") && name != UnchangedMaterial.setting }

  static func cause(of reason: PlanReason) -> ChangeCause {
    switch reason.code {
    case "input-changed", "input-added", "input-removed": return .source
    case "program-changed": return .program
    default: break
    }
    let subject = reason.subject
    if subject == "region" || subject == "register.date" || subject.hasPrefix("registers/") { return .territory }
    if subject.hasPrefix("indicator.") || subject == "indicators" || ["measures.csv", "entities.csv"].contains(subject)
      || subject == "concepts.csv"
    {
      return .catalogue
    }
    if subject == "sources" { return .source }
    return .setting
  }
}
