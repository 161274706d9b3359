/// A run of published cells in columns: every column has `count` entries. All but `row`, `column` and `text` are codes
/// into the dictionaries of the file the batch is from.
package struct CellBatch: Sendable {
  package var file: [Int32] = []
  package var sheet: [Int32] = []
  /// 1-based, as a person sees it; 0 when the place has no row.
  package var row: [Int32] = []
  package var column: [Int32] = []
  package var unitCode: [Int32] = []
  package var unitName: [Int32] = []
  package var period: [Int32] = []
  package var series: [Int32] = []
  package var unitOfMeasure: [Int32] = []
  package var attribute: [Int32] = []
  /// As published.
  package var text = TextColumn()

  package init() {}

  package var count: Int { file.count }

  /// Adds one cell: codes, and the text as published.
  package mutating func append(
    file: Int32, sheet: Int32, row: Int32, column: Int32, unitCode: Int32, unitName: Int32, period: Int32, series: Int32,
    unitOfMeasure: Int32, attribute: Int32, text: Span<UInt8>
  ) {
    self.file.append(file)
    self.sheet.append(sheet)
    self.row.append(row)
    self.column.append(column)
    self.unitCode.append(unitCode)
    self.unitName.append(unitName)
    self.period.append(period)
    self.series.append(series)
    self.unitOfMeasure.append(unitOfMeasure)
    self.attribute.append(attribute)
    self.text.append(text)
  }

  /// Adds some of the rows of another batch, codes as they are.
  mutating func append(_ other: CellBatch, _ rows: Range<Int>) {
    file.append(contentsOf: other.file[rows])
    sheet.append(contentsOf: other.sheet[rows])
    row.append(contentsOf: other.row[rows])
    column.append(contentsOf: other.column[rows])
    unitCode.append(contentsOf: other.unitCode[rows])
    unitName.append(contentsOf: other.unitName[rows])
    period.append(contentsOf: other.period[rows])
    series.append(contentsOf: other.series[rows])
    unitOfMeasure.append(contentsOf: other.unitOfMeasure[rows])
    attribute.append(contentsOf: other.attribute[rows])
    text.append(other.text, rows)
  }

  package mutating func removeAll(keepingCapacity: Bool) {
    file.removeAll(keepingCapacity: keepingCapacity)
    sheet.removeAll(keepingCapacity: keepingCapacity)
    row.removeAll(keepingCapacity: keepingCapacity)
    column.removeAll(keepingCapacity: keepingCapacity)
    unitCode.removeAll(keepingCapacity: keepingCapacity)
    unitName.removeAll(keepingCapacity: keepingCapacity)
    period.removeAll(keepingCapacity: keepingCapacity)
    series.removeAll(keepingCapacity: keepingCapacity)
    unitOfMeasure.removeAll(keepingCapacity: keepingCapacity)
    attribute.removeAll(keepingCapacity: keepingCapacity)
    text.removeAll(keepingCapacity: keepingCapacity)
  }
}

/// What the codes of a `CellBatch` stand for, a list of texts a column; code `i` is the entry `i`. A class, because loops over
/// cells hand it on a million times.
package final class CellTexts: Sendable {
  package let file: [String]
  package let sheet: [String]
  package let unitCode: [String]
  package let unitName: [String]
  package let period: [String]
  package let series: [String]
  package let unitOfMeasure: [String]
  package let attribute: [String]

  /// - Parameter lists: the dictionaries of the columns of `CellsFile`, in their order.
  init(_ lists: [[String]]) {
    file = lists[0]
    sheet = lists[1]
    unitCode = lists[4]
    unitName = lists[5]
    period = lists[6]
    series = lists[7]
    unitOfMeasure = lists[8]
    attribute = lists[9]
  }
}
