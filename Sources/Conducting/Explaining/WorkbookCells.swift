import Bytes
import Contracts
import Findings
import Ingesting
import Markup
import Pipelines

/// The hidden sheet of `tables.xlsx` that says which number stands in which cell.
struct WorkbookCells {
  let edition: EditionPlace

  private static let name = "tables.xlsx"
  /// In the two languages of reports.
  private static let sheets = ["Pochodzenie", "Lineage"]

  /// - Parameter text: `C01!E7`; a name with spaces may stand in quotes, as formulas have it.
  func number(in text: String) throws(Refusal) -> NumberID {
    let parts = text.split(separator: "!").map(String.init)
    guard parts.count == 2 else {
      throw Refusal(
        .usage, Wording("„\(text)” nie wskazuje komórki", en: "“\(text)” names no cell"),
        mend: Wording("arkusz!komórka, na przykład C01!E7", en: "sheet!cell, for example C01!E7"))
    }
    let sheet = parts[0].hasPrefix("'") && parts[0].hasSuffix("'") ? String(parts[0].dropFirst().dropLast()) : parts[0]
    let cell = parts[1].filter { $0 != "$" }.uppercased()
    let lines = try lines()
    let own = lines.filter { $0.sheet == sheet }
    // What of the row is printed, `A01/2801000/2023 [rank]`, is explained with the row.
    if let line = own.first(where: { $0.cell == cell }) ?? Self.value(beside: cell, own),
      let id = NumberID(String(line.id.prefix { $0 != " " }))
    {
      return id
    }
    let known = Set(lines.map(\.sheet)).sorted(by: precedesByBytes)
    let place = Place(file: "\(Stage.report.directory)/\(Self.name)", sheet: sheet)
    let what = Wording("W komórce \(cell) nie stoi liczba z pochodzeniem", en: "The cell \(cell) holds no number with a lineage")
    guard known.contains(sheet) else {
      throw Refusal(.usage, what, at: place, mend: unknownWord(sheet, among: known))
    }
    let cells = own.map(\.cell).filter { !$0.contains(":") }
    throw Refusal(
      .usage, what, at: place,
      mend: Wording(
        "liczby tego arkusza: \(cells.first ?? "") – \(cells.last ?? "")",
        en: "the numbers of this sheet: \(cells.first ?? "") – \(cells.last ?? "")"))
  }

  private typealias Line = (id: String, sheet: String, cell: String)

  /// The value that a cell of its row was worked out from, where a line of the sheet names a whole range of such cells: `J5:M145`.
  private static func value(beside cell: String, _ lines: [Line]) -> Line? {
    let (column, row) = place(of: cell)
    let isDerived = lines.contains { line in
      let ends = line.cell.split(separator: ":").map { place(of: String($0)) }
      return ends.count == 2 && ends[0].column <= column && column <= ends[1].column && ends[0].row <= row && row <= ends[1].row
    }
    return isDerived ? lines.first { !$0.cell.contains(":") && place(of: $0.cell).row == row } : nil
  }

  /// `B7` as 2 and 7; a name that is no cell lies nowhere.
  private static func place(of cell: String) -> (column: Int, row: Int) {
    let letters = cell.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard letters.count <= 3, let row = Int(cell.dropFirst(letters.count)) else { return (0, 0) }
    return (letters.reduce(0) { $0 * 26 + Int($1) - 64 }, row)
  }

  private func lines() throws(Refusal) -> [Line] {
    let path = Paths.join(edition.directory(of: .report), Self.name)
    var text: [UInt8] = []
    _ = try inspect(Input(path: path, shownAs: Self.name), InspectionOptions()) { (bytes) throws(Refusal) in text += bytes }
    let document = try JSONValue.read(text, from: JSONOrigin(file: Self.name, kind: .data), dialect: .json)
    guard let table = document["tables"]?.elements.last(where: { Self.sheets.contains($0["name"]?.text ?? "") }) else {
      return []
    }
    var rows: [Int: [Int: String]] = [:]
    for cell in table["cells"]?.elements ?? [] {
      let parts = cell.elements
      guard parts.count == 4, let row = parts[0].double, let column = parts[1].double, column <= 3 else { continue }
      rows[Int(row), default: [:]][Int(column)] = parts[3].text
    }
    return rows.sorted { $0.key < $1.key }.compactMap { _, cells in
      guard let id = cells[1], let sheet = cells[2], let cell = cells[3] else { return nil }
      return (id, sheet, cell)
    }
  }
}
