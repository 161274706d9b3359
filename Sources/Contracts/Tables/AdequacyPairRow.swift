package import Findings

/// A need of one unit against the resource that should meet it: a line of `3-tables/adequacy_pairs.csv`.
///
/// `gap` is z(need) - z(resource) among the units of the level: above 0 more need than resource, as far as the region goes.
package struct AdequacyPairRow: Sendable, Hashable {
  package static let fileName = "adequacy_pairs.csv"

  /// Where a unit stands when both sides differ from the region beyond their 95 % uncertainty.
  package enum Quadrant: String, Sendable, Hashable, CaseIterable {
    case highNeedLowResource = "high-need-low-resource"
    case highNeedHighResource = "high-need-high-resource"
    case lowNeedLowResource = "low-need-low-resource"
    case lowNeedHighResource = "low-need-high-resource"
    /// At least one side does not differ from the region by more than chance.
    case uncertain
    /// A side is missing or withheld.
    case unknown
  }

  /// `A04-F07`: need and resource.
  package var pair = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var need = ""
  package var needValue: Double?
  package var needScore: Double?
  package var resource = ""
  package var resourceValue: Double?
  /// High is much resource, whatever the direction of the indicator.
  package var resourceScore: Double?
  package var gap: Double?
  /// Numerator of the resource per 100 of the numerator of the need, with 95 % limits; empty where the two cannot be divided.
  package var ratio: Double?
  package var ratioLower: Double?
  package var ratioUpper: Double?
  package var quadrant = Quadrant.unknown

  package init() {}
}

extension AdequacyPairRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("pair", .text, Wording("para", en: "pair")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("need", .text, Wording("potrzeba (wskaźnik)", en: "need (indicator)")),
    TableColumn("need_value", .number, Wording("wartość potrzeby", en: "value of the need")),
    TableColumn("need_z", .number, Wording("z potrzeby", en: "z of the need")),
    TableColumn("resource", .text, Wording("zasób (wskaźnik)", en: "resource (indicator)")),
    TableColumn("resource_value", .number, Wording("wartość zasobu", en: "value of the resource")),
    TableColumn("resource_z", .number, Wording("z zasobu", en: "z of the resource")),
    TableColumn("gap", .number, Wording("luka (z)", en: "gap (z)")),
    TableColumn("ratio", .number, Wording("zasób na 100 potrzebujących", en: "resource per 100 in need")),
    TableColumn("ratio_lower", .number, Wording("dolna granica", en: "lower limit")),
    TableColumn("ratio_upper", .number, Wording("górna granica", en: "upper limit")),
    TableColumn("quadrant", .text, Wording("ćwiartka", en: "quadrant")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    pair = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    need = fields.text()
    needValue = try fields.number()
    needScore = try fields.number()
    resource = fields.text()
    resourceValue = try fields.number()
    resourceScore = try fields.number()
    gap = try fields.number()
    ratio = try fields.number()
    ratioLower = try fields.number()
    ratioUpper = try fields.number()
    quadrant = try fields.choice(Quadrant.self)
  }

  package func write(to line: inout TableLine) {
    line.text(pair)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.text(need)
    line.number(needValue)
    line.number(needScore)
    line.text(resource)
    line.number(resourceValue)
    line.number(resourceScore)
    line.number(gap)
    line.number(ratio)
    line.number(ratioLower)
    line.number(ratioUpper)
    line.text(quadrant.rawValue)
  }

  package var key: [String] { [pair, unit, period] }
}
