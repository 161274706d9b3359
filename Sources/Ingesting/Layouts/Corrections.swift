import Findings

/// One cell of a published file, by the codes of its file and sheet.
struct CellSpot: Hashable {
  var file: Int32
  var sheet: Int32
  var row: Int32
  var column: Int32
}

/// The cells of a source that corrections stand for, and which of them have been met.
struct Corrections {
  private struct Correction {
    var cell: Place
    /// In the file of corrections.
    var place: Place
    var isMet = false
  }

  private var all: [CellSpot: Correction] = [:]

  mutating func add(_ spot: CellSpot, _ cell: Place, at place: Place) { all[spot] = Correction(cell: cell, place: place) }

  /// - Returns: whether a correction counts in the place of the cell.
  mutating func take(_ spot: CellSpot) -> Bool {
    if all.isEmpty { return false }
    guard let index = all.index(forKey: spot) else { return false }
    all.values[index].isMet = true
    return true
  }

  /// Corrections whose cell is in no file that was read: their values count all the same, so somebody has to look.
  var unmet: [Finding] {
    all.values.filter { !$0.isMet }.sorted { ($0.place.file, $0.place.row) < ($1.place.file, $1.place.row) }.map { correction in
      let cell = correction.cell.wording
      return Finding(
        .warning, "correction-without-cell", at: correction.place,
        Wording(
          "Poprawka dotyczy komórki, której nie ma w żadnym wczytanym pliku (\(cell.polish)); jej wartość liczy się mimo to. Sprawdź plik, arkusz, wiersz i kolumnę albo usuń ten wiersz.",
          en:
            "The correction is of a cell that is in none of the files read (\(cell.english)); its value counts all the same. Check file, sheet, row and column, or remove this row."
        ))
    }
  }
}
