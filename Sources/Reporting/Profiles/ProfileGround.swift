import Contracts

/// What the profiles of all units share, worked out once: for each indicator and level the newest period and how the units spread.
struct ProfileGround {
  /// One indicator at one level in its newest period. A class, for every number of every profile holds it.
  final class Spread: Sendable {
    let indicator: Indicator
    /// `C01 Stopa bezrobocia (%)`: how tables name the indicator.
    let title: String
    let period: String
    /// Numbers of the rows of that period, by unit.
    let places: [String: Int]
    /// Ascending.
    let values: [Double]
    /// The least and the greatest value, each with the id of the first unit that has it; nil where there are not two to compare.
    let extremes: (least: Quantity, greatest: Quantity)?
    let region: IndicatorRow?
    let country: IndicatorRow?
    /// Values of the region in the years of the report.
    let regionSeries: [Double?]
    /// Amounts do not compare between units of different size.
    let isTotal: Bool

    /// - Parameter units: codes of the units that are compared.
    init(_ indicator: Indicator, _ period: String, _ units: [String], _ composition: Composition) {
      let (material, figures) = (composition.material, composition.material.figures)
      func row(_ unit: UnitRow?) -> IndicatorRow? { unit.flatMap { figures.row(indicator.id, $0.unit, period) } }
      self.indicator = indicator
      title = "\(indicator.id) \(IndicatorTables.title(indicator, material.phrasing))"
      self.period = period
      var places: [String: Int] = [:]
      for unit in units { places[unit] = figures.place(indicator.id, unit, period) }
      self.places = places
      let valued = units.compactMap { places[$0].map { figures.rows[$0] } }.filter { $0.value != nil }
      let ascending = valued.compactMap(\.value).sorted()
      values = ascending
      func first(_ end: Double) -> Quantity? {
        valued.first { $0.value == end }.map { Quantity(end, decimals: indicator.decimals, id: ValueID($0.id)) }
      }
      if ascending.count > 1, let least = first(ascending[0]), let greatest = first(ascending[ascending.count - 1]) {
        extremes = (least, greatest)
      } else {
        extremes = nil
      }
      region = row(material.units.region)
      country = row(material.units.country)
      let periods = material.years.map { String($0) }
      regionSeries = figures.places(indicator.id, material.units.region?.unit ?? "", periods).map { place in
        place.flatMap { figures.rows[$0].value }
      }
      isTotal = composition.readings[indicator.id]?.isTotal ?? false
    }

    var least: Double { values.first ?? 0 }
    var greatest: Double { values.last ?? 0 }

    /// Linear between neighbours (type 7, as R and Excel have it).
    func quantile(_ share: Double) -> Double {
      guard let last = values.indices.last else { return 0 }
      let place = share * Double(last)
      let below = Int(place.rounded(.down))
      let above = min(last, below + 1)
      return values[below] + (values[above] - values[below]) * (place - Double(below))
    }
  }

  let composition: Composition
  /// By level, indicators in the order of the catalogue.
  private var spreads: [String: [Spread]] = [:]
  /// Residents in the newest year, for finding units of like size.
  private var residents: [String: Double] = [:]
  /// nil when the pipeline has none.
  let exclusionIndex: ExclusionIndex?
  /// Units by level.
  let levels: [String: [UnitRow]]
  /// Indicator whose value is the number of residents.
  private static let population = "A01"

  var material: Material { composition.material }

  init(_ composition: Composition) {
    self.composition = composition
    exclusionIndex = ExclusionIndex(composition)
    let material = composition.material
    levels = Dictionary(grouping: material.units.profiled, by: \.level)
    for (level, units) in levels {
      let codes = units.map(\.unit)
      spreads[level] = material.indicators.compactMap { indicator in
        guard let period = material.figures.newestPeriod(indicator.id, of: codes) else { return nil }
        return Spread(indicator, period, codes, composition)
      }
      for code in codes {
        if let row = material.figures.series(ProfileGround.population, code).last(where: { $0.value != nil }) {
          residents[code] = row.value
        }
      }
    }
  }

  func spreads(at level: String) -> [Spread] { spreads[level] ?? [] }

  func population(of unit: String) -> Double? { residents[unit] }

  /// The units most like one: of its level and kind, nearest in the number of residents; ties by code.
  func peers(of unit: UnitRow, most: Int) -> [UnitRow] {
    guard let own = residents[unit.unit], own > 0 else { return [] }
    func isAlike(_ other: UnitRow) -> Bool {
      other.unit != unit.unit && other.kind == unit.kind && other.isCityPowiat == unit.isCityPowiat
    }
    let others = (levels[unit.level] ?? []).filter(isAlike).compactMap { other -> (UnitRow, Double)? in
      // As a ratio either way, so that half and twice the size are equally far.
      residents[other.unit].flatMap { $0 > 0 ? (other, max($0, own) / min($0, own)) : nil }
    }
    return others.sorted { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0.unit < $1.0.unit }.prefix(most).map(\.0)
  }
}
