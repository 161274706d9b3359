import Testing

@testable import Archive
@testable import Findings

/// Statements as a table, altered by a test and written as CSV or as a workbook: the same defect in either shape.
struct StatementTables {
  /// How the table is written.
  enum Shape: String, CaseIterable, CustomTestStringConvertible {
    case csv, xlsx
    var testDescription: String { rawValue }
  }

  /// Columns of `mpips03_dzielnice_2017.csv`.
  enum Column {
    static let (unit, period, section, row) = (2, 4, 5, 6)
    /// Of the form: 1 to 5.
    static func value(_ number: Int) -> Int { 7 + number }
  }

  static let years = [2015, 2016, 2017, 2018, 2019]

  /// The statements of the centres of Warsaw's districts.
  /// - Parameter alter: gets the rows of 2017, the header first.
  static func run(_ shape: Shape, _ alter: (inout [[String]]) -> Void = { _ in }) throws -> SeededRun {
    let run = try SeededRun("mpips-03", region: "1465", of: "warszawa")
    for year in years {
      let name = "mpips03/mpips03_dzielnice_\(year)"
      var rows = try run.fixture(name + ".csv").split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
      if year == 2017 {
        var table = Array(rows.dropFirst())
        alter(&table)
        rows = [rows[0]] + table
      }
      switch shape {
      case .csv: try run.put(name + ".csv", rows.map { $0.joined(separator: ";") }.joined(separator: "\r\n"))
      case .xlsx: try run.put(name + ".xlsx", bytes: try workbook(rows))
      }
    }
    return run
  }

  /// One sheet; what is a number is written as one.
  private static func workbook(_ rows: [[String]]) throws -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let packaged = "http://schemas.openxmlformats.org/package/2006/relationships"
    var data = ""
    for (index, row) in rows.enumerated() {
      data += "<row r=\"\(index + 1)\">"
      for (place, text) in row.enumerated() where !text.isEmpty {
        let cell = "\(Character(UnicodeScalar(UInt8(65 + place))))\(index + 1)"
        let number = text.replacing(",", with: ".")
        if place >= Column.value(1), Double(number) != nil {
          data += "<c r=\"\(cell)\"><v>\(number)</v></c>"
        } else {
          data += "<c r=\"\(cell)\" t=\"inlineStr\"><is><t>\(text.replacing("&", with: "&amp;"))</t></is></c>"
        }
      }
      data += "</row>"
    }
    var zip = ZipWriter(shownAs: "xlsx")
    func relation(_ type: String, _ target: String) -> [UInt8] {
      Array(
        "<Relationships xmlns=\"\(packaged)\"><Relationship Id=\"rId1\" Type=\"\(relations)/\(type)\" Target=\"\(target)\"/></Relationships>"
          .utf8)
    }
    try zip.add("_rels/.rels", relation("officeDocument", "xl/workbook.xml"))
    try zip.add(
      "xl/workbook.xml",
      Array(
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
          .utf8))
    try zip.add("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"))
    try zip.add(
      "xl/worksheets/sheet1.xml", Array("<worksheet xmlns=\"\(main)\"><sheetData>\(data)</sheetData></worksheet>".utf8))
    return try zip.finish()
  }
}
