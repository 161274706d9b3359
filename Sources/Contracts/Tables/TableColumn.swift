package import Findings

/// A column of a CSV table between the stages or of the report: its name in the header, what stands in it, and what a
/// person calls it.
package struct TableColumn: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case text
    case integer
    /// Shortest decimal text that reads back the same, dot, no exponent.
    case number
  }

  package var name: String
  package var kind: Kind
  package var title: Wording

  package init(_ name: String, _ kind: Kind, _ title: Wording) {
    self.name = name
    self.kind = kind
    self.title = title
  }
}

/// A row of a table whose columns are known. `write` and `init(reading:)` go through the columns in the same order.
package protocol TableRow: Sendable {
  static var columns: [TableColumn] { get }
  /// How many of the last columns the tables of earlier versions may lack; their fields are then empty.
  static var addedColumns: Int { get }
  /// Takes one field for each column, in order.
  init(reading fields: inout TableFields) throws(Refusal)
  /// Appends one field for each column, in order.
  func write(to line: inout TableLine)
  /// What the rows of a whole table are sorted by: one text a key column.
  var key: [String] { get }
}

extension TableRow {
  package static var addedColumns: Int { 0 }
}
