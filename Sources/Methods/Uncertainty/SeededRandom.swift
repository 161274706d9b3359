import Glibc

/// Random numbers from a seed: the same on every machine and in every run.
///
/// Source: D. Blackman, S. Vigna, xoshiro256** (2018), seeded by splitmix64.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  package init(seed: UInt64) {
    var mixer = seed
    func next() -> UInt64 {
      mixer &+= 0x9e37_79b9_7f4a_7c15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  package mutating func next() -> UInt64 {
    func turned(_ x: UInt64, _ by: UInt64) -> UInt64 { (x << by) | (x >> (64 - by)) }
    let result = turned(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = turned(state.3, 45)
    return result
  }

  /// From 0 to below 1, in steps of 2^-53.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// From 0 to below the count, every value equally often.
  package mutating func index(below count: Int) -> Int {
    precondition(count > 0, "A choice needs something to choose from.")
    let bound = UInt64(count)
    let threshold = (0 &- bound) % bound
    while true {
      let (high, low) = next().multipliedFullWidth(by: bound)
      if low >= threshold { return Int(high) }
    }
  }

  /// Brings `count` randomly chosen elements to the front, in random order.
  package mutating func drawToFront<Element>(_ count: Int, of elements: inout [Element]) {
    for place in 0..<min(count, elements.count) {
      elements.swapAt(place, place + index(below: elements.count - place))
    }
  }
}
