/// The unit of a number, as the catalogue of indicators names it (`%`, `‰`, `osoba`, `zł`, `na 10 tys.`).
package struct UnitOfMeasure: Sendable, Hashable {
  package var code: String

  package init(_ code: String) {
    self.code = code
  }

  package static let none = UnitOfMeasure("")
  /// Differences of percentages.
  package static let percentagePoints = UnitOfMeasure("p.p.")
  /// Differences of numbers per thousand: `‰` behind one would read as a change by so many per mille.
  package static let perMillePoints = UnitOfMeasure("pkt prom.")

  /// Polish and English text of the units that are not nouns to be counted.
  private static let wordings: [String: (polish: String, english: String)] = [
    "p.p.": ("p.p.", "pp"),
    "pkt prom.": ("pkt prom.", "points per 1,000"),
    "zł": ("zł", "PLN"),
    "tys. zł": ("tys. zł", "thousand PLN"),
    "mln zł": ("mln zł", "million PLN"),
    "Polska=100": ("Polska = 100", "Poland = 100"),
    "na 100": ("na 100", "per 100"),
    "na 1000": ("na 1000", "per 1,000"),
    "na 10 tys.": ("na 10 tys.", "per 10,000"),
    "na 100 tys.": ("na 100 tys.", "per 100,000"),
    "na 100 osób": ("na 100 osób", "per 100 persons"),
    "m2": ("m²", "m²"),
    "m²": ("m²", "m²"),
    "pkt": ("pkt", "points"),
  ]

  /// The number and its unit as one piece that no line break parts: `8,3%`, `5 osób`, `123,4 na 10 tys.`.
  package func attached(to quantity: Quantity, _ phrasing: Phrasing) -> String {
    let number = phrasing.numbers.text(quantity)
    // An index has no unit: its label says what is 100.
    if code.isEmpty || isIndex { return number }
    if code == "%" || code == "‰" { return number + code }
    let space = NumberStyle.noBreakSpace
    if let noun = Plural.noun(for: code) {
      return number + space + noun.form(after: quantity.value, decimals: quantity.decimals, phrasing.language)
    }
    return number + space + words(phrasing).split(separator: " ").joined(separator: space)
  }

  /// A number without a unit behind it, of which only a title with the unit says what is 100.
  package var isIndex: Bool { code == "Polska=100" }

  /// As it stands in brackets in the heading of a column: `%`, `osoby`.
  package func heading(_ phrasing: Phrasing) -> String {
    if let noun = Plural.noun(for: code) { return phrasing(noun.few, noun.englishOther) }
    return words(phrasing)
  }

  /// Whether a label already says the unit: `Osoby bezdomne na 10 tys. ludności`.
  package func isNamed(in label: String, _ phrasing: Phrasing) -> Bool {
    // With a space at the end, which a longer number has not: the label may end with the unit.
    if code == "‰" { return UnitOfMeasure.isPart(phrasing("na 1000 ", "per 1,000 "), of: label + " ") }
    return code.hasPrefix("na ") && UnitOfMeasure.isPart(words(phrasing), of: label)
  }

  private static func isPart(_ part: String, of text: String) -> Bool {
    let (wanted, bytes) = (part.utf8Span.span, text.utf8Span.span)
    var start = 0
    while start + wanted.count <= bytes.count {
      var count = 0
      while count < wanted.count, bytes[start + count] == wanted[count] { count += 1 }
      if count == wanted.count { return true }
      start += 1
    }
    return false
  }

  /// Unit of a difference between two numbers of this unit.
  package var ofDifference: UnitOfMeasure {
    switch code {
    case "%": .percentagePoints
    case "‰": .perMillePoints
    // An index has points: it is no per cent of anything that the reader sees.
    case "Polska=100": UnitOfMeasure("pkt")
    default: self
    }
  }

  /// The same after "o" and "by how much": without the noun, which would need another case (o 1 osobę).
  package var ofDifferenceInSentence: UnitOfMeasure { Plural.noun(for: code) == nil ? ofDifference : .none }

  private func words(_ phrasing: Phrasing) -> String {
    guard let wording = UnitOfMeasure.wordings[code] else { return code }
    return phrasing(wording.polish, wording.english)
  }
}
