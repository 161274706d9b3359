import Findings

/// How much text the cells of a sheet may hold: a text that thousands of cells share, or a blank written as a number of blanks,
/// makes much of little. Each limit is named in the message that refuses.
struct SheetTextLimits: Hashable {
  /// Bytes of one row, the same as of a record of delimited text.
  var row = 64 << 20
  /// Bytes of the whole sheet.
  var sheet = Int.max

  init() {}

  /// For a sheet that takes so many bytes where it is written, unpacked: half a kilobyte to a cell at the least.
  init(ofSheetWith bytes: Int) { sheet = 64 << 20 + 32 * min(bytes, 1 << 40) }

  /// What there is too much of; nil while there is not.
  ///
  /// - Parameters:
  ///   - open: bytes that are not handed out yet: not much more than the row that is open.
  ///   - handedOut: those of the sheet before them.
  func excess(open: Int, handedOut: Int) -> Wording? {
    if open > row {
      return Wording("wiersz ma ponad \(row) bajtów tekstu", en: "the row has more than \(row) bytes of text")
    }
    guard handedOut > sheet - open else { return nil }
    return Wording("arkusz ma ponad \(sheet) bajtów tekstu", en: "the sheet has more than \(sheet) bytes of text")
  }
}
