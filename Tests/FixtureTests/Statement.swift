/// A statement of one unit for one year, as the form has it: sections, rows, columns. Values are texts as written.
struct Statement {
  struct Row {
    var number: String
    var label: String
    var cells: [(column: Int, text: String)]

    init(_ number: Int, _ label: String, _ cells: [(Int, String)]) {
      self.number = "\(number)"
      self.label = label
      self.cells = cells.map { (column: $0.0, text: $0.1) }
    }

    /// Whole numbers in columns 1, 2, 3 ...
    init(_ number: Int, _ label: String, _ values: [Int]) {
      self.init(number, label, values.enumerated().map { ($0 + 1, "\($1)") })
    }

    func value(_ column: Int) -> Int? { cells.first { $0.column == column }.flatMap { Int($0.text) } }
  }
  struct Section {
    var number: String
    var title: String
    var rows: [Row]
  }

  var form: String
  var version: String
  var unit: String
  var unitName: String
  var year: Int
  var sections: [Section]

  func row(_ section: String, _ number: Int) -> Row? {
    sections.first { $0.number == section }?.rows.first { $0.number == "\(number)" }
  }

  /// One file a unit and year. Shape: pipelines/profiles/mpips-03.xsd.
  func xml() -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- dane przykładowe -->\n"
    text += "<sprawozdanie symbol=\"\(form)\" wersja=\"\(version)\" xmlns=\"urn:diagnoza:sprawozdanie:1\">\n"
    text += "<naglowek><jednostka kod=\"\(unit)\" typ=\"OPS\"><nazwa>\(escaped(unitName))</nazwa></jednostka>"
    text += "<okres od=\"\(year)-01-01\" do=\"\(year)-12-31\"/></naglowek>\n"
    for section in sections {
      text += "<dzial nr=\"\(section.number)\" tytul=\"\(escaped(section.title))\">\n"
      for row in section.rows {
        text += "<wiersz nr=\"\(row.number)\" opis=\"\(escaped(row.label))\">"
        for cell in row.cells { text += "<kol nr=\"\(cell.column)\">\(cell.text)</kol>" }
        text += "</wiersz>\n"
      }
      text += "</dzial>\n"
    }
    text += "</sprawozdanie>\n"
    return Array(text.utf8)
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  static let tableHeader = [
    "Formularz", "Wersja", "Kod jednostki", "Nazwa jednostki", "Rok", "Dział", "Wiersz", "Wyszczególnienie", "Kol. 1", "Kol. 2",
    "Kol. 3", "Kol. 4", "Kol. 5",
  ]

  /// Rows of the same statement as a table; columns that the form crosses out stay empty. fte get a decimal comma.
  func tableRows() -> [[String]] {
    sections.flatMap { section in
      section.rows.map { row in
        var fields = [form, version, unit, unitName, "\(year)", section.number, row.number, row.label, "", "", "", "", ""]
        for cell in row.cells { fields[7 + cell.column] = cell.text.replacing(".", with: ",") }
        return fields
      }
    }
  }
}
