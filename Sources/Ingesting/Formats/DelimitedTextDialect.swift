import Bytes
import Findings

/// Finds how a text is delimited, from its first part.
///
/// Every separator that occurs is tried with every way of quoting; the one wins under which most records have the same
/// count of fields, more fields counting more. Preambles and footers only lower the share of regular records.
struct DialectDetection {
  /// UTF-8, with `FieldScanner.padding` zero bytes after it.
  let sample: [UInt8]
  let isWhole: Bool
  let count: Int

  /// - Parameters:
  ///   - sample: the first part of the text, or all of it.
  ///   - isWhole: nothing comes after it.
  init(_ sample: [UInt8], isWhole: Bool) {
    count = sample.count
    self.sample = sample + Array(repeating: 0, count: FieldScanner.padding)
    self.isWhole = isWhole
  }

  /// The separators in order of likelihood, which decides only between readings that are as good.
  static let separators: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "|")]

  struct Finding {
    var dialect: Dialect
    /// The fields that most records have.
    var width: Int
    var delimiterBy: Understanding.Source
    var evidence: [Wording]
    var runnerUp: Wording?
  }

  struct Candidate {
    var dialect: Dialect
    /// The count of fields that most records have, among those with more than one.
    var width = 1
    var regular = 0
    var records = 0
    var isFirstRegular = false
    var quoted = 0
    /// Quoted fields with the separator in them.
    var guarding = 0
    var malformed = 0
    var isUnterminated = false
    /// Separators that look like decimal commas or like prose.
    var weak = 0
    var separators = 0
    /// Quotes that would open a field if no blank stood before them.
    var late = 0

    var score: Double {
      guard records > 0, width > 1 else { return 0 }
      let share = Double(regular) / Double(records)
      var score = share * share * log2(width)
      if isFirstRegular { score *= 1.05 }
      score /= 1 + 4 * Double(malformed) / Double(records)
      if isUnterminated { score *= 0.1 }
      return score
    }

    /// Base-2 logarithm, linear between the powers of two: enough to rank counts of fields.
    private func log2(_ value: Int) -> Double {
      let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
      return Double(whole) + Double(value - 1 << whole) / Double(1 << whole)
    }
  }

  /// - Throws: `.data` when the text is one column and looks like several.
  func find(_ options: ReadingOptions, file: String) throws(Refusal) -> Finding {
    let found = Self.separators.filter { sample.prefix(count).contains($0) && ($0 != 9 || !isTabAfterSeparator) }
    let separators = options.delimiter.map { [$0] } ?? found
    var candidates = separators.map { best($0, options) }
    penaliseWeak(&candidates)
    let ranked = candidates.enumerated().sorted {
      ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset)
    }.map(\.element)
    guard let winner = ranked.first else {
      try refuseHiddenColumns(file)
      return Finding(
        dialect: best(UInt8(ascii: ","), options).dialect, width: 1, delimiterBy: .standard,
        evidence: [Wording("jedna kolumna: w tekście nie ma separatorów", en: "one column: the text has no separators")])
    }
    if options.delimiter == nil, winner.score == 0 { try refuseHiddenColumns(file) }
    if options.delimiter == nil, winner.regular * 3 < winner.records { try refuseOtherSeparator(file) }
    if options.delimiter == nil, isDecimalsOnly(winner, among: candidates) || isProse(winner) {
      return Finding(
        dialect: Dialect(delimiter: UInt8(ascii: ";"), quote: winner.dialect.quote, escape: winner.dialect.escape), width: 1,
        delimiterBy: .detected,
        evidence: [
          Wording(
            "jedna kolumna: przecinki stoją tylko w liczbach i zdaniach",
            en: "one column: commas stand only inside numbers and sentences")
        ],
        runnerUp: Wording("przecinek jako separator", en: "the comma as separator"))
    }
    return Finding(
      dialect: winner.dialect, width: winner.width, delimiterBy: options.delimiter == nil ? .detected : .chosen,
      evidence: [evidence(winner)] + lateQuotes(winner),
      runnerUp: ranked.dropFirst().first { $0.width > 1 }.map { evidence($0) })
  }

  /// Every tab stands right behind a comma or semicolon: it is a blank in front of the next field.
  private var isTabAfterSeparator: Bool {
    (0..<count).allSatisfy {
      sample[$0] != 9 || $0 > 0 && (sample[$0 - 1] == UInt8(ascii: ",") || sample[$0 - 1] == UInt8(ascii: ";"))
    }
  }

  private func evidence(_ candidate: Candidate) -> Wording {
    let name = separatorName(candidate.dialect.delimiter)
    let (ten, one) = (candidate.width % 100, candidate.width % 10)
    let fields = candidate.width == 1 ? "polu" : (2...4).contains(one) && !(12...14).contains(ten) ? "pola" : "pól"
    return Wording(
      "separator \(name.polish): \(candidate.regular) z \(candidate.records) wierszy próbki ma po \(candidate.width) \(fields)",
      en: "separator \(name.english): \(candidate.regular) of \(candidate.records) sampled rows have \(candidate.width) fields")
  }

  private func lateQuotes(_ candidate: Candidate) -> [Wording] {
    guard candidate.late > 0 else { return [] }
    return [
      Wording(
        "cudzysłowy po spacji (\(candidate.late)) to zwykłe znaki: pole otwiera tylko cudzysłów zaraz za separatorem",
        en:
          "quotes after a blank (\(candidate.late)) are ordinary characters: only a quote right after the separator opens a field"
      )
    ]
  }

  /// The best way of quoting for one separator.
  private func best(_ delimiter: UInt8, _ options: ReadingOptions) -> Candidate {
    switch options.quote {
    case .none?: return measure(Dialect(delimiter: delimiter, quote: nil))
    case .character(let quote)?: return measured(delimiter, quote)
    case nil:
      let usual = measured(delimiter, UInt8(ascii: "\""))
      let apostrophe = UInt8(ascii: "'")
      guard opens(apostrophe, after: delimiter) else { return usual }
      // Apostrophes are quotes only where they do what quotes do, and more of it.
      let other = measured(delimiter, apostrophe)
      guard other.malformed == 0, !other.isUnterminated, other.quoted > usual.quoted else { return usual }
      // A separator between two of them in every record makes the rows as regular without them, and wider.
      let guardsAll = other.guarding > 0 && other.quoted > 1 && other.width > 1 && other.regular == other.records
      return other.score > usual.score || other.quoted > 1 && other.score >= usual.score || guardsAll ? other : usual
    }
  }

  /// With the way of escaping that leaves the fewest fields odd; doubled quotes where both are as good.
  private func measured(_ delimiter: UInt8, _ quote: UInt8) -> Candidate {
    let doubled = Dialect(delimiter: delimiter, quote: quote)
    let plain = measure(doubled)
    guard hasEscapedQuote(doubled) else { return plain }
    let escaped = measure(Dialect(delimiter: delimiter, quote: quote, escape: .backslash))
    let isBetter =
      (escaped.isUnterminated ? 1 : 0, escaped.malformed) < (plain.isUnterminated ? 1 : 0, plain.malformed)
      && escaped.quoted > 0
    return isBetter ? escaped : plain
  }

  private func opens(_ quote: UInt8, after delimiter: UInt8) -> Bool {
    var before: UInt8 = 10
    for byte in sample.prefix(count) {
      if byte == quote, before == delimiter || before == 10 || before == 13 { return true }
      before = byte
    }
    return false
  }

  private func hasEscapedQuote(_ dialect: Dialect) -> Bool {
    var before: UInt8 = 0
    for byte in sample.prefix(count) {
      if byte == dialect.quote, before == UInt8(ascii: "\\") { return true }
      before = byte
    }
    return false
  }

  private func measure(_ dialect: Dialect) -> Candidate {
    var candidate = Candidate(dialect: dialect)
    var bytes = sample
    var fields: [Rows.Cell] = []
    var scanner = FieldScanner(dialect)
    do throws(ScanFailure) {
      var place = (next: 0, isFull: true)
      while place.isFull {
        place = try scanner.scan(&bytes, place.next..<count, isLast: isWhole, into: &fields)
      }
    } catch {
      candidate.isUnterminated = true
    }
    var widths: [Int: Int] = [:]
    var firstWidth = 0
    var width = 0
    for index in fields.indices {
      width += 1
      look(at: fields[index], dialect, &candidate)
      guard index + 1 == fields.count || fields[index + 1].column == 1 else { continue }
      widths[width, default: 0] += 1
      if firstWidth == 0 { firstWidth = width }
      candidate.records += 1
      width = 0
    }
    for (width, count) in widths where width > 1 {
      let isBetter = (count * count * width, width) > (candidate.regular * candidate.regular * candidate.width, candidate.width)
      if isBetter || candidate.width == 1 {
        candidate.width = width
        candidate.regular = count
      }
    }
    candidate.isFirstRegular = firstWidth == candidate.width
    return candidate
  }

  /// Counts quoted fields, quotes where none should be, and separators that may be something else.
  private func look(at field: Rows.Cell, _ dialect: Dialect, _ candidate: inout Candidate) {
    let start = Int(field.start)
    var end = Int(field.end)
    if let quote = dialect.quote {
      if start > 0, sample[start - 1] == quote {
        candidate.quoted += 1
        guard let close = closingQuote(from: start, quote, dialect) else {
          candidate.malformed += 1
          return
        }
        end = close + 1
        if sample[start..<close].contains(dialect.delimiter) { candidate.guarding += 1 }
      } else if start < end, sample[start..<end].contains(quote) {
        candidate.malformed += 1
      }
    }
    guard end < count, sample[end] == dialect.delimiter else { return }
    candidate.separators += 1
    let isDecimal = dialect.delimiter == UInt8(ascii: ",") && end > 0 && isDigit(sample[end - 1]) && isDigit(sample[end + 1])
    if isDecimal || sample[end + 1] == 32 { candidate.weak += 1 }
    if sample[end + 1] == 32, let quote = dialect.quote, sample[end + 2] == quote { candidate.late += 1 }
  }

  /// Where a quoted field ends whose inner quotes are all escaped; nil when text follows its closing quote.
  private func closingQuote(from start: Int, _ quote: UInt8, _ dialect: Dialect) -> Int? {
    var p = start
    while p < count {
      if dialect.escape == .backslash, sample[p] == UInt8(ascii: "\\") {
        p += 2
        continue
      }
      if sample[p] == quote {
        guard p + 1 < count else { return p }
        let next = sample[p + 1]
        if dialect.escape == .doubled, next == quote {
          p += 2
          continue
        }
        return next == dialect.delimiter || next == 10 || next == 13 ? p : nil
      }
      p += 1
    }
    return nil
  }

  func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Commas between digits are decimals, and separators with a blank after them are prose, as long as another separator
  /// explains the rows.
  private func penaliseWeak(_ candidates: inout [Candidate]) {
    func isWeak(_ candidate: Candidate) -> Bool { candidate.weak * 10 >= candidate.separators * 8 }
    let isRivalled = candidates.contains { !isWeak($0) && $0.width > 1 && $0.regular * 2 >= $0.records }
    guard isRivalled else { return }
    for index in candidates.indices where isWeak(candidates[index]) { candidates[index].malformed += candidates[index].records }
  }

  /// `x` over `1,5` and `2,5`: one column of decimals, not two columns with half a header.
  private func isDecimalsOnly(_ winner: Candidate, among candidates: [Candidate]) -> Bool {
    winner.dialect.delimiter == UInt8(ascii: ",") && winner.width == 2 && !winner.isFirstRegular && winner.separators > 0
      && winner.weak == winner.separators && candidates.allSatisfy { $0.width <= 2 }
  }

  /// Sentences in one column: words with blanks after all commas, and hardly two rows with as many of them.
  private func isProse(_ winner: Candidate) -> Bool {
    winner.dialect.delimiter == UInt8(ascii: ",") && !winner.isFirstRegular && winner.separators > 0
      && winner.weak == winner.separators && winner.quoted == 0 && winner.late == 0 && winner.regular * 2 <= winner.records
      && sample.prefix(count).contains { $0 >= 0x80 || ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
  }
}

/// How a separator is called in messages.
func separatorName(_ separator: UInt8) -> Wording {
  switch separator {
  case UInt8(ascii: ";"): Wording("średnik", en: "semicolon")
  case UInt8(ascii: ","): Wording("przecinek", en: "comma")
  case UInt8(ascii: "\t"): Wording("tabulator", en: "tab")
  case UInt8(ascii: "|"): Wording("kreska pionowa", en: "vertical bar")
  case 32: Wording("spacja", en: "blank")
  case 0x21...0x7e:
    Wording("„\(Character(Unicode.Scalar(separator)))”", en: "'\(Character(Unicode.Scalar(separator)))'")
  default: Wording("znak o kodzie \(separator)", en: "the character of code \(separator)")
  }
}
