/// A set of texts of one page, each kept as the place where it stands.
struct PlaceSet {
  private var places: [Range<Int>] = []
  /// Number of a place from 1, by hash; 0 where there is none. A power of two long, at most half full.
  private var slots = [Int32](repeating: 0, count: 64)

  init() {}

  /// - Returns: whether the text was not there yet.
  mutating func insert(_ place: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    if places.count * 2 >= slots.count { grow(bytes) }
    let slot = find(place, bytes)
    guard slots[slot] == 0 else { return false }
    places.append(place)
    slots[slot] = Int32(places.count)
    return true
  }

  func contains(_ place: Range<Int>, of bytes: Span<UInt8>) -> Bool { slots[find(place, bytes)] != 0 }

  /// Where the text stands, or where it would.
  private func find(_ place: Range<Int>, _ bytes: Span<UInt8>) -> Int {
    var slot = PlaceSet.hash(place, bytes) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = places[Int(slots[slot]) - 1]
      if known.count == place.count, PlaceSet.isSame(known, place, bytes) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow(_ bytes: Span<UInt8>) {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    for (index, place) in places.enumerated() {
      let slot = find(place, bytes)
      slots[slot] = Int32(index + 1)
    }
  }

  private static func isSame(_ a: Range<Int>, _ b: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
    return true
  }

  /// FNV-1a, its high digits mixed into the low ones.
  private static func hash(_ place: Range<Int>, _ bytes: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in place { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29))
  }
}
