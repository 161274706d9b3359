/// A linear scale with round ticks.
struct Scale {
  let low: Double
  let high: Double
  /// Multiples of a round step, `low` and `high` among them.
  let ticks: [Double]
  /// Decimals that the ticks need.
  let decimals: Int
  private let start: Double
  private let end: Double

  /// - Parameters:
  ///   - values: what must fit in; none gives a scale of 0 to 1.
  ///   - includingZero: begins at zero when all values are above it and the least is under half of the greatest.
  ///   - start: where `low` is drawn, and `end` where `high` is.
  init(_ values: [Double], includingZero: Bool, start: Double, end: Double, wanted: Int = 5) {
    var least = values.min() ?? 0
    var greatest = values.max() ?? 1
    if includingZero, least > 0, least < greatest / 2 { least = 0 }
    if includingZero, greatest < 0, greatest > least / 2 { greatest = 0 }
    if least == greatest {
      let room = least == 0 ? 1 : least.magnitude * 0.1
      least -= room
      greatest += room
    }
    let (step, decimals) = Scale.step(from: least, to: greatest, most: wanted + 2)
    let first = (least / step).rounded(.down)
    let last = (greatest / step).rounded(.up)
    low = first * step
    high = last * step
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    self.decimals = decimals
    self.start = start
    self.end = end
  }

  func callAsFunction(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// The least of 1, 2 and 5 times a power of ten with which at most `most` ticks cover the range; and its decimals.
  private static func step(from low: Double, to high: Double, most: Int) -> (step: Double, decimals: Int) {
    var power = 1.0
    var decimals = 0
    // Bounded: a double has fewer than 700 powers of ten.
    while power > (high - low) / 10, decimals < 15 {
      power /= 10
      decimals += 1
    }
    while power < 1e300 {
      for factor in [1.0, 2, 5] {
        let step = power * factor
        let ticks = (high / step).rounded(.up) - (low / step).rounded(.down) + 1
        if ticks <= Double(most) { return (step, decimals) }
      }
      power *= 10
      decimals = max(0, decimals - 1)
    }
    return (high - low, 0)
  }
}
