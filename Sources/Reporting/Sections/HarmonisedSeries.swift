import Contracts
import Findings

/// How series of units that changed were brought to the units of the register date, and where the data show a break: printed
/// beside the series, since a reader cannot see it in the figures.
struct HarmonisedSeries {
  private let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// Lines of one unit, policy and date, whatever the measure.
  private struct Subject: Hashable {
    var unit: String
    var name: String
    var policy: HarmonisationRow.Policy
    var date: String
  }

  init(_ composition: Composition) {
    self.composition = composition
  }

  func chapter() -> Chapter? {
    let blocks = [units(), breaks()].compactMap(\.self)
    guard !blocks.isEmpty else { return nil }
    return Chapter(
      id: "quality-jednostki", title: say("Zmiany jednostek i źródeł w szeregach", "Changes of units and sources within series"),
      blocks: blocks)
  }

  private func units() -> Block? {
    var groups: [Subject: (from: Set<String>, first: String, last: String, measures: Set<String>)] = [:]
    for row in material.harmonisation {
      let subject = Subject(unit: row.unit, name: row.unitName, policy: row.policy, date: row.date)
      var group = groups[subject] ?? ([], row.firstPeriod, row.lastPeriod, [])
      group.from.formUnion(row.from)
      group.first = min(group.first, row.firstPeriod)
      group.last = max(group.last, row.lastPeriod)
      if !row.measure.isEmpty { group.measures.insert(row.measure) }
      groups[subject] = group
    }
    guard !groups.isEmpty else { return nil }
    let order = groups.keys.sorted { ($0.unit, $0.date, $0.policy.rawValue) < ($1.unit, $1.date, $1.policy.rawValue) }
    return .table(
      Table(
        id: "t-ujednolicenie",
        caption: say(
          "Szeregi ujednolicone do jednostek z \(say.dates.day(material.registerDate))",
          "Series brought to the units of \(say.dates.day(material.registerDate))"),
        stub: say("Jednostka", "Unit"),
        columns: [
          Table.Column(say("Okresy", "Periods"), .text), Table.Column(say("Ogłoszone pod kodami", "Published as"), .text),
          Table.Column(say("Sposób", "How"), .prose), Table.Column(say("Miary", "Measures"), .text),
        ],
        rows: order.compactMap { subject in
          guard let group = groups[subject] else { return nil }
          let periods = group.first == group.last ? group.first : "\(group.first)–\(group.last)"
          let measures = group.measures.isEmpty ? say("wszystkie", "all") : say.numbers.whole(group.measures.count)
          return Table.Row(
            "\(subject.name) (\(subject.unit))",
            [
              .text(periods), .text(group.from.sorted().joined(separator: ", ")), .text(how(subject)), .text(measures),
            ])
        }))
  }

  private func how(_ subject: Subject) -> String {
    let day = say.dates.day(subject.date)
    return switch subject.policy {
    case .recoded:
      say("inny kod tego samego obszaru, liczby jak ogłoszono", "another code of the same area, figures as published")
    case .merged:
      say("suma poprzedników (zmiana z \(day)), dokładnie", "sum of the predecessors (change of \(day)), exact")
    case .estimated:
      say(
        "podział według udziałów ludności (zmiana z \(day)), szacunek",
        "shared out by population (change of \(day)), an estimate")
    case .broken:
      say(
        "bez przeliczenia: granice zmieniły się \(day), szereg się łamie",
        "not recomputed: the borders changed on \(day), the series breaks")
    }
  }

  /// `mpips-03 → mrips-06` with the titles of the sources, as far as the pipeline has them.
  private func titles(_ change: String) -> String {
    change.split(separator: " → ").map { part in
      material.sources.first { $0.id == String(part) }?.title ?? String(part)
    }.joined(separator: " → ")
  }

  private func breaks() -> Block? {
    struct Break: Hashable {
      var period: String
      var code: SeriesBreakRow.Code
      var detail: String
    }
    var measures: [Break: Set<String>] = [:]
    for row in material.seriesBreaks where row.code == .sourceChange || row.code == .formChange {
      measures[Break(period: row.period, code: row.code, detail: row.detail), default: []].insert(row.measure)
    }
    guard !measures.isEmpty else { return nil }
    let order = measures.keys.sorted { ($0.period, $0.code.rawValue, $0.detail) < ($1.period, $1.code.rawValue, $1.detail) }
    return .table(
      Table(
        id: "t-zmiany-zrodel",
        caption: say("Zmiany źródeł i formularzy w szeregach", "Changes of sources and forms within series"),
        stub: say("Od okresu", "From period"),
        columns: [
          Table.Column(say("Co się zmieniło", "What changed"), .prose), Table.Column(say("Liczba miar", "Measures")),
        ],
        rows: order.map { entry in
          let what =
            entry.code == .formChange
            ? say("formularz: \(entry.detail)", "form: \(entry.detail)")
            : say("źródło: \(titles(entry.detail))", "source: \(titles(entry.detail))")
          return Table.Row(entry.period, [.text(what), .count(measures[entry]?.count ?? 0)])
        }))
  }
}
