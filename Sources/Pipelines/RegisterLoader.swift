import Bytes
package import Findings
package import Territory

extension Pipeline {
  /// The register of `registers/units.csv`: code;name;level;kind;parent;subregion;valid_from;valid_to;bdl_id, one row a state of a unit.
  package func loadRegister() throws(Refusal) -> Register {
    Register(try loadRegisterUnits(), on: registerDate.value)
  }

  /// Every state of every unit, as the file has them.
  package func loadRegisterUnits() throws(Refusal) -> [Unit] {
    let table = try definitionTable(Paths.join(definitions, "registers/units.csv"), shownAs: "registers/units.csv")
    var units: [Unit] = []
    units.reserveCapacity(table.rows.count)
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
          parent: try table.text(index, "parent"), subregion: try table.text(index, "subregion"),
          bankID: try table.text(index, "bdl_id"), validFrom: try table.text(index, "valid_from"),
          validTo: try table.text(index, "valid_to")))
    }
    return units
  }
}
