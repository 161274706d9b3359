import Contracts
import Markup

/// `tables.json`: the newest values of every indicator for whoever builds a page or a dashboard on them: what the indicator is, and rows
/// of unit, period, value, limits, rank and status.
enum TableData {
  static let file = "tables.json"
  private static let columns = [
    "unit", "period", "value", "lower", "upper", "numerator", "denominator", "rank", "units_ranked", "rank_low", "rank_high",
    "class",
    "status",
  ]

  static func bytes(_ composition: Composition) -> [UInt8] {
    let material = composition.material
    let say = material.phrasing
    let units = material.units
    let front = [units.country, units.voivodeship, units.region].compactMap(\.self) + units.subregions
    let order = front + units.profiled
    let levels = Dictionary(grouping: order, by: \.level)
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("title")
    writer.harmless(material.title)
    writer.name("issued")
    writer.harmless(material.issued)
    writer.name("columns")
    writer.value(.array(columns.map { .string($0) }))
    writer.name("indicators")
    writer.beginArray()
    for indicator in material.indicators {
      let periods = levels.compactMapValues { material.figures.newestPeriod(indicator.id, of: $0.map(\.unit)) }
      guard !periods.isEmpty else { continue }
      writer.beginObject()
      let words = [
        ("id", indicator.id), ("label", indicator.label), ("definition", indicator.definition),
        ("unit_of_measure", indicator.unit.heading(say)), ("direction", indicator.direction.rawValue), ("area", indicator.area),
        ("formula", formula(indicator, say)), ("source", indicator.source),
      ]
      for (name, text) in words {
        writer.name(name)
        writer.harmless(text)
      }
      writer.name("decimals")
      writer.value(.integer(indicator.decimals))
      writer.name("rows")
      writer.beginArray()
      for unit in order {
        guard let period = periods[unit.level], let row = material.figures.row(indicator.id, unit.unit, period) else { continue }
        func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        func whole(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
        writer.value(
          .array([
            .string(row.unit), .string(row.period), number(row.value), number(row.lower), number(row.upper),
            number(row.numerator),
            number(row.denominator), whole(row.rank), whole(row.unitsRanked), whole(row.rankLow), whole(row.rankHigh),
            whole(row.quintile), .string(row.reason.isEmpty ? row.status.rawValue : row.reason),
          ]))
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}
