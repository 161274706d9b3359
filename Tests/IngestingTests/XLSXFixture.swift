import Archive
import Bytes
import Findings

@testable import Ingesting

/// A workbook put together part by part, so that each part can be odd.
struct XLSXFixture {
  static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// Parts that stand as they are given; a name with nil is left out.
  var parts: [String: [UInt8]?] = [:]
  /// Content of `sheetData`, one a sheet.
  var sheets: [String] = []
  /// After `sheetData` of the first sheet.
  var afterData = ""
  /// `si` elements.
  var strings: [String] = []
  /// Number format codes of styles 1, 2 …; style 0 is General.
  var formats: [String] = []
  var states: [String] = []
  var workbookProperties = ""
  var namespace = transitional
  var relationshipNamespace = relationships

  init(_ sheets: String...) { self.sheets = sheets }

  func bytes() throws -> [UInt8] {
    var all: [String: [UInt8]?] = [
      "_rels/.rels": Array(
        relations([("officeDocument", "xl/workbook.xml")]).utf8)
    ]
    var list = ""
    var targets: [(String, String)] = []
    for (index, data) in sheets.enumerated() {
      let state = index < states.count ? " state='\(states[index])'" : ""
      list += "<sheet name='Arkusz\(index + 1)' sheetId='\(index + 1)' r:id='rId\(index + 1)'\(state)/>"
      targets.append(("worksheet", "worksheets/sheet\(index + 1).xml"))
      all["xl/worksheets/sheet\(index + 1).xml"] = Array(
        "<worksheet xmlns='\(namespace)'><sheetData>\(data)</sheetData>\(index == 0 ? afterData : "")</worksheet>".utf8)
    }
    targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    all["xl/workbook.xml"] = Array(
      "<workbook xmlns='\(namespace)' xmlns:r='\(relationshipNamespace)'>\(workbookProperties)<sheets>\(list)</sheets></workbook>"
        .utf8)
    all["xl/_rels/workbook.xml.rels"] = Array(relations(targets).utf8)
    all["xl/sharedStrings.xml"] = Array("<sst xmlns='\(namespace)'>\(strings.joined())</sst>".utf8)
    let codes = formats.enumerated().map { "<numFmt numFmtId='\(200 + $0.offset)' formatCode='\($0.element)'/>" }.joined()
    let styles = formats.indices.map { "<xf numFmtId='\(200 + $0)'/>" }.joined()
    all["xl/styles.xml"] = Array(
      "<styleSheet xmlns='\(namespace)'><numFmts>\(codes)</numFmts><cellXfs><xf numFmtId='0'/>\(styles)</cellXfs></styleSheet>"
        .utf8)
    for (name, content) in parts { all[name] = .some(content) }
    var writer = ZipWriter(shownAs: "x.xlsx")
    for (name, content) in all.sorted(by: { $0.key < $1.key }) { if let content { try writer.add(name, content) } }
    return try writer.finish()
  }

  func relations(_ targets: [(type: String, target: String)]) -> String {
    let lines = targets.enumerated().map {
      "<Relationship Id='rId\($0.offset + 1)' Type='\(relationshipNamespace)/\($0.element.type)' Target='\($0.element.target)'/>"
    }
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\(lines.joined())</Relationships>"
  }
}

/// Writes down what a reader hands out: `Arkusz1 A1=s:text B2=n:1 merged A1:B2`.
struct Diary: RowReceiver {
  var lines: [String] = []
  var batches = 0
  private var current = ""
  private var place = (row: 0, column: 0)

  mutating func open(_ table: TableHeading) {
    current = table.name + (table.visible == "visible" ? "" : " (\(table.visible))")
    place = (0, 0)
  }

  mutating func receive(_ rows: borrowing Rows) {
    batches += 1
    for cell in rows.cells {
      let here = (row: Int(cell.row), column: Int(cell.column))
      if (here.row, here.column) <= (place.row, place.column) { current += " OUT-OF-ORDER" }
      place = here
      let text = rows.string(cell).replacingLineEnds
      current += " \(Self.column(here.column))\(here.row)=\(Self.letter(cell.kind)):\(text)"
    }
  }

  mutating func close(merged: [String]) {
    if !merged.isEmpty { current += " merged \(merged.joined(separator: " "))" }
    lines.append(current)
  }

  static func letter(_ kind: CellKind) -> String {
    switch kind {
    case .text: "s"
    case .number: "n"
    case .percentage: "pct"
    case .boolean: "b"
    case .dateTime: "d"
    case .timeOfDay: "t"
    case .duration: "dur"
    case .error: "e"
    case .formula: "f"
    }
  }

  static func column(_ number: Int) -> String {
    var (name, rest) = ("", number)
    while rest > 0 {
      name = String(Character(UnicodeScalar(UInt8(65 + (rest - 1) % 26)))) + name
      rest = (rest - 1) / 26
    }
    return name
  }
}

extension String {
  fileprivate var replacingLineEnds: String {
    unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\\n" : $1 == "\r" ? "\\r" : String($1) }
  }
}

/// What a workbook reads as, or its refusal with its place.
extension ReadingOptions {
  /// Cells as people see them.
  static var seen: ReadingOptions {
    var options = ReadingOptions()
    options.isForLayouts = true
    return options
  }
}

func read(_ fixture: XLSXFixture, options: ReadingOptions = ReadingOptions()) throws -> [String] {
  read(try fixture.bytes(), options: options)
}

func read(_ bytes: [UInt8], options: ReadingOptions = ReadingOptions()) -> [String] {
  var diary = Diary()
  do {
    let understanding = try readXLSX(Input(name: "x.xlsx", bytes: bytes), options: options, into: &diary)
    return diary.lines + understanding.findings.map { "\($0.severity) \($0.code) \($0.place.sheet) \($0.place.row)" }
  } catch {
    let place = "\(error.place.file) \(error.place.sheet) \(error.place.row),\(error.place.column)"
    return ["! \(error.what.english) @\(place)\(error.mend.english.isEmpty ? " NO MEND" : "")"]
  }
}
