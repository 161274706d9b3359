/// Figures of one series that stand in two groups about a thousand times apart: a part of the years in thousands, the others not.
struct TwoScales {
  /// The greatest figure of the lower group.
  let bound: Double
  /// Medians of both groups.
  let lower: Double
  let upper: Double

  /// How many times the upper group is the lower one.
  var ratio: Double { upper / lower }

  /// Times that a slip by a thousand makes of groups between which years and rounding to thousands lie.
  private static let ratios = 150.0...7000.0
  /// Times that lie between the groups, where no figure is.
  private static let gap = 30.0

  /// - Parameters:
  ///   - values: those that are not above zero do not count.
  ///   - sorted: kept by the caller, so that nothing is allocated a series.
  /// - Returns: nil for figures of one scale, for fewer than four of them, and for counts so small that chance does this.
  init?(_ values: [Double], _ sorted: inout [Double]) {
    var (least, greatest) = (Double.infinity, 0.0)
    for value in values where value > 0 { (least, greatest) = (min(least, value), max(greatest, value)) }
    guard greatest >= 100, greatest > Self.ratios.lowerBound * least else { return nil }
    sorted.removeAll(keepingCapacity: true)
    for value in values where value > 0 { sorted.append(value) }
    guard sorted.count >= 4 else { return nil }
    sorted.sort()
    var first = 1
    for index in 1..<sorted.count where sorted[index] * sorted[first - 1] > sorted[first] * sorted[index - 1] { first = index }
    let gap = sorted[first] / sorted[first - 1]
    // Within a group figures are alike, or there are no two groups.
    guard gap >= Self.gap, sorted[first - 1] < gap * sorted[0], sorted[sorted.count - 1] < gap * sorted[first] else { return nil }
    bound = sorted[first - 1]
    lower = Self.median(sorted[..<first])
    upper = Self.median(sorted[first...])
    guard Self.ratios.contains(upper / lower) else { return nil }
  }

  /// - Parameter sorted: at least one number, ascending.
  private static func median(_ sorted: ArraySlice<Double>) -> Double {
    let middle = sorted.startIndex + sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
