package import Bytes
package import Findings

/// Contract 1: `1-cells/<source>.arrow`, one row a published value with the headings that say what it is, as published.
enum CellsFile {
  static let contract = ArrowContract(
    name: "cells",
    fields: [
      ArrowField("file", .dictionary), ArrowField("sheet", .dictionary), ArrowField("row", .int32),
      ArrowField("column", .int32), ArrowField("unit_code", .dictionary), ArrowField("unit_name", .dictionary),
      ArrowField("period", .dictionary), ArrowField("series", .dictionary), ArrowField("unit_of_measure", .dictionary),
      ArrowField("attribute", .dictionary), ArrowField("text", .utf8),
    ])
}

/// What a file says of itself and no unit has a figure of, kept as a cell like all others.
package enum FileRemark {
  /// Series of the cell with the day on which the publisher last changed the table.
  package static let updated = "@updated"
}

/// The texts of the coded columns while cells are written. Code 0 of every column is the empty text.
package struct CellInterners: Sendable {
  package var file = Interner.withEmptyText
  package var sheet = Interner.withEmptyText
  package var unitCode = Interner.withEmptyText
  package var unitName = Interner.withEmptyText
  package var period = Interner.withEmptyText
  package var series = Interner.withEmptyText
  package var unitOfMeasure = Interner.withEmptyText
  package var attribute = Interner.withEmptyText

  package init() {}

  /// Of the columns in the order of `CellsFile`.
  fileprivate var counts: [Int] {
    [
      file.count, sheet.count, unitCode.count, unitName.count, period.count, series.count, unitOfMeasure.count,
      attribute.count,
    ]
  }

  fileprivate var lists: [[String]] {
    [file, sheet, unitCode, unitName, period, series, unitOfMeasure, attribute].map(\.strings)
  }

  fileprivate mutating func truncate(to counts: [Int]) {
    file.truncate(to: counts[0])
    sheet.truncate(to: counts[1])
    unitCode.truncate(to: counts[2])
    unitName.truncate(to: counts[3])
    period.truncate(to: counts[4])
    series.truncate(to: counts[5])
    unitOfMeasure.truncate(to: counts[6])
    attribute.truncate(to: counts[7])
  }
}

/// Writes a file of cells. Let go without `finish` it leaves nothing.
///
/// What follows a `mark` can be taken back: a file that turns out broken, whatever its size, leaves no cell.
package struct CellsWriter: ~Copyable {
  /// Where the codes come from.
  package var texts = CellInterners()
  /// Rows appended so far.
  package private(set) var count = 0
  private var block = CellBlock()
  /// Nil where nothing is to be written.
  private var writer: ArrowWriter?
  /// Takes the batches instead, and knows the texts that their codes stand for.
  private let listener: ((CellBatch, CellInterners) -> Void)?
  private var marked = Marked()

  private struct Marked {
    var count = 0
    /// Cells of the block that stood in it, and themselves from the moment that the block was emptied.
    var held = 0
    var kept: CellBatch?
    var batches = ArrowWriter.Mark()
    /// How many texts each column had.
    var texts: [Int] = []
  }

  package init(creating path: String) throws(Refusal) {
    writer = try ArrowWriter(creating: path, schema: CellsFile.contract.schema)
    listener = nil
  }

  /// Writes nothing: for whoever wants to know what is in the files before anything is made of them. Cells of a file that turns
  /// out broken may have been handed over.
  package init(handingTo listener: @escaping (CellBatch, CellInterners) -> Void) {
    writer = nil
    self.listener = listener
  }

  /// Adds one cell.
  /// - Parameters:
  ///   - file: a code of `texts.file`, and so on for the other codes.
  ///   - row: 1-based, 0 when the place has none.
  ///   - text: the value as published, in UTF-8.
  package mutating func append(
    file: Int32, sheet: Int32, row: Int32, column: Int32, _ heading: CellHeading, text: Span<UInt8>
  ) throws(Refusal) {
    if block.isFull || block.textCount + text.count > ArrowWriter.batchTextBytes { try flush() }
    block.append(file: file, sheet: sheet, row: row, column: column, heading, text: text)
    count += 1
  }

  /// Remembers how far the cells are, for `rewind`.
  package mutating func mark() {
    marked = Marked(count: count, held: block.count, batches: writer?.mark ?? ArrowWriter.Mark(), texts: texts.counts)
  }

  /// Takes back every cell since the last mark.
  /// - Parameter isForgetting: takes back the texts too that were met since then.
  package mutating func rewind(forgetting isForgetting: Bool = false) throws(Refusal) {
    if let kept = marked.kept {
      try writer?.rewind(to: marked.batches)
      block.truncate(to: 0)
      block.append(kept, 0..<kept.count)
    } else {
      block.truncate(to: marked.held)
    }
    marked.kept = nil
    count = marked.count
    if isForgetting, !marked.texts.isEmpty { texts.truncate(to: marked.texts) }
  }

  /// Writes the file. Only then is it there.
  package consuming func finish() throws(Refusal) {
    if block.count > 0 { try flush() }
    if let writer = writer.take() { try writer.finish(dictionaries: texts.lists) }
  }

  private mutating func flush() throws(Refusal) {
    let batch = block.batch(block.count)
    listener?(batch, texts)
    if marked.kept == nil { marked.kept = block.batch(min(marked.held, block.count)) }
    try checkText(batch.text)
    try writer?.write([
      ArrowColumn(.dictionary(batch.file)), ArrowColumn(.dictionary(batch.sheet)), ArrowColumn(.int32(batch.row)),
      ArrowColumn(.int32(batch.column)), ArrowColumn(.dictionary(batch.unitCode)),
      ArrowColumn(.dictionary(batch.unitName)), ArrowColumn(.dictionary(batch.period)),
      ArrowColumn(.dictionary(batch.series)), ArrowColumn(.dictionary(batch.unitOfMeasure)),
      ArrowColumn(.dictionary(batch.attribute)), ArrowColumn(.utf8(batch.text)),
    ])
    block.truncate(to: 0)
  }
}

/// Reads a file of cells batch by batch.
package struct CellsReader {
  /// What the codes of the batches stand for.
  package let texts: CellTexts
  private let reader: ArrowReader

  package init(path: String, shownAs: String? = nil) throws(Refusal) {
    reader = try ArrowReader(path: path, shownAs: shownAs)
    try CellsFile.contract.check(reader, shownAs: shownAs ?? path)
    texts = CellTexts(reader.dictionaries)
  }

  package var batchCount: Int { reader.batchCount }

  /// Rows of a batch, without reading it.
  package func rowCount(_ index: Int) throws(Refusal) -> Int { try reader.rowCount(index) }

  package func batch(_ index: Int) throws(Refusal) -> CellBatch {
    let columns = try reader.batch(index).columns
    var batch = CellBatch()
    batch.file = columns[0].codes
    batch.sheet = columns[1].codes
    batch.row = columns[2].int32s
    batch.column = columns[3].int32s
    batch.unitCode = columns[4].codes
    batch.unitName = columns[5].codes
    batch.period = columns[6].codes
    batch.series = columns[7].codes
    batch.unitOfMeasure = columns[8].codes
    batch.attribute = columns[9].codes
    batch.text = columns[10].texts
    return batch
  }

  package func forEachBatch(_ body: (CellBatch) throws(Refusal) -> Void) throws(Refusal) {
    for index in 0..<batchCount { try body(try batch(index)) }
  }
}

/// Refuses texts that are not UTF-8: a stage must have decoded what it writes.
func checkText(_ texts: TextColumn) throws(Refusal) {
  guard ArrowBody.isUTF8(texts.bytes, cutAt: texts.ends) else {
    throw Refusal(
      .internalInvariant, Wording("tekst komórki nie jest w UTF-8", en: "a cell's text is not UTF-8"),
      mend: Wording("zgłoś błąd programu", en: "report a bug of the program"))
  }
}
