import Bytes
import Contracts
import Findings

/// Rows of a table of the stage before, published as they stand in its file: copying their bytes takes a tenth of the time of
/// printing a million numbers anew, and what is published is what was computed.
struct CopiedRecords: Sendable {
  /// How much of the file is held at once.
  private static let window = 1 << 20

  private let file: String
  private let shownAs: String
  /// Bytes of the file, ascending.
  private let records: [Range<Int>]

  /// - Parameter rows: numbers of rows of the table, ascending.
  init<Row: TableRow>(_ rows: [Int], of table: PlacedRows<Row>) {
    file = table.file
    shownAs = table.shownAs
    records = rows.map { table.records[$0] }
  }

  /// Gives each record without the end of its line.
  func forEach(_ body: (_ place: Int, _ record: Span<UInt8>) throws(Refusal) -> Void) throws(Refusal) {
    let access = try FileAccess(path: file, shownAs: shownAs)
    var first = 0
    while first < records.count {
      let start = records[first].lowerBound
      var end = first + 1
      while end < records.count, records[end].upperBound - start <= CopiedRecords.window { end += 1 }
      var bytes = [UInt8](repeating: 0, count: records[end - 1].upperBound - start)
      let got = try access.read(at: start, into: &bytes)
      precondition(got == bytes.count, "a file that was read before has as many bytes as then")
      for place in first..<end {
        let record = records[place]
        try body(place, bytes.span.extracting(record.lowerBound - start..<record.upperBound - start))
      }
      first = end
    }
    try access.checkUnchanged()
  }
}

/// Which columns hold numbers, as whoever copies records must know.
struct NumberColumns: Sendable {
  private let isNumber: [Bool]

  init(_ columns: [TableColumn]) {
    isNumber = columns.map { $0.kind != .text }
  }

  /// False for columns that there are none of.
  subscript(column: Int) -> Bool { column < isNumber.count && isNumber[column] }
}
