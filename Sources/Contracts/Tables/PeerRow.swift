package import Findings

/// The group of like units that one unit belongs to: a line of `3-tables/peers.csv`.
///
/// Gminas by kind (town, rural, town-and-rural) and number of residents; powiats into cities and others. A group of fewer than three is
/// joined with its neighbour in size where there is one.
package struct PeerRow: Sendable, Hashable {
  package static let fileName = "peers.csv"

  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  /// `gmina-2-5000`, `powiat-city` ...
  package var group = ""
  package var titlePolish = ""
  package var titleEnglish = ""
  package var size = 0

  package init() {}
}

extension PeerRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("group", .text, Wording("grupa", en: "group")),
    TableColumn("group_pl", .text, Wording("grupa po polsku", en: "group in Polish")),
    TableColumn("group_en", .text, Wording("grupa po angielsku", en: "group in English")),
    TableColumn("units", .integer, Wording("liczba jednostek", en: "units in the group")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    group = fields.text()
    titlePolish = fields.text()
    titleEnglish = fields.text()
    size = try fields.requiredInteger()
  }

  package func write(to line: inout TableLine) {
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(group)
    line.text(titlePolish)
    line.text(titleEnglish)
    line.integer(size)
  }

  package var key: [String] { [level, group, unit] }
}
