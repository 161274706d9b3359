import Findings
import Testing

/// Statements as workbooks with a sheet for each section of the form, and workbooks with a table on each sheet: no sheet of numbers is
/// passed over without a word.
struct StatementWorkbookTests {
  /// A flat OpenDocument workbook of texts.
  private static func workbook(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
    var text = ""
    for sheet in sheets {
      text += "<table:table table:name=\"\(sheet.name)\">"
      for row in sheet.rows {
        let cells = row.map {
          $0.isEmpty
            ? "<table:table-cell/>" : "<table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell>"
        }
        text += "<table:table-row>\(cells.joined())</table:table-row>"
      }
      text += "</table:table>"
    }
    return Array(flat(text).utf8)
  }

  /// The document around its tables.
  static func flat(_ tables: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document>
    """
  }

  private static let head = [
    ["Formularz", "MPiPS-03"], ["Wersja", "2014"], ["Kod jednostki", "2801011"], ["Okres", "2014"],
  ]

  private static func statement(_ sections: [(name: String, rows: [[String]])]) throws -> LayoutTrial {
    try LayoutTrial("mpips-03-arkusze", [("sprawozdanie.fods", workbook(sections.map { ($0.name, head + $0.rows) }))])
  }

  private static let whole = (
    "Dział 1B", [["Wiersz", "Kol. 1", "Kol. 2", "Kol. 3", "Kol. 4", "Kol. 5"], ["1", "4", "5", "6", "7", "8"]]
  )

  @Test("A section has as many columns as it has")
  func fewerColumns() throws {
    let trial = try Self.statement([
      Self.whole, ("Dział 3", [["Wiersz", "Kol. 1", "Kol. 2", "Kol. 3"], ["2.", "45", "", "50"]]),
    ])
    #expect(trial.findings == [] && trial.isEven)
    #expect(
      trial.cells.suffix(2) == ["2801011//2014/MPiPS-03|2014|3|2|1///45", "2801011//2014/MPiPS-03|2014|3|2|3///50"])
  }

  @Test("The copy of a sheet is of the same section")
  func copiedSheet() throws {
    let trial = try Self.statement([Self.whole, (Self.whole.0 + " (2)", Self.whole.1)])
    #expect(trial.cells.count == 10 && Set(trial.cells).count == 5)
  }

  @Test("A sheet of another period or unit than the first is an error")
  func sheetOfAnotherStatement() throws {
    func sheet(_ line: Int, _ text: String) -> (name: String, rows: [[String]]) {
      var head = Self.head
      head[line][1] = text
      return ("Dział 3", head + [["Wiersz", "Kol. 1"], ["2", "45"]])
    }
    for other in [sheet(3, "2013"), sheet(2, "2801022")] {
      let book = Self.workbook([(Self.whole.0, Self.head + Self.whole.1), other])
      let trial = try LayoutTrial("mpips-03-arkusze", [("sprawozdanie.fods", book)])
      let told = trial.findings.filter { $0.severity == .error }
      #expect(told.map(\.code) == ["sheets-of-two-statements"] && told.first?.place.sheet == "Dział 3")
    }
  }

  @Test("A section without a header that is known is told, explanations are not")
  func sheetWithoutHeader() throws {
    let trial = try Self.statement([
      Self.whole, ("Dział 3", [["Wiersz", "Rubryka 1", "Rubryka 2"], ["2", "45", "50"]]), ("Objaśnienia", [["Kwoty w złotych."]]),
    ])
    #expect(trial.cells.count == 5)
    let told = trial.findings.filter { $0.severity == .warning }
    #expect(told.map(\.code) == ["sheet-not-read"] && told.first?.place.sheet == "Dział 3")
    #expect(told.first?.message.polish.contains("Rubryka 1") == true)
  }

  @Test("Numbers under a heading that is nearly one of the form are told")
  func misspeltColumn() throws {
    let trial = try Self.statement([("Dział 3", [["Wiersz", "Kol. 1", "Kol 2"], ["2", "45", "50"], ["3", "46", "51"]])])
    #expect(trial.cells.count == 2)
    let told = trial.findings.filter { $0.severity == .warning }
    #expect(told.map(\.code) == ["column-not-read"] && told.first?.message.polish.contains("„Kol 2”") == true)
  }

  @Test("A year of a table that has other headings on its sheet is told")
  func otherHeadings() throws {
    func rows(_ heading: String) -> [[String]] {
      [["Kod powiatu", "Powiat", "Rok", heading], ["2801", "bartoszycki", "2020", "17"]]
    }
    let book = Self.workbook([("2020", rows("Liczba pacjentów")), ("2021", rows("Pacjenci")), ("Uwagi", [["od 2019"], ["12"]])])
    let trial = try LayoutTrial("nfz-f10", [("nfz.fods", book)])
    #expect(trial.cells.count == 1)
    let told = trial.findings.filter { $0.severity == .warning }
    #expect(told.map(\.code) == ["sheet-not-read"] && told.first?.place.sheet == "2021")
  }
}
