/// How a gap inside a series is filled. The ends are so only when that is asked for: it is a forecast, or a cast back.
package enum GapFilling: String, Sendable, Hashable, CaseIterable {
  /// On the straight line between its neighbours in time.
  case linear
  /// Last observation carried forward; for stocks.
  case carryForward = "locf"
  /// Next observation carried backward.
  case carryBackward = "nocb"

  /// - Parameters:
  ///   - longest: a longer gap stays empty as a whole.
  ///   - ends: whether the last value is carried beyond the end too, the first back before the beginning (R zoo `na.locf`); for a
  ///     line both (R `approx(rule = 2)`, COINr `impute_panel`).
  ///   - times: of the values; empty for equal steps.
  /// - Returns: the series, and which values were filled in.
  package func callAsFunction(
    _ values: [Double?], longest: Int = 2, ends: Bool = false, times: [Double] = []
  ) -> (values: [Double?], isFilled: [Bool]) {
    var result = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    var isFilled = [Bool](repeating: false, count: values.count)
    let times = times.count == values.count ? times : values.indices.map(Double.init)
    var last: Int?
    for (index, value) in result.enumerated() {
      guard let value else { continue }
      defer { last = index }
      guard let before = last, index - before > 1, index - before - 1 <= longest, let from = result[before] else { continue }
      for place in (before + 1)..<index {
        switch self {
        case .linear: result[place] = from + (value - from) * (times[place] - times[before]) / (times[index] - times[before])
        case .carryForward: result[place] = from
        case .carryBackward: result[place] = value
        }
        isFilled[place] = true
      }
    }
    guard ends, let known = known(result) else { return (result, isFilled) }
    let after = (known.last + 1)..<values.count
    if self != .carryBackward, after.count <= longest {
      for place in after { (result[place], isFilled[place]) = (result[known.last], true) }
    }
    let before = 0..<known.first
    if self != .carryForward, before.count <= longest {
      for place in before { (result[place], isFilled[place]) = (result[known.first], true) }
    }
    return (result, isFilled)
  }

  private func known(_ values: [Double?]) -> (first: Int, last: Int)? {
    guard let first = values.firstIndex(where: { $0 != nil }), let last = values.lastIndex(where: { $0 != nil }) else {
      return nil
    }
    return (first, last)
  }
}
