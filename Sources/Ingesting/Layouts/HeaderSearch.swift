import Findings
import Pipelines

/// Finds the header of a table under a preamble: the first row that has all the named headings.
///
/// Headings compare with white space folded and without case. The best row so far is remembered, so that a table that
/// has none gets one message with what was expected, what was found and what is nearest.
struct HeaderSearch {
  private let wanted: [String]
  private var bestRow: Int32 = 0
  private var bestFound: Set<String> = []
  private var bestTexts: [String] = []

  /// - Parameter wanted: headings as the profile writes them.
  init(_ wanted: [String]) {
    self.wanted = wanted
  }

  /// - Returns: column (1-based) of each wanted heading when this row is the header.
  mutating func columns(in view: RowView) -> [String: Int]? {
    var places: [String: Int] = [:]
    let texts = view.texts()
    for (index, text) in texts.enumerated() where places[foldedHeading(text)] == nil {
      places[foldedHeading(text)] = index + 1
    }
    var columns: [String: Int] = [:]
    for heading in wanted { columns[heading] = places[foldedHeading(heading)] }
    if columns.count == wanted.count { return columns }
    if columns.count > bestFound.count {
      bestFound = Set(columns.keys)
      bestRow = view.row
      bestTexts = texts
    }
    return nil
  }

  /// The table ended without a header.
  func refusal(_ sink: CellSink) -> Refusal {
    let missing = wanted.filter { !bestFound.contains($0) }
    let hints = missing.map { heading in
      nearest(to: foldedHeading(heading), among: bestTexts.map(foldedHeading)).map { "„\(heading)” (jest: „\($0)”)" }
        ?? "„\(heading)”"
    }
    let found = bestTexts.filter { !$0.isEmpty }.map { "„\($0)”" }.joined(separator: ", ")
    return Refusal(
      .data,
      Wording(
        "W tabeli nie ma nagłówka z kolumnami: \(hints.joined(separator: ", ")). Najbliższy wiersz zawiera: \(found.isEmpty ? "nic" : found).",
        en:
          "The table has no header with the columns: \(hints.joined(separator: ", ")). The nearest row holds: \(found.isEmpty ? "nothing" : found)."
      ),
      at: sink.place(row: bestRow),
      mend: Wording(
        "Popraw nazwy kolumn w pliku albo w profilu źródła.",
        en: "Correct the names of the columns in the file or in the source's profile."))
  }
}
