import Bytes
package import Findings

/// How a series of a unit was brought to the units of the register date: a line of `2-observations/harmonisation.csv`, to be
/// printed beside the series. A series without a line is as published.
package struct HarmonisationRow: Sendable, Hashable {
  /// How exact the figures are.
  package enum Policy: String, Sendable, Hashable, CaseIterable {
    /// Another code or name of the same territory: the figure is as published.
    case recoded
    /// Sum of all predecessors: exact.
    case merged
    /// Shared out by population: an estimate.
    case estimated
    /// Left as published for the territory of its time: the series breaks at `date`.
    case broken
  }

  /// Unit of the register date.
  package var unit = ""
  package var unitName = ""
  /// Empty for every measure of the unit.
  package var measure = ""
  package var policy = Policy.recoded
  /// ISO date of the latest change that lies between the data and the register.
  package var date = ""
  /// Codes that the figures were published under, joined by blanks.
  package var from: [String] = []
  /// Parts of the figures of `from` that went into the unit, in the same order; empty where nothing was computed.
  package var shares: [Double] = []
  /// First and last period concerned.
  package var firstPeriod = ""
  package var lastPeriod = ""

  package init() {}
}

extension HarmonisationRow: TableRow {
  /// In the folder of the normalise stage.
  package static let fileName = "harmonisation.csv"

  package static let columns: [TableColumn] = [
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("measure", .text, Wording("miara", en: "measure")),
    TableColumn("policy", .text, Wording("sposób ujednolicenia", en: "how it was harmonised")),
    TableColumn("date", .text, Wording("data zmiany", en: "date of the change")),
    TableColumn("from", .text, Wording("kody, pod którymi ogłoszono dane", en: "codes of the published figures")),
    TableColumn("shares", .text, Wording("udziały", en: "shares")),
    TableColumn("first_period", .text, Wording("pierwszy okres", en: "first period")),
    TableColumn("last_period", .text, Wording("ostatni okres", en: "last period")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    unit = fields.text()
    unitName = fields.text()
    measure = fields.text()
    policy = try fields.choice(Policy.self)
    date = fields.text()
    from = fields.text().split(separator: " ").map(String.init)
    shares = fields.text().split(separator: " ").compactMap { Double($0) }
    firstPeriod = fields.text()
    lastPeriod = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(unit)
    line.text(unitName)
    line.text(measure)
    line.text(policy.rawValue)
    line.text(date)
    line.text(from.joined(separator: " "))
    line.text(shares.map { NumberPrinting.shortest($0) }.joined(separator: " "))
    line.text(firstPeriod)
    line.text(lastPeriod)
  }

  package var key: [String] { [unit, measure, firstPeriod, policy.rawValue] }
}
