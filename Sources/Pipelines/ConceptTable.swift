package import Bytes
package import Findings

/// Figures that sound alike and count different people: `concepts.csv`, concept;label_pl;label_en;measures;headline.
///
/// An indicator that sets two of them against each other, and a composite that takes two of them for one and the same
/// thing, is a mistake: in 2023 Warmińsko-Mazurskie had 236 persons by decision and 338 household members per 10,000.
package struct ConceptTable: Sendable {
  private struct Concept: Sendable {
    var label: Wording
    var patterns: [(head: String, tail: String, hasStar: Bool)]
    var headline: String
  }

  private var concepts: [Concept] = []

  package init() {}

  package init(_ table: SeparatedTable) throws(Refusal) {
    for index in table.rows.indices {
      let patterns = try table.text(index, "measures").split(separator: " ").map { text in
        let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (head: parts[0], tail: parts.count > 1 ? parts[1] : "", hasStar: parts.count > 1)
      }
      concepts.append(
        Concept(
          label: Wording(try table.text(index, "label_pl"), en: try table.text(index, "label_en")), patterns: patterns,
          headline: try table.text(index, "headline")))
    }
  }

  /// - Throws: `.configuration`, naming both figures, for an indicator that mixes two concepts.
  package func check(_ indicators: IndicatorTable) throws(Refusal) {
    for indicator in indicators.indicators {
      var first: (measure: String, concept: Int)?
      for measure in Self.measures(indicator.numerator) + Self.measures(indicator.denominator) {
        guard let concept = concept(of: measure) else { continue }
        if let first, first.concept != concept {
          throw mixing(
            Wording("Wskaźnik „\(indicator.id)”", en: "The indicator “\(indicator.id)”"), (first.measure, first.concept),
            (measure, concept), at: Place(file: indicators.file, row: indicator.row))
        }
        first = first ?? (measure, concept)
      }
    }
  }

  /// - Throws: `.configuration`, naming both indicators' figures, for a composite whose parts count helped people in two ways.
  package func check(_ index: IndexSettings, _ indicators: IndicatorTable, in file: String) throws(Refusal) {
    var first: (measure: String, concept: Int)?
    for id in index.domains.flatMap(\.indicators) {
      guard let indicator = indicators[id],
        let concept = concepts.firstIndex(where: { $0.headline == indicator.numerator })
      else { continue }
      if let first, first.concept != concept {
        throw mixing(
          Wording("Indeks „\(index.id)”", en: "The index “\(index.id)”"), (first.measure, first.concept),
          (indicator.numerator, concept), at: Place(file: file))
      }
      first = first ?? (indicator.numerator, concept)
    }
  }

  private func mixing(
    _ who: Wording, _ a: (measure: String, concept: Int), _ b: (measure: String, concept: Int), at place: Place
  ) -> Refusal {
    let (x, y) = (concepts[a.concept].label, concepts[b.concept].label)
    return Refusal(
      .configuration,
      Wording(
        "\(who.polish) miesza dwa pojęcia: \(a.measure) (\(x.polish)) i \(b.measure) (\(y.polish)).",
        en: "\(who.english) mixes two concepts: \(a.measure) (\(x.english)) and \(b.measure) (\(y.english))."),
      at: place,
      mend: Wording("Weź obie liczby z jednego pojęcia (concepts.csv).", en: "Take both from one concept (concepts.csv)."))
  }

  private func concept(of measure: String) -> Int? {
    concepts.firstIndex { concept in
      concept.patterns.contains { pattern in
        pattern.hasStar
          ? measure.utf8.count >= pattern.head.utf8.count + pattern.tail.utf8.count && measure.hasPrefix(pattern.head)
            && measure.hasSuffix(pattern.tail)
          : measure == pattern.head
      }
    }
  }

  /// The measures that an expression names: words that begin with a letter, outside brackets and shifts.
  private static func measures(_ expression: String) -> [String] {
    var measures: [String] = []
    var word = ""
    var depth = 0
    var isShift = false
    for character in expression + " " {
      if depth == 0, !isShift, character.isLetter || character.isNumber || character == "." || character == "_" {
        word.append(character)
        continue
      }
      if let first = word.first, first.isLetter { measures.append(word) }
      word = ""
      if character == "[" { depth += 1 }
      if character == "]" { depth = max(0, depth - 1) }
      if character == "@" { isShift = true } else if " +*()".contains(character) { isShift = false }
    }
    return measures
  }
}
