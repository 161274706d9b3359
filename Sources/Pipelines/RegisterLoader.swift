import Bytes
package import Contracts
package import Findings
package import Territory

extension Pipeline {
  /// The register of `registers/units.csv`: code;name;level;kind;parent;nuts;valid_from;valid_to;bdl_id, one row a state of a
  /// unit; iso3166_2 and source may be absent.
  package func loadRegister() throws(Refusal) -> Register {
    Register(try loadRegisterUnits(), on: registerDate.value, changes: try loadUnitChanges())
  }

  /// The units of the register date as the tables of an edition have them, for who needs their names and nothing more of the
  /// register.
  package func loadUnitRows() throws(Refusal) -> [UnitRow] {
    try loadRegisterUnits().filter { $0.isValid(on: registerDate.value) }.map { unit in
      var row = UnitRow()
      row.unit = unit.code
      row.unitName = unit.name
      row.level = unit.level.rawValue
      row.kind = unit.kind.map { String($0.rawValue) } ?? ""
      row.parent = unit.parent
      return row
    }
  }

  /// Merges and splits of `registers/changes.csv`: predecessor;successor;date;kind;share;share_back;source. None without it.
  package func loadUnitChanges() throws(Refusal) -> [UnitChange] {
    let path = Paths.join(definitions, "registers/changes.csv")
    guard try Files.exists(path) else { return [] }
    let table = try definitionTable(path, shownAs: "registers/changes.csv")
    var changes: [UnitChange] = []
    for index in table.rows.indices {
      let kindText = try table.text(index, "kind")
      guard let kind = UnitChange.Kind(rawValue: kindText) else {
        throw table.refusal(index, "kind", unknownWord(kindText, among: UnitChange.Kind.allCases.map(\.rawValue)))
      }
      changes.append(
        UnitChange(
          kind, try table.text(index, "predecessor"), to: try table.text(index, "successor"), on: try table.text(index, "date"),
          share: try share(table, index, "share"), shareBack: try share(table, index, "share_back")))
    }
    return changes
  }

  private func share(_ table: SeparatedTable, _ index: Int, _ column: String) throws(Refusal) -> Double? {
    let text = try table.text(index, column)
    if text.isEmpty { return nil }
    guard let share = Double(text.replacing(",", with: ".")), (0...1).contains(share) else {
      throw table.refusal(
        index, column, Wording("„\(text)” nie jest udziałem od 0 do 1.", en: "“\(text)” is no share from 0 to 1."))
    }
    return share
  }

  /// Every state of every unit, as the file has them.
  package func loadRegisterUnits() throws(Refusal) -> [Unit] {
    let table = try definitionTable(Paths.join(definitions, "registers/units.csv"), shownAs: "registers/units.csv")
    var units: [Unit] = []
    units.reserveCapacity(table.rows.count)
    let hasISO = table.header.contains("iso3166_2")
    for index in table.rows.indices {
      let levelText = try table.text(index, "level")
      guard let level = Level(rawValue: levelText) else {
        throw table.refusal(index, "level", unknownWord(levelText, among: Level.allCases.map(\.rawValue)))
      }
      let kindText = try table.text(index, "kind")
      let kind = Int(kindText).flatMap(UnitKind.init(rawValue:))
      guard kindText.isEmpty || kind != nil else {
        throw table.refusal(
          index, "kind", Wording("„\(kindText)” nie jest rodzajem gminy.", en: "“\(kindText)” is no kind of a gmina."))
      }
      units.append(
        Unit(
          code: try table.text(index, "code"), name: try table.text(index, "name"), level: level, kind: kind,
          parent: try table.text(index, "parent"), nuts: try table.text(index, "nuts"),
          bankID: try table.text(index, "bdl_id"), isoCode: hasISO ? try table.text(index, "iso3166_2") : "",
          validFrom: try table.text(index, "valid_from"),
          validTo: try table.text(index, "valid_to")))
    }
    return units
  }
}
