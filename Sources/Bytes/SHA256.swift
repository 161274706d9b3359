import CSHA256

/// SHA-256 (FIPS 180-4), fed in pieces.
package struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// Bytes of a block that is not full yet; below 64.
  private var pending: [UInt8] = []
  private var total: UInt64 = 0

  private let isPortable: Bool

  package init() {
    self.init(portable: false)
  }

  /// - Parameter isPortable: leaves the processor's instructions aside; tests compare both ways.
  init(portable isPortable: Bool) {
    self.isPortable = isPortable
    pending.reserveCapacity(64)
  }

  package mutating func update(_ bytes: Span<UInt8>) {
    total &+= UInt64(bytes.count)
    // A copy, because the bytes of a block may stand in another field of the same value.
    var next = state
    var start = 0
    if !pending.isEmpty {
      let taken = min(64 - pending.count, bytes.count)
      pending.append(contentsOf: bytes.extracting(0..<taken))
      start = taken
      guard pending.count == 64 else { return }
      compress(&next, pending.span, isPortable)
      pending.removeAll(keepingCapacity: true)
    }
    let whole = (bytes.count - start) / 64 * 64
    if whole > 0 { compress(&next, bytes.extracting(start..<start + whole), isPortable) }
    state = next
    pending.append(contentsOf: bytes.extracting((start + whole)..<bytes.count))
  }

  package mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// The digest as 64 lower-case hexadecimal digits. The value itself is not changed: more may be fed to it.
  package func finish() -> String {
    var last = pending
    last.append(0x80)
    while last.count % 64 != 56 { last.append(0) }
    let bits = total &* 8
    for byte in 0..<8 { last.append(UInt8(truncatingIfNeeded: bits >> (56 - 8 * byte))) }
    var final = state
    compress(&final, last.span, isPortable)
    var digits: [UInt8] = []
    for i in 0..<8 {
      for place in 0..<8 {
        let nibble = UInt8(truncatingIfNeeded: final[i] >> (28 - 4 * place) & 15)
        digits.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  package static func hex(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}

/// Whether the processor has instructions for SHA-256.
private let hasInstructions = diagnoza_sha256_is_available() != 0

/// Works through whole blocks of 64 bytes.
///
/// Pointers instead of checked subscripts: every file is hashed, and the checks would double its cost.
private func compress(_ state: inout InlineArray<8, UInt32>, _ bytes: Span<UInt8>, _ isPortable: Bool) {
  let k: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
  if hasInstructions && !isPortable {
    unsafe bytes.withUnsafeBufferPointer { source in
      unsafe k.span.withUnsafeBufferPointer { constants in
        var words = state.mutableSpan
        unsafe words.withUnsafeMutableBufferPointer { words in
          unsafe diagnoza_sha256_blocks(words.baseAddress, source.baseAddress, source.count / 64, constants.baseAddress)
        }
      }
    }
    return
  }
  unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
    unsafe bytes.withUnsafeBytes { source in
      unsafe k.span.withUnsafeBufferPointer { constants in
        guard let w = schedule.baseAddress, let k = constants.baseAddress else { return }
        var at = 0
        while at &+ 64 <= source.count {
          for i in 0..<16 {
            let word = unsafe source.loadUnaligned(fromByteOffset: at &+ i &* 4, as: UInt32.self)
            unsafe w[i] = word.byteSwapped
          }
          for i in 16..<64 {
            let x = unsafe w[i &- 15]
            let y = unsafe w[i &- 2]
            let s0 = rotated(x, 7) ^ rotated(x, 18) ^ (x &>> 3)
            let s1 = rotated(y, 17) ^ rotated(y, 19) ^ (y &>> 10)
            unsafe w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
          }
          var (a, b, c, d) = (state[0], state[1], state[2], state[3])
          var (e, f, g, h) = (state[4], state[5], state[6], state[7])
          var i = 0
          while i < 64 {
            // Eight rounds at a time, so that the letters come round without moving.
            unsafe turn(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
            unsafe turn(h, a, b, &c, d, e, f, &g, k[i &+ 1] &+ w[i &+ 1])
            unsafe turn(g, h, a, &b, c, d, e, &f, k[i &+ 2] &+ w[i &+ 2])
            unsafe turn(f, g, h, &a, b, c, d, &e, k[i &+ 3] &+ w[i &+ 3])
            unsafe turn(e, f, g, &h, a, b, c, &d, k[i &+ 4] &+ w[i &+ 4])
            unsafe turn(d, e, f, &g, h, a, b, &c, k[i &+ 5] &+ w[i &+ 5])
            unsafe turn(c, d, e, &f, g, h, a, &b, k[i &+ 6] &+ w[i &+ 6])
            unsafe turn(b, c, d, &e, f, g, h, &a, k[i &+ 7] &+ w[i &+ 7])
            i &+= 8
          }
          state[0] &+= a
          state[1] &+= b
          state[2] &+= c
          state[3] &+= d
          state[4] &+= e
          state[5] &+= f
          state[6] &+= g
          state[7] &+= h
          at &+= 64
        }
      }
    }
  }
}

/// One round: only `d` and `h` change.
@inline(__always)
private func turn(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
  _ word: UInt32
) {
  let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
  let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ word
  let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
  d = d &+ t1
  h = t1 &+ s0 &+ ((a & b) ^ (a & c) ^ (b & c))
}

@inline(__always)
private func rotated(_ x: UInt32, _ by: UInt32) -> UInt32 {
  x &>> by | x &<< (32 &- by)
}
