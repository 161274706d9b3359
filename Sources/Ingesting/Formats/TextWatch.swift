import Findings

/// Hands tables on and looks at their texts meanwhile, a sheet at a time.
struct TextWatch<Receiver: RowReceiver>: RowReceiver {
  private(set) var receiver: Receiver
  private(set) var findings: [Finding] = []
  private var hygiene = TextHygiene()
  private var sheet = ""
  private let file: String

  init(_ receiver: Receiver, file: String) {
    self.receiver = receiver
    self.file = file
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    hygiene = TextHygiene()
    sheet = table.name
    try receiver.open(table)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    hygiene.look(at: rows)
    try receiver.receive(rows)
  }

  mutating func close(merged: [String]) throws(Refusal) {
    findings += hygiene.findings(file: file, sheet: sheet)
    try receiver.close(merged: merged)
  }
}
