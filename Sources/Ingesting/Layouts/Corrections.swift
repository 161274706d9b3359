import Bytes
import Contracts
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
    /// What the correction names.
    var whose: Whose
    var isMet = false
  }

  /// Corrections of one unit and period that stand in the place of cells of another, by their codes.
  private struct Other: Hashable {
    var file: Int32
    var named: Whose
    var found: Whose
  }
  private struct Whose: Hashable {
    var unit: Int32
    var period: Int32

    func text(_ texts: CellInterners) -> String { "\(texts.unitCode[unit]), \(texts.period[period])" }
  }

  private var all: [CellSpot: Correction] = [:]

  private var others: [Other: (first: CellSpot, count: Int)] = [:]

  mutating func add(_ spot: CellSpot, _ cell: Place, at place: Place, unit: Int32, period: Int32) {
    all[spot] = Correction(cell: cell, place: place, whose: Whose(unit: unit, period: period))
  }

  /// - Parameter heading: what the cell itself says; nil for one that is rejected anyway.
  /// - Returns: whether a correction counts in the place of the cell.
  mutating func take(_ spot: CellSpot, _ heading: CellHeading? = nil) -> Bool {
    if all.isEmpty { return false }
    guard let index = all.index(forKey: spot) else { return false }
    all.values[index].isMet = true
    if let heading {
      let (named, found) = (all.values[index].whose, Whose(unit: heading.unitCode, period: heading.period))
      if named != found { others[Other(file: spot.file, named: named, found: found), default: (spot, 0)].count += 1 }
    }
    return true
  }

  /// Corrections of a unit or a period that stand where the file now has another one: right where the code or the period was what
  /// had to be mended, and wrong where the file was replaced and its rows have moved.
  func moved(_ texts: CellInterners) -> [Finding] {
    others.compactMap { other, met in all[met.first].map { (other: other, correction: $0, count: met.count) } }
      .sorted { ($0.correction.place.file, $0.correction.place.row) < ($1.correction.place.file, $1.correction.place.row) }
      .map { other, correction, count in
        let (named, found, cell) = (other.named.text(texts), other.found.text(texts), correction.cell.wording)
        return Finding(
          .warning, "correction-of-other-cell", at: correction.place,
          Wording(
            "Poprawka („\(named)”) stoi w miejscu komórki „\(found)” (\(cell.polish)); takich komórek: \(count), liczą się poprawki. Jeżeli poprawiono kod lub okres, jest dobrze; jeżeli plik podmieniono i wiersze się przesunęły, usuń te wiersze poprawek.",
            en:
              "The correction (“\(named)”) stands in the place of the cell “\(found)” (\(cell.english)); cells like it: \(count), the corrections count. If the code or the period was mended, all is well; if the file was replaced and its rows have moved, remove these corrections."
          ))
      }
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
