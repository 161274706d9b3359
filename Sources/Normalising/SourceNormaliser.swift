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
  private(set) var balance: Balance
  var findings: [Finding] = []
  let forms: FormTables
  /// What `run` found out about the headings; the checks go on with it.
  private(set) var meanings = Meanings()
  private(set) var headings = HeadingPairs()
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
    balance = Balance(source: source.id)
  }

  /// What the coded headings of the cells mean, each resolved once.
  struct Meanings {
    var units: [Int64: UnitMeaning] = [:]
    var readers: [Int32: UnitCodeReader] = [:]
    var periods: [String?] = []
    var series: [SeriesMeaning] = []
    var unitsOfMeasure: [UnitOfMeasure] = []
    var files: [(code: Int32, updated: Int32)] = []
    var sheets: [Int32] = []
    /// How numbers are usually written, a file.
    var grammars: [(grammar: NumberGrammar, isWorkbook: Bool)] = []
    /// Files whose decimal marks have been looked into.
    var examined: Set<Int32> = []
    /// What was found there: file and column -> how its numbers are written.
    var columns: [Int64: ColumnGrammar] = [:]
  }

  mutating func run(_ cells: CellsReader, into candidates: inout Candidates) throws(Refusal) {
    // Taken out and put back, so that the loop changes it in place.
    var meanings = Meanings()
    meanings.periods = cells.texts.period.map(canonicalPeriod)
    for text in cells.texts.series { meanings.series.append(try series.meaning(of: text)) }
    meanings.unitsOfMeasure = cells.texts.unitOfMeasure.map(UnitOfMeasure.init)
    meanings.sheets = cells.texts.sheet.map { candidates.texts.sheet.code(of: $0) }
    meanings.files = cells.texts.file.map {
      (candidates.texts.file.code(of: $0), candidates.texts.updated.code(of: dateOfDownload($0)))
    }
    meanings.grammars = cells.texts.file.map { (number.grammar(isWorkbook: isWorkbook($0)), isWorkbook($0)) }
    meanings.readers = try unitCodeReaders(cells)
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      for index in 0..<batch.count { try take(index, batch, cells, &meanings, &candidates) }
    }
    self.meanings = meanings
  }

  /// One reader a file: which shape its column of codes has shows only from all of its codes.
  private func unitCodeReaders(_ cells: CellsReader) throws(Refusal) -> [Int32: UnitCodeReader] {
    var codes: [Int32: Set<Int32>] = [:]
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      for index in 0..<batch.count { codes[batch.file[index], default: []].insert(batch.unitCode[index]) }
    }
    return codes.mapValues { set in UnitCodeReader(register, column: set.map { cells.texts.unitCode[Int($0)] }) }
  }

  private mutating func take(
    _ index: Int, _ batch: CellBatch, _ cells: CellsReader, _ meanings: inout Meanings, _ candidates: inout Candidates
  ) throws(Refusal) {
    let texts = cells.texts
    balance.read += 1
    let cell = PublishedCell(batch, index, texts)
    let measure: MeasureDefinition
    let breakdown: String
    let factor: Double
    switch meanings.series[Int(batch.series[index])] {
    case .register:
      takeRegisterRow(cell)
      return
    case .skipped(let reason): return balance.skip(reason)
    case .rejected(let code, let wording): return reject(cell, code, wording)
    case .measure(let definition, let itsBreakdown, let itsFactor):
      (measure, breakdown, factor) = (definition, itsBreakdown, itsFactor)
    }
    let unit: Unit
    switch unitMeaning(batch.file[index], batch.unitCode[index], texts, &meanings) {
    case .skipped(let reason): return balance.skip(reason)
    case .rejected(let code, let wording): return reject(cell, code, wording)
    case .unit(let found, _): unit = found
    }
    headings.note(batch, index)
    guard let period = meanings.periods[Int(batch.period[index])] else {
      return reject(
        cell, "unreadable-period",
        Wording(
          "„\(cell.period)” nie jest rokiem, półroczem, kwartałem ani miesiącem. Popraw okres w pliku.",
          en: "“\(cell.period)” is no year, half-year, quarter or month. Correct the period in the file."))
    }
    let published = meanings.unitsOfMeasure[Int(batch.unitOfMeasure[index])]
    guard published.base.isEmpty || published.base == UnitOfMeasure(measure.unit).base else {
      return reject(
        cell, "wrong-unit-of-measure",
        Wording(
          "Miara „\(measure.id)” liczy się w „\(measure.unit)”, a plik podaje „\(texts.unitOfMeasure[Int(batch.unitOfMeasure[index])])”. Sprawdź profil albo plik.",
          en:
            "The measure “\(measure.id)” is in “\(measure.unit)”, the file says “\(texts.unitOfMeasure[Int(batch.unitOfMeasure[index])])”. Check the profile or the file."
        ))
    }
    switch try reading(index, batch, cells, &meanings) {
    case .otherDecimalMark: reject(cell, "unreadable-number", number.wording(of: .otherDecimalMark, cell.text))
    case .unreadable(let code, let wording): reject(cell, code, wording)
    case .number(let value, let decimals, let status, let note):
      if let note {
        findings.append(Finding(note.severity, note.code, at: cell.place, unit: unit.code, measure: measure.id, note.message))
      }
      let scale = factor * published.factor
      balance.used += 1
      append(
        value.map { $0 * scale }, decimals: scaledDecimals(decimals, scale), status, unit, measure, breakdown, period,
        batch, index, meanings, &candidates)
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

  /// Reads a value; where the other decimal mark turns up, or a number that can be read both ways, the whole column decides
  /// which mark it has, and the whole file for columns that do not tell.
  func reading(
    _ index: Int, _ batch: CellBatch, _ cells: CellsReader, _ meanings: inout Meanings
  ) throws(Refusal) -> NumberReading {
    let file = batch.file[index]
    let text = batch.text.bytes.span.extracting(batch.text.range(index))
    let attribute = cells.texts.attribute[Int(batch.attribute[index])]
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
    case .ambiguous?: return .unreadable(code: "ambiguous-number", number.ambiguous(batch.text[index]))
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
        let text = bytes.extracting(batch.text.range(index))
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

  private func append(
    _ value: Double?, decimals: Int, _ status: ObservationStatus, _ unit: Unit, _ measure: MeasureDefinition,
    _ breakdown: String, _ period: String, _ batch: CellBatch, _ index: Int, _ meanings: Meanings,
    _ candidates: inout Candidates
  ) {
    candidates.unit.append(candidates.texts.unit.code(of: unit.code))
    candidates.level.append(candidates.texts.level.code(of: unit.level.rawValue))
    candidates.unitName.append(candidates.texts.unitName.code(of: unit.name))
    candidates.period.append(candidates.texts.period.code(of: period))
    candidates.measure.append(candidates.texts.measure.code(of: measure.id))
    candidates.breakdown.append(candidates.texts.breakdown.code(of: breakdown))
    candidates.value.append(value)
    candidates.status.append(status)
    candidates.decimals.append(Int8(clamping: decimals))
    candidates.unitOfMeasure.append(candidates.texts.unitOfMeasure.code(of: measure.unit))
    candidates.sourceIndex.append(sourceIndex)
    candidates.source.append(candidates.texts.source.code(of: source.id))
    let file = meanings.files[Int(batch.file[index])]
    candidates.file.append(file.code)
    candidates.sheet.append(meanings.sheets[Int(batch.sheet[index])])
    candidates.row.append(batch.row[index])
    candidates.column.append(batch.column[index])
    candidates.text.append(batch.text.bytes[batch.text.range(index)])
    candidates.updated.append(file.updated)
  }

  func unitMeaning(
    _ file: Int32, _ code: Int32, _ texts: CellTexts, _ meanings: inout Meanings
  ) -> UnitMeaning {
    let key = Int64(file) << 32 | Int64(code)
    if let known = meanings.units[key] { return known }
    guard let reader = meanings.readers[file] else { return .skipped(reason: "no-unit-code") }
    let text = texts.unitCode[Int(code)]
    let meaning =
      text.isEmpty
      ? UnitMeaning.rejected(
        code: "no-unit-code",
        Wording(
          "Wartość nie ma kodu jednostki. Uzupełnij kod TERYT w pliku.",
          en: "The value has no code of a unit. Add the TERYT code."))
      : units.meaning(of: text, reader)
    meanings.units[key] = meaning
    return meaning
  }

  // MARK: The register as a source

  /// A row of TERC: the register must know the unit, under that name, at that date.
  private mutating func takeRegisterRow(_ cell: PublishedCell) {
    balance.used += 1
    let states = register.history(of: cell.unitCode)
    if states.isEmpty {
      findings.append(
        Finding(
          .warning, "register-unknown-unit", at: cell.place, unit: cell.unitCode,
          Wording(
            "Katalog TERC zawiera jednostkę \(cell.unitCode) \(cell.unitName), której nie ma w registers/units.csv. Dopisz ją.",
            en: "The TERC catalogue has the unit \(cell.unitCode) \(cell.unitName), which registers/units.csv lacks. Add it.")))
    } else if !states.contains(where: { foldedHeading($0.name) == foldedHeading(cell.unitName) }) {
      findings.append(
        Finding(
          .warning, "register-other-name", at: cell.place, unit: cell.unitCode,
          Wording(
            "TERC nazywa jednostkę \(cell.unitCode) „\(cell.unitName)”, a registers/units.csv „\(states[0].name)”.",
            en: "TERC calls the unit \(cell.unitCode) “\(cell.unitName)”, registers/units.csv “\(states[0].name)”.")))
    }
  }

  private mutating func reject(_ cell: PublishedCell, _ code: String, _ message: Wording) {
    balance.rejected += 1
    rejects.append(
      RejectRow(
        place: cell.place, unitCode: cell.unitCode, period: cell.period, series: cell.series, text: cell.text, code: code,
        message: message))
    findings.append(Finding(.error, code, at: cell.place, unit: cell.unitCode, message))
  }
}

/// A cell with its texts spelled out on demand: for messages, not for the loop.
struct PublishedCell {
  private let batch: CellBatch
  private let index: Int
  private let texts: CellTexts

  init(_ batch: CellBatch, _ index: Int, _ texts: CellTexts) {
    self.batch = batch
    self.index = index
    self.texts = texts
  }

  var place: Place {
    Place(
      file: texts.file[Int(batch.file[index])], sheet: texts.sheet[Int(batch.sheet[index])], row: Int(batch.row[index]),
      column: Int(batch.column[index]))
  }
  var unitCode: String { texts.unitCode[Int(batch.unitCode[index])] }
  var unitName: String { texts.unitName[Int(batch.unitName[index])] }
  var period: String { texts.period[Int(batch.period[index])] }
  var series: String { texts.series[Int(batch.series[index])] }
  var text: String { batch.text[index] }
}

/// Workbooks and DBF keep numbers with a point whatever the country.
private func isWorkbook(_ file: String) -> Bool {
  let name = file.lowercased()
  return [".xlsx", ".xlsm", ".ods", ".xls", ".dbf"].contains { name.hasSuffix($0) }
}

/// Decimals left after a change of scale: 12.5 thousand has none.
private func scaledDecimals(_ decimals: Int, _ scale: Double) -> Int {
  var left = decimals
  var scale = scale
  while scale >= 10, left > 0 {
    scale /= 10
    left -= 1
  }
  return left
}

/// `2025-01-13` from `LUDN_2137_CREL_20250113221303.csv`: the moment of download that the Local Data Bank writes into the
/// name; empty for other names.
func dateOfDownload(_ file: String) -> String {
  for part in file.split(whereSeparator: { $0 == "_" || $0 == "." || $0 == "/" }).reversed() {
    guard part.utf8.count == 14, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), part.hasPrefix("20") else { continue }
    let digits = Array(part)
    return "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
  }
  return ""
}
