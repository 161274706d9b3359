import Bytes
import Contracts
import Findings
import Pipelines
import Territory

/// Turns the cells of one source into observations, rejects and skipped cells; every cell becomes exactly one of the three.
struct SourceNormaliser {
  let source: Source
  private let sourceIndex: Int32
  let profile: Profile
  let series: SeriesReader
  let units: UnitResolver
  let register: Register
  let number: PublishedNumberReader
  var balance: Balance
  var findings = FindingList()
  let forms: FormTables
  /// Set for a table without codes.
  let namedUnits: NamedUnits?
  /// What `run` found out about the headings; the checks go on with it.
  private(set) var meanings = Meanings()
  private(set) var headings = HeadingPairs()
  /// Rows of forms that have been said to be unknown.
  var unknownRows: Set<String> = []
  /// Codes of another day's register that were joined with today's unit.
  var recodes: [Recode] = []
  /// Files of the territorial register, where the source is one.
  var catalogues: [String: CatalogueFile] = [:]
  private(set) var rejects: [RejectRow] = []

  init(
    _ source: Source, at index: Int, profile: Profile, measures: MeasureTable, forms: FormTables, register: Register,
    region: String
  ) throws(Refusal) {
    self.source = source
    sourceIndex = Int32(index)
    self.profile = profile
    series = try SeriesReader(profile, measures: measures, forms: forms)
    units = UnitResolver(register, region: region)
    self.register = register
    self.forms = forms
    number = PublishedNumberReader(profile)
    if case .unitTable(let table) = profile.layout, let level = table.namedLevel {
      namedUnits = NamedUnits(register, at: level)
    } else {
      namedUnits = nil
    }
    balance = Balance(source: source.id)
  }

  static let noFile: Int32 = -1
  private static let noCode = "no-unit-code"
  /// Made when the first row without a code is met.
  private var uncoded: UncodedNames?

  /// What the name beside a code says more than the code, where that is none or no unit's.
  private mutating func withName(_ name: String, _ code: String, _ wording: Wording) -> Wording {
    guard code == Self.noCode || code == UnitMeaning.unknown && namedUnits == nil else { return wording }
    if uncoded == nil { uncoded = UncodedNames(register, region: units.region) }
    if code == Self.noCode { return uncoded?.wording(of: name) ?? wording }
    guard let addition = uncoded?.addition(of: name) else { return wording }
    return Wording(wording.polish + addition.polish, en: wording.english + addition.english)
  }

  /// What the coded headings of the cells mean, each resolved once.
  struct Meanings {
    /// By file; one for all files under no file, where that makes no difference.
    var readers: [Int32: UnitCodeReader] = [:]
    var periods: [String?] = []
    var series: [SeriesMeaning] = []
    var unitsOfMeasure: [UnitOfMeasure] = []
    var files: [Int32] = []
    var sheets: [Int32] = []
    /// How numbers are usually written, a file.
    var grammars: [(grammar: NumberGrammar, isWorkbook: Bool)] = []
    /// Files whose decimal marks have been looked into.
    var examined: Set<Int32> = []
    /// What was found there: file and column -> how its numbers are written.
    var columns: [Int64: ColumnGrammar] = [:]
    var plans = CodedMeanings()
    /// Attributes that tell of a changed method beside what their status says.
    var changedMethods: Set<Int32> = []
  }

  /// Every cell once: its number is read, the checks of its form are made, and it becomes an observation, a reject or a
  /// skipped cell.
  mutating func run(
    _ cells: CellsReader, into candidates: inout Candidates, _ tallies: inout RuleTallies
  ) throws(Refusal) {
    // Taken out and put back, so that the loop changes it in place.
    var meanings = Meanings()
    meanings.periods = cells.texts.period.map(canonicalPeriod)
    for text in cells.texts.series { meanings.series.append(try series.meaning(of: text)) }
    meanings.unitsOfMeasure = cells.texts.unitOfMeasure.map(UnitOfMeasure.init)
    for (code, text) in cells.texts.attribute.enumerated() where number.tellsChangedMethod(text) {
      meanings.changedMethods.insert(Int32(code))
    }
    meanings.sheets = cells.texts.sheet.map { candidates.texts.sheet.code(of: $0) }
    let updated = try daysOfUpdate(cells)
    meanings.files = cells.texts.file.enumerated().map { code, name in
      candidates.code(ofFile: name, updated: updated[Int32(code)] ?? "")
    }
    meanings.grammars = cells.texts.file.map { (number.grammar(isWorkbook: isWorkbook($0)), isWorkbook($0)) }
    meanings.readers = try units.codeReaders(cells)
    meanings.plans = CodedMeanings(
      series: meanings.series.count, periods: meanings.periods.count, unitsOfMeasure: meanings.unitsOfMeasure.count)
    var rows = 0
    for batchIndex in 0..<cells.batchCount { rows += try cells.rowCount(batchIndex) }
    candidates.reserve(rows)
    if isForm {
      try runStatements(cells, &meanings, &candidates, &tallies)
    } else {
      for batchIndex in 0..<cells.batchCount {
        let batch = try cells.batch(batchIndex)
        for index in 0..<batch.count { try take(index, batch, cells, nil, &meanings, &candidates) }
      }
    }
    if case .rowTable = profile.layout {
      for (file, year) in headings.lastYears(meanings.periods) {
        candidates.setAssessment(of: meanings.files[Int(file)], year: year)
      }
    }
    for (reason, count) in meanings.plans.skips { balance.skip(reason, count: count) }
    self.meanings = meanings
  }

  /// The cells of statements: the control sums of their forms need all of them, those without a concept too.
  private mutating func runStatements(
    _ cells: CellsReader, _ meanings: inout Meanings, _ candidates: inout Candidates, _ tallies: inout RuleTallies
  ) throws(Refusal) {
    var checker = FormChecker(forms)
    checker.lay(cells.texts)
    var patterns = BreachPatterns(checker.layouts, periods: cells.texts.period.count)
    var sections = SectionCoverage(cells.texts)
    var ordinal = 0
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      for index in 0..<batch.count {
        let reading = try reading(index, batch, cells, &meanings)
        var number: Double?
        if case .number(let value, _, _, _) = reading { number = value }
        checker.take(batch, index, number: number, ordinal: ordinal)
        sections.take(batch, index)
        ordinal += 1
        try take(index, batch, cells, reading, &meanings, &candidates)
      }
      report(&checker, cells.texts, &meanings, &patterns)
    }
    checker.finish(earlier: Self.periodsBefore(meanings.periods))
    report(&checker, cells.texts, &meanings, &patterns)
    checker.count(into: &tallies)
    checkVersions(checker, cells.texts, &meanings)
    findings += sections.findings(cells.texts)
  }

  /// Every cell of the source passes here: what its headings mean stands ready as codes, and texts are spelled out only for
  /// what has to be told.
  /// - Parameter known: the cell's number, where it has been read already.
  private mutating func take(
    _ index: Int, _ batch: CellBatch, _ cells: CellsReader, _ known: NumberReading?, _ meanings: inout Meanings,
    _ candidates: inout Candidates
  ) throws(Refusal) {
    balance.read += 1
    let series = Int(batch.series[index])
    switch meanings.plans.series[series].kind {
    case .measure: break
    case .skipped:
      meanings.plans.series[series].skipped += 1
      return
    case .unseen, .other:
      guard try takeSeries(index, batch, cells, &meanings) else { return }
    }
    let unit = unitPlan(batch, index, cells, &meanings)
    switch meanings.plans.units[unit].kind {
    case .unit, .former: break
    case .part:
      meanings.plans.units[unit].skipped += 1
      if !batch.text.range(index).isEmpty { headings.note(part: batch, index, name: meanings.plans.lastUnit.key.name) }
      return
    case .skipped:
      meanings.plans.units[unit].skipped += 1
      if meanings.plans.units[unit].isOutside { headings.note(outside: batch, index) }
      return
    case .rejected:
      if case .rejected(let code, let wording) = meanings.plans.units[unit].meaning {
        let cell = PublishedCell(batch, index, cells.texts)
        reject(cell, code, withName(cell.unitName, code, wording))
      }
      return
    }
    headings.note(batch, index, name: meanings.plans.lastUnit.key.name)
    let periodCode = batch.period[index]
    guard let period = meanings.plans.period(periodCode, meanings.periods, &candidates) else {
      let cell = PublishedCell(batch, index, cells.texts)
      return reject(
        cell, "unreadable-period",
        Wording(
          "„\(cell.period)” nie jest rokiem, półroczem, kwartałem ani miesiącem. Popraw okres w pliku.",
          en: "“\(cell.period)” is no year, half-year, quarter or month. Correct the period in the file."))
    }
    if meanings.plans.units[unit].kind == .former, case .former(let former, let wording) = meanings.plans.units[unit].meaning,
      let text = meanings.periods[Int(periodCode)], let canonical = CanonicalPeriod(text), !former.validTo.isEmpty,
      canonical.firstDay >= former.validTo
    {
      // Publishers go on listing units that are gone, with nothing beside them.
      if batch.text.range(index).isEmpty { return balance.skip("unit-has-ended") }
      return reject(PublishedCell(batch, index, cells.texts), "dissolved-unit", wording)
    }
    let scale = meanings.plans.scale(series, batch.unitOfMeasure[index], meanings.series, meanings.unitsOfMeasure)
    if scale.isNaN {
      return rejectUnitOfMeasure(PublishedCell(batch, index, cells.texts), meanings.series[series])
    }
    let text = batch.text.bytes.span.extracting(batch.text.range(index))
    if number.lengthBeforePercentSign(text) != nil, case .measure(let measure, _, _) = meanings.series[series],
      measure.unit != "%" || scale != 1
    {
      let cell = PublishedCell(batch, index, cells.texts)
      return rejectUnitOfMeasure(cell, meanings.series[series], published: cell.text)
    }
    let reading: NumberReading
    if let known { reading = known } else { reading = try self.reading(index, batch, cells, &meanings) }
    switch reading {
    case .otherDecimalMark:
      let cell = PublishedCell(batch, index, cells.texts)
      reject(cell, "unreadable-number", number.wording(of: .otherDecimalMark, cell.text))
    case .unreadable(let problem): reject(PublishedCell(batch, index, cells.texts), problem.code, problem.message)
    case .number(let value, let decimals, let status, let note):
      if let note, case .measure(let measure, _, _) = meanings.series[series] {
        findings.append(
          Finding(
            note.severity, note.code, at: PublishedCell(batch, index, cells.texts).place,
            unit: meanings.plans.units[unit].meaning.unit?.code ?? "", measure: measure.id, note.message))
      }
      balance.used += 1
      if batch.attribute[index] != 0, meanings.changedMethods.contains(batch.attribute[index]) {
        candidates.changedMethods.insert(candidates.count)
      }
      if meanings.plans.units[unit].isAsNUTS { candidates.rowsAsNUTS.insert(candidates.count) }
      let coded = meanings.plans.coded(series, meanings.series, &candidates)
      candidates.unit.append(meanings.plans.coded(unit: unit, &candidates))
      candidates.period.append(period)
      candidates.measure.append(coded.measure)
      candidates.breakdown.append(coded.breakdown)
      candidates.value.append(value.map { $0 * scale } ?? .nan)
      candidates.status.append(status)
      candidates.decimals.append(Int8(clamping: scaledDecimals(decimals, scale)))
      candidates.name(source: sourceIndex, source.id)
      candidates.sourceIndex.append(sourceIndex)
      candidates.file.append(meanings.files[Int(batch.file[index])])
      candidates.sheet.append(meanings.sheets[Int(batch.sheet[index])])
      candidates.row.append(batch.row[index])
      candidates.column.append(batch.column[index])
      candidates.text.append(batch.text.bytes.span.extracting(batch.text.range(index)))
    }
  }

  /// How the numbers of one column are written, once that had to be found out.
  enum ColumnGrammar {
    case known(NumberGrammar)
    /// `1,234` and the like only, in the column and in the file.
    case ambiguous
    /// Some texts need the comma, others the point.
    case contradictory
  }

  /// The first cell of a series, and every cell of one that is no measure and is not skipped without a word.
  /// - Returns: whether the series is a measure.
  private mutating func takeSeries(
    _ index: Int, _ batch: CellBatch, _ cells: CellsReader, _ meanings: inout Meanings
  ) throws(Refusal) -> Bool {
    let series = Int(batch.series[index])
    switch meanings.series[series] {
    case .measure:
      meanings.plans.series[series].kind = .measure
      return true
    case .register:
      meanings.plans.series[series].kind = .other
      takeRegisterRow(PublishedCell(batch, index, cells.texts))
    case .skipped(let reason):
      meanings.plans.series[series] = SeriesPlan(kind: .skipped, skipped: 1, reason: reason)
    case .unknownRow(let form, let version, let section, let row):
      meanings.plans.series[series] = SeriesPlan(kind: .skipped, skipped: 1, reason: "row-not-in-form-table")
      noteUnknownRow(PublishedCell(batch, index, cells.texts), form, version, section, row)
    case .unknownColumn(let form, let version, let section, let column):
      meanings.plans.series[series].kind = .other
      balance.skip("column-not-in-form-table")
      noteUnknownColumn(PublishedCell(batch, index, cells.texts), form, version, section, column)
    case .rejected(let code, let wording):
      meanings.plans.series[series].kind = .other
      reject(PublishedCell(batch, index, cells.texts), code, wording)
    }
    return false
  }

  /// - Parameter published: the unit, or a number with its unit beside it; by default what the heading says.
  private mutating func rejectUnitOfMeasure(_ cell: PublishedCell, _ series: SeriesMeaning, published: String? = nil) {
    guard case .measure(let measure, _, _) = series else { return }
    let published = published ?? cell.unitOfMeasure
    reject(
      cell, "wrong-unit-of-measure",
      Wording(
        "Miara „\(measure.id)” liczy się w „\(measure.unit)”, a plik podaje „\(published)”. Sprawdź profil albo plik.",
        en:
          "The measure “\(measure.id)” is in “\(measure.unit)”, the file says “\(published)”. Check the profile or the file."
      ))
  }

  /// Reads a value; where the other decimal mark turns up, or a number that can be read both ways, the whole column decides
  /// which mark it has, and the whole file for columns that do not tell.
  func reading(
    _ index: Int, _ batch: CellBatch, _ cells: CellsReader, _ meanings: inout Meanings
  ) throws(Refusal) -> NumberReading {
    let file = batch.file[index]
    let published = batch.text.bytes.span.extracting(batch.text.range(index))
    // Whether a percentage is what the measure is in has been looked at.
    let text = published.extracting(0..<(number.lengthBeforePercentSign(published) ?? published.count))
    let attribute = batch.attribute[index] == 0 ? "" : cells.texts.attribute[Int(batch.attribute[index])]
    let usual = meanings.grammars[Int(file)]
    let reading = number.reading(of: text, attribute: attribute, usual.grammar)
    switch reading {
    case .otherDecimalMark: break
    case .number where !usual.isWorkbook && number.canBeReadBothWays(text): break
    default: return reading
    }
    if meanings.examined.insert(file).inserted { try examine(file, cells, &meanings) }
    switch meanings.columns[Int64(file) << 32 | Int64(batch.column[index])] {
    case .known(let grammar)?: return number.reading(of: text, attribute: attribute, grammar)
    case .ambiguous?:
      return .unreadable(NumberNote(.error, "ambiguous-number", number.ambiguous(batch.text[index])))
    case .contradictory?, nil: return reading
    }
  }

  /// Finds out how the numbers of every column of a file are written.
  private func examine(_ file: Int32, _ cells: CellsReader, _ meanings: inout Meanings) throws(Refusal) {
    var columns: [Int32: DecimalMarkEvidence] = [:]
    var whole = DecimalMarkEvidence()
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      let bytes = batch.text.bytes.span
      for index in 0..<batch.count where batch.file[index] == file {
        let published = bytes.extracting(batch.text.range(index))
        let text = published.extracting(0..<(number.lengthBeforePercentSign(published) ?? published.count))
        columns[batch.column[index], default: DecimalMarkEvidence()].add(text)
        whole.add(text)
      }
    }
    let usual = meanings.grammars[Int(file)].grammar
    for (column, evidence) in columns {
      let isTold = evidence.verdict != .ambiguous
      let grammar = number.grammar(of: isTold ? evidence.verdict : whole.verdict, usual: usual)
      meanings.columns[Int64(file) << 32 | Int64(column)] =
        grammar.map { .known($0) } ?? (isTold ? .contradictory : .ambiguous)
    }
  }

  /// What the unit of a file's cell was found to mean; each code (or name) of a file is resolved once.
  func unitMeaning(
    _ file: Int32, _ code: Int32, _ texts: CellTexts, _ meanings: inout Meanings
  ) -> UnitMeaning {
    meanings.plans.units[unitPlan(HeadingPairs.Named(file: file, unit: code, name: 0), texts, &meanings)].meaning
  }

  /// What tells the unit of a cell. In a table without codes the column of names holds the name of the unit above, which tells
  /// homonyms apart; in a row without its code it is all there is.
  func unitKey(_ batch: CellBatch, _ index: Int) -> HeadingPairs.Named {
    let isNamed = namedUnits != nil || batch.unitCode[index] == 0
    return HeadingPairs.Named(
      file: batch.file[index], unit: batch.unitCode[index], name: isNamed ? batch.unitName[index] : 0)
  }

  /// The plan of a cell's unit: in runs of like cells that of the cell before.
  private func unitPlan(_ batch: CellBatch, _ index: Int, _ cells: CellsReader, _ meanings: inout Meanings) -> Int {
    let key = unitKey(batch, index)
    if key == meanings.plans.lastUnit.key { return meanings.plans.lastUnit.plan }
    let plan = unitPlan(key, cells.texts, &meanings)
    meanings.plans.lastUnit = (key, plan)
    return plan
  }

  private func unitPlan(_ key: HeadingPairs.Named, _ texts: CellTexts, _ meanings: inout Meanings) -> Int {
    if let known = meanings.plans.unitPlans[key] { return known }
    let text = texts.unitCode[Int(key.unit)]
    let meaning: UnitMeaning
    var isAsNUTS = false
    if text.isEmpty {
      meaning =
        units.meaning(ofTotal: texts.unitName[Int(key.name)]) ?? .rejected(code: Self.noCode, Wording("", en: ""))
    } else if let namedUnits {
      meaning = units.meaning(ofName: text, parent: texts.unitName[Int(key.name)], namedUnits)
    } else if let reader = meanings.readers[Self.noFile] ?? meanings.readers[key.file] {
      meaning = units.meaning(of: text, reader)
      // Of the thousands of codes these few are looked at again.
      isAsNUTS = meaning.unit?.level == .voivodeship && reader.isVoivodeshipAsNUTS(text)
    } else {
      meaning = .skipped(reason: Self.noCode)
    }
    let plan = meanings.plans.units.count
    meanings.plans.units.append(UnitPlan(meaning, isAsNUTS: isAsNUTS))
    meanings.plans.unitPlans[key] = plan
    return plan
  }

  mutating func reject(_ cell: PublishedCell, _ code: String, _ message: Wording) {
    balance.rejected += 1
    rejects.append(
      RejectRow(
        place: cell.place, unitCode: cell.unitCode, period: cell.period, series: cell.series,
        unitOfMeasure: cell.unitOfMeasure, attribute: cell.attribute, text: cell.text, code: code, message: message))
    findings.append(Finding(.error, code, at: cell.place, unit: cell.unitCode, message))
  }
}

/// Workbooks and DBF keep numbers with a point whatever the country.
private func isWorkbook(_ file: String) -> Bool {
  let name = file.lowercased()
  return [".xlsx", ".xlsm", ".ods", ".xls", ".dbf"].contains { name.hasSuffix($0) }
}
