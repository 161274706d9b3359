import Bytes

/// Brings rows into the order of their coded keys: the parts of a key as ranks in one word, and the words sorted by their digits,
/// which takes two or three walks over the rows however many there are.
enum KeyOrder {
  /// Row numbers in the order of the texts of their key parts, the first part first; rows of one key stay as they stood.
  static func sorted(_ count: Int, _ parts: [(codes: [Int32], texts: Interner)]) -> [Int32] {
    let ranks = parts.map { self.ranks($0.texts) }
    let widths = parts.map { Int.bitWidth - max(0, $0.texts.count - 1).leadingZeroBitCount }
    let rows = Array(0..<Int32(count))
    guard widths.reduce(0, +) <= UInt64.bitWidth else {
      // More texts than any country has units and statistics: part by part, the last part first.
      var sorted = rows
      for (part, ranks) in zip(parts, ranks).reversed() {
        sorted = byDigits(sorted.map { UInt64(ranks[Int(part.codes[Int($0)])]) }, sorted)
      }
      return sorted
    }
    var keys = [UInt64](repeating: 0, count: count)
    for (index, part) in parts.enumerated() {
      let ranks = ranks[index]
      let width = UInt64(widths[index])
      let codes = part.codes
      for row in 0..<count { keys[row] = keys[row] << width | UInt64(ranks[Int(codes[row])]) }
    }
    return byDigits(keys, rows)
  }

  /// Rank of each text among all texts of its dictionary.
  static func ranks(_ interner: Interner) -> [Int32] {
    let strings = interner.strings
    var ranks = [Int32](repeating: 0, count: strings.count)
    for (rank, code) in strings.indices.sorted(by: { strings[$0] < strings[$1] }).enumerated() { ranks[code] = Int32(rank) }
    return ranks
  }

  /// The rows in the order of their keys; stable. Digits that all keys share cost one walk.
  private static func byDigits(_ unsorted: [UInt64], _ unsortedRows: [Int32]) -> [Int32] {
    var (keys, rows) = (unsorted, unsortedRows)
    var (nextKeys, nextRows) = (unsorted, unsortedRows)
    let bits = keys.count < 1 << 14 ? 8 : 16
    let mask = UInt64(1) << UInt64(bits) - 1
    let highest = keys.reduce(0, |)
    var shift: UInt64 = 0
    while shift < 64, highest >> shift > 0 {
      var starts = [Int](repeating: 0, count: 1 << bits)
      for key in keys { starts[Int(key >> shift & mask)] += 1 }
      var start = 0
      for digit in starts.indices { (starts[digit], start) = (start, start + starts[digit]) }
      for index in keys.indices {
        let digit = Int(keys[index] >> shift & mask)
        nextKeys[starts[digit]] = keys[index]
        nextRows[starts[digit]] = rows[index]
        starts[digit] += 1
      }
      swap(&keys, &nextKeys)
      swap(&rows, &nextRows)
      shift += UInt64(bits)
    }
    return rows
  }
}
