/// Which of many numbers comes first when the greatest does: a radix sort over their bits, least significant digits
/// first, because a table of a country ranks millions of numbers. Equal numbers stay in the order in which they were given.
struct DescendingOrder {
  private static let digitBits = 11
  private static let digits = 6
  private static let room = 1 << digitBits

  /// The places of the numbers in their order.
  private(set) var places: [Int32] = []
  private var keys: [UInt64] = []
  private var otherPlaces: [Int32] = []
  private var otherKeys: [UInt64] = []
  private var counts = [Int](repeating: 0, count: digits * room)

  /// - Precondition: no number is NaN.
  mutating func sort(_ values: [Double]) {
    keys.removeAll(keepingCapacity: true)
    for value in values { keys.append(Self.key(value)) }
    places = (0..<Int32(values.count)).map { $0 }
    otherKeys = keys
    otherPlaces = places
    Self.count(keys, &counts)
    for digit in 0..<Self.digits where !isTheSame(digit) {
      Self.distribute(keys, places, by: digit, &counts, &otherKeys, &otherPlaces)
      swap(&keys, &otherKeys)
      swap(&places, &otherPlaces)
    }
  }

  private static func distribute(
    _ keys: [UInt64], _ places: [Int32], by digit: Int, _ counts: inout [Int], _ sortedKeys: inout [UInt64],
    _ sortedPlaces: inout [Int32]
  ) {
    var counts = counts.mutableSpan
    var sortedKeys = sortedKeys.mutableSpan
    var sortedPlaces = sortedPlaces.mutableSpan
    for index in keys.indices {
      let slot = digit * room + Self.digit(digit, of: keys[index])
      let place = counts[slot]
      counts[slot] = place + 1
      sortedKeys[place] = keys[index]
      sortedPlaces[place] = places[index]
    }
  }

  /// Falls as the number rises; the two zeros are one.
  @inline(__always)
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? ~bits & (1 << 63 - 1) : bits
  }

  @inline(__always)
  private static func digit(_ digit: Int, of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(digit * digitBits)) & (room - 1)
  }

  /// Where the numbers with each digit begin.
  private static func count(_ keys: [UInt64], _ counts: inout [Int]) {
    var counts = counts.mutableSpan
    for slot in counts.indices { counts[slot] = 0 }
    for key in keys {
      for digit in 0..<digits { counts[digit * room + Self.digit(digit, of: key)] += 1 }
    }
    for digit in 0..<digits {
      var sum = 0
      for slot in digit * room..<(digit + 1) * room {
        let count = counts[slot]
        counts[slot] = sum
        sum += count
      }
    }
  }

  /// A digit that all numbers share moves none of them.
  private func isTheSame(_ digit: Int) -> Bool {
    guard let first = keys.first else { return true }
    let slot = Self.digit(digit, of: first)
    let next = slot + 1 < Self.room ? counts[digit * Self.room + slot + 1] : keys.count
    return counts[digit * Self.room + slot] == 0 && next == keys.count
  }
}
