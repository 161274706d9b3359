package import Bytes
package import Findings

/// One indicator of the catalogue: a row of `indicators.csv`. Expressions are kept as written; the diagnose stage parses them.
package struct IndicatorDefinition: Sendable, Hashable {
  /// Which end is better. People write `+`, `-` and `n`; what a stage writes says the word, since a cell of a published table that
  /// begins with a sign is a formula to a spreadsheet. Both are read.
  package enum Direction: String, Sendable, Hashable, CaseIterable {
    /// Stimulant: more is better.
    case more = "+"
    /// Destimulant: more is worse.
    case less = "-"
    /// Neither; never ranked, never in a composite.
    case neither = "n"

    /// As it stands in `3-tables/catalogue.csv`.
    package var word: String {
      switch self {
      case .more: "stimulant"
      case .less: "destimulant"
      case .neither: "neither"
      }
    }

    /// - Returns: nil for a text that is neither sign nor word.
    package init?(reading text: String) {
      // The typographic minus that word processors put in place of the hyphen means the same.
      let text = text == "–" || text == "−" ? "-" : text
      guard let direction = Self.allCases.first(where: { text == $0.rawValue || text == $0.word }) else { return nil }
      self = direction
    }
  }
  /// The interval that goes with the value.
  package enum Interval: String, Sendable, Hashable, CaseIterable {
    /// Share of a whole (Wilson score).
    case wilson
    /// Events per population (Byar, exact Poisson below 10).
    case byar
    case none
  }
  /// A year from which the series is not comparable with the years before, and why.
  package struct Break: Sendable, Hashable {
    package var year: Int
    /// `census-2021`, `income-criterion`, `form-change` ...
    package var code: String
  }

  /// `C01`.
  package var id: String
  package var label: Wording
  package var definition: Wording
  package var numerator: String
  package var denominator: String
  /// Applied to numerator / denominator.
  package var multiplier: Double
  /// `%`, `‰`, `na 10 tys.`, `zł`, `osób` ...
  package var unit: String
  /// Digits shown.
  package var decimals: Int
  package var direction: Direction
  /// Chapter: `demography`, `labour`, `assistance`, `exclusion`, `disability`, `alcohol`, `resources`, `family`, `housing`.
  package var area: String
  /// Levels that the indicator is computed for.
  package var levels: [String]
  package var interval: Interval
  /// Least count that may be published (disclosure control); 0 where it does not apply.
  package var threshold: Int
  /// Who publishes the parts.
  package var source: String
  package var breaks: [Break]
  /// Row of the file, 1-based with the header as row 1, for messages.
  package var row: Int
}

/// `indicators.csv`, see the README: one row an indicator.
package struct IndicatorTable: Sendable {
  package static let areas = [
    "demography", "labour", "assistance", "exclusion", "disability", "alcohol", "family", "housing", "resources",
  ]
  package private(set) var indicators: [IndicatorDefinition] = []
  /// File as shown to people.
  package let file: String
  private var places: [String: Int] = [:]

  package init(_ table: SeparatedTable) throws(Refusal) {
    file = table.name
    for index in table.rows.indices {
      let indicator = try Self.definition(table, index)
      guard isPlainName(indicator.id) else {
        throw table.refusal(
          index, "id",
          Wording(
            "„\(indicator.id)” nie może być nazwą wskaźnika: nazywa też pliki, więc tylko litery ASCII, cyfry, kropka, łącznik i podkreślenie",
            en:
              "“\(indicator.id)” cannot name an indicator: it names files too, so only ASCII letters, digits, dot, hyphen and underscore"
          ))
      }
      guard places[indicator.id] == nil else {
        throw table.refusal(
          index, "id",
          Wording("Wskaźnik „\(indicator.id)” stoi dwa razy.", en: "The indicator “\(indicator.id)” stands twice."))
      }
      places[indicator.id] = indicators.count
      indicators.append(indicator)
    }
  }

  package subscript(id: String) -> IndicatorDefinition? { places[id].map { indicators[$0] } }

  package var ids: [String] { indicators.map(\.id) }

  /// The table restricted to the given ids, in the order of the file.
  package func restricted(to ids: Set<String>) -> IndicatorTable {
    var copy = self
    copy.indicators = indicators.filter { ids.contains($0.id) }
    copy.places = [:]
    for (place, indicator) in copy.indicators.enumerated() { copy.places[indicator.id] = place }
    return copy
  }

  private static func definition(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> IndicatorDefinition {
    let area = try table.text(index, "area")
    guard areas.contains(area) else { throw table.refusal(index, "area", unknownWord(area, among: areas)) }
    return IndicatorDefinition(
      id: try nonEmpty(table, index, "id"),
      label: Wording(try nonEmpty(table, index, "label_pl"), en: try table.text(index, "label_en")),
      definition: Wording(try table.text(index, "definition_pl"), en: try table.text(index, "definition_en")),
      numerator: try nonEmpty(table, index, "numerator"), denominator: try nonEmpty(table, index, "denominator"),
      multiplier: try number(table, index, "multiplier"), unit: try table.text(index, "unit"),
      decimals: try whole(table, index, "decimals", in: 0...6),
      direction: try word(table, index, "direction", reading: IndicatorDefinition.Direction.init(reading:)), area: area,
      levels: try table.text(index, "levels").split(separator: " ").map(String.init),
      interval: try word(table, index, "interval", reading: IndicatorDefinition.Interval.init(rawValue:)),
      threshold: try whole(table, index, "threshold", in: 0...1000), source: try table.text(index, "source"),
      breaks: try breaks(table, index), row: table.rowNumbers[index])
  }

  private static func nonEmpty(_ table: SeparatedTable, _ index: Int, _ column: String) throws(Refusal) -> String {
    let text = try table.text(index, column)
    guard !text.isEmpty else {
      throw table.refusal(index, column, Wording("Pole „\(column)” jest puste.", en: "The field “\(column)” is empty."))
    }
    return text
  }

  private static func number(_ table: SeparatedTable, _ index: Int, _ column: String) throws(Refusal) -> Double {
    let text = try table.text(index, column)
    // Polish spreadsheets save 0.5 as 0,5.
    guard let value = Double(text.replacing(",", with: ".")), value.isFinite else {
      throw table.refusal(
        index, column, Wording("„\(text)” w polu „\(column)” nie jest liczbą.", en: "“\(text)” in “\(column)” is not a number."))
    }
    return value
  }

  private static func whole(
    _ table: SeparatedTable, _ index: Int, _ column: String, in range: ClosedRange<Int>
  ) throws(Refusal) -> Int {
    let text = try table.text(index, column)
    guard let value = Int(text.isEmpty ? "0" : text), range.contains(value) else {
      throw table.refusal(
        index, column,
        Wording(
          "„\(text)” w polu „\(column)” nie jest liczbą całkowitą od \(range.lowerBound) do \(range.upperBound).",
          en: "“\(text)” in “\(column)” is not a whole number from \(range.lowerBound) to \(range.upperBound)."))
    }
    return value
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ table: SeparatedTable, _ index: Int, _ column: String, reading: (String) -> Word?
  ) throws(Refusal) -> Word where Word.RawValue == String {
    let text = try table.text(index, column)
    guard let value = reading(text) else {
      throw table.refusal(index, column, unknownWord(text, among: Word.allCases.map(\.rawValue)))
    }
    return value
  }

  private static func breaks(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> [IndicatorDefinition.Break] {
    var breaks: [IndicatorDefinition.Break] = []
    for item in try table.text(index, "breaks").split(separator: " ") {
      let parts = item.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let year = Int(parts[0]) else {
        throw table.refusal(
          index, "breaks",
          Wording("„\(item)” nie ma postaci rok:kod.", en: "“\(item)” does not have the form year:code."))
      }
      breaks.append(IndicatorDefinition.Break(year: year, code: String(parts[1])))
    }
    return breaks
  }
}

/// `„x” – nie ma takiego słowa; czy chodzi o „y”?` with the words that would be right.
package func unknownWord(_ word: String, among words: [String]) -> Wording {
  let list = words.joined(separator: ", ")
  if let near = nearest(to: word, among: words) {
    return Wording(
      "„\(word)” nie jest żadnym z: \(list). Czy chodzi o „\(near)”?",
      en: "“\(word)” is none of: \(list). Did you mean “\(near)”?")
  }
  return Wording("„\(word)” nie jest żadnym z: \(list).", en: "“\(word)” is none of: \(list).")
}
