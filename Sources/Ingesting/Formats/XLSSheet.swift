import Bytes
import Findings

/// Reads the cells of one sheet of an XLS workbook and hands out its rows ([MS-XLS] 2.1.7.20.5).
struct XLSSheet {
  static let columnLimit = 16_384

  var batch = SheetBatch()
  /// Bytes that are taken at a time.
  var chunk = 1 << 16
  private var workbook: XLSWorkbook
  private let sheet: XLSWorkbook.Sheet
  private(set) var findings: [Finding] = []
  private var merged: [String] = []
  private var hiddenRows = 0
  /// The formula whose text stands in the next STRING record.
  private var waiting: (row: Int, column: Int)?
  /// The style of a BIFF2 cell that has no room for it.
  private var extendedStyle = 0

  init(_ sheet: XLSWorkbook.Sheet, of workbook: XLSWorkbook) {
    self.sheet = sheet
    self.workbook = workbook
    batch.limits = SheetTextLimits(ofSheetWith: workbook.stream.size)
    // Some programs leave out the records that begin rows: then the whole sheet is one.
    batch.limits.row = 1 << 28
  }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    try receiver.open(sheet.heading)
    var records = XLSRecords(workbook.stream, shownAs: workbook.shown, chunk: chunk)
    records.seek(sheet.offset)
    guard try records.next(), let version = XLSWorkbook.version(records) else {
      throw refusal(
        Wording("arkusz nie stoi tam, gdzie podano", en: "the sheet does not stand where it should"), row: 0, column: 0)
    }
    // Charts stand in sheets as workbooks of their own.
    var depth = 1
    while depth > 0 {
      guard try records.next() else {
        throw refusal(Wording("arkusz jest urwany", en: "the sheet is cut off"), row: 0, column: 0)
      }
      if XLSWorkbook.version(records) != nil {
        depth += 1
      } else if records.kind == 0x0A {
        depth -= 1
      } else if depth == 1 {
        try read(&records, version, &receiver)
      }
    }
    try flush(&receiver)
    try receiver.close(merged: merged)
    note()
  }

  private mutating func read(
    _ records: inout XLSRecords, _ version: Int, _ receiver: inout some RowReceiver
  ) throws(Refusal) {
    let kind = records.kind
    let (row, column) = (records.u16(0) + 1, records.u16(2) + 1)
    // BIFF2 has three bytes of attributes where the others have the number of a style.
    let isOld = version == 2
    let style = isOld ? workbook.styles.oldStyle(records.u8(4), format: records.u8(5), extended: extendedStyle) : records.u16(4)
    let value = isOld ? 7 : 6
    switch kind {
    case 0x203,
      0x03 where isOld:
      try add(row, column, style, number: records.double(value))
    case 0x27E: try add(row, column, style, number: Self.packedNumber(records.u32(6)))
    case 0xBD:
      for index in 0..<max(0, (records.data.count - 6) / 6) {
        let at = 4 + index * 6
        try add(row, column + index, records.u16(at), number: Self.packedNumber(records.u32(at + 2)))
      }
    case 0x02 where isOld: try add(row, column, style, number: Double(records.u16(value)))
    case 0xFD:
      guard let range = workbook.range(ofText: records.u32(6)) else {
        throw refusal(
          Wording("tekst numer \(records.u32(6)), którego nie ma", en: "text number \(records.u32(6)), which is not there"),
          row: row, column: column)
      }
      let begin = batch.rows.bytes.count
      batch.rows.bytes.append(contentsOf: workbook.bytes[range])
      try add(row, column, .text, from: begin)
    case 0x204, 0xD6,
      0x04 where isOld:
      try addText(&records, row, column, at: value, lengthBytes: isOld ? 1 : 2)
    case 0x06, 0x206, 0x406: try addFormula(records, row, column, style, at: value)
    case 0x207,
      0x07 where isOld:
      guard let place = waiting else { return }
      waiting = nil
      try addText(&records, place.row, place.column, at: 0, lengthBytes: isOld ? 1 : 2)
    case 0x205,
      0x05 where isOld:
      try addCode(row, column, records.u8(value), isError: records.u8(value + 1) != 0)
    case 0x208: if version > 2, records.u16(12) & 0x20 != 0 { hiddenRows += 1 }
    case 0xE5: addMerged(records)
    case 0x2F: throw XLSWorkbook.encrypted(workbook.shown)
    case 0x44 where isOld: extendedStyle = records.u16(0)
    // Sheets that stand alone bring along what else the workbook says.
    case 0x1E, 0x41E, 0x43, 0x243, 0x443, 0x22, 0x42: if version < 5 { _ = try workbook.readGlobal(&records) }
    default: break
    }
    // Rows come in order nearly always; a batch ends where one does.
    if batch.isFull, try records.nextKind() == 0x208 || kind == 0xD7 { try flush(&receiver) }
  }

  // MARK: Values

  /// [MS-XLS] 2.5.217: 30 bits of an integer or of a double, perhaps of a hundred times the value.
  static func packedNumber(_ raw: Int) -> Double {
    let value =
      raw & 2 != 0
      ? Double(Int32(truncatingIfNeeded: raw) >> 2) : Double(bitPattern: UInt64(raw & 0xFFFF_FFFC) << 32)
    return raw & 1 != 0 ? value / 100 : value
  }

  private mutating func add(_ row: Int, _ column: Int, _ style: Int, number: Double) throws(Refusal) {
    let begin = batch.rows.bytes.count
    guard number.isFinite else {
      batch.rows.bytes.append(contentsOf: "#NUM!".utf8)
      return try add(row, column, .error, from: begin)
    }
    switch workbook.styles.format(ofStyle: style) {
    case .number: break
    case .percentage:
      batch.rows.bytes.append(contentsOf: NumberPrinting.shortest(number).utf8)
      return try add(row, column, .percentage, from: begin)
    case .duration:
      batch.rows.bytes.append(contentsOf: NumberPrinting.shortest(number).utf8)
      return try add(row, column, .duration, from: begin)
    case .date:
      let isDate1904 = workbook.isDate1904
      let kind = WorkbookDate.append(number, isDate1904: isDate1904, to: &batch.rows.bytes)
      if let finding = WorkbookDate.finding(number, isDate1904: isDate1904, isDay: kind != nil, at: place(row, column)) {
        findings.append(finding)
      }
      if let kind { return try add(row, column, kind, from: begin) }
    }
    batch.rows.bytes.append(contentsOf: NumberPrinting.shortest(number).utf8)
    try add(row, column, .number, from: begin)
  }

  private mutating func addText(
    _ records: inout XLSRecords, _ row: Int, _ column: Int, at position: Int, lengthBytes: Int
  ) throws(Refusal) {
    var position = position
    let begin = batch.rows.bytes.count
    try workbook.texts.append(&records, at: &position, lengthBytes: lengthBytes, to: &batch.rows.bytes)
    try add(row, column, .text, from: begin)
  }

  /// The value that the program computed last: a number, or a mark of what else it is.
  private mutating func addFormula(
    _ records: XLSRecords, _ row: Int, _ column: Int, _ style: Int, at: Int
  ) throws(Refusal) {
    waiting = nil
    guard records.u16(at + 6) == 0xFFFF else { return try add(row, column, style, number: records.double(at)) }
    switch records.u8(at) {
    case 0: waiting = (row, column)
    case 1: try addCode(row, column, records.u8(at + 2), isError: false)
    case 2: try addCode(row, column, records.u8(at + 2), isError: true)
    default: break
    }
  }

  private mutating func addCode(_ row: Int, _ column: Int, _ code: Int, isError: Bool) throws(Refusal) {
    let begin = batch.rows.bytes.count
    let text = isError ? Self.errors[code] ?? "#ERR\(code)!" : code != 0 ? "true" : "false"
    batch.rows.bytes.append(contentsOf: text.utf8)
    try add(row, column, isError ? .error : .boolean, from: begin)
  }

  /// [MS-XLS] 2.5.10
  private static let errors = [
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
  ]

  private mutating func add(_ row: Int, _ column: Int, _ kind: CellKind, from begin: Int) throws(Refusal) {
    guard column <= Self.columnLimit else {
      throw refusal(Wording("komórka poza arkuszem", en: "a cell beyond the sheet"), row: row, column: column)
    }
    if let excess = batch.excess { throw refusal(excess, row: row, column: column) }
    batch.add(row: row, column: column, kind: kind, from: begin)
  }

  private mutating func addMerged(_ records: XLSRecords) {
    for index in 0..<min(records.u16(0), max(0, (records.data.count - 2) / 8)) where merged.count < 1 << 20 {
      let at = 2 + index * 8
      merged.append(
        SheetReference.text(row: records.u16(at) + 1, column: records.u16(at + 4) + 1) + ":"
          + SheetReference.text(row: records.u16(at + 2) + 1, column: records.u16(at + 6) + 1))
    }
  }

  // MARK: Handing out

  private mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) {
    guard try batch.flush(&receiver) else {
      throw refusal(batch.disorder, row: batch.lateRow, column: 0)
    }
  }

  private mutating func note() {
    findings += Finding.hiddenParts(of: sheet.heading, rows: hiddenRows, file: workbook.shown)
  }

  private func place(_ row: Int, _ column: Int) -> Place {
    Place(file: workbook.shown, sheet: sheet.heading.name, row: row, column: column)
  }

  private func refusal(_ what: Wording, row: Int, column: Int) -> Refusal {
    Refusal(
      .data, what, at: place(row, column),
      mend: Wording(
        "plik jest uszkodzony: pobierz go jeszcze raz albo zapisz jako XLSX",
        en: "the file is damaged: download it again, or save it as XLSX"))
  }
}
