import Glibc

/// Texts met once and known by a number from then on, in the order in which they were first met.
///
/// Open addressing over the UTF-8 bytes; a `String` is made only when somebody asks for it. Tables say the same again and
/// again, so the text asked for last, and the one that followed it the last time, are tried before anything is hashed.
package struct Interner: Sendable {
  private struct Entry {
    /// The first eight bytes, missing ones as zero.
    var word: UInt64
    var start: Int
    var count: Int
    var hash: UInt32
    /// The code that was asked for after this one the last time.
    var follower: Int32
  }

  private var storage: [UInt8] = []
  private var entries: [Entry] = []
  /// Codes by hash, -1 where free; a power of two long, at most half full.
  private var slots: [Int32]
  /// Differs between processes, so that nobody can prepare texts that all fall into one slot. Codes do not depend on it.
  private let seed: UInt64
  /// The code that was asked for last.
  private var lastCode = -1

  package init() {
    slots = Array(repeating: -1, count: 64)
    var hasher = Hasher()
    hasher.combine(0)
    seed = UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }

  package var count: Int { entries.count }

  package mutating func code(of text: Span<UInt8>) -> Int32 {
    let word = firstWord(text)
    if lastCode >= 0 {
      if equals(lastCode, text, word) { return Int32(truncatingIfNeeded: lastCode) }
      let follower = Int(entries[lastCode].follower)
      if follower < entries.count, equals(follower, text, word) {
        lastCode = follower
        return Int32(truncatingIfNeeded: follower)
      }
    }
    let code = lookedUp(text, word)
    if lastCode >= 0 { entries[lastCode].follower = code }
    lastCode = Int(code)
    return code
  }

  private mutating func lookedUp(_ text: Span<UInt8>, _ word: UInt64) -> Int32 {
    let hash = hashed(text, word)
    let slot = slot(of: text, word, hash)
    if slots[slot] >= 0 { return slots[slot] }
    precondition(entries.count < Int(Int32.max), "more different texts than codes")
    let code = Int32(entries.count)
    entries.append(Entry(word: word, start: storage.count, count: text.count, hash: hash, follower: 0))
    storage.append(contentsOf: text)
    slots[slot] = code
    if entries.count * 2 > slots.count { fillSlots(slots.count * 2) }
    return code
  }

  /// Where a text stands, or the free place where it would.
  @inline(__always)
  private func slot(of text: Span<UInt8>, _ word: UInt64, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let code = Int(slots[slot])
      if entries[code].hash == hash, equals(code, text, word) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  package mutating func code(of text: String) -> Int32 {
    var text = text
    text.makeContiguousUTF8()
    return code(of: text.utf8Span.span)
  }

  /// The code of a text that was met before, or nil.
  package func existingCode(of text: Span<UInt8>) -> Int32? {
    let word = firstWord(text)
    let code = slots[slot(of: text, word, hashed(text, word))]
    return code >= 0 ? code : nil
  }

  package subscript(_ code: Int32) -> String {
    String(decoding: storage[range(Int(code))], as: UTF8.self)
  }

  /// Adds a text to others.
  package func append(_ code: Int32, to text: inout [UInt8]) {
    text.append(contentsOf: storage.span.extracting(range(Int(code))))
  }

  /// All texts in the order of their codes.
  package var strings: [String] {
    entries.indices.map { String(decoding: storage[range($0)], as: UTF8.self) }
  }

  /// Forgets the texts that were met after the first `count`.
  package mutating func truncate(to count: Int) {
    guard count < entries.count else { return }
    storage.removeLast(storage.count - entries[count].start)
    entries.removeLast(entries.count - count)
    for code in entries.indices where Int(entries[code].follower) >= count { entries[code].follower = 0 }
    lastCode = -1
    fillSlots(slots.count)
  }

  private func range(_ code: Int) -> Range<Int> {
    entries[code].start..<entries[code].start + entries[code].count
  }

  @inline(__always)
  private func equals(_ code: Int, _ text: Span<UInt8>, _ word: UInt64) -> Bool {
    guard entries[code].word == word, entries[code].count == text.count else { return false }
    return text.count <= 8 || areEqual(storage.span.extracting(range(code)), text)
  }

  private func hashed(_ text: Span<UInt8>, _ word: UInt64) -> UInt32 {
    var state = mixed(seed ^ UInt64(truncatingIfNeeded: text.count) ^ word)
    if text.count > 8 {
      unsafe text.withUnsafeBytes { bytes in
        var i = 8
        while i + 8 <= bytes.count {
          state = mixed(state ^ (unsafe bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
          i += 8
        }
        // The last eight bytes, some of them a second time.
        state = mixed(state ^ (unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)))
      }
    }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  /// Both halves of a 128-bit product, folded: every bit of the input reaches every bit of the result.
  @inline(__always)
  private func mixed(_ x: UInt64) -> UInt64 {
    let product = (x ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low
  }

  private mutating func fillSlots(_ count: Int) {
    let mask = count - 1
    slots = Array(repeating: -1, count: count)
    for code in entries.indices {
      var slot = Int(entries[code].hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}

/// The first eight bytes of a text as a number, the first in the lowest place, missing ones as zero.
@inline(__always)
private func firstWord(_ text: Span<UInt8>) -> UInt64 {
  let count = text.count
  return unsafe text.withUnsafeBytes { bytes in
    if count >= 8 { return unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian }
    if count >= 4 {
      let low = unsafe UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian)
      let high = unsafe UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
      return low | high << UInt64((count - 4) * 8)
    }
    var word: UInt64 = 0
    for i in 0..<count { word |= UInt64(unsafe bytes[i]) << UInt64(i * 8) }
    return word
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
