import Bytes
package import Findings
import Ingesting
import Normalising
package import Pipelines

/// Tells before a run what is missing, late, or of the wrong period: from the names of the files, the headers of the statements
/// and the due dates of `due.csv`. Nothing of it stops a run; the run says the same of the cells it reads.
package struct Freshness {
  /// When a statement is due at the one who collects it: so many years after its own, on that day.
  private struct Due {
    var form: String
    var yearsAfter: Int
    var day: String
  }

  private let pipeline: Pipeline
  /// ISO date.
  private let today: String

  /// - Parameter today: ISO date, from the clock of the one who asks.
  package init(_ pipeline: Pipeline, today: String) {
    self.pipeline = pipeline
    self.today = today
  }

  package func findings() throws(Refusal) -> [Finding] {
    let due = try dueDates()
    var findings: [Finding] = []
    for source in pipeline.sources {
      let files = try pipeline.files(of: source)
      if let due = due[source.profile] { findings += late(source, files, due) }
      let profile = try Profile.load(source.profile, for: pipeline)
      if case .statementXML(let layout) = profile.layout { findings += try statements(source, files, layout) }
    }
    return findings
  }

  /// `due.csv`: profile;form;years_after;day;verification;source.
  private func dueDates() throws(Refusal) -> [String: Due] {
    let path = Paths.join(pipeline.definitions, "due.csv")
    guard try Files.exists(path) else { return [:] }
    let table = try SeparatedTable(path: path, shownAs: "due.csv")
    var due: [String: Due] = [:]
    for index in table.rows.indices {
      guard let years = Int(try table[index, "years_after"]) else {
        throw Refusal(
          .configuration,
          Wording("„years_after” nie jest liczbą całkowitą.", en: "“years_after” is no whole number."),
          at: table.place(index, column: "years_after"), mend: Wording("Popraw due.csv.", en: "Correct due.csv."))
      }
      due[try table[index, "profile"]] = Due(
        form: try table[index, "form"], yearsAfter: years, day: try table[index, "day"])
    }
    return due
  }

  /// Years of the pipeline after the source's first for which no file speaks.
  private func late(_ source: Source, _ files: [SourceFile], _ due: Due) -> [Finding] {
    let present = files.compactMap { FilePeriods.years(in: $0.shown) }
    guard let first = present.map(\.lowerBound).min() else { return [] }
    var findings: [Finding] = []
    for year in pipeline.years where year > first && !present.contains(where: { $0.contains(year) }) {
      let date = "\(year + due.yearsAfter)-\(due.day)"
      let isLate = date < today
      findings.append(
        Finding(
          isLate ? .warning : .note, isLate ? "late-statement" : "not-yet-due",
          Wording(
            "Źródło „\(source.id)” nie ma plików za \(year); termin \(due.form): \(date)\(isLate ? ", minął" : "").",
            en:
              "Source “\(source.id)” has no files for \(year); \(due.form) is due on \(date)\(isLate ? ", which has passed" : "")."
          )))
    }
    return findings
  }

  /// One file a unit and year: which units have none, and which file holds another period than its name says.
  private func statements(
    _ source: Source, _ files: [SourceFile], _ layout: StatementLayout
  ) throws(Refusal) -> [Finding] {
    var findings: [Finding] = []
    var units: [Int: Set<String>] = [:]
    for file in files where file.shown.lowercased().hasSuffix(".xml") {
      guard let header = try StatementHeader.read(Input(path: file.path, shownAs: file.shown), layout) else { continue }
      let period = FilePeriods.canonical(header.period)
      if !FilePeriods.fits(header.period, name: file.shown) {
        findings.append(
          Finding(
            .warning, "wrong-period", at: Place(file: file.shown), unit: header.unit,
            Wording(
              "Nazwa pliku albo katalogu mówi o innym okresie niż nagłówek sprawozdania: \(period).",
              en: "The file's name or folder speaks of another period than the statement's header: \(period).")))
      }
      guard FilePeriods.isYear(header.period), let year = Int(period) else {
        if !FilePeriods.isYear(header.period) {
          findings.append(
            Finding(
              .warning, "wrong-period", at: Place(file: file.shown), unit: header.unit,
              Wording(
                "Sprawozdanie jest za \(period), a nie za cały rok.", en: "The statement is for \(period), not for a whole year.")
            ))
        }
        continue
      }
      units[year, default: []].insert(String(header.unit.prefix(6)))
    }
    let gminas = try FilePeriods.gminas(of: pipeline, years: units.keys)
    for (year, present) in units.sorted(by: { $0.key < $1.key }) {
      let expected = gminas[year] ?? []
      guard present.count * 2 >= expected.count else { continue }
      for unit in expected where !present.contains(String(unit.code.prefix(6))) {
        findings.append(
          Finding(
            .warning, "missing-statement", unit: unit.code,
            Wording(
              "Źródło „\(source.id)”: \(unit.name) (\(unit.code)) nie ma sprawozdania za \(year).",
              en: "Source “\(source.id)”: \(unit.name) (\(unit.code)) has no statement for \(year).")))
      }
    }
    return findings
  }
}
