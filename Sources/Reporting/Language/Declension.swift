import Bytes
package import Contracts
package import Findings

/// The forms of a unit's name that Polish sentences ask for. Names of powiats and voivodeships are adjectives and follow a rule; towns and
/// districts do not, so their forms are data: `names.csv` of the definitions (unit;genitive;locative, the locative with its preposition).
package struct Declension: Sendable {
  package static let file = "names.csv"
  private struct Forms: Sendable {
    var genitive: String
    var locative: String
  }
  private var forms: [String: Forms] = [:]

  package init() {}

  /// - Parameter definitions: folder of the definitions. Without the file only the rule is known.
  package init(from definitions: String) throws(Refusal) {
    let path = Paths.join(definitions, Declension.file)
    guard try Files.exists(path) else { return }
    let table = try SeparatedTable(path: path, shownAs: Declension.file)
    for row in table.rows.indices {
      forms[try table[row, "unit"]] = Forms(genitive: try table[row, "genitive"], locative: try table[row, "locative"])
    }
  }

  /// `w powiecie bartoszyckim`, `w Olsztynie`, `na Woli`, `w gminie Bartoszyce (w)`; in English `in Bartoszycki powiat`.
  package func inside(_ unit: UnitRow, _ say: Phrasing) -> String {
    guard say.language == .polish else { return "in " + unit.fullName(say) }
    if unit.level == "country" { return "w Polsce" }
    if let known = forms[unit.unit], !known.locative.isEmpty { return known.locative }
    switch unit.level {
    case "voivodeship" where unit.unitName.hasSuffix("kie"):
      return "w województwie " + unit.unitName.dropLast() + "m"
    case "powiat" where isAdjective(unit):
      return "w powiecie " + unit.unitName.split(separator: " ").map { $0.hasSuffix("i") ? $0 + "m" : $0 }.joined(separator: " ")
    case "powiat" where unit.isCityPowiat: return "w mieście " + city(unit)
    case "gmina": return "w gminie " + unit.shortName(say)
    case "district": return "w dzielnicy " + unit.unitName
    // Without a form the name stays as it is, after a noun that takes the case upon itself.
    default: return "w jednostce " + unit.fullName(say)
    }
  }

  /// `powiatu bartoszyckiego`, `Olsztyna`.
  package func genitive(_ unit: UnitRow, _ say: Phrasing) -> String {
    guard say.language == .polish else { return "of " + unit.fullName(say) }
    if let known = forms[unit.unit], !known.genitive.isEmpty { return known.genitive }
    switch unit.level {
    case "country": return "Polski"
    case "voivodeship" where unit.unitName.hasSuffix("kie"): return "województwa " + unit.unitName.dropLast() + "ego"
    case "powiat" where isAdjective(unit):
      return "powiatu " + unit.unitName.split(separator: " ").map { $0.hasSuffix("i") ? $0 + "ego" : $0 }.joined(separator: " ")
    case "powiat" where unit.isCityPowiat: return "miasta " + city(unit)
    case "gmina": return "gminy " + unit.shortName(say)
    case "district": return "dzielnicy " + unit.unitName
    default: return unit.fullName(say)
    }
  }

  /// `bartoszycki`, `bielski (śląskie)`
  private func isAdjective(_ unit: UnitRow) -> Bool {
    !unit.isCityPowiat && unit.unitName.split(separator: " ").first?.hasSuffix("i") == true
  }

  /// The name without the abbreviation that registers put before it: `m. Olsztyn`.
  private func city(_ unit: UnitRow) -> String {
    unit.unitName.hasPrefix("m. ") ? String(unit.unitName.dropFirst(3)) : unit.unitName
  }
}
