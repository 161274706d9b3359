/// A range of completed years of age, `from...to`; without an upper end everyone from that age on.
struct AgeRange: Sendable, Hashable {
  /// Nobody is older than this in any published table; stands for "no upper end".
  static let open = 1000

  var from: Int
  /// Included; `open` when there is no upper end.
  var to: Int

  /// Everyone.
  static let all = AgeRange(from: 0, to: open)

  init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// Reads `65-69`, `85+` and `7`; nil for anything else (`pre-working`), which is then a name like any other.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    func age(_ part: some StringProtocol) -> Int? {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      return Int(part)
    }
    if parts.count == 1 {
      if text.hasSuffix("+") {
        guard let from = age(text.dropLast()) else { return nil }
        self.init(from: from, to: AgeRange.open)
      } else {
        guard let only = age(text) else { return nil }
        self.init(from: only, to: only)
      }
    } else {
      guard parts.count == 2, let from = age(parts[0]), let to = age(parts[1]), from <= to else { return nil }
      self.init(from: from, to: to)
    }
  }
}
