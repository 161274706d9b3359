/// Where in the published material something stands: file, sheet (or section of a form), row and column.
///
/// Rows and columns count from 1 as a person sees them; 0 means that the part is not known or does not apply.
package struct Place: Sendable, Hashable {
  /// Path as shown to people: relative to the pipeline's root, `archive.zip!/member` inside archives.
  package var file: String
  package var sheet: String
  package var row: Int
  package var column: Int

  package init(file: String = "", sheet: String = "", row: Int = 0, column: Int = 0) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
  }

  package var isEmpty: Bool { file.isEmpty && sheet.isEmpty && row == 0 && column == 0 }

  /// `file, arkusz TABLICA, wiersz 5, kolumna 7` with the parts that are known.
  package var wording: Wording {
    func spelled(_ names: (sheet: String, row: String, column: String)) -> String {
      var parts: [String] = []
      if !file.isEmpty { parts.append(file) }
      // A section of a form says by itself what it is.
      if !sheet.isEmpty { parts.append(sheet.hasPrefix("dział ") ? sheet : "\(names.sheet) \(sheet)") }
      if row > 0 { parts.append("\(names.row) \(row)") }
      if column > 0 { parts.append("\(names.column) \(column)") }
      return parts.joined(separator: ", ")
    }
    return Wording(spelled(("arkusz", "wiersz", "kolumna")), en: spelled(("sheet", "row", "column")))
  }
}
