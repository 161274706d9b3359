/// The three shapes of downloads from the Local Data Bank, as published (FORMATS 1.2-1.4).
enum BankFiles {
  struct LongRow {
    var code: String
    var name: String
    var dimensions: [String]
    var year: Int
    var value: String
    var unit = "osoba"
    var attribute = ""
  }

  /// CREL: every line ends with `;`, texts quoted, code and value not, LF, no BOM.
  static func long(dimensions: [String], _ rows: [LongRow]) -> [UInt8] {
    var text =
      (["Kod", "Nazwa"] + dimensions + ["Rok", "Wartosc", "Jednostka miary", "Atrybut"]).map { "\"\($0)\";" }.joined() + "\n"
    for row in rows {
      text += "\(row.code);\"\(row.name)\";" + row.dimensions.map { "\"\($0)\";" }.joined()
      text += "\"\(row.year)\";\(row.value);\"\(row.unit)\";\"\(row.attribute)\";\n"
    }
    return Array(text.utf8)
  }

  struct WideColumn {
    var dimensions: [String]
    var year: Int
    var unit = "osoba"
  }

  /// CTAB: one unit a row; headings are dimension values, year and unit joined by the separator inside quotes. The comma
  /// variant has a decimal point and CR LF.
  static func wide(_ columns: [WideColumn], separator: String = ";", rows: [(code: String, name: String, values: [String])])
    -> [UInt8]
  {
    let lineEnd = separator == "," ? "\r\n" : "\n"
    let headings = columns.map { ($0.dimensions + ["\($0.year)", "[\($0.unit)]"]).joined(separator: separator) }
    var text = (["Kod", "Nazwa"] + headings).map { "\"\($0)\"\(separator)" }.joined() + lineEnd
    for row in rows {
      text += "\(row.code)\(separator)\"\(row.name)\"\(separator)" + row.values.map { $0 + separator }.joined() + lineEnd
    }
    return Array(text.utf8)
  }

  /// Workbook with the sheets OPIS and TABLICA: header rows of dimensions, years and units with merged labels.
  static func workbook(
    category: String, group: String, title: String, updated: String, dimensionNames: [String], columns: [WideColumn],
    rows: [(code: String, name: String, values: [String])]
  ) -> Workbook {
    var description = Workbook.Sheet(name: "OPIS")
    let pairs = [
      ("Kategoria:", category), ("", "DANE PRZYKŁADOWE. Część liczb jest zmyślona; zob. fixtures/SOURCES.md."), ("Grupa:", group),
      ("", "Układ jak w Banku Danych Lokalnych GUS.<br/>"), ("Podgrupa:", title),
      ("", "Dane wg podziału administracyjnego na dzień 31 grudnia."),
      ("Data ostatniej aktualizacji:", updated), ("Wymiary:", (dimensionNames + ["Rok"]).joined(separator: "; ")),
      (
        "Przypisy:",
        "Znak '-' oznacza brak informacji z powodu: zmiany poziomu prezentacji, zmian wprowadzonych do wykazu jednostek terytorialnych lub modyfikacji listy cech w danym okresie sprawozdawczym"
      ),
    ]
    for (index, pair) in pairs.enumerated() {
      if !pair.0.isEmpty { description.set(index + 1, 1, text: pair.0) }
      description.set(index + 1, 2, text: pair.1)
    }
    var table = Workbook.Sheet(name: "TABLICA")
    let levels = dimensionNames.count
    table.set(1, 1, text: "Kod")
    table.set(1, 2, text: "Nazwa")
    table.merge(1, 1, levels + 2, 1)
    table.merge(1, 2, levels + 2, 2)
    for level in 0..<levels {
      var start = 0
      for index in columns.indices {
        let isNew = index == 0 || columns[index].dimensions[...level] != columns[index - 1].dimensions[...level]
        if isNew {
          if index - start > 1 { table.merge(level + 1, start + 3, level + 1, index + 2) }
          start = index
          table.set(level + 1, index + 3, text: columns[index].dimensions[level])
        }
      }
      if columns.count - start > 1 { table.merge(level + 1, start + 3, level + 1, columns.count + 2) }
    }
    for (index, column) in columns.enumerated() {
      table.set(levels + 1, index + 3, text: "\(column.year)")
      table.set(levels + 2, index + 3, text: "[\(column.unit)]")
    }
    for (index, row) in rows.enumerated() {
      let number = levels + 3 + index
      table.set(number, 1, text: row.code)
      table.set(number, 2, text: row.name)
      for (column, value) in row.values.enumerated() {
        if Double(value) == nil {
          table.set(number, column + 3, text: value)
        } else {
          table.set(number, column + 3, number: value)
        }
      }
    }
    return Workbook(sheets: [description, table])
  }
}

/// `12.5` -> `12,5`.
func decimalComma(_ text: String) -> String { text.replacing(".", with: ",") }

/// A number with so many decimals, with a point.
func fixed(_ value: Double, _ decimals: Int) -> String {
  let scale = [1, 10, 100, 1000][decimals]
  let units = rounded((value < 0 ? -value : value) * Double(scale))
  let fraction = "\(units % scale)"
  let sign = value < 0 && units > 0 ? "-" : ""
  return decimals == 0
    ? "\(sign)\(units)" : "\(sign)\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
}

/// `12345` -> `12 345`, with an ordinary blank.
func grouped(_ value: Int) -> String {
  let digits = Array(String(value))
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0, digit != "-", digits[index - 1] != "-" { text.append(" ") }
    text.append(digit)
  }
  return text
}
