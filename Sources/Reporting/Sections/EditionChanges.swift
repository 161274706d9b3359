import Contracts

/// What is different from an earlier edition, and why: from `changes.csv`, which the conductor makes when the pipeline names that edition.
struct EditionChanges {
  let composition: Composition
  /// Rows printed; the file has all.
  private static let most = 40

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// - Returns: nil when the pipeline names no earlier edition.
  func chapter() -> Chapter? {
    guard let changes = material.editionChanges else { return nil }
    let title = say("Od poprzedniego wydania", "Since the previous edition")
    let edition = material.changesSince
    guard !changes.isEmpty else {
      let none = say(
        "Żadna liczba nie różni się od wydania \(edition).", "No number differs from the edition \(edition).")
      return Chapter(id: "wydanie", title: title, blocks: [.paragraph(none)] + files())
    }
    let new = changes.count { $0.old == nil && $0.new != nil }
    let gone = changes.count { ($0.old != nil && $0.new == nil) || $0.isWithheldNow }
    let other = changes.count - new - gone
    let significant = changes.count { $0.significance == .significant }
    var blocks: [Block] = [
      .paragraph(
        say(
          "Wobec wydania \(edition) różni się \(say.counted(changes.count, .value)): nowych \(say.numbers.whole(new)), bez liczby \(say.numbers.whole(gone)), innych \(say.numbers.whole(other)), w tym różnych poza granicami niepewności \(say.numbers.whole(significant)).",
          "\(say.counted(changes.count, .value)) differ from the edition \(edition): new \(say.numbers.whole(new)), without a number now \(say.numbers.whole(gone)), others \(say.numbers.whole(other)), of which beyond uncertainty \(say.numbers.whole(significant))."
        )), .table(causes(changes)),
    ]
    let revised = changes.filter { $0.old != nil && $0.new != nil }
    let visible = revised.filter(isVisible)
    let shown = chosen(visible)
    if !shown.isEmpty {
      var all = say("Wszystkie są w pliku changes.csv obok raportu.", "All are in changes.csv beside the report.")
      let hidden = revised.count - visible.count
      if hidden > 0 {
        all += say(
          " Zmiany mniejsze od zaokrąglenia, których tabela nie pokazuje: \(say.numbers.whole(hidden)).",
          " Changes smaller than the rounding, which the table does not show: \(say.numbers.whole(hidden)).")
      }
      if shown.count < visible.count {
        all += say(
          " Tabela pokazuje \(say.numbers.whole(shown.count)) z \(say.numbers.whole(visible.count)): najpierw liczby regionu i różne poza granicami niepewności, potem te, które względnie zmieniły się najbardziej.",
          " The table shows \(say.numbers.whole(shown.count)) of \(say.numbers.whole(visible.count)): numbers of the region and those beyond uncertainty first, then those that changed most in proportion."
        )
      }
      blocks.append(.folded(summary: say("Największe zmiany", "Greatest changes"), [.table(table(shown)), .remark(all)]))
    }
    blocks += files()
    return Chapter(id: "wydanie", title: title, blocks: blocks)
  }

  /// Which published files were added, revised, or are gone; those that are gone by name.
  private func files() -> [Block] {
    let inputs = material.inputChanges
    guard !inputs.isEmpty else { return [] }
    func count(_ change: InputChangeRow.Change) -> String { say.numbers.whole(inputs.count { $0.change == change }) }
    let gone = inputs.filter { $0.change == .gone }
    var blocks: [Block] = [
      .paragraph(
        say(
          "Pliki źródłowe: doszło \(count(.added)), zmieniono \(count(.revised)), ubyło \(count(.gone)). Wszystkie są w pliku changed-inputs.csv obok raportu.",
          "Source files: added \(count(.added)), revised \(count(.revised)), gone \(count(.gone)). All are in changed-inputs.csv beside the report."
        ))
    ]
    if !gone.isEmpty {
      let shown = gone.prefix(EditionChanges.most)
      var items: [[Inline]] = shown.map { [.code($0.file)] }
      if gone.count > shown.count { items.append([.text("…")]) }
      blocks.append(
        .paragraph(
          say(
            "Plików, z których powstało poprzednie wydanie, a których już nie ma, nic nie zastępuje:",
            "Nothing stands in for the files that the previous edition was made from and that are gone:")))
      blocks.append(.list(items))
    }
    return blocks
  }

  private func causes(_ changes: [ChangeRow]) -> Table {
    let rows = ChangeCause.allCases.compactMap { cause -> Table.Row? in
      let own = changes.filter { $0.cause == cause }
      guard !own.isEmpty else { return nil }
      var indicators: [String] = []
      for row in own where !indicators.contains(row.indicator) { indicators.append(row.indicator) }
      let named = indicators.sorted().prefix(12).joined(separator: ", ") + (indicators.count > 12 ? " …" : "")
      return Table.Row(
        say.sentenceCase(say(cause.wording)),
        [.count(own.count), .count(own.count { $0.significance == .significant }), .text(named)])
    }
    return Table(
      id: "t-wydanie-przyczyny",
      caption: say("Zmiany od poprzedniego wydania według przyczyn", "Changes since the previous edition by cause"),
      stub: say("Główna przyczyna", "Main cause"),
      columns: [
        Table.Column(say("Zmienione liczby", "Numbers changed")),
        Table.Column(say("Poza granicami niepewności", "Beyond uncertainty")),
        Table.Column(say("Wskaźniki", "Indicators"), .text),
      ], rows: rows)
  }

  /// Those of the region first, then those that surely differ, by how surely; the others by how much of themselves they changed.
  private func chosen(_ revised: [ChangeRow]) -> [ChangeRow] {
    let region = material.units.region?.unit ?? ""
    // Of what has no interval the change against what it was.
    func size(_ row: ChangeRow) -> Double {
      guard let difference = row.difference?.magnitude, let old = row.old?.magnitude, old > 0 else {
        return row.difference == nil ? 0 : .infinity
      }
      return difference / old
    }
    func weight(_ row: ChangeRow) -> Int { (row.unit == region ? 2 : 0) + (row.significance == .significant ? 1 : 0) }
    return revised.enumerated().sorted { a, b in
      let (x, y) = (weight(a.element), weight(b.element))
      if x != y { return x > y }
      let (s, t) = (a.element.z?.magnitude ?? 0, b.element.z?.magnitude ?? 0)
      if s != t { return s > t }
      let (c, d) = (size(a.element), size(b.element))
      return c != d ? c > d : a.offset < b.offset
    }.prefix(EditionChanges.most).map(\.element)
  }

  private func decimals(of row: ChangeRow) -> Int { material.indicator(row.indicator)?.decimals ?? 3 }

  /// Whether the two numbers print otherwise: where they do not, a reader sees no change.
  private func isVisible(_ row: ChangeRow) -> Bool {
    guard let old = row.old, let new = row.new else { return false }
    let digits = decimals(of: row)
    return RoundedDecimal(old, decimals: digits) != RoundedDecimal(new, decimals: digits)
  }

  /// As many decimals as the difference needs not to print as zero beside two numbers that print otherwise.
  private func decimals(ofDifferenceOf row: ChangeRow) -> Int {
    let least = decimals(of: row)
    guard let difference = row.difference, difference != 0 else { return least }
    return (least...least + 6).first { !(RoundedDecimal(difference, decimals: $0)?.isZero ?? true) } ?? least
  }

  private func table(_ rows: [ChangeRow]) -> Table {
    Table(
      id: "t-wydanie", caption: say("Liczby różne od poprzedniego wydania", "Numbers that differ from the previous edition"),
      stub: say("Wskaźnik", "Indicator"),
      columns: [
        Table.Column(say("Jednostka", "Unit"), .text), Table.Column(say("Okres", "Period"), .text),
        Table.Column(say("Poprzednio", "Before")), Table.Column(say("Teraz", "Now")), Table.Column(say("Różnica", "Difference")),
        Table.Column(say("Przyczyna", "Cause"), .text), Table.Column(say("Istotność", "Significance"), .text),
      ],
      rows: rows.map { row in
        let indicator = material.indicator(row.indicator)
        let digits = decimals(of: row)
        func number(_ value: Double?, id: ValueID? = nil) -> Cell {
          value.map { .number(Quantity($0, decimals: digits, id: id)) } ?? .notApplicable
        }
        let difference = row.difference.map {
          Cell.number(Quantity($0, decimals: decimals(ofDifferenceOf: row), isSigned: true))
        }
        let label =
          indicator.map { IndicatorTables.title($0, say) } ?? (row.indicator == material.index?.id ? material.index?.title : nil)
        return Table.Row(
          indicator.map { [.link(.inside($0.id), "\($0.id) \(label ?? "")")] } ?? [.text(label ?? row.indicator)],
          [
            .text(material.units[row.unit]?.fullName(say) ?? row.unitName), .text(say.dates.shortPeriod(row.period)),
            number(row.old), number(row.new, id: indicator == nil ? nil : ValueID(row.id)),
            difference ?? .notApplicable,
            .text(say(row.cause.wording)), .text(word(row.significance)),
          ])
      })
  }

  private func word(_ significance: ChangeSignificance) -> String {
    switch significance {
    case .significant: say("istotna", "significant")
    case .insignificant: say("w granicach niepewności", "within uncertainty")
    case .unknown: "x"
    }
  }
}
