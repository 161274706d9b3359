import Findings

/// One table of a page: its cells where the spans of those before leave room (HTML, "forming a table").
struct HTMLTable {
  struct Cell {
    let row: Int
    let column: Int
    let start: Int
    let end: Int
    let kind: CellKind
  }

  /// Places that a cell of several rows or columns takes.
  private struct Span {
    let row: Int
    let column: Int
    var lastRow: Int
    let lastColumn: Int
  }

  static let columnLimit = 16_384
  static let rowLimit = 1_048_576

  var name = ""
  private(set) var cells: [Cell] = []
  private var spans: [Span] = []
  /// The first of the spans that the open section may still cut.
  private var firstOpenSpan = 0
  private var bytes: [UInt8] = []
  private var row = 0
  private var column = 0
  /// For each column the last row that a cell above reaches.
  private var reach: [Int] = []
  private var isInRow = false
  private var isInCell = false
  private var begin = 0
  private var stored: HTMLStoredNumber?
  /// Whether digits are those of a mark above the line that stands behind a number.
  private var isRaised = false
  /// Of the list that is open: where its text begins, whether there is one, and whether what comes is another of its texts.
  private var choice: (begin: Int, isMade: Bool, isOther: Bool)?

  mutating func startRow() {
    endRow()
    isInRow = true
    row += 1
    column = 0
  }

  mutating func endRow() {
    endCell()
    isInRow = false
  }

  /// Ends a part of the table (`thead`, `tbody`, `tfoot`): as in browsers no cell reaches beyond it.
  mutating func endSection() {
    endRow()
    for index in firstOpenSpan..<spans.count where spans[index].lastRow > row {
      spans[index].lastRow = row
      for column in spans[index].column - 1..<spans[index].lastColumn { reach[column] = min(reach[column], row) }
    }
    firstOpenSpan = spans.count
  }

  mutating func finish() { endSection() }

  /// The places of cells that take more than one, `A1:B2`; to be asked at the end.
  var merged: [String] {
    spans.filter { $0.lastRow > $0.row || $0.lastColumn > $0.column }.map {
      SheetReference.text(row: $0.row, column: $0.column) + ":" + SheetReference.text(row: $0.lastRow, column: $0.lastColumn)
    }
  }

  /// - Parameter rows: 0 for all that follow in the part of the table.
  /// - Returns: false when the table is larger than a sheet.
  mutating func startCell(columns: Int, rows: Int, stored: HTMLStoredNumber? = nil) -> Bool {
    if !isInRow { startRow() }
    endCell()
    column += 1
    while column <= reach.count, reach[column - 1] >= row { column += 1 }
    // Browsers take no wider spans either.
    let columns = min(columns, 1000)
    let rows = rows == 0 ? Self.rowLimit - row + 1 : min(rows, 65_534)
    let last = column + columns - 1
    guard last <= Self.columnLimit, row <= Self.rowLimit else { return false }
    if rows != 1 || columns > 1 {
      if reach.count < last { reach += [Int](repeating: 0, count: last - reach.count) }
      for index in column - 1..<last { reach[index] = max(reach[index], row + rows - 1) }
      spans.append(Span(row: row, column: column, lastRow: row + rows - 1, lastColumn: last))
    }
    isInCell = true
    self.stored = stored
    begin = bytes.count
    cellColumn = column
    column = last
    return true
  }

  private var cellColumn = 0

  mutating func endCell() {
    guard isInCell else { return }
    isInCell = false
    isRaised = false
    choice = nil
    while bytes.count > begin, isBlank(at: bytes.count - 1) { bytes.removeLast(blankLength(at: bytes.count - 1)) }
    guard bytes.count > begin else { return }
    let kind = stored?.take(over: &bytes, from: begin) ?? .text
    cells.append(Cell(row: row, column: cellColumn, start: begin, end: bytes.count, kind: kind))
  }

  /// Appends text as it stands between tags: blanks drawn together, entities resolved.
  mutating func append(_ text: some Collection<UInt8>) {
    guard isInCell, choice?.isOther != true else { return }
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "&"), let (scalar, end) = HTMLEntity.scalar(text, from: index) {
        append(scalar)
        index = end
        continue
      }
      if byte == 0x20 || (byte >= 9 && byte <= 13) {
        if bytes.count > begin, let last = bytes.last, last != 0x20, last != 0x0A { bytes.append(0x20) }
      } else if isRaised {
        RaisedDigits.append(CollectionOfOne(byte), to: &bytes)
      } else {
        bytes.append(byte)
        // The same hard blank as above, as it is.
        if byte == 0xA0, bytes.count == begin + 2, bytes[begin] == 0xC2 { bytes.removeLast(2) }
      }
      index = text.index(after: index)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    // A hard blank at the begin of a cell keeps its place open and says nothing.
    if scalar.value == 0xA0, bytes.count == begin { return }
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Of a mark above the line: behind a number its digits are none of the number's, `12<sup>1</sup>` is not 121.
  mutating func raise() { isRaised = isInCell && RaisedDigits.matter(behind: bytes, from: begin) }

  mutating func lower() { isRaised = false }

  /// Of a list to choose from the text that is chosen is shown, or the first.
  mutating func startChoice() { if isInCell { choice = (bytes.count, false, true) } }

  mutating func startOption(isChosen: Bool) {
    guard let open = choice else { return }
    if isChosen { bytes.removeSubrange(min(open.begin, bytes.count)...) }
    choice = (open.begin, true, open.isMade && !isChosen)
  }

  mutating func endChoice() { choice = nil }

  /// A break of the line wherever it stands, but for the begin of the cell.
  mutating func endLine() {
    guard isInCell else { return }
    trimLine()
    if bytes.count > begin { bytes.append(0x0A) }
  }

  /// A new line, unless one has just begun.
  mutating func breakLine() {
    guard isInCell else { return }
    trimLine()
    if bytes.count > begin, bytes.last != 0x0A { bytes.append(0x0A) }
  }

  private mutating func trimLine() { while bytes.count > begin, bytes.last == 0x20 { bytes.removeLast() } }

  private func isBlank(at index: Int) -> Bool { blankLength(at: index) > 0 }

  /// Blank, line break, or a hard blank of two bytes.
  private func blankLength(at index: Int) -> Int {
    if bytes[index] == 0x20 || bytes[index] == 0x0A { return 1 }
    return bytes[index] == 0xA0 && index > begin && bytes[index - 1] == 0xC2 ? 2 : 0
  }

  func hand(to receiver: inout some RowReceiver) throws(Refusal) {
    try receiver.open(TableHeading(name: name))
    var batch = SheetBatch()
    for cell in cells {
      if batch.isFull, batch.rows.cells.last?.row != Int32(cell.row) { _ = try batch.flush(&receiver) }
      let begin = batch.rows.bytes.count
      batch.rows.bytes.append(contentsOf: bytes[cell.start..<cell.end])
      batch.add(row: cell.row, column: cell.column, kind: cell.kind, from: begin)
    }
    _ = try batch.flush(&receiver)
    try receiver.close(merged: merged)
  }
}

/// References to characters: `&oacute;`, `&#243;`, `&#xF3;`.
enum HTMLEntity {
  /// - Returns: the character and where the text goes on; nil for what only looks like a reference.
  static func scalar<Text: Collection<UInt8>>(_ text: Text, from start: Text.Index) -> (Unicode.Scalar, Text.Index)? {
    let rest = text[text.index(after: start)...].prefix(12)
    let isNumber = rest.first == UInt8(ascii: "#")
    let name = String(
      decoding: rest.dropFirst(isNumber ? 1 : 0).prefix {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
      }, as: UTF8.self)
    guard !name.isEmpty else { return nil }
    var end = text.index(start, offsetBy: name.utf8.count + (isNumber ? 2 : 1))
    if end < text.endIndex, text[end] == UInt8(ascii: ";") {
      end = text.index(after: end)
    } else if !isNumber {
      // The oldest names need no semicolon; of these only the one that is left without it everywhere.
      guard name.hasPrefix("nbsp") else { return nil }
      return ("\u{A0}", text.index(start, offsetBy: 5))
    }
    guard isNumber else { return named[name].flatMap { Unicode.Scalar($0) }.map { ($0, end) } }
    let value = name.first == "x" || name.first == "X" ? UInt32(name.dropFirst(), radix: 16) : UInt32(name)
    guard let value, value > 0 else { return nil }
    // Pages of Windows programs number the characters of its code page.
    if value >= 0x80, value < 0xA0 { return Unicode.Scalar(windows[Int(value) - 0x80]).map { ($0, end) } }
    return Unicode.Scalar(value).map { ($0, end) }
  }

  private static let windows: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The entities of HTML 4 that texts use; those of Latin-1 in the order of their characters from U+00A0.
  private static let named: [String: UInt32] = {
    let latin1 =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro "
      + "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
      + "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
      + "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
      + "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
      + "thorn yuml"
    var names: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "OElig": 0x152, "oelig": 0x153, "Scaron": 0x160,
      "scaron": 0x161, "Yuml": 0x178, "circ": 0x2C6, "tilde": 0x2DC, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009,
      "zwnj": 0x200C, "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F, "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018,
      "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D, "bdquo": 0x201E, "dagger": 0x2020,
      "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026, "permil": 0x2030, "prime": 0x2032, "Prime": 0x2033,
      "lsaquo": 0x2039, "rsaquo": 0x203A, "euro": 0x20AC, "trade": 0x2122, "larr": 0x2190, "uarr": 0x2191, "rarr": 0x2192,
      "darr": 0x2193, "harr": 0x2194, "minus": 0x2212, "infin": 0x221E, "asymp": 0x2248, "ne": 0x2260, "equiv": 0x2261,
      "le": 0x2264, "ge": 0x2265, "sum": 0x2211, "radic": 0x221A, "fnof": 0x192, "alpha": 0x3B1, "beta": 0x3B2,
      "gamma": 0x3B3, "delta": 0x3B4, "mu": 0x3BC, "pi": 0x3C0, "sigma": 0x3C3, "omega": 0x3C9, "Omega": 0x3A9,
      "Aogon": 0x104, "aogon": 0x105, "Cacute": 0x106, "cacute": 0x107, "Eogon": 0x118, "eogon": 0x119, "Lstrok": 0x141,
      "lstrok": 0x142, "Nacute": 0x143, "nacute": 0x144, "Sacute": 0x15A, "sacute": 0x15B, "Zacute": 0x179,
      "zacute": 0x17A, "Zdot": 0x17B, "zdot": 0x17C,
    ]
    for (index, name) in latin1.split(separator: " ").enumerated() { names[String(name)] = 0xA0 + UInt32(index) }
    return names
  }()
}
