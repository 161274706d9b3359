import Bytes
import Contracts
package import Findings

/// Why a stage has to run: what differs from the last time.
package struct PlanReason: Sendable, Hashable {
  /// Stable, for machines: `never-made`, `damaged`, `input-changed`, `input-added`, `input-removed`, `setting-changed`,
  /// `setting-added`, `setting-removed`, `definition-changed`, `program-changed`, `upstream-changed`, `rearranged`, `forced`.
  package var code: String
  /// File, setting or stage concerned, or empty.
  package var subject: String
  package var old: String
  package var new: String
  package var wording: Wording

  /// Of a file that was among the inputs of the last result and is not among those of the next.
  static let inputRemoved = "input-removed"

  /// Whether what differs is there no more.
  var isOfNothingNow: Bool { new == "–" }

  static func neverMade(_ stage: Stage) -> PlanReason {
    PlanReason(
      code: "never-made", subject: stage.rawValue, old: "", new: "",
      wording: Wording("nie ma jeszcze wyniku", en: "there is no result yet"))
  }

  /// The same files and settings, in another order or with other sources.
  static func rearranged(_ stage: Stage) -> PlanReason {
    PlanReason(
      code: "rearranged", subject: stage.rawValue, old: "", new: "",
      wording: Wording(
        "te same pliki i ustawienia mają inną kolejność albo należą do innych źródeł",
        en: "the same files and settings stand in another order or belong to other sources"))
  }

  static func damaged(_ stage: Stage, _ how: Wording) -> PlanReason {
    PlanReason(
      code: "damaged", subject: stage.rawValue, old: "", new: "",
      wording: Wording("wynik jest uszkodzony: \(how.polish)", en: "the result is damaged: \(how.english)"))
  }

  static func forced(_ stage: Stage) -> PlanReason {
    PlanReason(
      code: "forced", subject: stage.rawValue, old: "", new: "", wording: Wording("wymuszono (--force)", en: "forced (--force)"))
  }

  /// What differs between two moments of the same stage.
  static func differences(_ new: StageIngredients, from old: StageIngredients) -> [PlanReason] {
    differences(
      new, from: StageRecord(stage: old.stage.rawValue, key: old.key, inputs: old.inputs.map(\.record), settings: old.settings))
  }

  /// What differs between the record of the last result and what the stage would now be made from.
  static func differences(_ new: StageIngredients, from old: StageRecord) -> [PlanReason] {
    var reasons = inputDifferences(new, old)
    let before = Dictionary(old.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    for name in after.keys.filter({ after[$0] != before[$0] }).sorted(by: precedesByBytes) {
      reasons.append(setting(name, old: before[name], new: after[name]))
    }
    // What a stage noted by itself is detected or standard; what somebody chose was part of the key.
    for setting in old.settings where setting.by == "chosen" && after[setting.name] == nil {
      reasons.append(self.setting(setting.name, old: setting.value, new: nil))
    }
    return reasons
  }

  private static func inputDifferences(_ new: StageIngredients, _ old: StageRecord) -> [PlanReason] {
    let before = Dictionary(old.inputs.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.inputs.map { ($0.record.path, $0.record.sha256) }, uniquingKeysWith: { first, _ in first })
    var reasons: [PlanReason] = []
    for path in after.keys.filter({ after[$0] != before[$0] }).sorted(by: precedesByBytes) {
      let now = String((after[path] ?? "").prefix(12))
      if let was = before[path]?.prefix(12) {
        reasons.append(
          PlanReason(
            code: "input-changed", subject: path, old: String(was), new: now,
            wording: Wording("zmienił się plik \(path) (\(was) → \(now))", en: "the file \(path) changed (\(was) → \(now))")))
      } else {
        reasons.append(
          PlanReason(
            code: "input-added", subject: path, old: "", new: now,
            wording: Wording("doszedł plik \(path)", en: "the file \(path) was added")))
      }
    }
    for path in before.keys.filter({ after[$0] == nil && !$0.contains("!/") }).sorted(by: precedesByBytes) {
      reasons.append(
        PlanReason(
          code: inputRemoved, subject: path, old: String((before[path] ?? "").prefix(12)), new: "",
          wording: Wording("ubył plik \(path)", en: "the file \(path) was removed")))
    }
    return reasons
  }

  private static func setting(_ name: String, old: String?, new: String?) -> PlanReason {
    if name == StageIngredients.upstream {
      return PlanReason(
        code: "upstream-changed", subject: name, old: short(old), new: short(new),
        wording: Wording("zmienił się wynik etapu poprzedniego", en: "the result of the stage before changed"))
    }
    if name == StageIngredients.contract || name == StageIngredients.method {
      return PlanReason(
        code: "program-changed", subject: name, old: short(old), new: short(new),
        wording: Wording(
          "zmieniła się metoda programu (\(short(old)) → \(short(new)))",
          en: "the program's method changed (\(short(old)) → \(short(new)))"))
    }
    if name.hasPrefix(StageIngredients.definition) {
      let file = String(name.dropFirst(StageIngredients.definition.count))
      return PlanReason(
        code: "definition-changed", subject: file, old: short(old), new: short(new),
        wording: Wording(
          "zmieniła się definicja \(file) (\(short(old)) → \(short(new)))",
          en: "the definition \(file) changed (\(short(old)) → \(short(new)))"))
    }
    let code = old == nil ? "setting-added" : new == nil ? "setting-removed" : "setting-changed"
    let words: Wording =
      switch code {
      case "setting-added": Wording("doszło ustawienie \(name)", en: "the setting \(name) was added")
      case "setting-removed": Wording("ubyło ustawienie \(name)", en: "the setting \(name) was removed")
      default:
        Wording(
          "zmieniło się ustawienie \(name) (\(excerpt(old, beside: new)) → \(excerpt(new, beside: old)))",
          en: "the setting \(name) changed (\(excerpt(old, beside: new)) → \(excerpt(new, beside: old)))")
      }
    return PlanReason(code: code, subject: name, old: old ?? "", new: new ?? "", wording: words)
  }

  /// A hash as people compare it.
  private static func short(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "–" }
    return String(text.prefix(12))
  }

  /// The part of a long text around its first difference from another.
  private static func excerpt(_ text: String?, beside other: String?) -> String {
    guard let text, !text.isEmpty else { return "–" }
    guard text.count > 40 else { return text }
    let common = zip(text, other ?? "").prefix { $0 == $1 }.count
    let begin = max(0, common - 10)
    let part = text.dropFirst(begin).prefix(36)
    return (begin > 0 ? "…" : "") + part + (begin + 36 < text.count ? "…" : "")
  }
}
