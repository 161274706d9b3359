import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// Checks of one source that need its cells or their headings, not only its observations.
extension SourceNormaliser {
  private var isForm: Bool {
    switch profile.layout {
    case .formRows, .formColumns, .statementXML, .statementTable: true
    default: false
    }
  }

  /// Control sums of the forms, over all cells of the statements.
  mutating func checkForms(_ cells: CellsReader, _ tallies: inout RuleTallies) throws(Refusal) {
    guard isForm else { return }
    var checker = FormChecker(forms)
    checker.lay(cells.texts.series)
    var meanings = self.meanings
    var last = FormChecker.LastStatement()
    var starts: [Int] = []
    var ordinal = 0
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      starts.append(ordinal)
      for index in 0..<batch.count {
        var number: Double?
        if case .number(let value, _, _, _) = try reading(index, batch, cells, &meanings) { number = value }
        checker.take(
          file: batch.file[index], unit: batch.unitCode[index], period: batch.period[index], series: batch.series[index],
          number: number, ordinal: ordinal, &last)
        ordinal += 1
      }
    }
    // In the order of the cells, so that every batch is read once more at most.
    let breaches = checker.breaches(&tallies, earlier: periodsBefore()).sorted { $0.ordinal < $1.ordinal }
    var next = 0
    for batchIndex in 0..<starts.count where next < breaches.count {
      let end = batchIndex + 1 < starts.count ? starts[batchIndex + 1] : ordinal
      guard breaches[next].ordinal < end else { continue }
      let batch = try cells.batch(batchIndex)
      while next < breaches.count, breaches[next].ordinal < end {
        let breach = breaches[next]
        next += 1
        // Statements of other regions are none of our business, units that are none have been rejected.
        guard breach.ordinal >= 0,
          case .unit(let unit, _) = unitMeaning(breach.file, breach.unit, cells.texts, &meanings)
        else { continue }
        let cell = PublishedCell(batch, Int(breach.ordinal) - starts[batchIndex], cells.texts)
        let period = meanings.periods[Int(breach.period)] ?? cells.texts.period[Int(breach.period)]
        findings.append(breach.finding(at: cell.place, unit: unit.code, period: period))
      }
    }
  }

  private func periodsBefore() -> [Int32] {
    let periods = meanings.periods.map { $0.flatMap(CanonicalPeriod.init) }
    var codes: [CanonicalPeriod: Int32] = [:]
    for (code, period) in periods.enumerated() { if let period { codes[period] = Int32(code) } }
    return periods.map { $0.flatMap { codes[$0.before] } ?? -1 }
  }

  /// Names, codes and periods of the source's headings.
  mutating func checkHeadings(_ cells: CellsReader) {
    checkJoinsByName(cells.texts)
    checkNames(cells.texts)
    checkRecoded(cells.texts)
    checkFileNames(cells.texts)
    if isForm { checkKindsOfPeriod(cells.texts) }
  }

  private func place(_ file: Int32, _ spot: HeadingPairs.Spot, _ texts: CellTexts) -> Place {
    Place(file: texts.file[Int(file)], sheet: texts.sheet[Int(spot.sheet)], row: Int(spot.row))
  }

  /// A table without codes was joined by the names of its units: said once a file, with those of the units that were found.
  private mutating func checkJoinsByName(_ texts: CellTexts) {
    var files: [Int32: (units: [String: String], hasParent: Bool)] = [:]
    guard namedUnits != nil else { return }
    for (key, plan) in meanings.plans.unitPlans {
      guard case .unit(let unit, _) = meanings.plans.units[plan].meaning else { continue }
      files[key.file, default: ([:], true)].units[unit.code] = texts.unitCode[Int(key.unit)]
      if texts.unitName[Int(key.name)].isEmpty { files[key.file]?.hasParent = false }
    }
    for (file, joined) in files.sorted(by: { $0.key < $1.key }) {
      let list = joined.units.sorted { $0.key < $1.key }.map { "\($0.value) = \($0.key)" }.joined(separator: ", ")
      findings.append(
        Finding(
          joined.hasParent ? .note : .warning, "joined-by-name", at: Place(file: texts.file[Int(file)]),
          Wording(
            "Plik nie ma kodów TERYT; jednostki połączono po nazwie\(joined.hasParent ? " i nazwie jednostki nadrzędnej" : " (bez nazwy jednostki nadrzędnej)"): \(list). Sprawdź tę listę albo uzupełnij kody.",
            en:
              "The file has no TERYT codes; its units were joined by name\(joined.hasParent ? " and the name of the unit above" : " (without the name of the unit above)"): \(list). Look through the list, or add the codes."
          )))
    }
  }

  /// A name that is not the unit's: a misspelt one, or rows that slipped by one against their codes.
  private mutating func checkNames(_ texts: CellTexts) {
    for (pair, spot) in headings.named.sorted(by: { ($0.key.file, $0.key.unit) < ($1.key.file, $1.key.unit) }) {
      let published = texts.unitName[Int(pair.name)]
      guard !published.isEmpty, case .unit(let unit, _)? = knownUnit(pair.file, pair.unit) else { continue }
      let names = register.names(of: unit)
      guard !names.contains(where: { UnitName($0, unit.level) == UnitName(published, unit.level) }) else { continue }
      let near = nearest(to: UnitName(published, unit.level).folded, among: names.map { UnitName($0, unit.level).folded })
      findings.append(
        Finding(
          .warning, "unit-other-name", at: place(pair.file, spot, texts), unit: unit.code,
          Wording(
            near == nil
              ? "Kod \(texts.unitCode[Int(pair.unit)]) to „\(unit.name)”, a plik nazywa tę jednostkę „\(published)”. Liczy się kod; sprawdź, czy wiersze nie przesunęły się względem kodów."
              : "Kod \(texts.unitCode[Int(pair.unit)]) to „\(unit.name)”, a plik pisze „\(published)” (literówka?). Liczy się kod.",
            en: near == nil
              ? "The code \(texts.unitCode[Int(pair.unit)]) is “\(unit.name)”, the file calls it “\(published)”. The code counts; see whether rows have slipped against their codes."
              : "The code \(texts.unitCode[Int(pair.unit)]) is “\(unit.name)”, the file writes “\(published)” (a misprint?). The code counts."
          )))
    }
  }

  /// Codes of another time than the register's: joined with the place as it is called today, and said so.
  private mutating func checkRecoded(_ texts: CellTexts) {
    var spans: [HeadingPairs.Dated: (first: String, last: String, spot: HeadingPairs.Spot)] = [:]
    for (pair, spot) in headings.dated {
      guard case .unit(let unit, true)? = knownUnit(pair.file, pair.unit), unit.level == .gmina,
        let period = meanings.periods[Int(pair.period)]
      else { continue }
      let key = HeadingPairs.Dated(file: pair.file, unit: pair.unit, period: 0)
      let known = spans[key] ?? (period, period, spot)
      spans[key] = (
        min(known.first, period), max(known.last, period),
        (spot.sheet, spot.row) < (known.spot.sheet, known.spot.row) ? spot : known.spot
      )
    }
    for (key, span) in spans.sorted(by: { ($0.key.file, $0.key.unit) < ($1.key.file, $1.key.unit) }) {
      guard case .unit(let unit, _)? = knownUnit(key.file, key.unit) else { continue }
      let code = texts.unitCode[Int(key.unit)]
      let periods = span.first == span.last ? span.first : "\(span.first)–\(span.last)"
      recodes.append(
        Recode(unit: unit.code, unitName: unit.name, code: code, firstPeriod: span.first, lastPeriod: span.last))
      findings.append(
        Finding(
          .note, "recoded-unit", at: place(key.file, span.spot, texts), unit: unit.code,
          Wording(
            "Dane za \(periods) mają kod \(code); na \(register.date) to \(unit.code) (\(unit.name)). Połączono: przekodowanie bez zmiany granic.",
            en:
              "The data for \(periods) carry the code \(code); on \(register.date) it is \(unit.code) (\(unit.name)). Joined: a change of code within the same borders."
          )))
    }
  }

  /// The year or half-year in a file's name against the periods inside.
  private mutating func checkFileNames(_ texts: CellTexts) {
    if case .bank = profile.layout { return }
    if case .register = profile.layout { return }
    var inside: [Int32: [String: HeadingPairs.Spot]] = [:]
    for (pair, spot) in headings.dated {
      guard let period = meanings.periods[Int(pair.period)] else { continue }
      inside[pair.file, default: [:]][period] = spot
    }
    for (file, periods) in inside.sorted(by: { $0.key < $1.key }) {
      let name = texts.file[Int(file)]
      guard let named = PeriodInName(name) else { continue }
      for (period, spot) in periods.sorted(by: { $0.key < $1.key }) {
        guard let canonical = CanonicalPeriod(period), !named.admits(canonical) else { continue }
        findings.append(
          Finding(
            .warning, "wrong-period", at: place(file, spot, texts),
            Wording(
              "Nazwa pliku mówi o okresie \(named.text), a w środku jest \(period). Sprawdź, czy to właściwe sprawozdanie.",
              en: "The file's name says \(named.text), inside there is \(period). See whether it is the right statement.")))
      }
    }
  }

  /// A unit whose statement for a year is of another length than everyone else's: a half-year is no year.
  private mutating func checkKindsOfPeriod(_ texts: CellTexts) {
    struct YearOfUnit: Hashable {
      var unit: String
      var year: Int
    }
    var kinds: [YearOfUnit: [CanonicalPeriod: (Int32, HeadingPairs.Spot)]] = [:]
    for (pair, spot) in headings.dated {
      guard case .unit(let unit, _)? = knownUnit(pair.file, pair.unit),
        let period = meanings.periods[Int(pair.period)].flatMap(CanonicalPeriod.init)
      else { continue }
      kinds[YearOfUnit(unit: unit.code, year: period.year), default: [:]][period] = (pair.file, spot)
    }
    var counts: [Int: [CanonicalPeriod: Int]] = [:]
    for (key, periods) in kinds { for period in periods.keys { counts[key.year, default: [:]][period, default: 0] += 1 } }
    for (key, periods) in kinds.sorted(by: { ($0.key.unit, $0.key.year) < ($1.key.unit, $1.key.year) }) {
      guard
        let usual = counts[key.year]?.max(by: { ($0.value, $1.key.text) < ($1.value, $0.key.text) }), usual.value >= 3,
        periods[usual.key] == nil, usual.key.kind == .year,
        let (period, found) = periods.min(by: { $0.key.text < $1.key.text })
      else { continue }
      findings.append(
        Finding(
          .warning, "wrong-period", at: place(found.0, found.1, texts), unit: key.unit,
          Wording(
            "Jednostka \(key.unit) ma sprawozdanie za \(period.text), a \(usual.value) innych za \(usual.key.text). Sprawozdanie półroczne nie jest połową rocznego; dołącz roczne.",
            en:
              "The unit \(key.unit) has a statement for \(period.text), \(usual.value) others have one for \(usual.key.text). A half-year statement is not half of a year's; add the annual one."
          )))
    }
  }

  /// What the unit code of a file was found to mean.
  private func knownUnit(_ file: Int32, _ code: Int32) -> UnitMeaning? {
    meanings.plans.unitPlans[HeadingPairs.Named(file: file, unit: code, name: 0)].map { meanings.plans.units[$0].meaning }
  }
}
