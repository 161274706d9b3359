import Bytes
import Findings
import Markup

/// Reads one sheet of a workbook and hands out its rows in batches; memory does not grow with the sheet.
///
/// Cells come in row order, columns ascending, even where the file has them otherwise: a batch is sorted before it is
/// handed out and held as long as its rows are out of order and memory allows; a row that belongs before an earlier batch is
/// refused. Of two cells at one place the later counts.
struct XLSXSheet {
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  var batch = SheetBatch()
  /// Cells of one sheet.
  var cellLimit = 50_000_000

  private let workbook: XLSXWorkbook
  private let sheet: XLSXWorkbook.Sheet
  private(set) var findings: [Finding] = []

  /// The row that is open, and the place of the last cell, whose reference may name another row.
  private var openRow = 0
  private var row = 0
  private var column = 0
  private var cellCount = 0
  private var hiddenRows = 0
  private var merged: [String] = []

  /// Of the cell that is open.
  private var isInCell = false
  private var kind = Kind.number
  private var style = 0
  private var begin = 0
  private var isFilled = false
  /// Whether the text so far is that of the cell's formula, which its result takes the place of.
  private var isFormula = false
  private var value = CellKind.text
  private var reading = Reading.nothing

  private enum Kind { case number, shared, text, inline, boolean, error, date }
  private enum Reading { case nothing, value, formula, inlineText }

  /// The words of a sheet with their codes; the namespaces come first.
  private enum Word: Int32, CaseIterable {
    case transitional, strict, beta, row, c, v, `is`, t, r, s, rPh, hidden, mergeCell, ref, sheetData, f

    var spelling: String {
      switch self {
      case .transitional: XLSXWorkbook.namespaces[0]
      case .strict: XLSXWorkbook.namespaces[1]
      case .beta: XLSXWorkbook.namespaces[2]
      default: "\(self)"
      }
    }
  }

  init(_ sheet: XLSXWorkbook.Sheet, of workbook: XLSXWorkbook) {
    self.sheet = sheet
    self.workbook = workbook
    batch.limits = SheetTextLimits(ofSheetWith: workbook.package.size(of: sheet.part))
  }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    try receiver.open(sheet.heading)
    let pull = try workbook.package.read(sheet.part, words: Word.allCases.map(\.spelling))
    let (row, cell, value, text) = (Word.row.rawValue, Word.c.rawValue, Word.v.rawValue, Word.t.rawValue)
    let (phonetic, mergeCell, data) = (Word.rPh.rawValue, Word.mergeCell.rawValue, Word.sheetData.rawValue)
    let formula = Word.f.rawValue
    var phoneticDepth = 0
    var isInData = false
    var isInInline = false
    while let event = try pull.next() {
      switch event {
      case .start:
        guard XLSXWorkbook.isMain(pull.namespace) else {
          try meetForeign(pull, isInData: isInData)
          continue
        }
        switch (pull.depth, pull.local) {
        case (1, _): try XLSXWorkbook.requireNamespace(pull, root: "worksheet")
        case (2, data): isInData = true
        case (3, row) where isInData: try beginRow(pull)
        case (3, mergeCell): addMerged(pull)
        case (4, cell) where isInData: try beginCell(pull)
        case (5, value) where isInCell: try beginValue()
        case (5, formula) where isInCell && !isFilled && !isFormula:
          isFormula = true
          batch.rows.bytes.append(UInt8(ascii: "="))
          reading = .formula
        case (5, Word.is.rawValue) where isInCell:
          isInInline = true
          // The text itself counts more than what a program keeps of it beside.
          batch.rows.bytes.removeSubrange(begin...)
          isFormula = false
        case (_, text) where isInInline && phoneticDepth == 0: reading = .inlineText
        case (_, phonetic) where phoneticDepth == 0: phoneticDepth = pull.depth
        default: break
        }
      case .text:
        switch reading {
        case .nothing: break
        case .value: try readValue(pull)
        case .formula: pull.appendText(to: &batch.rows.bytes)
        case .inlineText:
          pull.appendText(to: &batch.rows.bytes)
          if let excess = batch.excess { throw refusal(excess.polish, excess.english) }
          self.value = .text
          isFilled = true
        }
      case .end:
        reading = .nothing
        switch pull.depth {
        case 4: try endCell()
        case 3 where isInData: if batch.isFull { try flush(&receiver) }
        case 5: isInInline = false
        case 2: isInData = false
        default: break
        }
        if pull.depth == phoneticDepth { phoneticDepth = 0 }
      }
    }
    try flush(&receiver)
    try receiver.close(merged: merged)
    note()
  }

  private mutating func beginRow(_ pull: XMLPull) throws(Refusal) {
    var number = openRow + 1
    for index in 0..<pull.attributeCount where pull.attributeNamespace(index) < 0 {
      if pull.attributeLocal(index) == Word.r.rawValue {
        guard let given = pull.withAttribute(index, Self.whole) else {
          throw pull.refusal(
            Wording("numer wiersza „\(pull.attributeValue(index))”", en: "row number \"\(pull.attributeValue(index))\""),
            mend: XLSXPackage.saveAgain)
        }
        number = given
      } else if pull.attributeLocal(index) == Word.hidden.rawValue, ["1", "true", "on"].contains(pull.attributeValue(index)) {
        hiddenRows += 1
      }
    }
    guard (1...Self.rowLimit).contains(number) else { throw beyond(number, 1) }
    openRow = number
    row = number
    column = 0
  }

  /// Elements of other namespaces are extensions and hold no cells, but for two that would take the cells with them.
  private func meetForeign(_ pull: XMLPull, isInData: Bool) throws(Refusal) {
    if pull.depth == 1 { try XLSXWorkbook.requireNamespace(pull, root: "worksheet") }
    guard isInData, pull.depth == 3, pull.word(pull.local) == "AlternateContent" else { return }
    throw pull.refusal(
      Wording(
        "wiersze arkusza stoją w mc:AlternateContent, w kilku odmianach",
        en: "rows of the sheet stand in mc:AlternateContent, in several versions"),
      mend: XLSXPackage.saveAgain)
  }

  private mutating func beginValue() throws(Refusal) {
    guard !isFilled else {
      // Of a text that stands in the cell itself the value is no part.
      if kind == .inline { return }
      throw refusal("dwie wartości w jednej komórce", "two values in one cell")
    }
    reading = .value
  }

  private mutating func beginCell(_ pull: XMLPull) throws(Refusal) {
    column += 1
    row = openRow
    kind = .number
    style = 0
    begin = batch.rows.bytes.count
    isFilled = false
    isFormula = false
    isInCell = true
    for index in 0..<pull.attributeCount where pull.attributeNamespace(index) < 0 {
      switch pull.attributeLocal(index) {
      case Word.r.rawValue:
        guard let place = pull.withAttribute(index, Self.place) else {
          throw refusal(
            "adres komórki „\(pull.attributeValue(index))”", "cell reference \"\(pull.attributeValue(index))\"")
        }
        (row, column) = place
      case Word.s.rawValue: style = pull.withAttribute(index, Self.whole) ?? 0
      case Word.t.rawValue: kind = try kind(pull.attributeValue(index))
      default: break
      }
    }
    guard (1...Self.rowLimit).contains(row), (1...Self.columnLimit).contains(column) else { throw beyond(row, column) }
    cellCount += 1
    guard cellCount <= cellLimit else {
      throw refusal("arkusz ma więcej niż \(cellLimit) komórek", "the sheet has more than \(cellLimit) cells")
    }
  }

  private func kind(_ text: String) throws(Refusal) -> Kind {
    switch text {
    case "n": .number
    case "s": .shared
    case "str": .text
    case "inlineStr": .inline
    case "b": .boolean
    case "e": .error
    case "d": .date
    default: throw refusal("nieznany rodzaj komórki „\(text)”", "unknown kind of cell \"\(text)\"")
    }
  }

  private mutating func readValue(_ pull: XMLPull) throws(Refusal) {
    // A program that indents its XML leaves blanks where there is nothing; a formula stays one without a result.
    if kind != .text, kind != .inline, pull.withText(Self.isBlank) { return }
    isFilled = true
    if isFormula {
      batch.rows.bytes.removeSubrange(begin...)
      isFormula = false
    }
    switch kind {
    case .number: readNumber(pull)
    case .shared:
      guard let index = pull.withText(Self.whole), let range = workbook.strings.range(index) else {
        throw refusal(
          "tekst numer „\(pull.text.prefix(40))”, którego nie ma", "text number \"\(pull.text.prefix(40))\", which is not there")
      }
      value = .text
      batch.rows.bytes.append(contentsOf: workbook.strings.bytes[range])
    case .text, .inline:
      value = .text
      pull.appendText(to: &batch.rows.bytes)
    case .boolean:
      value = .boolean
      switch pull.text {
      case "1", "true", "TRUE": batch.rows.bytes.append(contentsOf: "true".utf8)
      case "0", "false", "FALSE": batch.rows.bytes.append(contentsOf: "false".utf8)
      default: takeAsText(pull, type: "b")
      }
    case .error:
      value = .error
      pull.appendText(to: &batch.rows.bytes)
    case .date:
      guard let kind = WorkbookDate.append(iso: Array(pull.text.utf8), to: &batch.rows.bytes) else {
        return takeAsText(pull, type: "d")
      }
      value = kind
    }
  }

  /// Of a value that is not what its type says.
  private mutating func takeAsText(_ pull: XMLPull, type: String) {
    batch.rows.bytes.removeSubrange(begin...)
    pull.appendText(to: &batch.rows.bytes)
    value = .text
    findings.append(.unreadableValue(pull.text, type: type, at: place))
  }

  private mutating func readNumber(_ pull: XMLPull) {
    var bytes: [UInt8] = []
    swap(&bytes, &batch.rows.bytes)
    let isNumber = pull.withText { WorkbookNumber.append($0, to: &bytes) }
    swap(&bytes, &batch.rows.bytes)
    guard isNumber else { return takeAsText(pull, type: "n") }
    value = .number
    switch style < workbook.styles.count ? workbook.styles[style] : .number {
    case .number: break
    case .percentage: value = .percentage
    case .duration: value = .duration
    case .date:
      let isDate1904 = workbook.isDate1904
      guard let day = WorkbookDate.replaceSerial(from: begin, in: &batch.rows.bytes, isDate1904: isDate1904) else {
        return takeAsText(pull, type: "n")
      }
      if let finding = WorkbookDate.finding(day.serial, isDate1904: isDate1904, isDay: day.kind != nil, at: place) {
        findings.append(finding)
      }
      value = day.kind ?? .number
    }
  }

  private mutating func endCell() throws(Refusal) {
    guard isInCell else { return }
    isInCell = false
    if isFormula {
      // A result that is an empty text is one.
      if kind == .text {
        batch.rows.bytes.removeSubrange(begin...)
      } else {
        value = .formula
      }
    }
    guard isFilled || isFormula else { return }
    if value == .text, kind != .shared { XLSXText.unescape(&batch.rows.bytes, from: begin) }
    let end = batch.rows.bytes.count
    guard end > begin else { return }
    if let excess = batch.excess { throw refusal(excess.polish, excess.english) }
    batch.add(row: row, column: column, kind: value, from: begin)
  }

  private mutating func addMerged(_ pull: XMLPull) {
    if let range = pull.value(Word.ref.rawValue), merged.count < 1 << 20 { merged.append(range) }
  }

  private mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) {
    guard try batch.flush(&receiver) else {
      (row, column) = (batch.lateRow, 0)
      throw refusal(batch.disorder.polish, batch.disorder.english)
    }
  }

  /// What a reader of the table should know though nothing is wrong.
  private mutating func note() {
    findings += Finding.hiddenParts(of: sheet.heading, rows: hiddenRows, file: workbook.package.shown)
  }

  private var place: Place { Place(file: workbook.package.shown, sheet: sheet.heading.name, row: row, column: column) }

  private func beyond(_ row: Int, _ column: Int) -> Refusal {
    refusal(
      "komórka poza arkuszem (wiersz \(row), kolumna \(column))", "a cell beyond the sheet (row \(row), column \(column))")
  }

  private func refusal(_ polish: String, _ english: String) -> Refusal {
    Refusal(.data, Wording(polish, en: english), at: place, mend: XLSXPackage.saveAgain)
  }

  private static func isBlank(_ text: Span<UInt8>) -> Bool {
    for index in 0..<text.count where text[index] > 0x20 { return false }
    return true
  }

  /// A whole number without sign, white space around it allowed; nil for anything else or more than nine digits.
  private static func whole(_ text: Span<UInt8>) -> Int? {
    var (begin, end) = (0, text.count)
    while begin < end, text[begin] <= 0x20 { begin += 1 }
    while begin < end, text[end - 1] <= 0x20 { end -= 1 }
    guard begin < end, end - begin < 10 else { return nil }
    var value = 0
    for index in begin..<end {
      let byte = text[index]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// `AB12` as row and column from 1; nil for anything else. Up to three letters and seven digits.
  static func place(_ text: Span<UInt8>) -> (Int, Int)? {
    var (row, column, index) = (0, 0, 0)
    while index < text.count, index < 4 {
      let letter = text[index] & 0xDF
      guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
      index += 1
    }
    guard index > 0, index < 4, index < text.count, text.count - index < 8 else { return nil }
    while index < text.count {
      let byte = text[index]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      row = row * 10 + Int(byte - UInt8(ascii: "0"))
      index += 1
    }
    return (row, column)
  }
}
