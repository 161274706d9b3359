import Contracts
import Findings

/// The origins of the printed numbers, and what their proofs repeat a hundred thousand times, made once as markup.
struct LineageWords: Sendable {
  let table: LineageTable
  private let secrecy: CellSecrecy
  /// By the codes of `table.texts`.
  let sheets: [[UInt8]]
  let measures: [[UInt8]]
  let units: [[UInt8]]
  let periods: [[UInt8]]
  /// Of each file its line in a list of files: name, size, checksum.
  let files: [[UInt8]]
  /// Errors and warnings in each file.
  let faults: [Int]

  init(_ table: LineageTable, _ material: Material) {
    let say = material.phrasing
    self.table = table
    secrecy = CellSecrecy(table, material)
    func markup(_ texts: [String], _ write: (String, inout MarkupOutput) -> Void) -> [[UInt8]] {
      texts.map { text in
        var output = MarkupOutput()
        write(text, &output)
        return output.bytes
      }
    }
    sheets = markup(table.texts.sheet) { sheet, output in
      if !sheet.isEmpty { output.text(say("arkusz \(sheet), ", "sheet \(sheet), ")) }
    }
    measures = markup(table.texts.measure) { $1.text(typeset(material.measureLabels[$0] ?? $0, say)) }
    units = markup(table.texts.unitName) { $1.text($0) }
    periods = markup(table.texts.period) { $1.text($0) }
    files = markup(table.texts.file) { name, output in
      output.element("code", "", name)
      guard let input = material.input(of: name) else { return }
      output.text(" – \(say.numbers.size(input.size)), SHA-256 ")
      output.element("code", "", String(input.sha256.prefix(16)) + "…")
    }
    var faults: [String: Int] = [:]
    for stage in material.stages {
      for finding in stage.findings where finding.severity != .note { faults[finding.place.file, default: 0] += 1 }
    }
    self.faults = table.texts.file.map { faults[$0] ?? 0 }
  }

  /// Whether a cell's text would tell a count that the report does not show.
  func hides(_ cell: Int) -> Bool { secrecy.hides(cell) }

  /// One cell as text: `file, sheet, row, column: "text"`.
  func text(of cell: Int, _ say: Phrasing) -> String {
    let cells = table.cells
    let place = Place(
      file: table.texts.file[Int(cells.file[cell])], sheet: table.texts.sheet[Int(cells.sheet[cell])],
      row: Int(cells.row[cell]), column: Int(cells.column[cell]))
    return "\(say(place.wording)): \(hides(cell) ? CellSecrecy.sign : cells.text[cell])"
  }
}
