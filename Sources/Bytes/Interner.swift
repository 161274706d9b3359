import Glibc

/// Texts met once and known by a number from then on, in the order in which they were first met.
///
/// Open addressing over the UTF-8 bytes; a `String` is made only when somebody asks for it.
package struct Interner: Sendable {
  private var storage: [UInt8] = []
  /// End of each text in `storage`; text `i` begins where `i - 1` ends.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Codes by hash, -1 where free; a power of two long, at most half full.
  private var slots: [Int32]
  /// Differs between processes, so that nobody can prepare texts that all fall into one slot. Codes do not depend on it.
  private let seed: UInt64

  package init() {
    slots = Array(repeating: -1, count: 64)
    var hasher = Hasher()
    hasher.combine(0)
    seed = UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }

  package var count: Int { ends.count }

  /// The code that was asked for last: neighbouring rows of a table say the same again.
  private var lastCode: Int32 = -1

  package mutating func code(of text: Span<UInt8>) -> Int32 {
    if lastCode >= 0, equals(Int(lastCode), text) { return lastCode }
    lastCode = lookedUp(text)
    return lastCode
  }

  private mutating func lookedUp(_ text: Span<UInt8>) -> Int32 {
    let hash = hashed(text)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let code = slots[slot]
      if code < 0 { break }
      if hashes[Int(code)] == hash, equals(Int(code), text) { return code }
      slot = (slot + 1) & mask
    }
    precondition(ends.count < Int(Int32.max), "more different texts than codes")
    let code = Int32(ends.count)
    storage.append(contentsOf: text)
    ends.append(storage.count)
    hashes.append(hash)
    slots[slot] = code
    if ends.count * 2 > slots.count { grow() }
    return code
  }

  package mutating func code(of text: String) -> Int32 {
    var text = text
    text.makeContiguousUTF8()
    return code(of: text.utf8Span.span)
  }

  /// The code of a text that was met before, or nil.
  package func existingCode(of text: Span<UInt8>) -> Int32? {
    let hash = hashed(text)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let code = Int(slots[slot])
      if hashes[code] == hash, equals(code, text) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  package subscript(_ code: Int32) -> String {
    String(decoding: storage[range(Int(code))], as: UTF8.self)
  }

  /// All texts in the order of their codes.
  package var strings: [String] {
    (0..<ends.count).map { String(decoding: storage[range($0)], as: UTF8.self) }
  }

  private func range(_ code: Int) -> Range<Int> {
    (code == 0 ? 0 : ends[code - 1])..<ends[code]
  }

  private func equals(_ code: Int, _ text: Span<UInt8>) -> Bool {
    let range = range(code)
    return range.count == text.count && areEqual(storage.span.extracting(range), text)
  }

  private func hashed(_ text: Span<UInt8>) -> UInt32 {
    var state = seed ^ UInt64(truncatingIfNeeded: text.count)
    unsafe text.withUnsafeBytes { bytes in
      var i = 0
      while i + 8 <= bytes.count {
        state = mixed(state ^ (unsafe bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
        i += 8
      }
      var word: UInt64 = 0
      while i < bytes.count {
        word = word << 8 | UInt64(unsafe bytes[i])
        i += 1
      }
      state = mixed(state ^ word)
    }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  /// Both halves of a 128-bit product, folded: every bit of the input reaches every bit of the result.
  @inline(__always)
  private func mixed(_ x: UInt64) -> UInt64 {
    let product = (x ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = Array(repeating: -1, count: slots.count * 2)
    for code in 0..<hashes.count {
      var slot = Int(hashes[code]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}

/// Whether two stretches of bytes are the same.
package func areEqual(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  return unsafe a.withUnsafeBytes { first in
    unsafe b.withUnsafeBytes { second in
      guard let one = first.baseAddress, let other = second.baseAddress else { return true }
      return unsafe memcmp(one, other, first.count) == 0
    }
  }
}
