import Contracts

/// The proofs of the numbers of one table that the diagnosis derived from indicators: `lineage/<table>.html`, for each row how its numbers
/// came about and the numbers that they were made of, which have proofs of their own.
struct ProofSheet: Sendable {
  struct Entry: Sendable {
    /// Of the row: what stands before its first stroke is the name of the sheet.
    var id: ValueID
    var title: String
    var lines: [[Inline]]
  }

  /// Of the page, and the first part of the ids.
  let name: String
  let title: String
  /// What all rows have in common: formulas, methods, where the table is.
  let opening: [String]
  let entries: [Entry]

  /// Every sheet that has something to prove.
  static func all(_ composition: Composition) -> [ProofSheet] {
    [
      AgeProofs(composition: composition).sheet(), StaffingProofs(composition: composition).sheet(),
      PairProofs(composition: composition).sheet(), PeerProofs(composition: composition).sheet(),
      ForecastProofs(composition: composition).sheet(), TrendProofs(composition: composition).sheet(),
      IndexMethodProofs(composition: composition).sheet(), IndexDriverProofs(composition: composition).sheet(),
      TargetProofs(composition: composition).sheet(),
    ].filter { !$0.entries.isEmpty }
  }

  func page(like report: Document) -> HTMLPage {
    let say = Phrasing(report.language)
    let parts = entries.map { entry in
      Chapter(id: entry.id.anchor, title: entry.title, blocks: entry.lines.map { .paragraph($0) })
    }
    var document = Document(
      language: report.language, title: title,
      chapters: [
        Chapter(id: "liczby", title: say("Liczby", "Numbers"), blocks: opening.map { .paragraph($0) }, parts: parts)
      ])
    document.back = .link(.file(Numbering.firstPage), report.title)
    document.banner = report.banner
    document.proven = report.proven
    return HTMLWriter.pages(document, path: "\(Lineages.folder)/\(name).html")[0]
  }
}

extension Composition {
  /// A value of an indicator as a link to its proof; the sign for what is missing where there is none.
  func figure(_ indicator: String, _ unit: String, _ period: String) -> Inline {
    guard let known = material.indicator(indicator), let row = material.figures.row(indicator, unit, period) else {
      return .text(missingMark("", say))
    }
    guard let value = row.value else { return .text(missingMark(Terms(say).sign(row), say)) }
    return .number(Quantity(value, decimals: known.decimals, unit: known.unit, id: ValueID(row.id)))
  }

  /// `2015: 8,0%; 2016: 7,4%`, each a link to its proof.
  func series(_ indicator: String, _ unit: String, from first: String, to last: String) -> [Inline] {
    let rows = material.figures.series(indicator, unit).filter { first <= $0.period && $0.period <= last && $0.value != nil }
    return rows.enumerated().flatMap { place, row -> [Inline] in
      [.text("\(place > 0 ? "; " : "")\(row.period): "), figure(indicator, unit, row.period)]
    }
  }

  func name(_ unit: String, or other: String) -> String { material.units[unit].map { $0.fullName(say) } ?? other }
}
