import Archive
import Findings

/// A small workbook (Office Open XML): shared strings, numbers, merged ranges. No clock, no user: the same cells give the
/// same bytes.
struct Workbook {
  struct Sheet {
    enum Content {
      case text(String)
      case number(String)
    }
    var name: String
    private(set) var cells: [Int: [(column: Int, content: Content)]] = [:]
    private(set) var merges: [String] = []

    init(name: String) { self.name = name }

    mutating func set(_ row: Int, _ column: Int, text: String) { cells[row, default: []].append((column, .text(text))) }
    mutating func set(_ row: Int, _ column: Int, number: String) { cells[row, default: []].append((column, .number(number))) }
    mutating func merge(_ row: Int, _ column: Int, _ lastRow: Int, _ lastColumn: Int) {
      merges.append("\(letters(column))\(row):\(letters(lastColumn))\(lastRow)")
    }
  }

  var sheets: [Sheet]

  func bytes() throws(Refusal) -> [UInt8] {
    var shared: [String: Int] = [:]
    var strings: [String] = []
    var zip = ZipWriter(shownAs: "xlsx")
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    func add(_ name: String, _ text: String) throws(Refusal) { try zip.add(name, Array((head + text).utf8)) }
    try add(
      "[Content_Types].xml",
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
        + sheets.indices.map {
          "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(types).worksheet+xml\"/>"
        }.joined()
        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(types).sharedStrings+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"\(types).styles+xml\"/></Types>"
    )
    try add(
      "_rels/.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
    try add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>"
        + sheets.enumerated().map { "<sheet name=\"\(escaped($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }.joined()
        + "</sheets></workbook>")
    try add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + sheets.indices.map {
          "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(relations)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined()
        + "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(relations)/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId\(sheets.count + 2)\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/></Relationships>"
    )
    try add(
      "xl/styles.xml",
      "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
    for (index, sheet) in sheets.enumerated() {
      var text = "<worksheet xmlns=\"\(main)\"><sheetData>"
      for row in sheet.cells.keys.sorted() {
        text += "<row r=\"\(row)\">"
        for cell in (sheet.cells[row] ?? []).sorted(by: { $0.column < $1.column }) {
          switch cell.content {
          case .number(let number): text += "<c r=\"\(letters(cell.column))\(row)\"><v>\(number)</v></c>"
          case .text(let string):
            let place = shared[string] ?? strings.count
            if shared[string] == nil {
              shared[string] = place
              strings.append(string)
            }
            text += "<c r=\"\(letters(cell.column))\(row)\" t=\"s\"><v>\(place)</v></c>"
          }
        }
        text += "</row>"
      }
      text += "</sheetData>"
      if !sheet.merges.isEmpty {
        text +=
          "<mergeCells count=\"\(sheet.merges.count)\">" + sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
          + "</mergeCells>"
      }
      try add("xl/worksheets/sheet\(index + 1).xml", text + "</worksheet>")
    }
    try add(
      "xl/sharedStrings.xml",
      "<sst xmlns=\"\(main)\" count=\"\(strings.count)\" uniqueCount=\"\(strings.count)\">"
        + strings.map { "<si><t xml:space=\"preserve\">\(escaped($0))</t></si>" }.joined() + "</sst>")
    return try zip.finish()
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}

/// 1 -> A, 27 -> AA.
func letters(_ column: Int) -> String {
  var number = column
  var text = ""
  while number > 0 {
    text = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((number - 1) % 26))) + text
    number = (number - 1) / 26
  }
  return text
}
