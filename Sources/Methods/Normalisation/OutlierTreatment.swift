import Glibc

/// Whether a distribution has outliers by its skewness and kurtosis: it has none when |skew| is below its limit or the
/// excess kurtosis below its own (the European Commission's rule: both must be exceeded).
///
/// Source: COINr `check_SkewKurt`; limits 2 and 3.5 of the JRC-COIN.
package struct OutlierTest: Sendable, Hashable {
  package var skewness: Double
  package var kurtosis: Double

  package init(skewness: Double = 2, kurtosis: Double = 3.5) {
    self.skewness = skewness
    self.kurtosis = kurtosis
  }

  /// - Returns: nil when the values are too few or do not vary, so that neither moment is known.
  package func passes(_ values: [Double]) -> Bool? {
    guard let skew = sampleSkewness(values), let kurt = sampleKurtosis(values) else { return nil }
    return abs(skew) < skewness || kurt < kurtosis
  }
}

/// Logarithmic transforms that pull in a long tail.
package enum LogTransform: String, Sendable, Hashable, CaseIterable {
  /// log(x - min + 0.01 (max - min))
  case logCT = "log_CT"
  /// As `logCT` from the side of the longer tail: a negative skew is turned over first and back afterwards.
  case logCTPlus = "log_CT_plus"
  /// log(x - min + 1)
  case logCTOriginal = "log_CT_orig"
  /// log((max - 1)(x - min)/(max - min) + 1) of the Global Innovation Index. (COINr computes it and returns the values as
  /// they were.)
  case logGII = "log_GII"

  package func callAsFunction(_ values: [Double?]) -> [Double?] {
    let present = presentValues(values)
    guard let least = present.min(), let most = present.max(), most > least else { return values }
    func each(_ transform: (Double) -> Double) -> [Double?] {
      values.map { value in
        guard let value, value.isFinite else { return nil }
        let result = transform(value)
        return result.isFinite ? result : nil
      }
    }
    switch self {
    case .logCT: return each { log($0 - least + 0.01 * (most - least)) }
    case .logCTPlus:
      if (sampleSkewness(present) ?? 0) >= 0 { return each { log($0 - least + 0.01 * (most - least)) } }
      return each { -log(most - $0 + 0.01 * (most - least)) }
    case .logCTOriginal: return each { log($0 - least + 1) }
    case .logGII: return each { log((most - 1) * ($0 - least) / (most - least) + 1) }
    }
  }
}

/// What became of a variable that was looked at for outliers.
package struct TreatedValues: Sendable, Hashable {
  package enum Step: String, Sendable, Hashable {
    case none, winsorised, transformed
  }
  package var values: [Double?]
  package var step: Step
  /// How many points were moved by winsorising.
  package var moved: Int
  /// Whether the result passes the test; nil when that cannot be told.
  package var passes: Bool?
}

/// Winsorises: again and again the most extreme value of the longer tail becomes the next one to it, until the test is
/// passed or so many points have been moved.
///
/// Source: COINr `winsorise`.
/// - Parameter isForced: moves on to the limit even when the test is passed (COINr `force_win`).
package func winsorised(
  _ values: [Double?], test: OutlierTest = OutlierTest(), atMost limit: Int = 5, isForced: Bool = false
) -> (values: [Double?], moved: Int) {
  var values = values
  var high: Set<Int> = []
  var low: Set<Int> = []
  while high.count + low.count < limit {
    let present = presentValues(values)
    guard isForced || test.passes(present) == false, let skew = sampleSkewness(present) else { break }
    guard let extreme = skew >= 0 ? present.max() : present.min() else { break }
    let rest = present.filter { $0 != extreme }
    guard let next = skew >= 0 ? rest.max() : rest.min() else { break }
    let places = Set(values.indices.filter { values[$0] == extreme })
    for place in places { values[place] = next }
    if skew >= 0 { high = places } else { low = places }
  }
  return (values, high.count + low.count)
}

/// Treats outliers in two steps: winsorising, and where that is not enough the transform of the values as they were.
///
/// Source: COINr `Treat`, `qTreat`.
/// - Parameter isCombined: the transform is of the winsorised values (COINr `combine_treat`).
package func treatedForOutliers(
  _ values: [Double?], test: OutlierTest = OutlierTest(), atMost limit: Int = 5, transform: LogTransform? = .logCT,
  isCombined: Bool = false
) -> TreatedValues {
  let present = presentValues(values)
  guard test.passes(present) == false else {
    return TreatedValues(values: values, step: .none, moved: 0, passes: test.passes(present))
  }
  let first = winsorised(values, test: test, atMost: limit)
  let passes = test.passes(presentValues(first.values))
  guard passes == false, let transform else {
    return TreatedValues(values: first.values, step: .winsorised, moved: first.moved, passes: passes)
  }
  let second = transform(isCombined ? first.values : values)
  return TreatedValues(
    values: second, step: .transformed, moved: isCombined ? first.moved : 0, passes: test.passes(presentValues(second)))
}
