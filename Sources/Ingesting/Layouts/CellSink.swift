import Bytes
import Contracts
import Findings

/// Takes the published values of one source from its layouts and keeps the account of every cell.
///
/// The cells of a file count only when the file was read to its end: `commit` keeps them, `rollback` forgets them, so that
/// a file that turns out broken leaves nothing behind.
final class CellSink {
  private var writer: CellsWriter?
  private var fileCode: Int32 = 0
  private var sheetCode: Int32 = 0
  private var fileBalance: Balance
  private var fileFindings: [Finding] = []
  private var fileRejects: [RejectRow] = []
  private(set) var balance: Balance
  private(set) var findings: [Finding] = []
  private(set) var rejects: [RejectRow] = []
  private(set) var file = ""
  private(set) var sheet = ""
  /// Values taken and cells skipped for one reason since they were last brought into the balance: counting by name is
  /// nothing to do for every cell.
  private var values = 0
  private var skippedReason = ""
  private var skippedCount = 0
  private var corrections = Corrections()

  init(source: String, path: String) throws(Refusal) {
    writer = try CellsWriter(creating: path)
    writer?.mark()
    balance = Balance(source: source)
    fileBalance = balance
  }

  /// One that writes nothing and hands the cells over.
  init(source: String, handingTo listener: @escaping (CellBatch, CellInterners) -> Void) {
    writer = CellsWriter(handingTo: listener)
    writer?.mark()
    balance = Balance(source: source)
    fileBalance = balance
  }

  // MARK: Where

  func begin(file: String) {
    self.file = file
    sheet = ""
    fileCode = writer?.texts.file.code(of: file) ?? 0
    sheetCode = writer?.texts.sheet.code(of: "") ?? 0
    fileBalance = Balance(source: balance.source)
    values = 0
    skippedCount = 0
  }

  func begin(sheet: String) {
    self.sheet = sheet
    sheetCode = writer?.texts.sheet.code(of: sheet) ?? 0
  }

  func place(row: Int32 = 0, column: Int = 0) -> Place {
    Place(file: file, sheet: sheet, row: Int(row), column: column)
  }

  // MARK: Headings, once for each new text

  func unitCode(_ text: Span<UInt8>) -> Int32 { writer?.texts.unitCode.code(of: text) ?? 0 }
  func unitName(_ text: Span<UInt8>) -> Int32 { writer?.texts.unitName.code(of: text) ?? 0 }
  func period(_ text: Span<UInt8>) -> Int32 { writer?.texts.period.code(of: text) ?? 0 }
  func unitCode(_ text: String) -> Int32 { writer?.texts.unitCode.code(of: text) ?? 0 }
  func unitName(_ text: String) -> Int32 { writer?.texts.unitName.code(of: text) ?? 0 }
  func period(_ text: String) -> Int32 { writer?.texts.period.code(of: text) ?? 0 }
  func series(_ text: String) -> Int32 { writer?.texts.series.code(of: text) ?? 0 }
  func series(_ text: Span<UInt8>) -> Int32 { writer?.texts.series.code(of: text) ?? 0 }
  func unitOfMeasure(_ text: Span<UInt8>) -> Int32 { writer?.texts.unitOfMeasure.code(of: text) ?? 0 }
  func unitOfMeasure(_ text: String) -> Int32 { writer?.texts.unitOfMeasure.code(of: text) ?? 0 }
  func attribute(_ text: Span<UInt8>) -> Int32 { writer?.texts.attribute.code(of: text) ?? 0 }
  func attribute(_ text: String) -> Int32 { writer?.texts.attribute.code(of: text) ?? 0 }

  // MARK: Cells

  /// What stands over or beside a value, as codes.
  typealias Heading = CellHeading

  /// A published value, empty ones among them: an empty cell under a heading says that nothing was published.
  func value(row: Int32, column: Int32, _ heading: Heading, text: Span<UInt8>) throws(Refusal) {
    if corrections.take(CellSpot(file: fileCode, sheet: sheetCode, row: row, column: column), heading) {
      return skip("corrected")
    }
    try writer?.append(file: fileCode, sheet: sheetCode, row: row, column: column, heading, text: text)
    values += 1
  }

  /// Many values at once: the way of layouts with millions of them, since each look at a property of a class is checked as
  /// the program runs.
  func values(_ body: (inout CellRun) throws(Refusal) -> Void) throws(Refusal) {
    guard let taken = writer.take() else { return }
    var run = CellRun(taken, file: fileCode, sheet: sheetCode, corrections)
    let failure: Refusal?
    do throws(Refusal) {
      try body(&run)
      failure = nil
    } catch {
      failure = error
    }
    values += run.values
    skip("corrected", count: run.skipped)
    corrections = run.corrections
    writer = run.finish()
    if let failure { throw failure }
  }

  /// A cell that is no value: a heading, a preamble, a footnote.
  func skip(_ reason: String, count: Int = 1) {
    guard count > 0 else { return }
    if reason != skippedReason { countSkipped() }
    skippedReason = reason
    skippedCount += count
  }

  /// Brings what has been counted into the file's balance.
  private func countSkipped() {
    guard skippedCount > 0 else { return }
    fileBalance.read += skippedCount
    fileBalance.skip(skippedReason, count: skippedCount)
    skippedCount = 0
  }

  /// A value that cannot be used, with its raw text.
  func reject(_ row: RejectRow) {
    let spot = CellSpot(
      file: fileCode, sheet: sheetCode, row: Int32(clamping: row.place.row), column: Int32(clamping: row.place.column))
    if corrections.take(spot) { return skip("corrected") }
    fileBalance.read += 1
    fileBalance.rejected += 1
    fileRejects.append(row)
    fileFindings.append(Finding(.error, row.code, at: row.place, row.message))
  }

  /// A person has put another value in the place of this cell: the published one counts no more.
  /// - Parameter row: of the file of corrections that is being read.
  func correct(_ place: Place, row: Int32, unitCode: String, period: String) {
    guard let file = writer?.texts.file.code(of: place.file), let sheet = writer?.texts.sheet.code(of: place.sheet) else {
      return
    }
    let spot = CellSpot(file: file, sheet: sheet, row: Int32(clamping: place.row), column: Int32(clamping: place.column))
    corrections.add(
      spot, place, at: self.place(row: row), unit: self.unitCode(unitCode), period: self.period(period))
  }

  /// After the last file: corrections of cells that no file has, or that are other cells now.
  func concludeCorrections() {
    findings += corrections.unmet
    if let texts = writer?.texts { findings += corrections.moved(texts) }
  }

  func note(_ finding: Finding) { fileFindings.append(finding) }

  /// Something to know of all files together.
  func conclude(_ finding: Finding) { findings.append(finding) }

  // MARK: Files

  /// Whether nothing of the file is a value, a corrected or a rejected one, or a forecast: headings at most.
  var isFileEmpty: Bool {
    countSkipped()
    let said = ["corrected", "forecast", "not-a-form-row"].contains { (fileBalance.skipped[$0] ?? 0) > 0 }
    return values == 0 && fileBalance.used == 0 && fileBalance.rejected == 0 && !said
  }

  /// The file was read to its end.
  func commit() throws(Refusal) {
    writer?.mark()
    countSkipped()
    fileBalance.read += values
    fileBalance.used += values
    values = 0
    balance.read += fileBalance.read
    balance.used += fileBalance.used
    balance.rejected += fileBalance.rejected
    for (reason, count) in fileBalance.skipped { balance.skip(reason, count: count) }
    findings += fileFindings
    rejects += fileRejects
    fileFindings = []
    fileRejects = []
  }

  /// Takes back what was taken of the file, which is read once more.
  func beginAgain() throws(Refusal) {
    try writer?.rewind(forgetting: true)
    fileFindings = []
    fileRejects = []
    begin(file: file)
  }

  /// The file turned out broken: nothing of it is kept but the finding that says so.
  func rollback(_ refusal: Refusal) throws(Refusal) {
    try writer?.rewind()
    fileFindings = []
    fileRejects = []
    findings += refusal.findings
    findings.append(
      Finding(
        .error, "refused-file", at: refusal.place.isEmpty ? place() : refusal.place, refusal.message))
  }

  /// Writes the file of cells; nothing can be taken afterwards.
  func finish() throws(Refusal) {
    try writer.take()?.finish()
  }
}

/// Values of a file on their way into the sink.
struct CellRun: ~Copyable {
  private var writer: CellsWriter
  private let file: Int32
  private var sheet: Int32
  fileprivate private(set) var corrections: Corrections
  /// Values taken, and those in whose place a correction stands.
  fileprivate private(set) var values = 0
  fileprivate private(set) var skipped = 0

  fileprivate init(_ writer: consuming CellsWriter, file: Int32, sheet: Int32, _ corrections: Corrections) {
    self.writer = writer
    self.file = file
    self.sheet = sheet
    self.corrections = corrections
  }

  fileprivate consuming func finish() -> CellsWriter { writer }

  /// The values that follow stand on another sheet than the sink was told.
  mutating func begin(sheet text: String) { sheet = writer.texts.sheet.code(of: text) }

  mutating func unitCode(_ text: Span<UInt8>) -> Int32 { writer.texts.unitCode.code(of: text) }
  mutating func unitName(_ text: Span<UInt8>) -> Int32 { writer.texts.unitName.code(of: text) }
  mutating func period(_ text: Span<UInt8>) -> Int32 { writer.texts.period.code(of: text) }
  mutating func series(_ text: Span<UInt8>) -> Int32 { writer.texts.series.code(of: text) }
  mutating func unitOfMeasure(_ text: Span<UInt8>) -> Int32 { writer.texts.unitOfMeasure.code(of: text) }
  mutating func attribute(_ text: Span<UInt8>) -> Int32 { writer.texts.attribute.code(of: text) }
  mutating func unitCode(_ text: String) -> Int32 { writer.texts.unitCode.code(of: text) }
  mutating func unitName(_ text: String) -> Int32 { writer.texts.unitName.code(of: text) }
  mutating func period(_ text: String) -> Int32 { writer.texts.period.code(of: text) }

  mutating func value(row: Int32, column: Int32, _ heading: CellHeading, text: Span<UInt8>) throws(Refusal) {
    if corrections.take(CellSpot(file: file, sheet: sheet, row: row, column: column), heading) {
      skipped += 1
      return
    }
    try writer.append(file: file, sheet: sheet, row: row, column: column, heading, text: text)
    values += 1
  }
}
