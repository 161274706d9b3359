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
    /// `H1` for the half-year statement, empty for that of the year.
    var part: String
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
      let profile = try Profile.load(source.profile, for: pipeline)
      var present = Present()
      if case .statementXML(let layout) = profile.layout {
        findings += try statements(source, files, layout, &present)
      }
      for file in files { present.note(named: file.shown) }
      if let due = due[source.profile] { findings += late(source, present, due) }
    }
    return findings
  }

  /// Years and half-years that a source has something for.
  private struct Present {
    var years: Set<Int> = []
    var halves: Set<Int> = []
    /// Files whose headers said it better than their names.
    var read: Set<String> = []

    mutating func note(named file: String) {
      guard !read.contains(file), let years = FilePeriods.years(in: file) else { return }
      if FilePeriods.isHalfYear(named: file) { halves.formUnion(years) } else { self.years.formUnion(years) }
    }

    mutating func note(_ period: String, in file: String) {
      read.insert(file)
      guard let year = Int(period.prefix(4)) else { return }
      if FilePeriods.isYear(period) { years.insert(year) } else { halves.insert(year) }
    }
  }

  /// `due.csv`: profile;form;part;years_after;day;verification;source.
  private func dueDates() throws(Refusal) -> [String: [Due]] {
    let path = Paths.join(pipeline.definitions, "due.csv")
    guard try Files.exists(path) else { return [:] }
    let table = try SeparatedTable(path: path, shownAs: "due.csv")
    var due: [String: [Due]] = [:]
    for index in table.rows.indices {
      guard let years = Int(try table[index, "years_after"]) else {
        throw Refusal(
          .configuration,
          Wording("„years_after” nie jest liczbą całkowitą.", en: "“years_after” is no whole number."),
          at: table.place(index, column: "years_after"), mend: Wording("Popraw due.csv.", en: "Correct due.csv."))
      }
      due[try table[index, "profile"], default: []].append(
        Due(
          form: try table[index, "form"], part: try table[index, "part"], yearsAfter: years, day: try table[index, "day"]))
    }
    return due
  }

  /// Years of the pipeline after the source's first for which nothing is there. A half-year statement is due as long as
  /// that of its year has not come; it never stands for it.
  private func late(_ source: Source, _ present: Present, _ due: [Due]) -> [Finding] {
    guard let first = present.years.union(present.halves).min() else { return [] }
    var findings: [Finding] = []
    for year in pipeline.years where year > first && !present.years.contains(year) {
      for due in due where due.part.isEmpty || !present.halves.contains(year) {
        let date = "\(year + due.yearsAfter)-\(due.day)"
        let isLate = date < today
        let period = due.part.isEmpty ? String(year) : "\(year)-\(due.part)"
        findings.append(
          Finding(
            isLate ? .warning : .note, isLate ? "late-statement" : "not-yet-due",
            Wording(
              "Źródło „\(source.id)” nie ma plików za \(period); termin \(due.form): \(date)\(isLate ? ", minął" : "").",
              en:
                "Source “\(source.id)” has no files for \(period); \(due.form) is due on \(date)\(isLate ? ", which has passed" : "")."
            )))
      }
    }
    return findings
  }

  /// One file a unit and year: which units have none, and which file holds another period than its name says.
  private func statements(
    _ source: Source, _ files: [SourceFile], _ layout: StatementLayout, _ present: inout Present
  ) throws(Refusal) -> [Finding] {
    var findings: [Finding] = []
    var units: [String: Set<String>] = [:]
    var parts: [(file: String, unit: String, period: String)] = []
    for file in files where file.shown.lowercased().hasSuffix(".xml") {
      guard let header = try StatementHeader.read(Input(path: file.path, shownAs: file.shown), layout) else { continue }
      let period = FilePeriods.canonical(header.period)
      present.note(period, in: file.shown)
      if !FilePeriods.fits(header.period, name: file.shown) {
        findings.append(
          Finding(
            .warning, "wrong-period", at: Place(file: file.shown), unit: header.unit,
            Wording(
              "Nazwa pliku albo katalogu mówi o innym okresie niż nagłówek sprawozdania: \(period).",
              en: "The file's name or folder speaks of another period than the statement's header: \(period).")))
      }
      if !FilePeriods.isYear(period) { parts.append((file.shown, header.unit, period)) }
      units[period, default: []].insert(String(header.unit.prefix(6)))
    }
    // Half-year statements beside annual ones of the same year have strayed; by themselves they are what is due first.
    for part in parts where present.years.contains(Int(part.period.prefix(4)) ?? 0) {
      findings.append(
        Finding(
          .warning, "wrong-period", at: Place(file: part.file), unit: part.unit,
          Wording(
            "Sprawozdanie jest za \(part.period), a nie za cały rok.",
            en: "The statement is for \(part.period), not for a whole year.")))
    }
    let gminas = try FilePeriods.gminas(of: pipeline, years: Set(units.keys.compactMap { Int($0.prefix(4)) }))
    for (period, named) in units.sorted(by: { $0.key < $1.key }) {
      let expected = Int(period.prefix(4)).flatMap { gminas[$0] } ?? []
      guard named.count * 2 >= expected.count else { continue }
      for unit in expected where !named.contains(String(unit.code.prefix(6))) {
        findings.append(
          Finding(
            .warning, "missing-statement", unit: unit.code,
            Wording(
              "Źródło „\(source.id)”: \(unit.name) (\(unit.code)) nie ma sprawozdania za \(period).",
              en: "Source “\(source.id)”: \(unit.name) (\(unit.code)) has no statement for \(period).")))
      }
    }
    return findings
  }
}
