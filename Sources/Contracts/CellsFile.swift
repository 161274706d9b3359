package import Findings

import Bytes

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

/// The texts of the coded columns while cells are written. Code 0 of every column is the empty text.
private struct CellInterners: Sendable {
  var file = Interner.withEmptyText
  var sheet = Interner.withEmptyText
  var unitCode = Interner.withEmptyText
  var unitName = Interner.withEmptyText
  var period = Interner.withEmptyText
  var series = Interner.withEmptyText
  var unitOfMeasure = Interner.withEmptyText
  var attribute = Interner.withEmptyText
}

/// Writes a file of cells. A text gets its code from the function named after its column, code 0 being the empty text. Let
/// go without `finish` the writer leaves nothing.
package struct CellsWriter: ~Copyable {
  private var texts = CellInterners()
  /// Rows appended so far.
  package private(set) var count = 0
  private var batch = CellBatch()
  private var writer: ArrowWriter

  package init(creating path: String) throws(Refusal) {
    writer = try ArrowWriter(creating: path, schema: CellsFile.contract.schema)
  }

  // The code of a text in a column.
  package mutating func file(_ text: String) -> Int32 { texts.file.code(of: text) }
  package mutating func file(_ text: Span<UInt8>) -> Int32 { texts.file.code(of: text) }
  package mutating func sheet(_ text: String) -> Int32 { texts.sheet.code(of: text) }
  package mutating func sheet(_ text: Span<UInt8>) -> Int32 { texts.sheet.code(of: text) }
  package mutating func unitCode(_ text: String) -> Int32 { texts.unitCode.code(of: text) }
  package mutating func unitCode(_ text: Span<UInt8>) -> Int32 { texts.unitCode.code(of: text) }
  package mutating func unitName(_ text: String) -> Int32 { texts.unitName.code(of: text) }
  package mutating func unitName(_ text: Span<UInt8>) -> Int32 { texts.unitName.code(of: text) }
  package mutating func period(_ text: String) -> Int32 { texts.period.code(of: text) }
  package mutating func period(_ text: Span<UInt8>) -> Int32 { texts.period.code(of: text) }
  package mutating func series(_ text: String) -> Int32 { texts.series.code(of: text) }
  package mutating func series(_ text: Span<UInt8>) -> Int32 { texts.series.code(of: text) }
  package mutating func unitOfMeasure(_ text: String) -> Int32 { texts.unitOfMeasure.code(of: text) }
  package mutating func unitOfMeasure(_ text: Span<UInt8>) -> Int32 { texts.unitOfMeasure.code(of: text) }
  package mutating func attribute(_ text: String) -> Int32 { texts.attribute.code(of: text) }
  package mutating func attribute(_ text: Span<UInt8>) -> Int32 { texts.attribute.code(of: text) }

  /// Adds one cell.
  /// - Parameters:
  ///   - file: a code that `file(_:)` of this writer gave, and so on for the other codes.
  ///   - row: 1-based, 0 when the place has none.
  ///   - text: the value as published, in UTF-8.
  package mutating func append(
    file: Int32, sheet: Int32, row: Int32, column: Int32, unitCode: Int32, unitName: Int32, period: Int32, series: Int32,
    unitOfMeasure: Int32, attribute: Int32, text: Span<UInt8>
  ) throws(Refusal) {
    if batch.count >= ArrowWriter.batchRows || batch.text.bytes.count + text.count > ArrowWriter.batchTextBytes {
      try flush()
    }
    batch.file.append(file)
    batch.sheet.append(sheet)
    batch.row.append(row)
    batch.column.append(column)
    batch.unitCode.append(unitCode)
    batch.unitName.append(unitName)
    batch.period.append(period)
    batch.series.append(series)
    batch.unitOfMeasure.append(unitOfMeasure)
    batch.attribute.append(attribute)
    batch.text.append(text)
    count += 1
  }

  /// Adds cells whose codes are of this writer.
  package mutating func append(_ cells: CellBatch) throws(Refusal) {
    var first = 0
    while first < cells.count {
      var end = min(cells.count, first + ArrowWriter.batchRows - batch.count)
      func textBytes() -> Int { cells.text.range(end - 1).upperBound - cells.text.range(first).lowerBound }
      while end > first + 1, batch.text.bytes.count + textBytes() > ArrowWriter.batchTextBytes {
        end = first + (end - first) / 2
      }
      let isFull = end == first || batch.text.bytes.count + textBytes() > ArrowWriter.batchTextBytes
      if isFull, batch.count > 0 {
        try flush()
        continue
      }
      batch.append(cells, first..<end)
      count += end - first
      first = end
    }
  }

  /// Writes the file. Only then is it there, and nothing can be added any more.
  package mutating func finish() throws(Refusal) {
    if batch.count > 0 { try flush() }
    try writer.finish(dictionaries: [
      texts.file.strings, texts.sheet.strings, texts.unitCode.strings, texts.unitName.strings, texts.period.strings,
      texts.series.strings, texts.unitOfMeasure.strings, texts.attribute.strings,
    ])
  }

  private mutating func flush() throws(Refusal) {
    checkCodes(batch.file, below: texts.file.count, "file")
    checkCodes(batch.sheet, below: texts.sheet.count, "sheet")
    checkCodes(batch.unitCode, below: texts.unitCode.count, "unit_code")
    checkCodes(batch.unitName, below: texts.unitName.count, "unit_name")
    checkCodes(batch.period, below: texts.period.count, "period")
    checkCodes(batch.series, below: texts.series.count, "series")
    checkCodes(batch.unitOfMeasure, below: texts.unitOfMeasure.count, "unit_of_measure")
    checkCodes(batch.attribute, below: texts.attribute.count, "attribute")
    try checkText(batch.text)
    try writer.write([
      ArrowColumn(.dictionary(batch.file)), ArrowColumn(.dictionary(batch.sheet)), ArrowColumn(.int32(batch.row)),
      ArrowColumn(.int32(batch.column)), ArrowColumn(.dictionary(batch.unitCode)),
      ArrowColumn(.dictionary(batch.unitName)), ArrowColumn(.dictionary(batch.period)),
      ArrowColumn(.dictionary(batch.series)), ArrowColumn(.dictionary(batch.unitOfMeasure)),
      ArrowColumn(.dictionary(batch.attribute)), ArrowColumn(.utf8(batch.text)),
    ])
    batch.removeAll(keepingCapacity: true)
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
    let lists = reader.dictionaries
    var texts = CellTexts()
    texts.file = lists[0]
    texts.sheet = lists[1]
    texts.unitCode = lists[4]
    texts.unitName = lists[5]
    texts.period = lists[6]
    texts.series = lists[7]
    texts.unitOfMeasure = lists[8]
    texts.attribute = lists[9]
    self.texts = texts
  }

  package var batchCount: Int { reader.batchCount }

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
