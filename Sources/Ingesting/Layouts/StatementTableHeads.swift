package import Findings
package import Pipelines

/// Whose statement a row of a table is of, and for when.
package struct StatementTableHead: Sendable, Hashable {
  /// Symbol of the form as written: `MPiPS-03`.
  package var form: String
  package var unit: String
  /// As published.
  package var period: String
}

/// The statements that a file written as a table holds; none where it is no such table, since what is wrong with it a run tells.
package func statementTableHeads(
  _ input: Input, _ layout: StatementTableLayout
) throws(Refusal) -> Set<StatementTableHead> {
  var receiver = HeadsReceiver(layout)
  do throws(Refusal) {
    _ = try readTables(input, try detectFormat(input), options: ReadingOptions(), into: &receiver)
  } catch {
    guard error.kind == .data else { throw error }
    return []
  }
  return receiver.heads
}

/// Takes what says which statement a row is of, and leaves its numbers.
private struct HeadsReceiver: RowReceiver {
  private var frame: StatementTableFrame
  private(set) var heads: Set<StatementTableHead> = []

  init(_ layout: StatementTableLayout) {
    frame = StatementTableFrame(layout)
  }

  mutating func open(_ table: TableHeading) { frame.open(table) }

  mutating func receive(_ rows: borrowing Rows) {
    var view = RowView(rows)
    while view.advance() {
      guard case .data(let places) = frame.kind(of: view) else { continue }
      func part(_ name: String) -> String { frame.part(name, view, places) }
      let unit = part(frame.layout.unit)
      guard !unit.isEmpty else { continue }
      heads.insert(StatementTableHead(form: part(frame.layout.form), unit: unit, period: part(frame.layout.period)))
    }
  }

  mutating func close(merged: [String]) {}
}
