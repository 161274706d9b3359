import Glibc

/// Median and robust spread (1.4826 MAD) of some numbers.
struct Spread {
  var count: Int
  var median: Double
  /// Estimates the standard deviation of a normal distribution.
  var scale: Double

  init(_ numbers: [Double]) {
    count = numbers.count
    median = Self.median(numbers.sorted())
    let centre = median
    scale = 1.4826 * Self.median(numbers.map { abs($0 - centre) }.sorted())
  }

  /// - Parameter sorted: ascending; 0 for none.
  static func median(_ sorted: [Double]) -> Double {
    if sorted.isEmpty { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension Double {
  /// Natural logarithm.
  var logarithm: Double { log(self) }

  /// What it is the natural logarithm of.
  var exponential: Double { exp(self) }
}
