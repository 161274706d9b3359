import Findings

/// Sheets of a workbook that has tables in others: one with numbers and no header that the profile knows is told, for its figures
/// would be taken for words above a table that never comes.
struct UnreadSheets {
  private struct Unread {
    let place: Place
    /// Rows with at least one number.
    let rows: Int
    let nearest: Wording
  }

  private var numberRows = 0
  private var firstRow: Int32 = 0
  private var unread: [Unread] = []

  /// A row that stands over the table, if one comes.
  mutating func note(_ view: RowView) {
    guard view.texts().contains(where: isNumberAlone) else { return }
    if numberRows == 0 { firstRow = view.row }
    numberRows += 1
  }

  /// - Parameter isTable: whether a header was found, or the sheet is none of those that are read.
  mutating func close(isTable: Bool, _ search: HeaderSearch, _ sink: CellSink) {
    if !isTable, numberRows > 0 {
      unread.append(Unread(place: sink.place(row: firstRow), rows: numberRows, nearest: search.lacking))
    }
    numberRows = 0
  }

  /// After the last sheet of a file that has a table.
  func tell(_ sink: CellSink) {
    for sheet in unread {
      sink.note(
        Finding(
          .warning, "sheet-not-read", at: sheet.place,
          Wording(
            "Arkusza nie przeczytano, a ma liczby (wierszy: \(sheet.rows)). \(sheet.nearest.polish) Jeżeli to dane, popraw nagłówek w pliku albo w profilu.",
            en:
              "The sheet was not read and has numbers (rows: \(sheet.rows)). \(sheet.nearest.english) If they are data, correct the heading in the file or in the profile."
          )))
    }
  }
}

/// Numbers in a column that has no heading.
func unreadColumn(at place: Place, unit: String) -> Finding {
  Finding(
    .warning, "column-not-read", at: place, unit: unit,
    Wording(
      "W kolumnie bez nagłówka są liczby: nie przeczytano ich. Jeżeli wartości przesunęły się względem nagłówków, popraw plik.",
      en:
        "A column without a heading has numbers: they were not read. If values have slipped against the headings, correct the file."
    ))
}

/// Whether a text is digits with what stands between and before them in a number, and nothing else.
func isNumberAlone(_ text: String) -> Bool {
  var hasDigit = false
  for scalar in text.unicodeScalars {
    switch scalar {
    case "0"..."9": hasDigit = true
    case " ", "\u{A0}", "\u{202F}", ",", ".", "-", "−", "%": continue
    default: return false
    }
  }
  return hasDigit
}
