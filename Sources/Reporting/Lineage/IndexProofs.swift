import Contracts

/// The proofs of the composite index: `lineage/<index>.html`, for each unit how its score comes from the domains, with the indicators of
/// each, whose own values have their proofs on their pages.
struct IndexProofs {
  let composition: Composition
  let index: ExclusionIndex

  private var say: Phrasing { composition.say }

  /// - Returns: empty when there is no index.
  static func pages(_ composition: Composition, like report: Document) -> [HTMLPage] {
    guard let index = ExclusionIndex(composition), let id = composition.material.index?.id else { return [] }
    var document = IndexProofs(composition: composition, index: index).document().explained()
    document.banner = report.banner
    document.proven = report.proven
    return HTMLWriter.pages(document, path: "\(Lineages.folder)/\(id).html")
  }

  private func document() -> Document {
    let units = composition.material.units.profiled.filter { index.row(of: $0.unit)?.score != nil }
    var document = Document(
      language: say.language, title: say("\(index.caption) – pochodzenie wyników", "\(index.caption) – origin of the scores"),
      chapters: [
        Chapter(
          id: "wyniki", title: say("Wyniki jednostek", "Scores of the units"),
          blocks: [
            .paragraph(
              say(
                "Wynik jednostki to średnia wyników obszarów ważona ich wagami. Wynik obszaru to średnia wskaźników sprowadzonych do przedziału od 0 do 1 według najmniejszej i największej wartości wśród jednostek tego poziomu.",
                "The score of a unit is the mean of its domain scores by their weights. The score of a domain is the mean of its indicators brought to the range 0 to 1 by the least and greatest value among the units of the level."
              ))
          ], parts: units.map(proof))
      ])
    document.back = .link(.file(Numbering.firstPage), composition.material.title)
    return document
  }

  private func proof(_ unit: UnitRow) -> Chapter {
    let id = index.id(of: unit.unit)
    let row = index.row(of: unit.unit)
    var blocks: [Block] = []
    if let row, let score = row.score {
      var words = calculation(unit, score)
      if let rank = row.rank, let ranked = row.unitsRanked {
        let place = rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers)
        words += say("; miejsce \(place) z \(ranked)", "; rank \(place) of \(ranked)")
      }
      if let quintile = row.quintile { words += say("; piąta część \(quintile)", "; fifth \(quintile)") }
      if let coverage = row.coverage {
        let share = say.numbers.fixed(coverage * 100, decimals: 0)
        words += say("; dostępne wagi \(share)%", "; weights present \(share)%")
      }
      blocks.append(.paragraph(say.ended(words)))
    }
    let rows = index.domains.map { domain -> Table.Row in
      let own = index.domainRow(domain.id, of: unit.unit)
      let used = (own?.indicatorsUsed ?? []).joined(separator: ", ")
      let missing = (own?.indicatorsMissing ?? []).joined(separator: ", ")
      return Table.Row(
        domain.title,
        [
          own?.score.map { .number(Quantity($0, decimals: 6)) } ?? .missing(reason: "", id: nil),
          .number(Quantity(own?.weight ?? domain.weight, decimals: 2)), .text(used),
          .text(missing.isEmpty ? say("żadne", "none") : missing),
        ])
    }
    blocks.append(
      .table(
        Table(
          id: "t-\(id.anchor)", caption: say("Obszary: \(unit.fullName(say))", "Domains: \(unit.fullName(say))"),
          stub: say("Obszar", "Domain"),
          columns: [
            Table.Column(say("Wynik", "Score")), Table.Column(say("Waga", "Weight")),
            Table.Column(say("Użyte wskaźniki", "Indicators used"), .text), Table.Column(say("Brakujące", "Missing"), .text),
          ], rows: rows, isNumbered: false)))
    return Chapter(id: id.anchor, title: say.sentenceCase(unit.fullName(say)), blocks: blocks)
  }

  /// `(0,208 × 1 + 0,257 × 1) / 2 = 0,233`, where the weighted mean is what the index says; else the score alone.
  private func calculation(_ unit: UnitRow, _ score: Double) -> String {
    let printed = say.numbers.fixed(score, decimals: 3)
    var terms: [String] = []
    var (sum, weights) = (0.0, 0.0)
    for domain in index.domains {
      guard let row = index.domainRow(domain.id, of: unit.unit), let own = row.score else { continue }
      let weight = row.weight ?? domain.weight
      sum += own * weight
      weights += weight
      terms.append("\(say.numbers.fixed(own, decimals: 3)) × \(say.numbers.fixed(weight, decimals: 2))")
    }
    guard weights > 0, (sum / weights - score).magnitude < 1e-6 else { return printed }
    let total = say.numbers.fixed(weights, decimals: 2)
    return "(\(terms.joined(separator: " + "))) / \(total) ≈ \(printed)"
  }
}
