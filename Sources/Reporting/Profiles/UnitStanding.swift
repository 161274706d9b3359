import Contracts

/// How one unit stands by one indicator: its row beside the region's, the country's and those of its level. A class, since lists of
/// it are sorted and filtered for every part of a profile.
final class UnitStanding: Sendable {
  let spread: ProfileGround.Spread
  let row: IndicatorRow

  init(spread: ProfileGround.Spread, row: IndicatorRow) {
    self.spread = spread
    self.row = row
  }

  var indicator: Indicator { spread.indicator }

  /// Against the region, as the report compares: within the interval is no difference.
  func standing() -> Reading.Standing? {
    guard !spread.isTotal, let value = row.value, let other = spread.region?.value else { return nil }
    if let lower = row.lower, let upper = row.upper, lower <= other, other <= upper { return .withinInterval }
    if RoundedDecimal(value, decimals: indicator.decimals) == RoundedDecimal(other, decimals: indicator.decimals) {
      return .equal
    }
    return value > other ? .higher : .lower
  }

  /// True when better than the region, false when worse, nil when neither can be said.
  func isBetter() -> Bool? {
    switch (standing(), indicator.direction) {
    case (.higher, .moreIsBetter), (.lower, .moreIsWorse): true
    case (.higher, .moreIsWorse), (.lower, .moreIsBetter): false
    default: nil
    }
  }

  /// Share of the units that stand better, 0-1; nil without a rank.
  var burden: Double? {
    guard let rank = row.rank, let ranked = row.unitsRanked, ranked > 1 else { return nil }
    return Double(rank - 1) / Double(ranked - 1)
  }

  /// The row of a spine chart; nil when there is nothing to draw.
  func spine(_ say: Phrasing) -> SpineChart.Row? {
    guard !spread.isTotal, let middle = spread.region?.value ?? median else { return nil }
    let reach = max(middle - spread.least, spread.greatest - middle)
    guard reach > 0 else { return nil }
    // The worst is on the left whichever end that is.
    let sign = indicator.direction == .moreIsWorse ? -1.0 : 1.0
    func place(_ value: Double) -> Double { sign * (value - middle) / reach }
    func span(_ a: Double, _ b: Double) -> ClosedRange<Double> { min(place(a), place(b))...max(place(a), place(b)) }
    let standing: SpineChart.Standing =
      switch (isBetter(), self.standing()) {
      case (true?, _): .better
      case (false?, _): .worse
      case (nil, .withinInterval?), (nil, .equal?): indicator.direction == .neither ? .unrated : .similar
      default: .unrated
      }
    var interval: ClosedRange<Double>?
    if let lower = row.lower, let upper = row.upper { interval = span(lower, upper) }
    var rank = ""
    if let place = row.rank, let ranked = row.unitsRanked { rank = "\(place)/\(ranked)" }
    return SpineChart.Row(
      name: "\(indicator.id) \(indicator.label)", position: row.value.map(place),
      quartiles: spread.values.count >= 4 ? span(spread.quantile(0.25), spread.quantile(0.75)) : nil,
      extent: span(spread.least, spread.greatest), standing: standing,
      value: row.value.map { say.numbers.fixed($0, decimals: indicator.decimals) }
        ?? (Sign.isWithheld(row) ? Sign.withheld : say("b.d.", "n/a")),
      // Beyond the bar there is no room to show how far.
      interval: interval, country: spread.country?.value.map(place).flatMap { abs($0) <= 1 ? $0 : nil }, rank: rank)
  }

  private var median: Double? { spread.values.isEmpty ? nil : spread.quantile(0.5) }
}
