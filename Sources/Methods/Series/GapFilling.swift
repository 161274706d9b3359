/// How a gap inside a series is filled. The ends are so only when that is asked for: it is a forecast, or a cast back.
package enum GapFilling: String, Sendable, Hashable, CaseIterable {
  /// On the straight line between its neighbours.
  case linear
  /// Last observation carried forward; for stocks.
  case carryForward = "locf"
  /// Next observation carried backward.
  case carryBackward = "nocb"

  /// - Parameters:
  ///   - longest: a longer gap stays empty as a whole.
  ///   - ends: whether the last value is carried beyond the end too, the first back before the beginning (R zoo `na.locf`); a line
  ///     ends at its last point all the same.
  /// - Returns: the series, and which values were filled in.
  package func callAsFunction(
    _ values: [Double?], longest: Int = 2, ends: Bool = false
  ) -> (values: [Double?], isFilled: [Bool]) {
    var result = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    var isFilled = [Bool](repeating: false, count: values.count)
    var last: Int?
    for (index, value) in result.enumerated() {
      guard let value else { continue }
      defer { last = index }
      guard let before = last, index - before > 1, index - before - 1 <= longest, let from = result[before] else { continue }
      for place in (before + 1)..<index {
        switch self {
        case .linear: result[place] = from + (value - from) * Double(place - before) / Double(index - before)
        case .carryForward: result[place] = from
        case .carryBackward: result[place] = value
        }
        isFilled[place] = true
      }
    }
    guard ends, let known = known(result) else { return (result, isFilled) }
    let outside = self == .carryForward ? (known.last + 1)..<values.count : self == .carryBackward ? 0..<known.first : 0..<0
    guard outside.count <= longest else { return (result, isFilled) }
    for place in outside {
      result[place] = result[self == .carryForward ? known.last : known.first]
      isFilled[place] = true
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
