import Contracts

/// How the staff of each centre was judged by art. 110.
struct StaffingProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }
  /// What counts the social workers, in the catalogue's formulas.
  private static let workers = "staff.ops.social_workers.fte"

  func sheet() -> ProofSheet {
    let judged = material.judgements.adequacy
    let period = Adequacy.period(of: judged) ?? ""
    let rows = judged.filter { $0.period == period }
    let details = rows.filter { Adequacy.hasCentre($0) }
    var entries = details.map { ProofSheet.Entry(id: $0.valueID, title: title($0), lines: lines($0)) }
    if let region = rows.first(where: { $0.unit == material.units.region?.unit }) {
      entries.insert(ProofSheet.Entry(id: region.valueID, title: title(region), lines: sum(details)), at: 0)
    }
    return ProofSheet(
      name: "adequacy",
      title: say("Norma art. 110 – pochodzenie liczb", "Norm of art. 110 – origin of the numbers"),
      opening: [
        say(
          "Wymagane etaty: mniejsza z liczb mieszkańcy / 2000 i rodziny / 50, ale nie mniej niż 3. Brakuje: wymagane etaty minus etaty, nie mniej niż 0. Wszystkie wiersze: 3-tables/adequacy.csv.",
          "Posts required: the lesser of residents / 2,000 and families / 50, but not fewer than 3. Lacking: posts required less posts, not below 0. All rows: 3-tables/adequacy.csv."
        )
      ], entries: entries)
  }

  private func title(_ row: AdequacyRow) -> String {
    "\(say.sentenceCase(composition.name(row.unit, or: row.unitName))), \(say.dates.period(row.period))"
  }

  private func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { say.numbers.fixed($0, decimals: decimals) } ?? missingMark("", say)
  }

  private func lines(_ row: AdequacyRow) -> [[Inline]] {
    let (workers, residents, families) = (number(row.workers, 2), number(row.residents, 0), number(row.families, 0))
    var text = say(
      "Etaty: \(workers). Mieszkańcy na etat: \(residents) / \(workers) ≈ \(number(row.residentsPerWorker, 0)). Rodziny na etat: \(families) / \(workers) ≈ \(number(row.familiesPerWorker, 1)).",
      "Posts: \(workers). Residents per post: \(residents) / \(workers) ≈ \(number(row.residentsPerWorker, 0)). Families per post: \(families) / \(workers) ≈ \(number(row.familiesPerWorker, 1))."
    )
    if let required = row.required {
      let proportions = [row.residents.map { number($0 / 2000, 2) }, row.families.map { number($0 / 50, 2) }]
      let both = proportions.compactMap(\.self).joined(separator: "; ")
      text += say(
        " Wymagane etaty: max(3; min(\(both))) ≈ \(number(required, 2)).",
        " Posts required: max(3; min(\(both))) ≈ \(number(required, 2)).")
      text += say(
        " Brakuje: \(number(required, 2)) − \(workers), czyli \(number(row.lacking, 2)).",
        " Lacking: \(number(required, 2)) − \(workers), that is \(number(row.lacking, 2)).")
    }
    return [[.text(text)], sources(row)]
  }

  /// The indicators made from the same figures, whose proofs name the published cells.
  private func sources(_ row: AdequacyRow) -> [Inline] {
    let known = material.indicators.filter { $0.denominator == StaffingProofs.workers }
    let links = known.enumerated().flatMap { place, indicator -> [Inline] in
      [
        .text("\(place > 0 ? "; " : "")\(indicator.id) \(indicator.label): "),
        composition.figure(indicator.id, row.unit, row.period),
      ]
    }
    return [.text(say("Komórki źródłowe: ", "Source cells: "))] + links + [.text(".")]
  }

  /// The region: the counts of its centres by verdict, and the sum of what they lack.
  private func sum(_ details: [AdequacyRow]) -> [[Inline]] {
    let under = details.filter { $0.verdict == .under }
    let met = details.count { $0.verdict == .met }
    let text = say(
      "Normę spełnia \(met), poniżej normy \(under.count), bez oceny \(details.count - met - under.count), razem \(details.count). Brakujące etaty to suma po jednostkach poniżej normy: ",
      "Meeting the norm \(met), under it \(under.count), not judged \(details.count - met - under.count), together \(details.count). The posts lacking are the sum over the units under the norm: "
    )
    let parts = under.enumerated().flatMap { place, row -> [Inline] in
      [
        .text("\(place > 0 ? "; " : "")\(composition.name(row.unit, or: row.unitName)) "),
        .traced(number(row.lacking, 2), row.valueID.part("lacking")),
      ]
    }
    let sum = number(under.compactMap(\.lacking).reduce(0, +), 1)
    return [[.text(text)] + parts + [.text(say("; razem ≈ \(sum).", "; together ≈ \(sum)."))]]
  }
}
