/// What a cell's style makes of its number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum WorkbookNumberFormat: UInt8, Sendable, Hashable {
  case number
  /// Shown a hundred times as large, with a percent sign: `0.083` as `8.3%`.
  case percentage
  /// A day, a time of day, or both.
  case date
  /// Elapsed time: `[h]:mm:ss`.
  case duration

  /// The formats that have a number instead of a code. 27-36 and 50-58 are dates of East Asian Excels.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percentage
    case 14...22, 27...36, 45, 47, 50...58: self = .date
    case 46: self = .duration
    default: self = .number
    }
  }

  /// Reads a format code: dates have `d m y h s` outside of quotes, escapes and brackets; elapsed time has its first part
  /// in brackets; percentages have `%`. Only the first section counts, the one for positive numbers.
  init(code: String) {
    let letters = Array(code.utf8)
    var index = 0
    var isDate = false
    var isPercentage = false
    self = .number
    if ["general", "standard"].contains(code.lowercased()) { return }
    scan: while index < letters.count {
      let letter = letters[index]
      index += 1
      switch letter {
      case UInt8(ascii: ";"): break scan
      case UInt8(ascii: "\""):
        while index < letters.count, letters[index] != UInt8(ascii: "\"") { index += 1 }
        index += 1
      // The next character as it is, as wide as it is, or as often as it fits.
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
      case UInt8(ascii: "["):
        let begin = index
        while index < letters.count, letters[index] != UInt8(ascii: "]") { index += 1 }
        let inside = letters[begin..<min(index, letters.count)].map { $0 | 0x20 }
        index += 1
        if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
          self = .duration
          return
        }
      case UInt8(ascii: "%"): isPercentage = true
      default: if "dmyhs".utf8.contains(letter | 0x20) { isDate = true }
      }
    }
    if isDate { self = .date } else if isPercentage { self = .percentage }
  }
}
