/// Invented figures, the same on every machine: each is drawn from the seed and from a key that says what it is, so that
/// adding a figure leaves all others as they were. Only + - * / on Double is used, never the mathematical library, whose
/// last digits differ between platforms.
///
/// Source: FNV-1a for the key, SplitMix64 (Steele, Lea, Flood 2014) for the number.
struct SeededNumbers: Sendable {
  let seed: UInt64

  /// Between 0 and 1, never 1.
  func unit(_ key: String) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash &+= 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    return Double(hash >> 11) / 9_007_199_254_740_992
  }

  /// Around 0, between -1 and 1, nearer to 0 more often (sum of two).
  func noise(_ key: String) -> Double { unit(key) + unit(key + "'") - 1 }

  /// A factor around 1: `1 ± spread`.
  func factor(_ key: String, _ spread: Double) -> Double { 1 + spread * noise(key) }
}

/// Nearest whole number, halves up.
func rounded(_ value: Double) -> Int { Int((value + 0.5).rounded(.down)) }
