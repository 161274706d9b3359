/// XXH64 (seed 0) of bytes that come in pieces: notices a flipped or missing byte at the speed of memory. It is no
/// protection against a forger; the stage record holds the SHA-256 of each file.
///
/// Source: the xxHash fast digest algorithm, specification 0.1.1, Yann Collet.
struct Checksum {
  private static let prime1: UInt64 = 11_400_714_785_074_694_791
  private static let prime2: UInt64 = 14_029_467_366_897_019_727
  private static let prime3: UInt64 = 1_609_587_929_392_839_161
  private static let prime4: UInt64 = 9_650_029_242_287_828_579
  private static let prime5: UInt64 = 2_870_177_450_012_600_261

  private var lane1 = Checksum.prime1 &+ Checksum.prime2
  private var lane2 = Checksum.prime2
  private var lane3: UInt64 = 0
  private var lane4 = 0 &- Checksum.prime1
  private var total = 0
  /// What did not fill a stripe of 32 bytes yet.
  private var rest: [UInt8] = []

  init() {}

  /// 16 hexadecimal digits.
  static func hex(of bytes: [UInt8]) -> String {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.finish()
  }

  mutating func update(_ bytes: [UInt8]) {
    total &+= bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(32 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[0..<start])
      if rest.count < 32 { return }
      take(rest, from: 0)
      rest.removeAll(keepingCapacity: true)
    }
    start = take(bytes, from: start)
    rest.append(contentsOf: bytes[start...])
  }

  /// Takes the whole stripes from `start` on.
  /// - Returns: where the first byte not taken stands.
  @discardableResult
  private mutating func take(_ bytes: [UInt8], from start: Int) -> Int {
    let span = unsafe bytes.span.bytes
    var place = start
    var (a, b, c, d) = (lane1, lane2, lane3, lane4)
    while place + 32 <= span.byteCount {
      a = unsafe Checksum.round(a, span.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
      b = unsafe Checksum.round(b, span.unsafeLoadUnaligned(fromUncheckedByteOffset: place + 8, as: UInt64.self))
      c = unsafe Checksum.round(c, span.unsafeLoadUnaligned(fromUncheckedByteOffset: place + 16, as: UInt64.self))
      d = unsafe Checksum.round(d, span.unsafeLoadUnaligned(fromUncheckedByteOffset: place + 24, as: UInt64.self))
      place += 32
    }
    (lane1, lane2, lane3, lane4) = (a, b, c, d)
    return place
  }

  /// 16 hexadecimal digits.
  consuming func finish() -> String {
    var hash: UInt64
    if total >= 32 {
      hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
      for lane in [lane1, lane2, lane3, lane4] {
        hash = (hash ^ Checksum.round(0, lane)) &* Checksum.prime1 &+ Checksum.prime4
      }
    } else {
      hash = Checksum.prime5
    }
    hash &+= UInt64(truncatingIfNeeded: total)
    var place = 0
    while place + 8 <= rest.count {
      hash = rotate(hash ^ Checksum.round(0, word(at: place, width: 8)), 27) &* Checksum.prime1 &+ Checksum.prime4
      place += 8
    }
    if place + 4 <= rest.count {
      hash = rotate(hash ^ (word(at: place, width: 4) &* Checksum.prime1), 23) &* Checksum.prime2 &+ Checksum.prime3
      place += 4
    }
    for byte in rest[place...] {
      hash = rotate(hash ^ (UInt64(byte) &* Checksum.prime5), 11) &* Checksum.prime1
    }
    hash = (hash ^ (hash >> 33)) &* Checksum.prime2
    hash = (hash ^ (hash >> 29)) &* Checksum.prime3
    hash ^= hash >> 32
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* prime2, 31) &* prime1
  }

  private func word(at place: Int, width: Int) -> UInt64 {
    (0..<width).reduce(0) { $0 | UInt64(rest[place + $1]) << UInt64(8 * $1) }
  }
}

private func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
  word << bits | word >> (64 - bits)
}
