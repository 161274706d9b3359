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
      var dates = due[source.profile] ?? []
      switch profile.layout {
      case .statementXML(let layout): findings += try judge(source, headers(files, layout), &present)
      case .statementTable(let layout):
        let heads = try heads(files, layout)
        findings += try judge(source, heads.statements, &present)
        dates = dates.filter { due in heads.forms.contains { due.form.contains($0) } }
      default: break
      }
      for file in files { present.note(named: file.shown) }
      if !dates.isEmpty { findings += late(source, present, dates) }
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

  /// A statement as its header has it.
  private struct Statement {
    var file: String
    var unit: String
    /// As published.
    var period: String
  }

  private func headers(_ files: [SourceFile], _ layout: StatementLayout) throws(Refusal) -> [Statement] {
    var found: [Statement] = []
    for file in files where file.shown.lowercased().hasSuffix(".xml") {
      guard let header = try StatementHeader.read(Input(path: file.path, shownAs: file.shown), layout) else { continue }
      found.append(Statement(file: file.shown, unit: header.unit, period: header.period))
    }
    return found
  }

  /// Statements in tables, and which forms they are of. The part that powiat centres filled in ended with the form of 2020:
  /// nothing of it is due any more.
  private func heads(
    _ files: [SourceFile], _ layout: StatementTableLayout
  ) throws(Refusal) -> (statements: [Statement], forms: Set<String>) {
    var found: [Statement] = []
    var forms: Set<String> = []
    for file in files {
      let heads = try statementTableHeads(Input(path: file.path, shownAs: file.shown), layout)
      for head in heads.sorted(by: { ($0.unit, $0.period) < ($1.unit, $1.period) }) where !head.unit.hasSuffix("000") {
        found.append(Statement(file: file.shown, unit: head.unit, period: head.period))
        forms.insert(head.form)
      }
    }
    return (found, forms)
  }

  /// Which units have no statement for a period, and which statement is of another period than it should be.
  private func judge(_ source: Source, _ statements: [Statement], _ present: inout Present) throws(Refusal) -> [Finding] {
    var findings: [Finding] = []
    var units: [String: Set<String>] = [:]
    var parts: [(file: String, unit: String, period: String)] = []
    for statement in statements {
      let period = FilePeriods.canonical(statement.period)
      present.note(period, in: statement.file)
      if !FilePeriods.fits(statement.period, name: statement.file) {
        findings.append(
          Finding(
            .warning, "wrong-period", at: Place(file: statement.file), unit: statement.unit,
            Wording(
              "Nazwa pliku albo katalogu mówi o innym okresie niż nagłówek sprawozdania: \(period).",
              en: "The file's name or folder speaks of another period than the statement's header: \(period).")))
      }
      if !FilePeriods.isYear(period) { parts.append((statement.file, statement.unit, period)) }
      units[period, default: []].insert(String(statement.unit.prefix(6)))
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
      let those = expected.filter { named.contains(String($0.code.prefix(6))) }
      guard those.count * 2 >= expected.count else { continue }
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
