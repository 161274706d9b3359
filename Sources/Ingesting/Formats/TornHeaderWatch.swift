import Findings

/// Hands tables on and refuses the wide download of the Local Data Bank that a spreadsheet has saved anew: the labels of a column stand
/// in one field there (`"ogółem;2010;[%]"`), come back as several, and no row fits below them. Nothing but that header is judged:
/// other texts may have rows of any width. FORMATS 1.3.
struct TornHeaderWatch<Receiver: RowReceiver>: RowReceiver {
  private(set) var receiver: Receiver
  private let file: String
  /// Fields of the header and its row, while the row below has not come.
  private var header: (row: Int32, fields: Int)?
  private var isDecided = false
  private var rowsSeen = 0

  /// The header stands in one of the first rows.
  private static var depth: Int { 12 }

  private let isText: Bool

  /// - Parameter isText: false for workbooks, whose cells are in columns whatever was saved: they are handed on.
  init(_ receiver: Receiver, file: String, isText: Bool = true) {
    self.receiver = receiver
    self.file = file
    self.isText = isText
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    (header, isDecided, rowsSeen) = (nil, !isText, 0)
    try receiver.open(table)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    if !isDecided { try look(at: rows) }
    try receiver.receive(rows)
  }

  mutating func close(merged: [String]) throws(Refusal) { try receiver.close(merged: merged) }

  private mutating func look(at rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while !isDecided, view.advance() {
      rowsSeen += 1
      var texts = view.texts()
      while texts.last?.isEmpty == true { texts.removeLast() }
      if let header {
        isDecided = true
        let isUnit = texts.first.map { (6...12).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
        if isUnit == true, texts.count < header.fields { throw torn(header, texts.count) }
      } else if texts.count > 4, texts[0].lowercased() == "kod", texts[1].lowercased() == "nazwa",
        texts.last?.hasPrefix("[") == true, texts.last?.hasSuffix("]") == true,
        texts.contains(where: { $0.utf8.count == 4 && Int($0) != nil })
      {
        // A year and a unit of measure in fields of their own: in the download they are parts of one.
        header = (view.row, texts.count)
      } else if rowsSeen >= Self.depth {
        isDecided = true
      }
    }
  }

  private func torn(_ header: (row: Int32, fields: Int), _ fields: Int) -> Refusal {
    Refusal(
      .data,
      Wording(
        "nagłówek ma \(header.fields) pól, a wiersze pod nim \(fields): opisy kolumn rozpadły się na części",
        en: "the header has \(header.fields) fields and the rows below it \(fields): the labels of the columns have fallen apart"),
      at: Place(file: file, row: Int(header.row)),
      mend: Wording(
        "pobierz plik z BDL jeszcze raz i nie zapisuj go z arkusza kalkulacyjnego",
        en: "download the file again from the Local Data Bank, and do not save it from a spreadsheet"))
  }
}
