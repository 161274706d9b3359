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
}

/// Writes a file of cells. Let go without `finish` it leaves nothing.
package struct CellsWriter: ~Copyable {
  /// Where the codes come from. They may be set as late as before `finish` by a caller that keeps them elsewhere.
  package var texts = CellInterners()
  /// Rows appended so far.
  package private(set) var count = 0
  private var batch = CellBatch()
  private var writer: ArrowWriter

  package init(creating path: String) throws(Refusal) {
    writer = try ArrowWriter(creating: path, schema: CellsFile.contract.schema)
  }

  /// Adds one cell.
  /// - Parameters:
  ///   - file: a code of `texts.file`, and so on for the other codes.
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

  /// Writes the file. Only then is it there.
  package consuming func finish() throws(Refusal) {
    if batch.count > 0 { try flush() }
    try writer.finish(
      dictionaries: [
        texts.file, texts.sheet, texts.unitCode, texts.unitName, texts.period, texts.series, texts.unitOfMeasure,
        texts.attribute,
      ].map(\.strings))
  }

  private mutating func flush() throws(Refusal) {
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
    texts = CellTexts(reader.dictionaries)
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
