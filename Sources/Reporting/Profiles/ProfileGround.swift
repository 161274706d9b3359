import Contracts

/// What the profiles of all units share, worked out once: for each indicator and level the newest period and how the units spread.
struct ProfileGround {
  /// One indicator at one level in its newest period.
  struct Spread {
    var indicator: Indicator
    var period: String
    /// Ascending.
    var values: [Double]
    var region: IndicatorRow?
    var country: IndicatorRow?
    /// Amounts do not compare between units of different size.
    var isTotal: Bool

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
        guard let period = material.figures.periods(indicator.id, of: codes).last else { return nil }
        let values = codes.compactMap { material.figures.row(indicator.id, $0, period)?.value }
        return Spread(
          indicator: indicator, period: period, values: values.sorted(),
          region: material.units.region.flatMap { material.figures.row(indicator.id, $0.unit, period) },
          country: material.units.country.flatMap { material.figures.row(indicator.id, $0.unit, period) },
          isTotal: composition.readings[indicator.id]?.isTotal ?? false)
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
