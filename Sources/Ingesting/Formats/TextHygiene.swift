import Bytes
import Findings

/// Characters in published text that people do not see or that stand for something lost: they are kept, and flagged, with
/// the first place of each kind.
///
/// Kinds: U+FFFD (a character lost before we got the file), invisible characters (zero width, word joiner, byte order mark
/// inside text), characters that turn the direction of writing (they can make a text look like another), zero bytes and
/// other control characters.
struct TextHygiene {
  private struct Sighting {
    var count = 0
    var row: Int32 = 0
    var column: Int32 = 0
  }

  private enum Kind: Int, CaseIterable {
    case lost, invisible, direction, control
  }

  private var sightings = Array(repeating: Sighting(), count: Kind.allCases.count)

  mutating func look(at rows: borrowing Rows) {
    guard let first = rows.cells.first, let last = rows.cells.last else { return }
    var p = Int(first.start)
    let end = Int(last.end)
    while true {
      p = suspiciousPlace(rows.bytes.span, from: p, to: end)
      guard p < end else { return }
      if let kind = kind(rows.bytes, p, end) { see(kind, rows, p) }
      p += 1
    }
  }

  /// Looks at one text of markup.
  mutating func look(at text: [UInt8], row: Int) {
    var p = 0
    while true {
      p = suspiciousPlace(text.span, from: p, to: text.count)
      guard p < text.count else { return }
      if let kind = kind(text, p, text.count) { count(kind, row: Int32(truncatingIfNeeded: row), column: 0) }
      p += 1
    }
  }

  private func kind(_ bytes: borrowing [UInt8], _ p: Int, _ end: Int) -> Kind? {
    switch bytes[p] {
    case 0xe2:
      guard p + 2 < end else { return nil }
      switch (bytes[p + 1], bytes[p + 2]) {
      case (0x80, 0x8b...0x8d), (0x81, 0xa0...0xa4): return .invisible
      case (0x80, 0x8e...0x8f), (0x80, 0xaa...0xae), (0x81, 0xa6...0xa9): return .direction
      default: return nil
      }
    case 0xef:
      guard p + 2 < end, bytes[p + 1] == 0xbb || bytes[p + 1] == 0xbf else { return nil }
      if bytes[p + 1] == 0xbf, bytes[p + 2] == 0xbd { return .lost }
      return bytes[p + 1] == 0xbb && bytes[p + 2] == 0xbf ? .invisible : nil
    case 0..<32, 127: return .control
    default: return nil
    }
  }

  private mutating func see(_ kind: Kind, _ rows: borrowing Rows, _ place: Int) {
    // Bytes between the fields (separators, quotes) belong to the field before them.
    var low = 0
    var high = rows.cells.count
    while low < high {
      let middle = (low + high) / 2
      if Int(rows.cells[middle].start) <= place { low = middle + 1 } else { high = middle }
    }
    guard low > 0, place < Int(rows.cells[low - 1].end) else { return }
    count(kind, row: rows.cells[low - 1].row, column: rows.cells[low - 1].column)
  }

  private mutating func count(_ kind: Kind, row: Int32, column: Int32) {
    if sightings[kind.rawValue].count == 0 {
      sightings[kind.rawValue].row = row
      sightings[kind.rawValue].column = column
    }
    sightings[kind.rawValue].count += 1
  }

  func findings(file: String, sheet: String = "") -> [Finding] {
    Kind.allCases.compactMap { kind in
      let sighting = sightings[kind.rawValue]
      guard sighting.count > 0 else { return nil }
      let (code, polish, english) =
        switch kind {
        case .lost:
          (
            "lost-character", "znak � zamiast utraconej litery: plik zapisano wcześniej w złym kodowaniu, pobierz go ze źródła",
            "the character � in place of a lost letter: the file was once saved in a wrong encoding, get it from its source"
          )
        case .invisible: ("invisible-character", "znak niewidoczny wewnątrz tekstu", "an invisible character inside a text")
        case .direction:
          ("direction-character", "znak zmieniający kierunek pisma", "a character that turns the direction of writing")
        case .control: ("control-character", "znak sterujący wewnątrz tekstu", "a control character inside a text")
        }
      return Finding(
        kind == .invisible ? .note : .warning, code,
        at: Place(file: file, sheet: sheet, row: Int(sighting.row), column: Int(sighting.column)),
        Wording("\(polish); razem \(sighting.count), tu pierwszy", en: "\(english); \(sighting.count) in all, the first here"))
    }
  }
}

/// The place of the next byte that may begin a suspicious character: below 0x20 but tab and line ends, 0x7F, 0xE2, 0xEF;
/// or the end.
private func suspiciousPlace(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
  var i = start
  unsafe bytes.withUnsafeBytes { raw in
    while i + 8 <= end {
      let word = unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let first = word ^ 0xe2e2_e2e2_e2e2_e2e2
      let second = word ^ 0xefef_efef_efef_efef
      let delete = word ^ 0x7f7f_7f7f_7f7f_7f7f
      var hits = (first &- 0x0101_0101_0101_0101) & ~first
      hits |= (second &- 0x0101_0101_0101_0101) & ~second
      hits |= (delete &- 0x0101_0101_0101_0101) & ~delete
      hits |= (word &- 0x0909_0909_0909_0909) & ~word
      hits &= 0x8080_8080_8080_8080
      guard hits == 0 else {
        i += hits.trailingZeroBitCount >> 3
        return
      }
      i += 8
    }
    while i < end {
      let byte = unsafe raw[i]
      if byte < 9 || byte == 0x7f || byte == 0xe2 || byte == 0xef { return }
      i += 1
    }
  }
  return min(i, end)
}
