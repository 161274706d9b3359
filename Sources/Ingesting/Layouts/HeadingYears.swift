import Bytes
import Findings

/// The years over the columns of a wide table: the bank gives them ascending, feature by feature. Where they go back, somebody
/// has moved columns or headings, and nobody knows whether both.
struct HeadingYears {
  private var last: [[String]: Int] = [:]
  private var stray: (column: Int, year: Int, before: Int)?

  /// - Parameter period: other periods than years are let pass.
  mutating func note(_ period: String, of features: [String], column: Int) {
    guard period.utf8.count == 4, let year = Int(period) else { return }
    if let before = last[features], year <= before, stray == nil { stray = (column, year, before) }
    last[features] = year
  }

  func finding(_ row: Place) -> Finding? {
    guard let stray else { return nil }
    var place = row
    place.column = stray.column
    return Finding(
      .warning, "columns-out-of-order", at: place,
      Wording(
        "W nagłówku po roku \(stray.before) stoi \(stray.year); BDL podaje lata po kolei. Ktoś zamienił kolumny albo nagłówki: pobierz plik z BDL jeszcze raz.",
        en:
          "In the header \(stray.before) is followed by \(stray.year); the Local Data Bank gives years in order. Somebody has moved columns or headings: download the file again."
      ))
  }
}
