package import Findings

/// What an indicator is like in a group of like units: a line of `3-tables/peer_values.csv`. Over the published values of the group;
/// nothing is said of fewer than three.
package struct PeerValueRow: Sendable, Hashable {
  package static let fileName = "peer_values.csv"

  package var indicator = ""
  package var group = ""
  package var level = ""
  package var period = ""
  package var count = 0
  package var lowerQuartile: Double?
  package var median: Double?
  package var upperQuartile: Double?

  package init() {}
}

extension PeerValueRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
    TableColumn("group", .text, Wording("grupa", en: "group")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("n", .integer, Wording("liczba wartości", en: "values")),
    TableColumn("q1", .number, Wording("dolny kwartyl", en: "lower quartile")),
    TableColumn("median", .number, Wording("mediana", en: "median")),
    TableColumn("q3", .number, Wording("górny kwartyl", en: "upper quartile")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    indicator = fields.text()
    group = fields.text()
    level = fields.text()
    period = fields.text()
    count = try fields.requiredInteger()
    lowerQuartile = try fields.number()
    median = try fields.number()
    upperQuartile = try fields.number()
  }

  package func write(to line: inout TableLine) {
    line.text(indicator)
    line.text(group)
    line.text(level)
    line.text(period)
    line.integer(count)
    line.number(lowerQuartile)
    line.number(median)
    line.number(upperQuartile)
  }

  package var key: [String] { [indicator, group, period] }
}
