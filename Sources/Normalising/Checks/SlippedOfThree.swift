/// A slip by a thousand among three figures, of which two are nearly the same: fewer than that tell nothing, and nothing but a
/// thousand is told of so few.
enum SlippedOfThree {
  /// By how many times the other two may differ.
  static let likeness = 1.5
  /// The greater of both: one or two that became none or a thousand are no slip that can be told.
  private static let least = 5000.0

  /// - Parameter usual: the middle of the other two, above zero.
  /// - Returns: 3 or -3; nil for what is not about a thousand times away.
  static func power(_ value: Double, usual: Double) -> Int? {
    guard value > 0, usual > 0, max(value, usual) >= least else { return nil }
    let power = (value / usual).logarithm / 10.0.logarithm
    guard abs(abs(power) - 3) < 0.12 else { return nil }
    return power > 0 ? 3 : -3
  }
}
