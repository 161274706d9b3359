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
    guard let rounded = RoundedDecimal(value, decimals: decimals) else { return NumberStyle.noNumber }
    return (rounded.isNegative ? NumberStyle.minus : "") + unsigned(rounded)
  }

  /// With a plus as well: changes and differences. Zero has no sign.
  package func signed(_ value: Double, decimals: Int) -> String {
    guard let rounded = RoundedDecimal(value, decimals: decimals) else { return NumberStyle.noNumber }
    if rounded.isNegative { return NumberStyle.minus + unsigned(rounded) }
    return (rounded.isZero ? "" : "+") + unsigned(rounded)
  }

  /// The number of a quantity without its unit.
  package func text(_ quantity: Quantity) -> String {
    quantity.isSigned
      ? signed(quantity.value, decimals: quantity.decimals) : fixed(quantity.value, decimals: quantity.decimals)
  }

  package func whole(_ value: Int) -> String {
    (value < 0 ? NumberStyle.minus : "") + grouped(String(value.magnitude))
  }

  /// `16,1–17,2`; with a word instead of the dash where a minus would stand beside it.
  package func range(_ lower: Double, _ upper: Double, decimals: Int) -> String {
    let low = fixed(lower, decimals: decimals)
    let high = fixed(upper, decimals: decimals)
    if lower < 0 || upper < 0 {
      let word = language == .polish ? "do" : "to"
      return "\(low)\(NumberStyle.noBreakSpace)\(word)\(NumberStyle.noBreakSpace)\(high)"
    }
    return "\(low)–\(high)"
  }

  /// A size of a file: `2,6 MB`, powers of ten as the system of units has them.
  package func size(_ bytes: Int) -> String {
    let space = NumberStyle.noBreakSpace
    if bytes < 1000 { return whole(bytes) + space + "B" }
    if bytes < 1_000_000 { return fixed(Double(bytes) / 1000, decimals: 1) + space + "kB" }
    if bytes < 1_000_000_000 { return fixed(Double(bytes) / 1_000_000, decimals: 1) + space + "MB" }
    return fixed(Double(bytes) / 1_000_000_000, decimals: 1) + space + "GB"
  }

  private func unsigned(_ rounded: RoundedDecimal) -> String {
    if let (digits, decimals) = rounded.compact, decimals < shortest.count, digits.magnitude < shortest[decimals] {
      var text: [UInt8] = []
      let point = language == .polish ? UInt8(ascii: ",") : UInt8(ascii: ".")
      NumberPrinting.append(scaled: abs(digits), decimals: decimals, point: point, to: &text)
      return String(decoding: text, as: UTF8.self)
    }
    guard !rounded.fraction.isEmpty else { return grouped(rounded.whole) }
    return grouped(rounded.whole) + (language == .polish ? "," : ".") + rounded.fraction
  }

  /// By the count of decimals: below it there is nothing to group.
  private var shortest: InlineArray<7, UInt> {
    language == .polish
      ? [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000]
      : [1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]
  }

  private func grouped(_ digits: String) -> String {
    let (separator, least) = language == .polish ? (NumberStyle.noBreakSpace, 5) : (",", 4)
    guard digits.utf8.count >= least else { return digits }
    var text: [UInt8] = []
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += separator.utf8 }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
