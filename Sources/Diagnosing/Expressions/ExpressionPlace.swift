import Findings

/// Where an expression stands, for messages.
struct ExpressionPlace: Sendable {
  /// As shown to people.
  var file: String
  /// 1-based row of the catalogue.
  var row: Int
  var indicator: String
  /// `numerator` or `denominator`.
  var column: String

  /// A refusal that names the indicator, the column of the catalogue and the place in its text.
  /// - Parameter offset: bytes before the place; expressions are ASCII, so these are characters.
  func refusal(_ text: String, at offset: Int, _ what: Wording, mend: Wording) -> Refusal {
    Refusal(
      .configuration,
      Wording(
        "Wskaźnik \(indicator), kolumna \(column), znak \(offset + 1) w „\(text)”: \(what.polish)",
        en: "Indicator \(indicator), column \(column), character \(offset + 1) in “\(text)”: \(what.english)"),
      at: Place(file: file, row: row), mend: mend)
  }
}
