import Bytes
package import Findings

/// Numbers as a reader of the language expects them.
///
/// Polish: decimal comma, groups of three from five digits on, set apart by a no-break space (1234,5 but 12 345,6 - the
/// habit of Statistics Poland). English: point, and commas from four digits on. Minus is U+2212 in both.
package struct NumberStyle: Sendable, Hashable {
  package let language: Language

  package init(_ language: Language) {
    self.language = language
  }

  /// What stands where a number that is not finite would stand; no such number leaves the tables.
  private static let noNumber = "–"
  package static let minus = "\u{2212}"
  package static let noBreakSpace = "\u{A0}"

  /// `value` with exactly `decimals` digits after the decimal sign.
  package func fixed(_ value: Double, decimals: Int) -> String {
    var bytes: [UInt8] = []
    append(value, decimals: decimals, isSigned: false, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// With a plus as well: changes and differences. Zero has no sign.
  package func signed(_ value: Double, decimals: Int) -> String {
    var bytes: [UInt8] = []
    append(value, decimals: decimals, isSigned: true, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `fixed` or `signed` is, as UTF-8.
  func append(_ value: Double, decimals: Int, isSigned: Bool, to bytes: inout [UInt8]) {
    guard let rounded = RoundedDecimal(value, decimals: decimals) else {
      return bytes.append(contentsOf: NumberStyle.noNumber.utf8)
    }
    if rounded.isNegative {
      bytes.append(contentsOf: NumberStyle.minus.utf8)
    } else if isSigned, !rounded.isZero {
      bytes.append(UInt8(ascii: "+"))
    }
    let start = bytes.count
    let fraction = rounded.appendDigits(point: UInt8(ascii: language == .polish ? "," : "."), to: &bytes)
    group(bytes.count - start - fraction, from: start, in: &bytes)
  }

  /// The number of a quantity without its unit.
  package func text(_ quantity: Quantity) -> String {
    quantity.isSigned
      ? signed(quantity.value, decimals: quantity.decimals) : fixed(quantity.value, decimals: quantity.decimals)
  }

  package func whole(_ value: Int) -> String {
    var bytes: [UInt8] = []
    append(whole: value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `whole` is, as UTF-8.
  func append(whole value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(contentsOf: NumberStyle.minus.utf8) }
    let start = bytes.count
    NumberPrinting.append(scaled: Int(clamping: value.magnitude), decimals: 0, point: 0, to: &bytes)
    group(bytes.count - start, from: start, in: &bytes)
  }

  /// `16,1–17,2`; with a word instead of the dash where a minus would stand beside it.
  package func range(_ lower: Double, _ upper: Double, decimals: Int) -> String {
    var bytes: [UInt8] = []
    append(lower, upper, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `range` is, as UTF-8.
  func append(_ lower: Double, _ upper: Double, decimals: Int, to bytes: inout [UInt8]) {
    append(lower, decimals: decimals, isSigned: false, to: &bytes)
    bytes.append(contentsOf: joint(lower, upper).utf8)
    append(upper, decimals: decimals, isSigned: false, to: &bytes)
  }

  /// What stands between the ends of a range: a dash, or a word where one of them has a minus.
  func joint(_ lower: Double, _ upper: Double) -> String {
    guard lower < 0 || upper < 0 else { return "–" }
    return language == .polish ? "\u{A0}do\u{A0}" : "\u{A0}to\u{A0}"
  }

  /// A size of a file: `2,6 MB`, powers of ten as the system of units has them.
  package func size(_ bytes: Int) -> String {
    let space = NumberStyle.noBreakSpace
    if bytes < 1000 { return whole(bytes) + space + "B" }
    if bytes < 1_000_000 { return fixed(Double(bytes) / 1000, decimals: 1) + space + "kB" }
    if bytes < 1_000_000_000 { return fixed(Double(bytes) / 1_000_000, decimals: 1) + space + "MB" }
    return fixed(Double(bytes) / 1_000_000_000, decimals: 1) + space + "GB"
  }

  /// Sets the groups of a whole number apart.
  /// - Parameter digits: how many there are from `start` on.
  private func group(_ digits: Int, from start: Int, in bytes: inout [UInt8]) {
    guard digits >= (language == .polish ? 5 : 4) else { return }
    let separator = language == .polish ? NumberStyle.noBreakSpace : ","
    var place = start + digits - 3
    while place > start {
      bytes.insert(contentsOf: separator.utf8, at: place)
      place -= 3
    }
  }
}
