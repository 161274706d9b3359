import Findings

extension DialectDetection {
  /// A sign that we do not guess, equally often in every line, where no separator fits the rows: the columns are its.
  func refuseOtherSeparator(_ file: String) throws(Refusal) {
    var lines = sample.prefix(count).split { $0 == 10 || $0 == 13 }
    // The last line may go on behind the sample.
    if !isWhole { _ = lines.popLast() }
    guard lines.count > 2 else { return }
    for sign in "^~\u{1f}\u{1e}\u{1}".utf8 {
      let counts = Set(lines.map { line in line.count { $0 == sign } })
      guard counts.count == 1, let inLine = counts.first, inLine > 1 else { continue }
      throw columns(separatedBy: sign, file)
    }
  }

  private func columns(separatedBy sign: UInt8, _ file: String) -> Refusal {
    let name = separatorName(sign)
    return Refusal(
      .data,
      Wording(
        "tekst wygląda na kolumny rozdzielone znakiem \(name.polish)",
        en: "the text looks like columns separated by \(name.english)"), at: Place(file: file, row: 1),
      mend: Wording("podaj separator (--delimiter)", en: "give the separator (--delimiter)"))
  }

  /// A text of one column that is in truth separated by a sign we do not guess, or laid out with blanks.
  func refuseHiddenColumns(_ file: String) throws(Refusal) {
    var lines = 0
    var padded = 0
    // Where words begin or end behind the first one, and how many lines have that.
    var edges: [Int: Int] = [:]
    var spaced = 0
    var blanks = SteadyCount()
    var colons = SteadyCount()
    var frames = SteadyCount()
    var hasWordFirst = false
    var hasLetterFirst = false
    var numeric = 0
    var counts: [UInt8: (lines: Int, perLine: Int, isRegular: Bool)] = [:]
    let signs: [UInt8] = Array("^~#!\u{1f}\u{1e}\u{1}".utf8)
    for line in sample.prefix(count).split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      lines += 1
      var inLine: [UInt8: Int] = [:]
      var run = 0
      var runs = 0
      var widest = 0
      var hasWord = false
      for (place, byte) in line.enumerated() {
        if byte == 32 {
          // The end of a word as a negative place.
          if run == 0, hasWord, place < 256 { edges[-place, default: 0] += 1 }
          run += 1
        } else {
          if run > 0, hasWord, place < 256 { edges[place, default: 0] += 1 }
          if hasWord { widest = max(widest, run) }
          hasWord = true
          if run > 1 { runs += 1 }
          run = 0
          if signs.contains(byte) { inLine[byte, default: 0] += 1 }
        }
      }
      if run == 0, hasWord { edges[-line.count, default: 0] += 1 }
      if runs > 1 { padded += 1 }
      if widest > 1 { spaced += 1 }
      blanks.take(line.count { $0 == 32 }, line: lines)
      colons.take(line.count { $0 == UInt8(ascii: ":") }, line: lines)
      frames.take(frameLines(line), line: lines)
      if lines == 1 {
        hasWordFirst = !line.contains(where: isDigit)
        hasLetterFirst = line.contains { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
      } else if line.last.map(isDigit) == true {
        numeric += 1
      }
      for (sign, number) in inLine {
        let known = counts[sign] ?? (0, number, true)
        counts[sign] = (known.lines + 1, number, known.isRegular && known.perLine == number)
      }
    }
    guard lines > 1 else { return }
    // Nothing else puts a control character into most lines.
    var hidden = signs.first { sign in
      counts[sign].map { $0.isRegular && ($0.lines == lines || sign < 32 && $0.lines * 2 > lines) } == true
    }
    // Words with as many blanks are a column of names; with numbers at the end of most lines they are columns.
    let isWorded = hasWordFirst && lines > 2
    if hidden == nil, isWorded, colons.inFirst > 1, colons.lines == lines { hidden = UInt8(ascii: ":") }
    if hidden == nil, isWorded, blanks.inFirst > 0, blanks.lines == lines, numeric * 2 >= lines { hidden = 32 }
    // Years head columns too: then every line below ends with a number.
    if hidden == nil, lines > 2, blanks.inFirst > 1, blanks.lines == lines, numeric == lines - 1, hasLetterFirst { hidden = 32 }
    if let hidden { throw columns(separatedBy: hidden, file) }
    if frames.inFirst > 0, frames.lines == lines { throw columnsInFrames(file) }
    let isAligned = lines > 2 && (spaced == lines || spaced * 2 > lines && edges.values.contains { $0 == lines })
    if lines > 2, padded * 10 >= lines * 9 || isAligned {
      throw Refusal(
        .data,
        Wording(
          "tekst wygląda na kolumny wyrównane spacjami, bez separatora",
          en: "the text looks like columns aligned with blanks, without a separator"), at: Place(file: file, row: 1),
        mend: Wording("zapisz tabelę jako CSV z separatorem", en: "save the table as CSV with a separator"))
    }
  }
}

/// How many lines have as many of something as the first one.
private struct SteadyCount {
  private(set) var inFirst = 0
  private(set) var lines = 0

  /// - Parameter line: from 1.
  mutating func take(_ count: Int, line: Int) {
    if line == 1 { inFirst = count }
    if count == inFirst { lines += 1 }
  }
}

/// How many `│` and `║` of a frame stand in a line of UTF-8.
private func frameLines(_ line: ArraySlice<UInt8>) -> Int {
  var found = 0
  var (before, last): (UInt8, UInt8) = (0, 0)
  for byte in line {
    if before == 0xE2, last == 0x94 && byte == 0x82 || last == 0x95 && byte == 0x91 { found += 1 }
    (before, last) = (last, byte)
  }
  return found
}

private func columnsInFrames(_ file: String) -> Refusal {
  Refusal(
    .data,
    Wording(
      "tekst wygląda na kolumny rozdzielone kreskami ramki („│”)",
      en: "the text looks like columns separated by lines of a frame (“│”)"), at: Place(file: file, row: 1),
    mend: Wording("zapisz tabelę jako CSV z separatorem", en: "save the table as CSV with a separator"))
}
