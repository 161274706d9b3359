import Contracts
import Findings

extension Section {
  package static let quality = Section(
    "quality", Wording("Jakość danych", en: "Data quality"), compose: { Quality($0).chapter() })
}

/// What became of the source cells, what was rejected, what is missing, where series break and what was found.
struct Quality {
  private let composition: Composition
  /// Why cells were rejected: the codes of findings that quote them.
  private let rejectCodes: Set<String>
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }
  private var terms: Terms { Terms(say) }
  /// Rows shown of lists that may be long; the edition's files have all.
  private static let most = 40

  init(_ composition: Composition) {
    self.composition = composition
    rejectCodes = Set(composition.material.stages.flatMap { $0.rejects.flatMap { $0.rows.map(\.code) } })
  }

  func chapter() -> Chapter {
    Chapter(
      id: "quality", title: say(Section.quality.title), blocks: [.paragraph(opening())],
      parts: [
        balances(), rejects(), missing(), WithheldValues(composition: composition).chapter(), disagreements(), breaks(),
        HarmonisedSeries(composition).chapter(), findings(),
      ]
      .compactMap(\.self))
  }

  private func opening() -> String {
    let first = material.stages.first { !$0.balances.isEmpty }
    let read = first?.balances.reduce(0) { $0 + $1.read } ?? 0
    let used = first?.balances.reduce(0) { $0 + $1.used } ?? 0
    let rejected = material.stages.reduce(0) { $0 + $1.balances.reduce(0) { $0 + $1.rejected } }
    let all = material.stages.flatMap(\.findings)
    let errors = all.count { $0.severity == .error }
    let warnings = all.count { $0.severity == .warning }
    return say(
      "Ze źródeł odczytano \(say.counted(read, .cell)), do dalszych etapów przekazano \(say.numbers.whole(used)). Odrzucono \(say.counted(rejected, .cell)). Liczba błędów: \(say.numbers.whole(errors)), ostrzeżeń: \(say.numbers.whole(warnings)).",
      "\(say.counted(read, .cell)) were read from the sources, \(say.numbers.whole(used)) went on to the next stages. \(say.counted(rejected, .cell)) were rejected. Errors: \(say.numbers.whole(errors)), warnings: \(say.numbers.whole(warnings))."
    )
  }

  private func title(ofSource id: String) -> String {
    material.sources.first { $0.id == id }?.title ?? id
  }

  // MARK: Balances

  private func balances() -> Chapter? {
    let stages = material.stages.filter { !$0.balances.isEmpty }
    guard !stages.isEmpty else { return nil }
    let tables = stages.map { stage -> Block in
      .table(
        Table(
          id: "t-bilans-\(stage.stage)",
          caption: say("Bilans komórek: \(terms.stage(stage.stage))", "Balance of cells: \(terms.stage(stage.stage))"),
          stub: say("Źródło", "Source"),
          columns: [
            Table.Column(say("Odczytano", "Read")), Table.Column(say("Użyto", "Used")),
            Table.Column(say("Odrzucono", "Rejected")), Table.Column(say("Pominięto", "Skipped")),
            Table.Column(say("Przyczyny pominięcia", "Reasons for skipping"), .prose),
          ],
          rows: stage.balances.map { balance in
            let reasons = balance.skipped.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            let text = reasons.map { "\(terms.skip($0.key)): \(say.numbers.whole($0.value))" }.joined(separator: "; ")
            return Table.Row(
              title(ofSource: balance.source),
              [
                .count(balance.read), .count(balance.used), .count(balance.rejected),
                .count(balance.skipped.values.reduce(0, +)), text.isEmpty ? .notApplicable : .text(text),
              ])
          }))
    }
    let note = say(
      "Każda komórka odczytana ze źródła została użyta, odrzucona albo pominięta z podanej przyczyny; zgodność tych liczb sprawdza program przy każdym etapie.",
      "Every cell read from a source was used, rejected, or skipped for a stated reason; the program checks at every stage that these numbers agree."
    )
    return Chapter(
      id: "quality-bilans", title: say("Bilans komórek źródłowych", "Balance of source cells"),
      blocks: [
        .paragraph([
          .text(note + say(" Liczby poniższych tabel są w pliku ", " The numbers of the tables are in the file ")),
          .link(.file("tables/balances.csv"), "balances.csv"), .text("."),
        ])
      ] + tables)
  }

  // MARK: Rejects

  private func rejects() -> Chapter? {
    let title = say("Odrzucone komórki", "Rejected cells")
    let all = material.stages.flatMap { stage in stage.rejects.flatMap { entry in entry.rows.map { (entry.source, $0) } } }
    guard !all.isEmpty else {
      return Chapter(
        id: "quality-odrzucone", title: title,
        blocks: [.paragraph(say("Żadnej komórki nie odrzucono.", "No cell was rejected."))])
    }
    var blocks: [Block] = []
    if all.count > Quality.most {
      blocks.append(
        .paragraph(
          say(
            "Pokazano \(Quality.most) z \(say.counted(all.count, .cell)); wszystkie są w katalogu rejects/ wydania.",
            "\(Quality.most) of \(say.counted(all.count, .cell)) are shown; all are in the edition's folder rejects/.")))
    }
    blocks.append(
      .table(
        Table(
          id: "t-odrzucone", caption: title, stub: say("Miejsce", "Place"),
          columns: [
            Table.Column(say("Źródło", "Source"), .text), Table.Column(say("Treść", "Text"), .literal),
            Table.Column(say("Dlaczego", "Why"), .prose),
          ],
          rows: all.prefix(Quality.most).map { source, row in
            Table.Row(
              say(row.place.wording),
              [.text(self.title(ofSource: source)), .code(publishable(row.text)), .text(say(row.message.withoutQuotations))])
          })))
    return Chapter(id: "quality-odrzucone", title: title, blocks: blocks)
  }

  /// What stands in a rejected cell as far as a published report may show it: by mistake it can be the name of a person. Whoever
  /// corrects it finds it in `rejects/`.
  private func publishable(_ text: String) -> String {
    text.count { $0.isLetter } > 3 ? "…" : text
  }

  /// The same for what was found: messages about rejected cells quote them.
  private func message(_ finding: Finding) -> String {
    rejectCodes.contains(finding.code) ? say(finding.message.withoutQuotations) : say(finding.message)
  }

  // MARK: Missing values

  private func missing() -> Chapter? {
    struct Count {
      var rows = 0
      var reasons: [String: Int] = [:]
    }
    var counts: [String: Count] = [:]
    let prefix = material.region
    for row in material.figures.rows where row.unit.hasPrefix(prefix) {
      counts[row.indicator, default: Count()].rows += 1
      if row.value == nil {
        let code = row.reason.isEmpty ? row.status.rawValue : row.reason
        counts[row.indicator, default: Count()].reasons[code, default: 0] += 1
      }
    }
    let incomplete = material.indicators.filter { !(counts[$0.id]?.reasons.isEmpty ?? true) }
    let title = say("Braki danych według wskaźników", "Missing data by indicator")
    guard !incomplete.isEmpty else {
      return Chapter(
        id: "quality-braki", title: title,
        blocks: [.paragraph(say("Żadnej wartości nie brakuje.", "No value is missing."))])
    }
    let rows = incomplete.map { indicator -> Table.Row in
      let count = counts[indicator.id] ?? Count()
      let missing = count.reasons.values.reduce(0, +)
      let reasons = count.reasons.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        .map { "\(terms.reason(code: $0.key)): \(say.numbers.whole($0.value))" }.joined(separator: "; ")
      let share = count.rows > 0 ? Double(missing) / Double(count.rows) * 100 : 0
      let hasChapter = composition.readings[indicator.id] != nil
      let name = "\(indicator.id) \(indicator.label)"
      return Table.Row(
        [hasChapter ? .link(.inside(indicator.id), name) : .text(name)],
        [.count(count.rows), .count(missing), .number(Quantity(share, decimals: 1)), .text(reasons)])
    }
    return Chapter(
      id: "quality-braki", title: title,
      blocks: [
        .paragraph(
          say(
            "Policzono wiersze tabel z wartościami jednostek regionu we wszystkich latach zestawienia. Wskaźniki z brakami: \(say.numbers.whole(incomplete.count)) z \(say.numbers.whole(material.indicators.count)).",
            "Counted are the rows of the tables with values of the region's units in all years: \(say.counted(incomplete.count, .indicator)) of \(say.numbers.whole(material.indicators.count)) have gaps."
          )),
        .table(
          Table(
            id: "t-braki", caption: title, stub: say("Wskaźnik", "Indicator"),
            columns: [
              Table.Column(say("Wartości", "Values")), Table.Column(say("Brakuje", "Missing")),
              Table.Column(say("Brakuje (%)", "Missing (%)")), Table.Column(say("Przyczyny", "Reasons"), .prose),
            ], rows: rows)),
      ])
  }

  // MARK: Disagreements

  /// Where two sources (or two places of one) give different numbers for the same.
  private func disagreements() -> Chapter? {
    let title = say("Niezgodności źródeł", "Disagreements of sources")
    let all = material.stages.flatMap(\.findings).filter { $0.code == "sources-disagree" }
    guard !all.isEmpty else {
      let none = say(
        "Nie znaleziono dwóch różnych liczb tego samego.", "No two different numbers of the same were found.")
      return Chapter(id: "quality-niezgodnosci", title: title, blocks: [.paragraph(none)])
    }
    var blocks: [Block] = []
    if all.count > Quality.most {
      blocks.append(
        .paragraph(
          say(
            "Pokazano \(Quality.most) z \(say.numbers.whole(all.count)) niezgodności; wszystkie są w pliku findings.csv wydania.",
            "\(Quality.most) of \(say.numbers.whole(all.count)) disagreements are shown; all are in the edition's findings.csv."))
      )
    }
    blocks.append(
      .table(
        Table(
          id: "t-niezgodnosci", caption: title, stub: say("Liczba pominięta", "Number that was left out"),
          columns: [Table.Column(say("Treść", "Message"), .prose)],
          rows: all.prefix(Quality.most).map { finding in
            Table.Row(say(finding.place.wording), [.text(say(finding.message))])
          })))
    return Chapter(id: "quality-niezgodnosci", title: title, blocks: blocks)
  }

  // MARK: Breaks

  private func breaks() -> Chapter? {
    let (first, last) = (material.years.first ?? 0, material.years.last ?? 0)
    var indicators: [Indicator.Break: [String]] = [:]
    for indicator in material.indicators where composition.readings[indicator.id] != nil {
      for entry in indicator.breaks where first < entry.year && entry.year <= last {
        indicators[entry, default: []].append(indicator.id)
      }
    }
    guard !indicators.isEmpty else { return nil }
    let order = indicators.keys.sorted { ($0.year, $0.code) < ($1.year, $1.code) }
    let title = say("Przerwy w porównywalności", "Breaks of comparability")
    return Chapter(
      id: "quality-przerwy", title: title,
      blocks: [
        .table(
          Table(
            id: "t-przerwy", caption: title, stub: say("Od roku", "From year"),
            columns: [Table.Column(say("Przyczyna", "Reason"), .text), Table.Column(say("Wskaźniki", "Indicators"), .text)],
            rows: order.map { entry in
              Table.Row(
                String(entry.year),
                [.text(terms.breakReason(entry.code)), .text((indicators[entry] ?? []).joined(separator: ", "))])
            }))
      ])
  }

  // MARK: Findings

  private func findings() -> Chapter? {
    let title = say("Ustalenia kontroli", "Findings of the checks")
    let all = material.stages.flatMap { stage in stage.findings.map { (stage.stage, $0) } }
    guard !all.isEmpty else {
      return Chapter(
        id: "quality-ustalenia", title: title,
        blocks: [.paragraph(say("Kontrole niczego nie wykazały.", "The checks found nothing."))])
    }
    struct Group: Hashable {
      var severity: Severity
      var stage: String
      var code: String
    }
    var groups: [Group: [Finding]] = [:]
    for (stage, finding) in all {
      groups[Group(severity: finding.severity, stage: stage, code: finding.code), default: []].append(finding)
    }
    func weight(_ severity: Severity) -> Int { Severity.allCases.firstIndex(of: severity) ?? 0 }
    let order = groups.keys.sorted { a, b in
      if a.severity != b.severity { return weight(a.severity) > weight(b.severity) }
      return (a.stage, a.code) < (b.stage, b.code)
    }
    let rows = order.map { group in
      Table.Row(
        say.sentenceCase(terms.severity(group.severity)),
        [
          .text(terms.stage(group.stage)), .text(material.ruleLabels[group.code] ?? terms.finding(group.code)),
          .code(group.code), .count(groups[group]?.count ?? 0),
          .text(groups[group]?.first.map { message($0) } ?? ""),
        ])
    }
    return Chapter(
      id: "quality-ustalenia", title: title,
      blocks: [
        .paragraph(
          say(
            "Pełna lista, z plikiem, arkuszem, wierszem i kolumną, jest w pliku findings.csv wydania.",
            "The full list, with file, sheet, row and column, is in the edition's findings.csv."
          )),
        .table(
          Table(
            id: "t-ustalenia", caption: say("Ustalenia według wagi i rodzaju", "Findings by severity and kind"),
            stub: say("Waga", "Severity"),
            columns: [
              Table.Column(say("Etap", "Stage"), .text), Table.Column(say("Rodzaj", "Kind"), .text),
              Table.Column(say("Kod", "Code"), .text),
              Table.Column(say("Liczba", "Number")), Table.Column(say("Przykład", "Example"), .prose),
            ], rows: rows)), .folded(summary: say("Błędy i ostrzeżenia", "Errors and warnings"), [serious(all.map(\.1))]),
      ])
  }

  private func serious(_ all: [Finding]) -> Block {
    let serious = all.filter { $0.severity != .note }
    guard !serious.isEmpty else { return .paragraph(say("Nie ma błędów ani ostrzeżeń.", "There are no errors or warnings.")) }
    let shown = serious.prefix(Quality.most)
    var notes: [String] = []
    if serious.count > shown.count {
      notes.append(
        say(
          "Pokazano \(shown.count) z \(say.numbers.whole(serious.count)) \(Plural.finding.genitive(of: serious.count, .polish)).",
          "\(shown.count) of \(say.counted(serious.count, .finding)) are shown."))
    }
    return .table(
      Table(
        id: "t-powazne", caption: say("Błędy i ostrzeżenia", "Errors and warnings"), stub: say("Waga", "Severity"),
        columns: [
          Table.Column(say("Miejsce", "Place"), .text), Table.Column(say("Jednostka", "Unit"), .text),
          Table.Column(say("Treść", "Message"), .prose),
        ],
        rows: shown.map { finding in
          let unit = material.units[finding.unit]?.fullName(say) ?? finding.unit
          return Table.Row(
            say.sentenceCase(terms.severity(finding.severity)),
            [.text(say(finding.place.wording)), .text(unit), .text(message(finding))])
        }, notes: notes))
  }
}
