import Glibc

/// Median and robust spread (1.4826 MAD) of some numbers.
struct Spread {
  var count: Int
  var median: Double
  /// Estimates the standard deviation of a normal distribution.
  var scale: Double

  init(_ numbers: [Double]) {
    count = numbers.count
    var work = numbers
    median = Self.median(of: &work)
    for index in work.indices { work[index] = abs(work[index] - median) }
    scale = 1.4826 * Self.median(of: &work)
  }

  /// The middle of some numbers, 0 for none; brings them into another order. Only the middle has to find its place: no more
  /// is sorted than that takes.
  static func median(of numbers: inout [Double]) -> Double {
    let count = numbers.count
    if count == 0 { return 0 }
    let middle = count / 2
    place(middle, &numbers)
    if count % 2 == 1 { return numbers[middle] }
    var below = numbers[0]
    for index in 1..<max(1, middle) where numbers[index] > below { below = numbers[index] }
    return (below + numbers[middle]) / 2
  }

  /// Puts the number there that would stand there if all were sorted: what is before is not greater, what is behind not less.
  private static func place(_ target: Int, _ numbers: inout [Double]) {
    var low = 0
    var high = numbers.count - 1
    while high - low > 12 {
      let pivot = middle(numbers[low], numbers[low + (high - low) / 2], numbers[high])
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] < pivot { left += 1 }
        while numbers[right] > pivot { right -= 1 }
        guard left <= right else { break }
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
      if target <= right { high = right } else if target >= left { low = left } else { return }
    }
    for index in low..<(high + 1) {
      let number = numbers[index]
      var free = index
      while free > low, numbers[free - 1] > number {
        numbers[free] = numbers[free - 1]
        free -= 1
      }
      numbers[free] = number
    }
  }

  private static func middle(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}

extension Double {
  /// Natural logarithm.
  var logarithm: Double { log(self) }

  /// What it is the natural logarithm of.
  var exponential: Double { exp(self) }
}
