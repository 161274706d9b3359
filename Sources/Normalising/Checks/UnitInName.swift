import Territory

/// The unit that the name of a file speaks of by its code: `2801021.xml`, `mpips03_280102_2017.csv`.
struct UnitInName {
  /// First six digits of the unit's code, as of the register date.
  let stem: String
  /// As in the name.
  let text: String

  /// - Returns: nil when the name has no code of a gmina, or several.
  init?(_ path: String, _ register: Register) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var found: [String: String] = [:]
    for word in name.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber)) }) {
      guard word.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let stem = Self.stem(String(word), register) else { continue }
      found[stem] = String(word)
    }
    guard found.count == 1, let (stem, text) = found.first else { return nil }
    self.stem = stem
    self.text = text
  }

  private static func stem(_ word: String, _ register: Register) -> String? {
    switch word.utf8.count {
    case 7:
      guard !register.history(of: word).isEmpty, register.gmina(stem: word.prefix(6)) != nil else { return nil }
    case 6:
      // 200512 may be December 2005.
      let isMonth = ["19", "20"].contains(word.prefix(2)) && (1...12).contains(Int(word.suffix(2)) ?? 0)
      guard !isMonth, register.gmina(stem: word) != nil else { return nil }
    default: return nil
    }
    return String(word.prefix(6))
  }
}
