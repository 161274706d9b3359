import Findings

/// Hands tables on and tells of cells that are not what they look like: percentages, which workbooks store as their hundredth
/// part, and formulas without a result, which some programs write.
///
/// Layouts take a percentage as its cell shows it (`8.3%` for `0.083`), which is what the same table has as text, and a formula
/// as a text that is no number. Everybody else gets the stored number, and nothing for the formula.
struct ShownCells<Receiver: RowReceiver>: RowReceiver {
  private(set) var receiver: Receiver
  private(set) var findings: [Finding] = []
  private let isForLayouts: Bool
  private let file: String
  private var sheet = ""
  /// How many there are on the sheet, and where the first of them is.
  private var percentages: (count: Int, first: Place) = (0, Place())
  private var formulas: (count: Int, first: Place) = (0, Place())

  init(_ receiver: Receiver, isForLayouts: Bool, file: String) {
    self.receiver = receiver
    self.isForLayouts = isForLayouts
    self.file = file
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sheet = table.name
    percentages.count = 0
    formulas.count = 0
    try receiver.open(table)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    guard rows.cells.contains(where: { $0.kind == .percentage || $0.kind == .formula }) else {
      return try receiver.receive(rows)
    }
    var shown = copy rows
    shown.cells.removeAll(keepingCapacity: true)
    for index in rows.cells.indices {
      var cell = rows.cells[index]
      switch cell.kind {
      case .percentage:
        if percentages.count == 0 { percentages.first = place(cell) }
        percentages.count += 1
        if isForLayouts {
          let begin = shown.bytes.count
          WorkbookNumber.appendPercentage(rows.bytes[Int(cell.start)..<Int(cell.end)], to: &shown.bytes)
          cell.start = Int32(begin)
          cell.end = Int32(shown.bytes.count)
        }
      case .formula:
        if formulas.count == 0 { formulas.first = place(cell) }
        formulas.count += 1
        if !isForLayouts { continue }
      default: break
      }
      shown.cells.append(cell)
    }
    try receiver.receive(shown)
  }

  mutating func close(merged: [String]) throws(Refusal) {
    if percentages.count > 0 {
      findings.append(
        Finding(
          .note, "percent-cells", at: percentages.first,
          Wording(
            "Komórki pokazane jako procent (zapisane 0,083 jako 8,3%): \(percentages.count); liczy się to, co widać.",
            en: "Cells shown as percentages (a stored 0.083 as 8.3%): \(percentages.count); what is seen counts.")))
    }
    if formulas.count > 0 {
      findings.append(
        Finding(
          .warning, "formula-without-result", at: formulas.first,
          Wording(
            "Formuły bez zapisanego wyniku: \(formulas.count). Otwórz plik w arkuszu kalkulacyjnym i zapisz go, żeby wyniki się zapisały.",
            en:
              "Formulas without a stored result: \(formulas.count). Open the file in a spreadsheet program and save it, so that the results are stored."
          )))
    }
    try receiver.close(merged: merged)
  }

  private func place(_ cell: Rows.Cell) -> Place {
    Place(file: file, sheet: sheet, row: Int(cell.row), column: Int(cell.column))
  }
}
