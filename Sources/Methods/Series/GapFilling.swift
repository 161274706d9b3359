/// How a gap inside a series is filled. The ends are never: that would be a forecast.
package enum GapFilling: String, Sendable, Hashable, CaseIterable {
  /// On the straight line between its neighbours.
  case linear
  /// Last observation carried forward; for stocks.
  case carryForward = "locf"
  /// Next observation carried backward.
  case carryBackward = "nocb"

  /// - Parameter longest: a longer gap stays empty as a whole.
  /// - Returns: the series, and which values were filled in.
  package func callAsFunction(_ values: [Double?], longest: Int = 2) -> (values: [Double?], isFilled: [Bool]) {
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
    return (result, isFilled)
  }
}
