/// The number that a cell of a page holds beside the text that it shows: Excel writes `x:num="1234.5"`, or `x:num` alone where
/// the text says all of it; LibreOffice writes `sdval="1234.5"`.
///
/// The stored number counts where the shown one agrees with it to the last digit shown. A day, a code with zeros in front or
/// a number in thousands shows something else than what is stored, and stays the text that people see.
struct HTMLStoredNumber {
  private let stored: [UInt8]

  init?(_ tag: HTMLTag) {
    guard let value = tag.value("x:num") ?? tag.value("sdval") else { return nil }
    stored = Array(value.utf8)
  }

  /// Puts the number in the place of the text that begins at `begin`, where the two agree.
  ///
  /// - Returns: the kind of the cell.
  func take(over bytes: inout [UInt8], from begin: Int) -> CellKind {
    guard let shown = Shown(bytes[begin...]) else { return .text }
    var number: [UInt8] = []
    if stored.isEmpty {
      guard !shown.isPercentage, shown.exponent == 0, let plain = shown.plain else { return .text }
      guard WorkbookNumber.append(plain.span, to: &number) else { return .text }
    } else {
      guard WorkbookNumber.append(stored.span, to: &number), let value = Double(String(decoding: number, as: UTF8.self)),
        shown.agrees(with: value)
      else { return .text }
    }
    bytes.removeSubrange(begin...)
    bytes.append(contentsOf: number)
    return shown.isPercentage ? .percentage : .number
  }

  /// A number as a cell shows it: `-1 234,50 zł`, `8,3%`, `1,23E+06`.
  private struct Shown {
    private var isNegative = false
    /// Digits, `,` and `.`; blanks and apostrophes between them left out.
    private var body: [UInt8] = []
    private var hasGaps = false
    private(set) var exponent = 0
    private(set) var isPercentage = false

    /// nil for what is no number: `2005-01-01`, `12:30`, `0201011`.
    init?(_ text: ArraySlice<UInt8>) {
      // Hard, narrow and thin blanks are blanks, the minus of typographers is one.
      var shown = String(decoding: text, as: UTF8.self)
      if text.contains(where: { $0 >= 0x80 }) {
        shown = String(String.UnicodeScalarView(shown.unicodeScalars.map { Self.plainSigns[$0] ?? $0 }))
      }
      var rest = Array(shown.utf8)[...]
      func skipBlanks() { rest = rest.drop { $0 == 0x20 } }
      skipBlanks()
      if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        isNegative = first == UInt8(ascii: "-")
        rest = rest.dropFirst()
        skipBlanks()
      }
      while let byte = rest.first {
        if byte == 0x20 || byte == UInt8(ascii: "'") {
          // One that does not stand between digits belongs to what follows.
          guard let next = rest.dropFirst().first, Self.isDigit(next), let last = body.last, Self.isDigit(last) else { break }
          hasGaps = true
        } else if Self.isDigit(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
          body.append(byte)
        } else {
          break
        }
        rest = rest.dropFirst()
      }
      guard let first = body.first, let last = body.last, Self.isDigit(last) else { return nil }
      if first == UInt8(ascii: "0"), body.count > 1, Self.isDigit(body[1]) { return nil }
      if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
        guard let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(power) < 300 else { return nil }
        exponent = power
        return
      }
      skipBlanks()
      switch String(decoding: rest, as: UTF8.self) {
      case "": break
      case "%": isPercentage = true
      case "zł", "PLN", "€", "EUR": break
      default: return nil
      }
    }

    private static let plainSigns: [Unicode.Scalar: Unicode.Scalar] = [
      "\u{A0}": " ", "\u{202F}": " ", "\u{2009}": " ", "\u{2212}": "-",
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private static func isMark(_ byte: UInt8) -> Bool { !isDigit(byte) }

    /// The number with a point, where it has one mark at most and nothing between thousands.
    var plain: [UInt8]? {
      guard !hasGaps, body.count(where: Self.isMark) < 2 else { return nil }
      return (isNegative ? [UInt8(ascii: "-")] : []) + body.map { Self.isMark($0) ? UInt8(ascii: ".") : $0 }
    }

    /// Whether a stored number is shown like this: its last mark is that of the decimals, or all of them are of thousands.
    func agrees(with stored: Double) -> Bool {
      let lastMark = body.lastIndex(where: Self.isMark)
      var places = [0]
      if let lastMark { places.append(body.count - lastMark - 1) }
      let digits = body.filter(Self.isDigit)
      guard digits.count < 40, let whole = Double(String(decoding: digits, as: UTF8.self)) else { return false }
      return places.contains { decimals in
        // Where all marks are of thousands, three digits follow each.
        if decimals == 0, let lastMark, body.count - lastMark != 4 { return false }
        let unit = power(exponent - decimals) / (isPercentage ? 100 : 1)
        let value = (isNegative ? -whole : whole) * unit
        return abs(value - stored) <= 0.5 * unit * (1 + 1e-6) + abs(stored) * 1e-14
      }
    }

    private func power(_ exponent: Int) -> Double {
      var power = 1.0
      for _ in 0..<abs(exponent) { power *= 10 }
      return exponent < 0 ? 1 / power : power
    }
  }
}
