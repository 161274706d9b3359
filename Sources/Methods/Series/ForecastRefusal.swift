/// Why a series bears no forecast by a model: then only a scenario in words may follow.
package enum ForecastRefusal: String, Sendable, Hashable, CaseIterable {
  /// Fewer than six values.
  case tooShort = "too-short"
  /// A break of the series inside its last four points.
  case lateBreak = "late-break"
  /// More than a fifth of the values imputed.
  case imputed
  /// The definition changed.
  case definitionChanged = "definition-changed"

  /// - Parameters:
  ///   - breaks: positions (from 0) of the first value after each break.
  ///   - imputed: how many values were filled in.
  package static func reasons(count: Int, breaks: [Int] = [], imputed: Int = 0, definitionChanged: Bool = false)
    -> [ForecastRefusal]
  {
    var reasons: [ForecastRefusal] = []
    if count < 6 { reasons.append(.tooShort) }
    if breaks.contains(where: { $0 > 0 && $0 < count && $0 >= count - 4 }) { reasons.append(.lateBreak) }
    if count > 0, Double(imputed) > 0.2 * Double(count) { reasons.append(.imputed) }
    if definitionChanged { reasons.append(.definitionChanged) }
    return reasons
  }
}
