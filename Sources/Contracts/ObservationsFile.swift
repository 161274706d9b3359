package import Bytes
package import Findings

/// Contract 2: `2-observations/observations.arrow`, one row a unit, period, measure and breakdown, sorted by unit, measure,
/// breakdown, period.
enum ObservationsFile {
  static let contract = ArrowContract(
    name: "observations",
    fields: [
      ArrowField("unit", .dictionary), ArrowField("level", .dictionary), ArrowField("unit_name", .dictionary),
      ArrowField("period", .dictionary), ArrowField("measure", .dictionary), ArrowField("breakdown", .dictionary),
      ArrowField("value", .float64, isNullable: true), ArrowField("status", .dictionary), ArrowField("decimals", .int8),
      ArrowField("unit_of_measure", .dictionary), ArrowField("source", .dictionary), ArrowField("file", .dictionary),
      ArrowField("sheet", .dictionary), ArrowField("row", .int32), ArrowField("column", .int32), ArrowField("text", .utf8),
      ArrowField("updated", .dictionary),
    ])
}

/// The texts of the coded columns while observations are gathered and written. Code 0 of every column is the empty text.
package struct ObservationInterners: Sendable {
  package var unit = Interner.withEmptyText
  package var level = Interner.withEmptyText
  package var unitName = Interner.withEmptyText
  package var period = Interner.withEmptyText
  package var measure = Interner.withEmptyText
  package var breakdown = Interner.withEmptyText
  package var unitOfMeasure = Interner.withEmptyText
  package var source = Interner.withEmptyText
  package var file = Interner.withEmptyText
  package var sheet = Interner.withEmptyText
  package var updated = Interner.withEmptyText

  package init() {}
}

/// Writes the file of observations. Let go without `finish` it leaves nothing.
package struct ObservationsWriter: ~Copyable {
  /// Where the codes come from: set before the first row by a caller that has codes already.
  package var texts = ObservationInterners()
  /// Rows appended so far.
  package private(set) var count = 0
  private var batch = ObservationBatch()
  private var order = ObservationOrder()
  private var writer: ArrowWriter

  package init(creating path: String) throws(Refusal) {
    writer = try ArrowWriter(creating: path, schema: ObservationsFile.contract.schema)
  }

  /// Adds one observation.
  /// - Parameters:
  ///   - unit: a code of `texts.unit`, and so on for the other codes.
  ///   - value: nil exactly where the status has no number; finite.
  ///   - decimals: digits after the decimal sign as published.
  ///   - text: the value as published, in UTF-8.
  /// - Throws: `.internalInvariant` when the row does not follow the one before in the order of unit, measure, breakdown
  ///   and period, or when value and status contradict each other.
  package mutating func append(
    unit: Int32, level: Int32, unitName: Int32, period: Int32, measure: Int32, breakdown: Int32, value: Double?,
    status: ObservationStatus, decimals: Int8, unitOfMeasure: Int32, source: Int32, file: Int32, sheet: Int32, row: Int32,
    column: Int32, text: Span<UInt8>, updated: Int32
  ) throws(Refusal) {
    try order.take(unit: unit, measure: measure, breakdown: breakdown, period: period, texts)
    guard (value != nil) == status.hasNumber, value?.isFinite ?? true else {
      throw order.broken(
        Wording("status „\(status.rawValue)” przeczy wartości", en: "status \"\(status.rawValue)\" contradicts the value"))
    }
    if batch.count >= ArrowWriter.batchRows || batch.text.bytes.count + text.count > ArrowWriter.batchTextBytes {
      try flush()
    }
    batch.unit.append(unit)
    batch.level.append(level)
    batch.unitName.append(unitName)
    batch.period.append(period)
    batch.measure.append(measure)
    batch.breakdown.append(breakdown)
    batch.value.append(value)
    batch.status.append(status)
    batch.decimals.append(decimals)
    batch.unitOfMeasure.append(unitOfMeasure)
    batch.source.append(source)
    batch.file.append(file)
    batch.sheet.append(sheet)
    batch.row.append(row)
    batch.column.append(column)
    batch.text.append(text)
    batch.updated.append(updated)
    count += 1
  }

  /// Writes the file. Only then is it there.
  package consuming func finish() throws(Refusal) {
    if batch.count > 0 { try flush() }
    try writer.finish(dictionaries: [
      texts.unit.strings, texts.level.strings, texts.unitName.strings, texts.period.strings, texts.measure.strings,
      texts.breakdown.strings, ObservationStatus.allCases.map(\.rawValue), texts.unitOfMeasure.strings,
      texts.source.strings, texts.file.strings, texts.sheet.strings, texts.updated.strings,
    ])
  }

  private mutating func flush() throws(Refusal) {
    try checkText(batch.text)
    var validity = Validity()
    for value in batch.value { validity.append(value != nil) }
    let statuses = ObservationStatus.allCases
    var codes: [ObservationStatus: Int32] = [:]
    for (code, status) in statuses.enumerated() { codes[status] = Int32(code) }
    try writer.write([
      ArrowColumn(.dictionary(batch.unit)), ArrowColumn(.dictionary(batch.level)),
      ArrowColumn(.dictionary(batch.unitName)), ArrowColumn(.dictionary(batch.period)),
      ArrowColumn(.dictionary(batch.measure)), ArrowColumn(.dictionary(batch.breakdown)),
      ArrowColumn(.float64(batch.value.map { $0 ?? 0 }), validity: validity),
      ArrowColumn(.dictionary(batch.status.map { codes[$0, default: 0] })), ArrowColumn(.int8(batch.decimals)),
      ArrowColumn(.dictionary(batch.unitOfMeasure)), ArrowColumn(.dictionary(batch.source)),
      ArrowColumn(.dictionary(batch.file)), ArrowColumn(.dictionary(batch.sheet)), ArrowColumn(.int32(batch.row)),
      ArrowColumn(.int32(batch.column)), ArrowColumn(.utf8(batch.text)), ArrowColumn(.dictionary(batch.updated)),
    ])
    batch.removeAll(keepingCapacity: true)
  }
}

/// Reads the file of observations batch by batch.
package struct ObservationsReader {
  /// What the codes of the batches stand for.
  package let texts: ObservationTexts
  private let statuses: [ObservationStatus]
  private let reader: ArrowReader
  private let shownAs: String

  package init(path: String, shownAs: String? = nil) throws(Refusal) {
    reader = try ArrowReader(path: path, shownAs: shownAs)
    self.shownAs = shownAs ?? path
    try ObservationsFile.contract.check(reader, shownAs: self.shownAs)
    let lists = reader.dictionaries
    var texts = ObservationTexts()
    texts.unit = lists[0]
    texts.level = lists[1]
    texts.unitName = lists[2]
    texts.period = lists[3]
    texts.measure = lists[4]
    texts.breakdown = lists[5]
    texts.unitOfMeasure = lists[9]
    texts.source = lists[10]
    texts.file = lists[11]
    texts.sheet = lists[12]
    texts.updated = lists[16]
    self.texts = texts
    var statuses: [ObservationStatus] = []
    for name in lists[7] {
      guard let status = ObservationStatus(rawValue: name) else {
        throw damagedArrow(self.shownAs, "nieznany status „\(name)”", en: "unknown status \"\(name)\"")
      }
      statuses.append(status)
    }
    self.statuses = statuses
  }

  package var batchCount: Int { reader.batchCount }

  /// Rows of a batch, without reading it.
  package func rowCount(_ index: Int) throws(Refusal) -> Int { try reader.rowCount(index) }

  package func batch(_ index: Int) throws(Refusal) -> ObservationBatch {
    let columns = try reader.batch(index).columns
    var batch = ObservationBatch()
    batch.unit = columns[0].codes
    batch.level = columns[1].codes
    batch.unitName = columns[2].codes
    batch.period = columns[3].codes
    batch.measure = columns[4].codes
    batch.breakdown = columns[5].codes
    batch.value = columns[6].optionalDoubles
    batch.status = columns[7].codes.map { statuses[Int($0)] }
    batch.decimals = columns[8].int8s
    batch.unitOfMeasure = columns[9].codes
    batch.source = columns[10].codes
    batch.file = columns[11].codes
    batch.sheet = columns[12].codes
    batch.row = columns[13].int32s
    batch.column = columns[14].int32s
    batch.text = columns[15].texts
    batch.updated = columns[16].codes
    for row in 0..<batch.count where (batch.value[row] != nil) != batch.status[row].hasNumber {
      throw damagedArrow(shownAs, "status przeczy wartości", en: "a status contradicts its value")
    }
    return batch
  }

  package func forEachBatch(_ body: (ObservationBatch) throws(Refusal) -> Void) throws(Refusal) {
    for index in 0..<batchCount { try body(try batch(index)) }
  }
}
