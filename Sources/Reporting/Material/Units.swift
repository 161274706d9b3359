package import Contracts

/// The territorial units of the edition, and which of them the tables compare.
package struct Units: Sendable {
  package let rows: [UnitRow]
  /// What the region is compared with; nil where the country itself is what the report is about.
  package let country: UnitRow?
  /// What the report is about: a voivodeship, a city, or the country.
  package let region: UnitRow?
  /// The voivodeship, when the region is a part of it.
  package let voivodeship: UnitRow?
  /// Between the region and its main units: subregions of a voivodeship, voivodeships of the country.
  package let subregions: [UnitRow]
  /// The units of the main tables: powiats, or the districts of a city. In Polish alphabetical order.
  package let main: [UnitRow]
  package let mainLevel: String
  /// The main units under what they belong to, in the country, and where they are too many to be found in one list: powiats under their
  /// voivodeships, gminas under powiats that the edition does not publish, and those under theirs. Empty where one list will do.
  package let groups: [UnitGroup]
  /// Whether the groups are folded away, as hundreds of units must be.
  package var areFolded: Bool { !groups.isEmpty && main.count > UnitGroup.mostInList }
  private let byCode: [String: UnitRow]
  /// What lies between the levels of the edition: the register names it, and no table has it.
  private let unpublished: [String: UnitRow]
  private let detailsByParent: [String: [UnitRow]]
  /// Units whose name and kind another one has too.
  private let shared: Set<String>

  /// - Parameters:
  ///   - above: units of levels that the edition does not publish, to which others of it belong.
  ///   - prefix: TERYT prefix of the region.
  ///   - precedes: order of names (Polish collation).
  package init(_ rows: [UnitRow], above: [UnitRow] = [], region prefix: String, precedes: (String, String) -> Bool) {
    self.rows = rows
    let named = Units.toldApart(rows + above)
    let rows = Array(named.prefix(rows.count))
    unpublished = Dictionary(named.dropFirst(rows.count).map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    byCode = Dictionary(rows.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    let padded = prefix + String(repeating: "0", count: max(0, 7 - prefix.utf8.count))
    let inside = rows.filter { $0.unit.hasPrefix(prefix) }
    func alphabetical(_ units: [UnitRow]) -> [UnitRow] {
      units.sorted { a, b in
        if precedes(a.unitName, b.unitName) { return true }
        if precedes(b.unitName, a.unitName) { return false }
        // A town before the rural gmina around it.
        return a.kind != b.kind ? a.kind < b.kind : a.unit < b.unit
      }
    }
    let region = inside.first { $0.unit == padded } ?? inside.min { $0.unit < $1.unit }
    self.region = region
    let isCountry = region?.level == "country"
    country = isCountry ? nil : rows.first { $0.level == "country" }
    voivodeship =
      isCountry || region?.level == "voivodeship"
      ? nil : rows.first { $0.level == "voivodeship" && prefix.hasPrefix($0.unit.prefix(2)) }
    // Subregions have NUTS codes, so only their parent says where they belong.
    subregions =
      isCountry
      ? alphabetical(rows.filter { $0.level == "voivodeship" })
      : rows.filter { $0.level == "subregion" && $0.parent == region?.unit }
    let powiats = inside.filter { $0.level == "powiat" && $0.unit != region?.unit }
    let districts = inside.filter { $0.level == "district" }
    let gminas = inside.filter { $0.level == "gmina" }
    let (level, chosen) =
      if powiats.count > 1 {
        ("powiat", powiats)
      } else if districts.count > 1 {
        ("district", districts)
      } else {
        ("gmina", gminas)
      }
    mainLevel = level
    main = alphabetical(chosen)
    groups = UnitGroup.groups(
      of: main, known: byCode, unpublished: unpublished, moreThan: isCountry ? 1 : UnitGroup.mostInList, inOrder: alphabetical)
    detailsByParent =
      level == "powiat" ? Dictionary(grouping: gminas, by: \.parent).mapValues(alphabetical) : [:]
    let alike = Dictionary(grouping: inside) { "\($0.level)/\($0.unitName)/\($0.kind)" }.values.filter { $0.count > 1 }
    shared = Set(alike.joined().map(\.unit))
  }

  /// Powiats of the same name, of which the country has ten, get the name of their voivodeship: `bielski (śląskie)`.
  private static func toldApart(_ rows: [UnitRow]) -> [UnitRow] {
    var counts: [String: Int] = [:]
    for row in rows where row.level == "powiat" { counts[row.unitName, default: 0] += 1 }
    guard counts.values.contains(where: { $0 > 1 }) else { return rows }
    var voivodeships: [Substring: String] = [:]
    for row in rows where row.level == "voivodeship" { voivodeships[row.unit.prefix(2)] = row.unitName }
    return rows.map { row in
      guard row.level == "powiat", counts[row.unitName, default: 0] > 1, let voivodeship = voivodeships[row.unit.prefix(2)] else {
        return row
      }
      var apart = row
      apart.unitName = "\(row.unitName) (\(voivodeship))"
      return apart
    }
  }

  /// Gminas of a powiat, alphabetically.
  package func details(of unit: String) -> [UnitRow] { detailsByParent[unit] ?? [] }

  /// Every unit that has a profile of its own: the main ones, each followed by its details.
  package var profiled: [UnitRow] { main.flatMap { [$0] + details(of: $0.unit) } }

  package var hasDetails: Bool { !detailsByParent.isEmpty }

  package subscript(code: String) -> UnitRow? { byCode[code] }

  /// What the unit belongs to, whether or not the edition has figures of it.
  package func above(_ unit: UnitRow) -> UnitRow? { byCode[unit.parent] ?? unpublished[unit.parent] }

  /// Whether the unit has a page of its own.
  package func hasProfile(_ unit: UnitRow) -> Bool {
    unit.level == mainLevel && main.contains { $0.unit == unit.unit }
      || detailsByParent[unit.parent]?.contains { $0.unit == unit.unit } == true
  }

  /// A name of the unit that no other unit with a profile has: where two gminas are called the same, with the powiat in brackets, since
  /// names stand in lists: `Świętajno (w, powiat olecki)`.
  /// - Parameter name: as it stands where the unit is told by what is around it.
  package func distinct(_ name: String, of unit: UnitRow, _ phrasing: Phrasing) -> String {
    guard shared.contains(unit.unit) else { return name }
    // Where not even the register has the powiat the code tells.
    let other = above(unit).map { $0.fullName(phrasing) } ?? unit.unit
    return name.hasSuffix(")") ? "\(name.dropLast()), \(other))" : "\(name) (\(other))"
  }

  /// The noun for the units of the main tables.
  package var noun: Plural { .ofLevel(mainLevel) }
}

extension UnitRow {
  /// A city with the rights of a powiat: the numbers from 61 on are kept for them.
  var isCityPowiat: Bool {
    guard level == "powiat" else { return false }
    let bytes = Array(unit.utf8)
    return bytes.count == 7 && bytes[2] >= UInt8(ascii: "6")
  }

  /// As it stands in a row of a table or chart: `bartoszycki`, `Olsztyn`, `Bartoszyce (w)`.
  package func shortName(_ phrasing: Phrasing) -> String {
    switch level {
    case "gmina":
      let kinds = ["1": phrasing("m", "urban"), "2": phrasing("w", "rural"), "3": phrasing("m-w", "mixed")]
      return kinds[kind].map { "\(unitName) (\($0))" } ?? unitName
    default: return unitName
    }
  }

  /// As it stands in a sentence, in the nominative: `powiat bartoszycki`, `m. Olsztyn`, `gmina Bartoszyce (w)`.
  package func fullName(_ phrasing: Phrasing) -> String {
    switch level {
    case "country": return phrasing("Polska", "Poland")
    case "voivodeship":
      return unitName.lowercased() == unitName ? phrasing("województwo \(unitName)", "\(unitName) voivodeship") : unitName
    case "powiat":
      return isCityPowiat ? unitName : phrasing("powiat \(unitName)", "\(unitName) powiat")
    case "subregion":
      return phrasing(
        unitName.hasPrefix("podregion") ? unitName : "podregion \(unitName)",
        unitName.hasPrefix("podregion") ? unitName : "\(unitName) subregion")
    case "gmina": return phrasing("gmina \(shortName(phrasing))", "gmina \(shortName(phrasing))")
    default: return unitName
    }
  }
}
