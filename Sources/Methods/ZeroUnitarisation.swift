/// What a variable says about the phenomenon that an index measures.
package enum VariableType: Sendable, Hashable {
  /// More is more of the phenomenon.
  case stimulant
  /// More is less of the phenomenon.
  case destimulant
  /// The phenomenon is fullest at this value and less so on both sides.
  case nominant(Double)
}

/// Zero unitarisation (metoda unitaryzacji zerowanej): every variable to 0...1 over its own range.
///
///     stimulant    (x - min) / (max - min)
///     destimulant  (max - x) / (max - min)
///     nominant c   (x - min) / (c - min) for x <= c,  (max - x) / (max - c) for x > c
///
/// For a panel give the values of all years at once: a range taken anew each year would make a trend of its own.
///
/// Source: K. Kukuła, Metoda unitaryzacji zerowanej, PWN 2000.
/// - Returns: nil for a missing value (nil or not finite), and for all when the variable does not vary, since then it
///   says nothing about differences (or varies by more than a number can hold).
package func zeroUnitarisation(_ values: [Double?], as type: VariableType) -> [Double?] {
  let present = values.compactMap { $0 }.filter(\.isFinite)
  guard let least = present.min(), let most = present.max(), most > least, (most - least).isFinite else {
    return Array(repeating: nil, count: values.count)
  }
  return values.map { value in
    guard let value, value.isFinite else { return nil }
    switch type {
    case .stimulant: return (value - least) / (most - least)
    case .destimulant: return (most - value) / (most - least)
    case .nominant(let best):
      if value == best { return 1 }
      // A pattern outside the range leaves one branch only, and the far end of the range is its zero.
      return value < best ? (value - least) / (best - least) : (most - value) / (most - best)
    }
  }
}
