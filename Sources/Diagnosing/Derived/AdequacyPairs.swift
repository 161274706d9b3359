import Contracts
import Methods
import Pipelines
import Territory

/// `adequacy_pairs.csv`: a need against the resource that should meet it, unit by unit.
struct AdequacyPairs {
  let scope: IndicatorRows.Scope

  /// Need and resource, by id of the catalogue; those that a catalogue does not have are left out. A need is the greater the greater
  /// its value, be that good or bad: births are good news, and need places in nurseries.
  static let pairs = [
    ("A04", "F07"), ("A05", "F09"), ("B05", "H01"), ("B05", "H02"), ("D06", "D08"), ("E04", "E05"), ("F02", "F08"),
    ("F14", "F15"), ("G08", "G09"), ("E03", "H03"),
    ("A14", "E06"),
  ]

  func rows(
    _ need: (entry: Catalogue.Entry, grid: IndicatorGrid), _ resource: (entry: Catalogue.Entry, grid: IndicatorGrid)
  ) -> [AdequacyPairRow] {
    var rows: [AdequacyPairRow] = []
    for year in scope.years {
      guard let position = need.grid.years.position(of: year) else { continue }
      for level in Level.allCases {
        let units = (0..<scope.units.count).filter {
          scope.units.levels[$0] == level && scope.isReported($0, need.entry) && scope.isReported($0, resource.entry)
        }
        guard units.count > 2 else { continue }
        let needs = scores(units.map { need.grid[$0, position]?.value }, turned: false)
        let resources = scores(
          units.map { resource.grid[$0, position]?.value }, turned: resource.entry.definition.direction == .less)
        guard needs.contains(where: { $0 != nil }), resources.contains(where: { $0 != nil }) else { continue }
        for (index, unit) in units.enumerated() {
          rows.append(row(need, resource, unit, position, year, needs[index], resources[index]))
        }
      }
    }
    return rows
  }

  private func scores(_ values: [Double?], turned: Bool) -> [Double?] {
    standardised(values).map { $0.map { turned ? -$0 : $0 } }
  }

  private func row(
    _ need: (entry: Catalogue.Entry, grid: IndicatorGrid), _ resource: (entry: Catalogue.Entry, grid: IndicatorGrid),
    _ unit: Int, _ position: Int, _ year: Int, _ needScore: Double?, _ resourceScore: Double?
  ) -> AdequacyPairRow {
    let it = scope.units[unit].unit
    var row = AdequacyPairRow()
    row.need = need.entry.definition.id
    row.resource = resource.entry.definition.id
    row.pair = "\(row.need)-\(row.resource)"
    row.unit = it.code
    row.unitName = it.name
    row.level = it.level.rawValue
    row.period = String(year)
    let wanted = need.grid[unit, position]
    let given = resource.grid[unit, position]
    row.needValue = wanted?.value
    row.needScore = needScore
    row.resourceValue = given?.value
    row.resourceScore = resourceScore
    if let needScore, let resourceScore { row.gap = needScore - resourceScore }
    if resource.entry.definition.direction == .more, wanted?.value != nil, given?.value != nil, let have = given?.numerator,
      let want = wanted?.numerator, want > 0, have >= 0
    {
      row.ratio = 100 * have / want
      let limits = byarInterval(have)?.scaled(by: 100 / want)
      row.ratioLower = limits?.lower
      row.ratioUpper = limits?.upper
    }
    guard let high = side(need, unit, position, turned: false),
      let much = side(resource, unit, position, turned: resource.entry.definition.direction == .less)
    else { return row }
    let quadrant = NeedResourceQuadrant(needSide: high, resourceSide: much)
    row.quadrant = AdequacyPairRow.Quadrant(rawValue: quadrant.rawValue) ?? .unknown
    return row
  }

  /// The region that a unit is compared with: the pipeline's, a city for its districts; for want of it what lies above.
  private func comparedWith(unit: Int) -> Int? {
    let isCity = scope.region.utf8.count >= 4
    let first: Level = isCity ? .powiat : .voivodeship
    return scope.units.container(of: unit, at: first)
      ?? scope.units.container(of: unit, at: isCity ? .voivodeship : .powiat)
  }

  /// 1 where the unit lies above the region beyond its 95 % interval, -1 below, 0 neither; nil when a value is missing. A
  /// value without an interval of its own gets that of its numerator as a count; money is counted, not drawn by chance.
  private func side(
    _ what: (entry: Catalogue.Entry, grid: IndicatorGrid), _ unit: Int, _ position: Int, turned: Bool
  ) -> Int? {
    guard let own = what.grid[unit, position], let value = own.value,
      let region = comparedWith(unit: unit), let whole = what.grid[region, position]?.value
    else { return nil }
    var interval = own.interval ?? Interval(value, value)
    if own.interval == nil, what.entry.definition.unit != "zł", let count = own.numerator, count >= 0, value > 0,
      let limits = byarInterval(count), count > 0
    {
      interval = limits.scaled(by: value / count)
    }
    let found = Methods.side(of: interval, from: whole)
    return turned ? -found : found
  }
}
