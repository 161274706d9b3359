/// A run of observations in columns: every column has `count` entries. `[Int32]` columns other than `row` and `column`
/// are codes into the dictionaries of the file the batch is from.
package struct ObservationBatch: Sendable {
  package var unit: [Int32] = []
  package var level: [Int32] = []
  package var unitName: [Int32] = []
  package var period: [Int32] = []
  package var measure: [Int32] = []
  package var breakdown: [Int32] = []
  /// nil exactly where the status has no number.
  package var value: [Double?] = []
  package var status: [ObservationStatus] = []
  /// Digits after the decimal sign as published.
  package var decimals: [Int8] = []
  package var unitOfMeasure: [Int32] = []
  package var source: [Int32] = []
  package var file: [Int32] = []
  package var sheet: [Int32] = []
  package var row: [Int32] = []
  package var column: [Int32] = []
  /// As published.
  package var text = TextColumn()
  package var updated: [Int32] = []

  package init() {}

  package var count: Int { unit.count }

  mutating func removeAll(keepingCapacity: Bool) {
    unit.removeAll(keepingCapacity: keepingCapacity)
    level.removeAll(keepingCapacity: keepingCapacity)
    unitName.removeAll(keepingCapacity: keepingCapacity)
    period.removeAll(keepingCapacity: keepingCapacity)
    measure.removeAll(keepingCapacity: keepingCapacity)
    breakdown.removeAll(keepingCapacity: keepingCapacity)
    value.removeAll(keepingCapacity: keepingCapacity)
    status.removeAll(keepingCapacity: keepingCapacity)
    decimals.removeAll(keepingCapacity: keepingCapacity)
    unitOfMeasure.removeAll(keepingCapacity: keepingCapacity)
    source.removeAll(keepingCapacity: keepingCapacity)
    file.removeAll(keepingCapacity: keepingCapacity)
    sheet.removeAll(keepingCapacity: keepingCapacity)
    row.removeAll(keepingCapacity: keepingCapacity)
    column.removeAll(keepingCapacity: keepingCapacity)
    updated.removeAll(keepingCapacity: keepingCapacity)
    text.removeAll(keepingCapacity: keepingCapacity)
  }
}

/// What the codes of an `ObservationBatch` stand for, a list of texts a column; code `i` is the entry `i`.
package struct ObservationTexts: Sendable {
  package var unit: [String] = []
  package var level: [String] = []
  package var unitName: [String] = []
  package var period: [String] = []
  package var measure: [String] = []
  package var breakdown: [String] = []
  package var unitOfMeasure: [String] = []
  package var source: [String] = []
  package var file: [String] = []
  package var sheet: [String] = []
  package var updated: [String] = []

  package init() {}
}
