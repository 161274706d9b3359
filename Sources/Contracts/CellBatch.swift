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
