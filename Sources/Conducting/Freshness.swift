import Bytes
package import Contracts
package import Findings
import Ingesting
import Normalising
package import Pipelines

/// Tells before a run what is missing, late, unreadable or of the wrong period: from the names of the files, the headers of the
/// statements, the periods in the tables and the due dates of `due.csv`. Of it only files and cells that are no good stop a run, when they
/// are more than it tolerates.
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

  /// - Returns: what was found, and what reading the files made of their cells, by source.
  package func survey() throws(Refusal) -> (findings: [Finding], balances: [Balance]) {
    let due = try dueDates()
    var findings: [Finding] = []
    var balances: [Balance] = []
    let values = try ValueSurvey(pipeline)
    for source in pipeline.sources {
      let files = try pipeline.files(of: source)
      let profile = try Profile.load(source.profile, for: pipeline)
      var present = Present()
      var dates = due[source.profile] ?? []
      try values.begin(profile)
      let survey = try SourceSurvey(of: source, profile, files, forms: values.forms) { batch, texts in
        values.take(batch, texts)
      }
      // What a run would reject counts against the tolerance as it does there.
      let rejected = try values.takeFindings()
      var balance = survey.balance
      balance.rejected += rejected.count
      balances.append(balance)
      findings += rejected
      switch profile.layout {
      case .statementXML(let layout):
        findings += try judge(source, headers(files, layout), &present) + survey.errors
      case .statementTable(let layout):
        let heads = try heads(files, layout)
        findings += try judge(source, heads.statements, &present)
        dates = dates.filter { due in heads.forms.contains { due.form.contains($0) } }
        findings += survey.errors
      // What is on offer in a table of the bank, and the day of a register, are no affair of periods.
      case .bank, .bankPages, .register, .sdmx: findings += survey.errors
      case .rowTable: findings += judge(survey, isAssessment: true, &present)
      default: findings += judge(survey, isAssessment: false, &present)
      }
      for file in files { present.note(named: file.shown) }
      if dates.isEmpty {
        findings += FilePeriods.gaps(
          in: source, present.gapless, wanted: pipeline.years, isYearly: profile.layout.isForm)
      } else {
        findings += late(source, present, dates)
      }
    }
    return (findings, balances)
  }

  /// Years and half-years that a source has something for.
  private struct Present {
    var years: Set<Int> = []
    var halves: Set<Int> = []
    /// Of anything at all, those of powiats among them.
    var all: Set<Int> = []
    /// Those that are there as whole years.
    var whole: Set<Int> = []
    /// Years among which none should be missing: a part of a year does not stand for it, but a source may have nothing else.
    var gapless: Set<Int> { whole.isEmpty ? all : whole }
    /// Files whose headers said it better than their names.
    var read: Set<String> = []

    mutating func note(named file: String) {
      guard !read.contains(file), let years = FilePeriods.years(in: file) else { return }
      all.formUnion(years)
      if FilePeriods.isHalfYear(named: file) {
        halves.formUnion(years)
      } else {
        self.years.formUnion(years)
        whole.formUnion(years)
      }
    }

    /// - Parameter isDue: whether it is what the due dates speak of.
    mutating func note(_ period: String, in file: String, isDue: Bool = true) {
      read.insert(file)
      guard let year = Int(period.prefix(4)) else { return }
      all.insert(year)
      if FilePeriods.isYear(period) { whole.insert(year) }
      guard isDue else { return }
      // What is collected by months is due for December.
      if FilePeriods.isYear(period) || period.hasSuffix("-12") { years.insert(year) } else { halves.insert(year) }
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

  /// Years of the pipeline from the source's first on for which nothing is there. A half-year statement is due as long as
  /// that of its year has not come; it never stands for it, nor does any month before December.
  private func late(_ source: Source, _ present: Present, _ due: [Due]) -> [Finding] {
    guard let first = present.years.union(present.halves).min() else { return [] }
    var findings: [Finding] = []
    for year in pipeline.years where year >= first && !present.years.contains(year) {
      for due in due where due.part.isEmpty || !present.halves.contains(year) {
        let date = "\(year + due.yearsAfter)-\(due.day)"
        let isLate = date < today
        // Of a part of the year there may be some.
        let period =
          due.part.isEmpty
          ? Wording("cały rok \(year)", en: "the whole of \(year)") : Wording("\(year)-\(due.part)", en: "\(year)-\(due.part)")
        findings.append(
          Finding(
            isLate ? .warning : .note, isLate ? "late-statement" : "not-yet-due",
            Wording(
              "Źródło „\(source.id)” nie ma plików za \(period.polish); termin \(due.form): \(date)\(isLate ? ", minął" : "").",
              en:
                "Source “\(source.id)” has no files for \(period.english); \(due.form) is due on \(date)\(isLate ? ", which has passed" : "")."
            )))
      }
    }
    return findings
  }

  /// Tables: what could not be read, and files whose names speak of another period than their cells.
  /// - Parameter isAssessment: named after the year that it assesses, the last one, and shows the years before it.
  private func judge(_ survey: SourceSurvey, isAssessment: Bool, _ present: inout Present) -> [Finding] {
    var findings = survey.errors
    for (file, periods) in survey.periods.sorted(by: { precedesByBytes($0.key, $1.key) }) {
      let sorted = periods.map(FilePeriods.canonical).filter { !$0.isEmpty }.sorted()
      for period in sorted {
        present.note(period, in: file)
        guard !FilePeriods.fits(period, name: file), !isAssessment || period == sorted.last else { continue }
        findings.append(
          Finding(
            .warning, "wrong-period", at: Place(file: file),
            Wording(
              "Nazwa pliku albo katalogu mówi o innym okresie niż dane w środku: \(period).",
              en: "The file's name or folder speaks of another period than the data inside: \(period).")))
      }
    }
    return findings
  }

  /// A statement as its header has it.
  private struct Statement {
    var file: String
    /// Empty where the header does not say it.
    var form = ""
    var unit: String
    /// As published.
    var period: String

    var level: StatementLevel { StatementLevel(unit: unit) }
  }

  private func headers(_ files: [SourceFile], _ layout: StatementLayout) throws(Refusal) -> [Statement] {
    var found: [Statement] = []
    for file in files where file.shown.lowercased().hasSuffix(".xml") {
      do throws(Refusal) {
        guard let header = try StatementHeader.read(Input(path: file.path, shownAs: file.shown), layout) else { continue }
        found.append(Statement(file: file.shown, unit: header.unit, period: header.period))
      } catch {
        // The survey of the whole file says what is wrong with it.
        guard error.kind == .data else { throw error }
      }
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
      for head in heads.sorted(by: { ($0.unit, $0.period) < ($1.unit, $1.period) }) {
        let statement = Statement(file: file.shown, form: head.form, unit: head.unit, period: head.period)
        found.append(statement)
        if statement.level == .gmina { forms.insert(head.form) }
      }
    }
    return (found, forms)
  }

  /// Which units have no statement for a period, and which statement is of another period than it should be.
  private func judge(_ source: Source, _ statements: [Statement], _ present: inout Present) throws(Refusal) -> [Finding] {
    var findings: [Finding] = []
    var units: [StatementLevel: Periods] = [:]
    var toldPeriods: Set<String> = []
    var parts: [(file: String, unit: String, period: String)] = []
    for statement in statements {
      let period = FilePeriods.canonical(statement.period)
      present.note(period, in: statement.file, isDue: statement.level == .gmina)
      // A table of all units is one file: said once.
      if !FilePeriods.fits(statement.period, name: statement.file),
        toldPeriods.insert("\(statement.file) \(period)").inserted
      {
        findings.append(
          Finding(
            .warning, "wrong-period", at: Place(file: statement.file), unit: statement.unit,
            Wording(
              "Nazwa pliku albo katalogu mówi o innym okresie niż nagłówek sprawozdania: \(period).",
              en: "The file's name or folder speaks of another period than the statement's header: \(period).")))
      }
      if !FilePeriods.isYear(period) { parts.append((statement.file, statement.unit, period)) }
      units[statement.level, default: Periods()].add(statement, period)
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
    for (level, other) in [(StatementLevel.powiat, StatementLevel.gmina), (.gmina, .powiat)] {
      if let own = units[level] { findings += try missing(source, level, own, beside: units[other] ?? Periods()) }
    }
    return findings
  }

  /// The statements of one level.
  private struct Periods {
    /// What the codes of the units that have one begin with, by period.
    var units: [String: Set<String>] = [:]
    var forms: [String: Set<String>] = [:]

    mutating func add(_ statement: Statement, _ period: String) {
      units[period, default: []].insert(statement.level.stem(of: statement.unit))
      forms[period, default: []].insert(statement.form)
    }

    /// Whole years after the first one here in which only `others` have statements, of a form that the newest here are of too.
    func years(missingBeside others: Periods) -> [String] {
      guard let first = units.keys.min(), let last = forms.keys.max(), let form = forms[last] else { return [] }
      return others.forms.filter { period, forms in
        period > first && units[period] == nil && FilePeriods.isYear(period) && !forms.isDisjoint(with: form)
      }.map(\.key)
    }
  }

  private func missing(
    _ source: Source, _ level: StatementLevel, _ own: Periods, beside others: Periods
  ) throws(Refusal) -> [Finding] {
    var findings: [Finding] = []
    let empty = own.years(missingBeside: others)
    let periods = (own.units.keys + empty).sorted()
    let units = try FilePeriods.units(of: pipeline, filling: level, years: Set(periods.compactMap { Int($0.prefix(4)) }))
    // One statement with a powiat's code does not make a source of powiats' statements.
    let isOfLevel = own.units.contains { period, named in
      named.count * 2 >= Int(period.prefix(4)).flatMap { units[$0] }?.count ?? 0
    }
    guard isOfLevel else { return [] }
    for period in periods {
      let expected = Int(period.prefix(4)).flatMap { units[$0] } ?? []
      let named = own.units[period] ?? []
      let lacking = expected.filter { !named.contains(level.stem(of: $0.code)) }
      if named.isEmpty {
        findings.append(
          Finding(
            .warning, "missing-statement",
            Wording(
              "Źródło „\(source.id)” nie ma za \(period) żadnego sprawozdania \(level == .powiat ? "powiatu" : "gminy"), choć inne za ten okres są.",
              en:
                "Source “\(source.id)” has no statement of any \(level.rawValue) for \(period), although others for that period are there."
            )))
        continue
      }
      guard lacking.count * 2 <= expected.count else {
        // A part of a year that strayed among whole years is told of as such; districts stand for their city.
        guard FilePeriods.isYear(period), lacking.count < expected.count else { continue }
        let few = FewUnits(lacking: lacking, of: expected).wording
        findings.append(
          Finding(
            .warning, "missing-statement",
            Wording(
              "Źródło „\(source.id)”, sprawozdania za \(period): \(few.polish).",
              en: "Source “\(source.id)”, statements for \(period): \(few.english).")))
        continue
      }
      for unit in lacking {
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

extension Freshness {
  /// A refusal as it has to be told: when all files that are not there are of a year whose statements are not due yet, nothing is wrong, and
  /// the run is to be made later (75). A pattern says by its name which year it wants; one that says none wants what must be there.
  package func judged(_ refusal: Refusal) throws(Refusal) -> Refusal {
    guard refusal.kind == .missingInput else { return refusal }
    let due = try dueDates()
    var dates: [String] = []
    for source in pipeline.sources where !source.isOptional && pipeline.pinnedFiles[source.id] == nil {
      for pattern in source.files where try Files.matches(of: pattern, in: pipeline.folder).isEmpty {
        guard let years = FilePeriods.years(in: pattern), years.count == 1 else { return refusal }
        let part = FilePeriods.isHalfYear(named: pattern) ? "H1" : ""
        let own = (due[source.profile] ?? []).filter { $0.part == part }
        guard let date = own.map({ "\(years.lowerBound + $0.yearsAfter)-\($0.day)" }).min(), date >= today else { return refusal }
        dates.append(date)
      }
    }
    guard let last = dates.max() else { return refusal }
    var later = refusal
    later.kind = .tryLater
    later.mend = Wording(
      "Termin jeszcze nie minął (\(last)): uruchom, gdy plik nadejdzie.",
      en: "It is not due before \(last): run again when the file has come.")
    return later
  }
}
