package import Findings

/// A territorial unit of the edition: a line of `3-tables/units.csv`.
package struct UnitRow: Sendable, Hashable {
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  /// `country`, `voivodeship`, `subregion`, `powiat`, `gmina` or `district`.
  package var level = ""
  /// For a gmina the register's RODZ digit, else empty.
  package var kind = ""
  /// Unit one level up; empty for the country.
  package var parent = ""

  package init() {}
}

extension UnitRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("kind", .text, Wording("rodzaj", en: "kind")),
    TableColumn("parent", .text, Wording("jednostka nadrzędna", en: "parent unit")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    kind = fields.text()
    parent = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(kind)
    line.text(parent)
  }

  package var key: [String] { [unit] }
}
