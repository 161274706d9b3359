import Contracts
import Findings

/// Whether the rows of a table of text have as many fields as their header: a lost or an additional separator (`1,234` in a file
/// divided by commas) puts every value behind it under another heading, and nobody knows where it happened. Sheets have their cells
/// in columns and leave empty ones out.
struct RowFit {
  /// A sheet of a workbook: all its rows fit.
  let isSheet: Bool
  /// Columns up to the last heading, and of the header with what stands unnamed behind it.
  private var named = 0
  private var fields = 0

  /// What is known of a value that is rejected with its row.
  struct Origin {
    var unitCode: String
    var period: String
    var series = ""
    var unitOfMeasure = ""
  }

  /// A row that does not fit: all its values are rejected.
  struct Misfit {
    let code: String
    let message: Wording

    /// - Parameter columns: those of the row that would be values. Where all of them are lost the first stands for the row.
    func reject(_ view: RowView, _ columns: [Int], to sink: CellSink, _ origin: (_ column: Int) -> Origin) {
      let filled = columns.filter { !view.isEmpty($0) }
      for column in filled.isEmpty ? Array(columns.prefix(1)) : filled {
        let origin = origin(column)
        sink.reject(
          RejectRow(
            place: sink.place(row: view.row, column: column), unitCode: origin.unitCode, period: origin.period,
            series: origin.series, unitOfMeasure: origin.unitOfMeasure, text: view.text(column), code: code, message: message))
      }
      sink.skip("heading", count: view.filledCount() - filled.count)
    }
  }

  init(of table: TableHeading = TableHeading()) { isSheet = !table.name.isEmpty }

  /// - Parameter headings: of the header that was found, one a field.
  mutating func measure(_ headings: [String]) {
    named = headings.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    fields = headings.count
  }

  func misfit(_ view: RowView) -> Misfit? {
    if isSheet { return nil }
    if view.lastColumn < named { return short(view) }
    guard view.lastColumn > fields, (fields + 1...view.lastColumn).contains(where: { !view.isEmpty($0) }) else { return nil }
    return Misfit(
      code: "long-row",
      message: Wording(
        "Wiersz ma \(view.lastColumn) pól, a nagłówek \(fields): jedno jest nadmiarowe i nie wiadomo które, więc wartości mogły się przesunąć. Usuń zbędny separator albo ujmij pole, w którym jest częścią tekstu lub liczby, w cudzysłów.",
        en:
          "The row has \(view.lastColumn) fields, the header \(fields): one is too many, nobody knows which, and values may have slipped. Take out the separator that is too many, or put the field that it is a part of in quotes."
      ))
  }

  private func short(_ view: RowView) -> Misfit {
    Misfit(
      code: "short-row",
      message: Wording(
        "Wiersz ma \(view.lastColumn) pól, a nagłówek \(named): brakuje pola i nie wiadomo którego, więc wartości mogły się przesunąć. Uzupełnij wiersz (puste pole też ma swój separator).",
        en:
          "The row has \(view.lastColumn) fields, the header \(named): one is missing, nobody knows which, and values may have slipped. Complete the row (an empty field has its separator too)."
      ))
  }
}
