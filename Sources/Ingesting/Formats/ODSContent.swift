import Bytes
import Findings
import Markup

/// Reads the sheets of an OpenDocument spreadsheet out of its content (ODF 1.3 part 3, chapter 9) and hands out their rows.
///
/// A value stands in the attributes of its cell; of a text the paragraphs count, joined by line breaks, without notes and
/// drawings. Cells that a merged one covers are given where they hold something.
struct ODSContent {
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  /// A batch is handed out when it has so many cells or bytes.
  var batchCells = 1 << 15
  var batchBytes = 1 << 20
  /// Cells of one sheet, and of them those that a repetition makes.
  var cellLimit = 50_000_000
  var repeatedLimit = 10_000_000
  var textLimits = SheetTextLimits()

  private let pull: XMLPull
  private let shown: String
  private let wanted: String?
  private var styles: ODSStyles
  private(set) var isDate1904 = false
  private(set) var findings: [Finding] = []

  private var rows = Rows()
  private var names: [String] = []
  private var hasSpreadsheet = false

  /// Of the sheet that is open; 0 is the depth of what is not open.
  private var tableDepth = 0
  private var sheet = ""
  private var row = 0
  private var handedOut = 0
  private var cellCount = 0
  private var repeatedCount = 0
  /// Bytes of the texts of all cells, each as often as it is repeated.
  private var textCount = 0
  private var hiddenRows = 0
  private var merged: [String] = []
  /// Styles of whole columns: up to which column, and which.
  private var columnStyles: [(to: Int, style: String)] = []
  private var columnsStyled = 0

  /// Of the row that is open.
  private var rowDepth = 0
  private var rowRepeat = 1
  /// The style of its cells that name none; nil where the columns' counts.
  private var rowStyle: String?
  private var column = 0
  private var firstCell = 0

  /// Of the cell that is open.
  private var cellDepth = 0
  private var cell = ODSCell()
  private var begin = 0
  private var paragraphDepth = 0
  private var paragraphs = 0
  /// Whether digits of marks above the line are given as what they are (see `RaisedDigits`).
  var raisesDigits = false
  /// The piece of text that stands above the line behind a number.
  private var raisedDepth = 0
  /// Everything below this depth is left out.
  private var skippedDepth = 0

  /// - Parameters:
  ///   - sheet: the only one to be read.
  ///   - styles: what is known of them before the content is read.
  init(_ pull: XMLPull, shown: String, sheet: String?, styles: ODSStyles = ODSStyles()) {
    self.pull = pull
    self.styles = styles
    self.shown = shown
    wanted = sheet
  }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    while let event = try pull.next() {
      switch event {
      case .start: try start(&receiver)
      case .text:
        guard paragraphDepth > 0, skippedDepth == 0, cell.takesText else { continue }
        if raisedDepth > 0 { RaisedDigits.append(pull.text.utf8, to: &rows.bytes) } else { pull.appendText(to: &rows.bytes) }
        try checkText()
      case .end: try end(&receiver)
      }
    }
    guard hasSpreadsheet, !names.isEmpty else {
      throw Refusal(
        .data, Wording("dokument nie ma arkusza z komórkami", en: "the document has no sheet with cells"),
        at: Place(file: shown), mend: ODSPackage.saveAgain)
    }
    if let wanted, !names.contains(wanted) { throw noSuchSheet(wanted, among: names, file: shown) }
  }

  private mutating func start(_ receiver: inout some RowReceiver) throws(Refusal) {
    if skippedDepth > 0 { return }
    let (namespace, local) = (pull.namespace, pull.local)
    if pull.depth == 1 { return try checkRoot() }
    if paragraphDepth > 0 {
      startInParagraph(namespace, local)
      return try checkText()
    }
    switch (namespace, local) {
    case (ODSWord.table.rawValue, ODSWord.cell.rawValue) where rowDepth > 0 && cellDepth == 0,
      (ODSWord.table.rawValue, ODSWord.coveredCell.rawValue) where rowDepth > 0 && cellDepth == 0:
      try startCell()
    case (ODSWord.text.rawValue, ODSWord.paragraph.rawValue) where cellDepth > 0,
      (ODSWord.text.rawValue, ODSWord.heading.rawValue) where cellDepth > 0:
      paragraphDepth = pull.depth
      if paragraphs > 0, cell.takesText { rows.bytes.append(UInt8(ascii: "\n")) }
      paragraphs += 1
    case (ODSWord.table.rawValue, ODSWord.row.rawValue) where tableDepth > 0 && rowDepth == 0: startRow()
    case (ODSWord.table.rawValue, ODSWord.column.rawValue) where tableDepth > 0 && rowDepth == 0: startColumn()
    case (ODSWord.table.rawValue, ODSWord.tableElement.rawValue):
      guard tableDepth == 0, hasSpreadsheet else { return skip() }
      try startTable(&receiver)
    case (ODSWord.office.rawValue, ODSWord.spreadsheet.rawValue): hasSpreadsheet = true
    case (ODSWord.office.rawValue, ODSWord.annotation.rawValue), (ODSWord.table.rawValue, ODSWord.shapes.rawValue),
      (ODSWord.table.rawValue, ODSWord.trackedChanges.rawValue), (ODSWord.table.rawValue, ODSWord.ddeLinks.rawValue):
      skip()
    case (ODSWord.table.rawValue, ODSWord.nullDate.rawValue):
      isDate1904 = pull.value(ODSWord.dateValue.rawValue, in: ODSWord.table.rawValue)?.hasPrefix("1904-") ?? false
    default:
      if tableDepth == 0 {
        styles.meet(pull)
      } else if cellDepth > 0, namespace != ODSWord.text.rawValue {
        // Drawings and forms in a cell have texts of their own.
        skip()
      }
    }
  }

  private mutating func skip() { skippedDepth = pull.depth }

  private mutating func startInParagraph(_ namespace: Int32, _ local: Int32) {
    guard namespace == ODSWord.text.rawValue else {
      // Notes, pictures and frames stand in the paragraph but are not its text.
      return skip()
    }
    switch local {
    case ODSWord.blank.rawValue:
      guard cell.takesText else { return }
      var count = 1
      for index in 0..<pull.attributeCount where pull.attributeLocal(index) == ODSWord.count.rawValue {
        count = pull.withAttribute(index) { ODSValue.count($0) }
      }
      rows.bytes.append(contentsOf: repeatElement(0x20, count: min(count, 1 << 16)))
    case ODSWord.tab.rawValue: if cell.takesText { rows.bytes.append(0x09) }
    case ODSWord.lineBreak.rawValue: if cell.takesText { rows.bytes.append(0x0A) }
    case ODSWord.note.rawValue, ODSWord.rubyText.rawValue: skip()
    case ODSWord.span.rawValue:
      guard raisesDigits, raisedDepth == 0, let style = pull.value(ODSWord.styleName.rawValue, in: ODSWord.text.rawValue),
        styles.isRaised(style), RaisedDigits.matter(behind: rows.bytes, from: begin)
      else { return }
      raisedDepth = pull.depth
    default: break
    }
  }

  private mutating func end(_ receiver: inout some RowReceiver) throws(Refusal) {
    let depth = pull.depth
    if skippedDepth > 0 {
      if depth == skippedDepth { skippedDepth = 0 }
      return
    }
    if depth == raisedDepth { raisedDepth = 0 }
    switch depth {
    case paragraphDepth: paragraphDepth = 0
    case cellDepth:
      try endCell()
      cellDepth = 0
    case rowDepth:
      try endRow(&receiver)
      rowDepth = 0
    case tableDepth:
      try flush(&receiver)
      if isWanted { try receiver.close(merged: merged) }
      note()
      tableDepth = 0
    default: break
    }
  }

  private func checkRoot() throws(Refusal) {
    guard pull.namespace == ODSWord.office.rawValue,
      pull.local == ODSWord.documentContent.rawValue || pull.local == ODSWord.document.rawValue
    else {
      throw pull.refusal(
        Wording("nieznany rodzaj dokumentu: \(pull.name)", en: "a document of an unknown kind: \(pull.name)"),
        mend: ODSPackage.saveAgain)
    }
  }

  // MARK: Sheets

  private var isWanted: Bool { wanted == nil || wanted == sheet }

  private mutating func startTable(_ receiver: inout some RowReceiver) throws(Refusal) {
    tableDepth = pull.depth
    sheet = pull.value(ODSWord.name.rawValue, in: ODSWord.table.rawValue) ?? ""
    names.append(sheet)
    let style = pull.value(ODSWord.styleName.rawValue, in: ODSWord.table.rawValue)
    let isHidden = style.map { styles.isHidden($0) } ?? false
    row = 0
    handedOut = 0
    cellCount = 0
    repeatedCount = 0
    textCount = 0
    hiddenRows = 0
    merged = []
    columnStyles = []
    columnsStyled = 0
    rows.removeAll()
    guard isWanted else { return skipSheet() }
    if isHidden { findings.append(.hiddenSheet(at: Place(file: shown, sheet: sheet))) }
    try receiver.open(TableHeading(name: sheet, visible: isHidden ? "hidden" : "visible"))
  }

  private mutating func skipSheet() {
    skippedDepth = tableDepth
    tableDepth = 0
  }

  private mutating func note() {
    if hiddenRows > 0 { findings.append(.hiddenRows(hiddenRows, at: Place(file: shown, sheet: sheet))) }
  }

  private mutating func startColumn() {
    guard styles.hasElapsed else { return }
    var count = 1
    var style = ""
    for index in 0..<pull.attributeCount where pull.attributeNamespace(index) == ODSWord.table.rawValue {
      switch pull.attributeLocal(index) {
      case ODSWord.repeatedColumns.rawValue: count = pull.withAttribute(index) { ODSValue.count($0) }
      case ODSWord.defaultCellStyle.rawValue: style = pull.attributeValue(index)
      default: break
      }
    }
    columnsStyled = min(columnsStyled + count, 1 << 30)
    if columnStyles.count < Self.columnLimit { columnStyles.append((columnsStyled, style)) }
  }

  // MARK: Rows

  private mutating func startRow() {
    rowDepth = pull.depth
    rowRepeat = 1
    rowStyle = nil
    column = 0
    firstCell = rows.cells.count
    for index in 0..<pull.attributeCount where pull.attributeNamespace(index) == ODSWord.table.rawValue {
      switch pull.attributeLocal(index) {
      case ODSWord.repeatedRows.rawValue: rowRepeat = pull.withAttribute(index) { ODSValue.count($0) }
      case ODSWord.defaultCellStyle.rawValue: if styles.hasElapsed { rowStyle = pull.attributeValue(index) }
      case ODSWord.visibility.rawValue: if pull.attributeValue(index) != "visible" { hiddenRows += 1 }
      default: break
      }
    }
    row += 1
  }

  private mutating func endRow(_ receiver: inout some RowReceiver) throws(Refusal) {
    let count = rows.cells.count - firstCell
    if count > 0 {
      guard row <= Self.rowLimit - (rowRepeat - 1) else { throw beyond(row + rowRepeat - 1, 1) }
      let pattern = Array(rows.cells[firstCell...])
      let text = pattern.reduce(0) { $0 + Int($1.end - $1.start) }
      for again in 1..<max(rowRepeat, 1) {
        try account(count, text: text, isRepeated: true)
        for var cell in pattern {
          cell.row = Int32(row + again)
          rows.cells.append(cell)
        }
        guard rows.cells.count >= batchCells else { continue }
        // The next repetitions have the same texts.
        let bytes = rows.bytes
        try flush(&receiver)
        rows.bytes = bytes
      }
    }
    row = min(row + rowRepeat - 1, 1 << 30)
    if rows.cells.count >= batchCells || rows.bytes.count >= batchBytes { try flush(&receiver) }
  }

  private mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) {
    guard let last = rows.cells.last else {
      rows.removeAll()
      return
    }
    rows.rowCount = Int(last.row) - handedOut
    try receiver.receive(rows)
    rows.removeAll()
    handedOut = Int(last.row)
  }

  private func checkText() throws(Refusal) {
    if let excess = textLimits.excess(open: rows.bytes.count, handedOut: 0) { throw refusal(excess.polish, excess.english) }
  }

  private mutating func account(_ count: Int, text: Int, isRepeated: Bool) throws(Refusal) {
    textCount += text
    if let excess = textLimits.excess(open: 0, handedOut: textCount) { throw refusal(excess.polish, excess.english) }
    cellCount += count
    if isRepeated { repeatedCount += count }
    guard cellCount <= cellLimit else {
      throw refusal("arkusz ma więcej niż \(cellLimit) komórek", "the sheet has more than \(cellLimit) cells")
    }
    guard repeatedCount <= repeatedLimit else {
      throw refusal(
        "powtórzenia dają więcej niż \(repeatedLimit) komórek", "repetitions make more than \(repeatedLimit) cells")
    }
  }

  // MARK: Cells

  private mutating func startCell() throws(Refusal) {
    cellDepth = pull.depth
    paragraphs = 0
    begin = rows.bytes.count
    column += 1
    var bytes: [UInt8] = []
    swap(&bytes, &rows.bytes)
    let style = rowStyle ?? columnStyles.first { column <= $0.to }?.style
    cell = ODSCell(pull, styles, inheritedStyle: style, to: &bytes)
    swap(&bytes, &rows.bytes)
    if cell.isMerged { try addMerged() }
  }

  private mutating func endCell() throws(Refusal) {
    let isFormula = rows.bytes.count == begin && !cell.formula.isEmpty
    if isFormula { rows.bytes.append(contentsOf: cell.formula) }
    let kind = isFormula ? CellKind.formula : cell.kind
    let end = rows.bytes.count
    let last = column + cell.repeats - 1
    defer { column = min(last, 1 << 30) }
    if cell.isUnreadable {
      findings.append(
        Finding(
          .warning, "unreadable-value", at: place,
          Wording(
            "nieczytelna wartość komórki; podano jej tekst", en: "the cell's value cannot be read; its text is given")))
    }
    guard end > begin else { return }
    guard last <= Self.columnLimit, row <= Self.rowLimit else { throw beyond(row, last) }
    try checkText()
    try account(1, text: end - begin, isRepeated: false)
    if cell.repeats > 1 { try account(cell.repeats - 1, text: (end - begin) * (cell.repeats - 1), isRepeated: true) }
    for column in column...last {
      rows.cells.append(
        Rows.Cell(row: Int32(row), column: Int32(column), kind: kind, start: Int32(begin), end: Int32(end)))
    }
  }

  private mutating func addMerged() throws(Refusal) {
    guard merged.count < 1 << 20 else { return }
    let (right, bottom) = (column + cell.spannedColumns - 1, row + cell.spannedRows - 1)
    guard right <= Self.columnLimit, bottom <= Self.rowLimit else { throw beyond(bottom, right) }
    merged.append(
      SheetReference.text(row: row, column: column) + ":" + SheetReference.text(row: bottom, column: right))
  }

  private var place: Place { Place(file: shown, sheet: sheet, row: row, column: column) }

  private func beyond(_ row: Int, _ column: Int) -> Refusal {
    refusal(
      "komórka poza arkuszem (wiersz \(row), kolumna \(column))", "a cell beyond the sheet (row \(row), column \(column))")
  }

  private func refusal(_ polish: String, _ english: String) -> Refusal {
    Refusal(.data, Wording(polish, en: english), at: place, mend: ODSPackage.saveAgain)
  }
}
