import Bytes
import Findings
import Markup

/// Reads a workbook that is one XML document, as Excel 2002 and 2003 and many reporting programs write it, often under the
/// name `.xls` ("XML Spreadsheet Reference", Microsoft 2001).
///
/// - Parameter options: `sheet` alone counts here.
/// - Throws: a refusal that names the cell: a place that is none, more than the limits allow.
func readSpreadsheetML(
  _ input: Input, options: ReadingOptions, into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  let head = try SpreadsheetMLHead(input, options)
  if let wanted = options.sheet, !head.sheets.contains(where: { $0.name == wanted }) {
    throw noSuchSheet(wanted, among: head.sheets.map(\.name), file: input.name)
  }
  var understanding = Understanding(format: .xml)
  understanding.date1904 = head.isDate1904
  understanding.encoding = head.encoding
  var content = SpreadsheetMLContent(try SpreadsheetMLWord.open(input, options), head, shown: input.name, wanted: options.sheet)
  try content.read(into: &receiver)
  understanding.findings = content.findings
  return understanding
}

/// Whether a document is such a workbook, by its first bytes.
func isSpreadsheetML(_ input: Input) throws(Refusal) -> Bool {
  let head = try input.head(4096).filter { $0 != 0 }
  let text = String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
  return text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.contains("Workbook")
}

/// The names that mean something, with their codes; the namespaces come first.
enum SpreadsheetMLWord: Int32, CaseIterable {
  case sheetSpace, excelSpace
  case worksheet, table, row, cell, data, name, index, span, hidden, mergeAcross, mergeDown, type, visible, date1904
  case style, numberFormat, format, id, styleID, column, parent, formula

  var spelling: String {
    switch self {
    case .sheetSpace: "urn:schemas-microsoft-com:office:spreadsheet"
    case .excelSpace: "urn:schemas-microsoft-com:office:excel"
    case .date1904: "Date1904"
    case .id: "ID"
    default: "\(self)".prefix(1).uppercased() + "\(self)".dropFirst()
    }
  }

  static func open(_ input: Input, _ options: ReadingOptions) throws(Refusal) -> XMLPull {
    try XMLPull(try input.open(), shownAs: input.name, words: allCases.map(\.spelling), encoding: options.encoding)
  }
}

/// What stands behind the cells in the document and must be known before them: which sheets are hidden, the date system.
struct SpreadsheetMLHead {
  private(set) var sheets: [TableHeading] = []
  private(set) var isDate1904 = false
  private(set) var styles = SpreadsheetMLStyles()
  let encoding: TextEncoding?

  init(_ input: Input, _ options: ReadingOptions) throws(Refusal) {
    let pull = try SpreadsheetMLWord.open(input, options)
    encoding = TextEncoding(alias: pull.encoding)
    var isInVisible = false
    var style = ""
    while let event = try pull.next() {
      switch event {
      case .start:
        isInVisible = false
        let isExcel = pull.namespace == SpreadsheetMLWord.excelSpace.rawValue
        if pull.depth == 1 {
          guard pull.namespace == SpreadsheetMLWord.sheetSpace.rawValue, pull.word(pull.local) == "Workbook" else {
            throw pull.refusal(
              Wording("nieznany rodzaj dokumentu: \(pull.name)", en: "a document of an unknown kind: \(pull.name)"),
              mend: XLSXPackage.saveAgain)
          }
        } else if pull.depth == 2, pull.local == SpreadsheetMLWord.worksheet.rawValue {
          let name = pull.value(SpreadsheetMLWord.name.rawValue, in: SpreadsheetMLWord.sheetSpace.rawValue) ?? ""
          sheets.append(TableHeading(name: name))
        } else if pull.depth == 3, pull.local == SpreadsheetMLWord.style.rawValue {
          style = pull.value(SpreadsheetMLWord.id.rawValue, in: SpreadsheetMLWord.sheetSpace.rawValue) ?? ""
          styles.add(style, parent: pull.value(SpreadsheetMLWord.parent.rawValue, in: SpreadsheetMLWord.sheetSpace.rawValue))
        } else if pull.depth == 4, pull.local == SpreadsheetMLWord.numberFormat.rawValue {
          let format = pull.value(SpreadsheetMLWord.format.rawValue, in: SpreadsheetMLWord.sheetSpace.rawValue) ?? ""
          styles.set(format: format, of: style)
        } else if isExcel, pull.local == SpreadsheetMLWord.date1904.rawValue {
          isDate1904 = true
        } else if isExcel, pull.local == SpreadsheetMLWord.visible.rawValue {
          isInVisible = true
        }
      case .text:
        guard isInVisible, let last = sheets.last else { continue }
        let state = ["SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"][pull.text]
        if let state { sheets[sheets.count - 1] = TableHeading(name: last.name, visible: state) }
      case .end: isInVisible = false
      }
    }
    styles.resolve()
    guard !sheets.isEmpty else {
      throw Refusal(
        .data, Wording("skoroszyt nie ma ani jednego arkusza z komórkami", en: "the workbook has no sheet with cells"),
        at: Place(file: input.name), mend: XLSXPackage.saveAgain)
    }
  }
}

/// The cells, sheet by sheet; those without an index follow the one before and what it covers.
struct SpreadsheetMLContent {
  private typealias Word = SpreadsheetMLWord

  private let pull: XMLPull
  private let head: SpreadsheetMLHead
  private let shown: String
  private let wanted: String?
  private(set) var findings: [Finding] = []

  private var batch = SheetBatch()
  private var sheet = -1
  private var isOpen = false
  private var row = 0
  private var spanned = 0
  private var column = 0
  private var covered = 0
  private var cellCount = 0
  private var hiddenRows = 0
  private var merged: [String] = []
  /// The formats of the table, the row and columns (from, to), for cells that name no style.
  private var tableFormat: WorkbookNumberFormat?
  private var rowFormat: WorkbookNumberFormat?
  private var columnFormats: [(columns: ClosedRange<Int>, format: WorkbookNumberFormat)] = []
  private var lastColumn = 0

  /// Of the cell that is open.
  private var isInCell = false
  private var isFilled = false
  private var formula = ""
  private var format = WorkbookNumberFormat.number
  /// Of the value that is open.
  private var isInData = false
  private var type = ""
  private var begin = 0

  init(_ pull: XMLPull, _ head: SpreadsheetMLHead, shown: String, wanted: String?) {
    self.pull = pull
    self.head = head
    self.shown = shown
    self.wanted = wanted
  }

  private var isWanted: Bool { head.sheets.indices.contains(sheet) && (wanted == nil || wanted == head.sheets[sheet].name) }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    while let event = try pull.next() {
      switch event {
      case .start:
        guard pull.namespace == Word.sheetSpace.rawValue else { continue }
        switch (pull.depth, pull.local) {
        case (2, Word.worksheet.rawValue): try beginSheet(&receiver)
        case (3, Word.table.rawValue): tableFormat = namedFormat
        case (4, Word.column.rawValue): try beginColumn()
        case (4, Word.row.rawValue): try beginRow()
        case (5, Word.cell.rawValue): try beginCell()
        case (6, Word.data.rawValue): beginData()
        default: break
        }
      case .text: if isInData { pull.appendText(to: &batch.rows.bytes) }
      case .end:
        switch pull.depth {
        case 6 where isInData: try endData()
        case 5 where isInCell: try endCell()
        case 4: if batch.isFull { try flush(&receiver) }
        case 2: try endSheet(&receiver)
        default: break
        }
      }
    }
  }

  private mutating func beginSheet(_ receiver: inout some RowReceiver) throws(Refusal) {
    sheet += 1
    (row, spanned, column, covered) = (0, 0, 0, 0)
    (cellCount, hiddenRows, merged) = (0, 0, [])
    batch = SheetBatch()
    (lastColumn, columnFormats, tableFormat) = (0, [], nil)
    if isWanted { try receiver.open(head.sheets[sheet]) }
    isOpen = true
  }

  private mutating func endSheet(_ receiver: inout some RowReceiver) throws(Refusal) {
    guard isOpen else { return }
    isOpen = false
    try flush(&receiver)
    guard isWanted else { return }
    try receiver.close(merged: merged)
    findings += Finding.hiddenParts(of: head.sheets[sheet], rows: hiddenRows, file: shown)
  }

  private mutating func beginColumn() throws(Refusal) {
    let first = try number(.index) ?? lastColumn + 1
    lastColumn = first + (try number(.span) ?? 0)
    if let format = namedFormat, columnFormats.count < XLSXSheet.columnLimit {
      columnFormats.append((first...lastColumn, format))
    }
  }

  /// Of the element that begins; nil when it names no style.
  private var namedFormat: WorkbookNumberFormat? {
    head.styles.hasFormats ? attribute(.styleID).map { head.styles.format(of: $0) } : nil
  }

  /// Of a cell that names no style.
  private var inheritedFormat: WorkbookNumberFormat {
    guard head.styles.hasFormats else { return .number }
    let column = columnFormats.first { $0.columns.contains(self.column) }?.format
    return rowFormat ?? column ?? tableFormat ?? head.styles.format(of: SpreadsheetMLStyles.standard)
  }

  private mutating func beginRow() throws(Refusal) {
    row = try number(.index) ?? row + spanned + 1
    column = 0
    covered = 0
    // Rows of the same form, which hold nothing, follow this one.
    spanned = try number(.span) ?? 0
    if attribute(.hidden) == "1" { hiddenRows += 1 }
    rowFormat = namedFormat
    guard (1...XLSXSheet.rowLimit).contains(row) else { throw beyond() }
  }

  private mutating func beginCell() throws(Refusal) {
    column = try number(.index) ?? column + covered + 1
    let (right, down) = (try number(.mergeAcross) ?? 0, try number(.mergeDown) ?? 0)
    covered = right
    format = namedFormat ?? inheritedFormat
    formula = attribute(.formula) ?? ""
    isFilled = false
    isInCell = true
    guard (1...XLSXSheet.columnLimit).contains(column), column + right <= XLSXSheet.columnLimit, row + down <= XLSXSheet.rowLimit
    else { throw beyond() }
    if right + down > 0, merged.count < 1 << 20 {
      merged.append(
        SheetReference.text(row: row, column: column) + ":" + SheetReference.text(row: row + down, column: column + right))
    }
    cellCount += 1
    guard cellCount <= 50_000_000 else { throw refusal("arkusz ma za dużo komórek", "the sheet has too many cells") }
  }

  private mutating func beginData() {
    isInData = isWanted
    type = attribute(.type) ?? "String"
    begin = batch.rows.bytes.count
  }

  private mutating func endData() throws(Refusal) {
    isInData = false
    let text = Array(batch.rows.bytes[begin...])
    // A program that indents its XML leaves blanks where there is nothing; a text that is empty may be a formula's result.
    guard type == "String" || text.contains(where: { $0 > 0x20 }) else {
      batch.rows.bytes.removeSubrange(begin...)
      return
    }
    isFilled = true
    guard !text.isEmpty else { return }
    if let excess = batch.excess { throw refusal(excess.polish, excess.english) }
    let kind: CellKind
    switch type {
    case "String": kind = .text
    case "Error": kind = .error
    default:
      batch.rows.bytes.removeSubrange(begin...)
      if let read = value(text) {
        kind = read
      } else {
        batch.rows.bytes.append(contentsOf: text)
        findings.append(.unreadableValue(String(decoding: text, as: UTF8.self), type: type, at: place))
        kind = .text
      }
    }
    batch.add(row: row, column: column, kind: kind, from: begin)
  }

  /// A formula that has no value yet is told as one.
  private mutating func endCell() throws(Refusal) {
    isInCell = false
    guard !isFilled, !formula.isEmpty, isWanted else { return }
    let begin = batch.rows.bytes.count
    batch.rows.bytes.append(contentsOf: formula.utf8)
    if let excess = batch.excess { throw refusal(excess.polish, excess.english) }
    batch.add(row: row, column: column, kind: .formula, from: begin)
  }

  /// Appends the value of a text of the open type; nil when it is none.
  private mutating func value(_ text: [UInt8]) -> CellKind? {
    switch type {
    case "Number": return styledNumber(text)
    case "Boolean":
      switch String(decoding: text, as: UTF8.self).lowercased() {
      case "1", "true": batch.rows.bytes.append(contentsOf: "true".utf8)
      case "0", "false": batch.rows.bytes.append(contentsOf: "false".utf8)
      default: return nil
      }
      return .boolean
    case "DateTime":
      if format == .duration {
        var day: [UInt8] = []
        guard WorkbookDate.append(iso: text, to: &day) == .dateTime,
          let serial = WorkbookDate.serial(of: day, isDate1904: head.isDate1904)
        else { return nil }
        batch.rows.bytes.append(contentsOf: NumberPrinting.shortest(serial).utf8)
        return .duration
      }
      // A time of day stands on the day before the first.
      let isTime = text.starts(with: (head.isDate1904 ? "1904-01-01T" : "1899-12-31T").utf8)
      return WorkbookDate.append(iso: isTime ? Array(text.dropFirst(11)) : text, to: &batch.rows.bytes)
    default: return nil
    }
  }

  /// Appends a number as its style makes of it.
  private mutating func styledNumber(_ text: [UInt8]) -> CellKind? {
    guard WorkbookNumber.append(text.span, to: &batch.rows.bytes) else { return nil }
    switch format {
    case .number: return .number
    case .percentage: return .percentage
    case .duration: return .duration
    case .date:
      let isDate1904 = head.isDate1904
      guard let day = WorkbookDate.replaceSerial(from: begin, in: &batch.rows.bytes, isDate1904: isDate1904) else {
        return .number
      }
      if let finding = WorkbookDate.finding(day.serial, isDate1904: isDate1904, isDay: day.kind != nil, at: place) {
        findings.append(finding)
      }
      return day.kind ?? .number
    }
  }

  private mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) {
    guard isWanted else { return }
    guard try batch.flush(&receiver) else {
      (row, column) = (batch.lateRow, 0)
      throw refusal(batch.disorder.polish, batch.disorder.english)
    }
  }

  private func attribute(_ word: SpreadsheetMLWord) -> String? { pull.value(word.rawValue, in: Word.sheetSpace.rawValue) }

  private func number(_ word: SpreadsheetMLWord) throws(Refusal) -> Int? {
    guard let text = attribute(word) else { return nil }
    guard let value = Int(text), (0...1 << 21).contains(value) else {
      throw refusal("nieczytelny numer „\(text.prefix(40))”", "unreadable number \"\(text.prefix(40))\"")
    }
    return value
  }

  private func beyond() -> Refusal {
    refusal(
      "komórka poza arkuszem (wiersz \(row), kolumna \(column))", "a cell beyond the sheet (row \(row), column \(column))")
  }

  private var place: Place {
    let name = head.sheets.indices.contains(sheet) ? head.sheets[sheet].name : ""
    return Place(file: shown, sheet: name, row: row, column: column)
  }

  private func refusal(_ polish: String, _ english: String) -> Refusal {
    Refusal(.data, Wording(polish, en: english), at: place, mend: XLSXPackage.saveAgain)
  }
}
