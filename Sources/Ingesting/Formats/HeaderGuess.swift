import Bytes

/// How many rows of a table are its header: those above the first row that looks like the rows further down.
///
/// For people who look at a file; layouts know their headers by name. Only the first rows are kept.
struct HeaderGuess {
  private enum Kind: UInt8 {
    case empty, text, number, year
  }

  private let width: Int
  private var rows: [[Kind]] = []
  private static let enough = 60
  /// Headers of more rows than this are no headers.
  private static let most = 4

  /// - Parameter width: the fields of the table's rows; others are not looked at.
  init(width: Int) { self.width = width }

  mutating func take(_ rows: borrowing Rows, _ cells: Range<Int>) {
    guard self.rows.count < Self.enough, cells.count == width, width > 1 else { return }
    self.rows.append(cells.map { kind(rows.bytes.span.extracting(Int(rows.cells[$0].start)..<Int(rows.cells[$0].end))) })
  }

  private func kind(_ text: Span<UInt8>) -> Kind {
    guard !text.isEmpty else { return .empty }
    guard text.count < 40 else { return .text }
    if text.count == 4, text[0] == 0x31 || text[0] == 0x32, (0..<4).allSatisfy({ text[$0] &- 0x30 < 10 }) { return .year }
    if text.count == 1, "-.x:".utf8.contains(text[0]) { return .empty }
    for grammar in [NumberGrammar.polish, .technical] {
      switch NumberText(text, grammar) {
      case .number, .marked: return .number
      case .not: continue
      }
    }
    return .text
  }

  /// Nil where no column has numbers, so that nothing tells a header from the rows below it.
  var headerRows: Int? {
    guard rows.count > 1 else { return nil }
    let body = rows.dropFirst(min(Self.most, rows.count / 2))
    let columns: [(place: Int, kind: Kind)] = (0..<width).compactMap { place in
      let filled = body.map { $0[place] }.filter { $0 != .empty }
      let years = filled.count { $0 == .year }
      let numbers = filled.count { $0 == .number }
      guard !filled.isEmpty, (years + numbers) * 5 >= filled.count * 4 else { return nil }
      return (place, years > numbers ? .year : .number)
    }
    guard !columns.isEmpty else { return nil }
    for (index, row) in rows.prefix(Self.most + 1).enumerated() {
      let alike = columns.count { row[$0.place] == $0.kind }
      if alike * 2 >= columns.count { return index }
    }
    return nil
  }
}
