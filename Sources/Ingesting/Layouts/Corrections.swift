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
    /// Codes of the unit and of the period that the correction names.
    var unit: Int32
    var period: Int32
    var isMet = false
  }

  /// Corrections of one line of thought that stand in the place of cells of another unit or period.
  private struct Other: Hashable {
    var file: Int32
    var units: [Int32]
    var periods: [Int32]
  }

  private var all: [CellSpot: Correction] = [:]

  private var others: [Other: (first: CellSpot, count: Int)] = [:]

  mutating func add(_ spot: CellSpot, _ cell: Place, at place: Place, unit: Int32, period: Int32) {
    all[spot] = Correction(cell: cell, place: place, unit: unit, period: period)
  }

  /// - Parameter heading: what the cell itself says; nil for one that is rejected anyway.
  /// - Returns: whether a correction counts in the place of the cell.
  mutating func take(_ spot: CellSpot, _ heading: CellHeading? = nil) -> Bool {
    if all.isEmpty { return false }
    guard let index = all.index(forKey: spot) else { return false }
    all.values[index].isMet = true
    let correction = all.values[index]
    if let heading, heading.unitCode != correction.unit || heading.period != correction.period {
      let other = Other(
        file: spot.file, units: [correction.unit, heading.unitCode], periods: [correction.period, heading.period])
      others[other, default: (spot, 0)].count += 1
    }
    return true
  }

  /// Corrections of a unit or a period that stand where the file now has another one: right where the code or the period was what
  /// had to be mended, and wrong where the file was replaced and its rows have moved.
  func moved(_ texts: CellInterners) -> [Finding] {
    others.values.compactMap { first, count in all[first].map { ($0, first, count) } }
      .sorted { ($0.0.place.file, $0.0.place.row) < ($1.0.place.file, $1.0.place.row) }
      .compactMap { correction, first, count in
        guard let other = others.first(where: { $0.value.first == first })?.key else { return nil }
        func named(_ place: Int) -> String { "\(texts.unitCode[other.units[place]]), \(texts.period[other.periods[place]])" }
        let cell = correction.cell.wording
        return Finding(
          .warning, "correction-of-other-cell", at: correction.place,
          Wording(
            "Poprawka („\(named(0))”) stoi w miejscu komórki „\(named(1))” (\(cell.polish)); takich komórek: \(count), liczą się poprawki. Jeżeli poprawiono kod lub okres, jest dobrze; jeżeli plik podmieniono i wiersze się przesunęły, usuń te wiersze poprawek.",
            en:
              "The correction (“\(named(0))”) stands in the place of the cell “\(named(1))” (\(cell.english)); cells like it: \(count), the corrections count. If the code or the period was mended, all is well; if the file was replaced and its rows have moved, remove these corrections."
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
