package import Bytes
package import Findings

/// A delimited text that has been looked at: how to read it.
package struct DelimitedTextPlan: Sendable {
  package var understanding: Understanding
  package var dialect: Dialect
  package var encoding: TextEncoding
  /// Bytes of the decoded text before the first record: a `sep=` line.
  package var skipped = 0
  /// The file begins with a byte order mark.
  package var hasMark = false
  /// The fields that most records have.
  package var width = 0
  /// Some bytes may belong to characters that people do not see.
  package var isSuspicious = true
}

/// How much of a text is looked at to find its separator and quotes.
let sampleSize = 1 << 18

/// Looks at a delimited text: its encoding over the whole file, its separator and quotes over the first quarter of a
/// megabyte and wherever the rest shows signs of another way of quoting.
/// - Throws: `.data` when the encoding cannot be known, when the file is damaged, or when one column hides several.
package func understandDelimitedText(_ input: Input, _ options: ReadingOptions) throws(Refusal) -> DelimitedTextPlan {
  var understanding = Understanding(format: .csv)
  let look = try findEncoding(input, chosen: options.encoding, into: &understanding)
  let encoding = understanding.encoding ?? .utf8
  var sample = [UInt8](repeating: 0, count: sampleSize)
  let text = DecodedStream(try input.open(), encoding, shownAs: input.name)
  let got = try text.read(into: &sample)
  sample.removeLast(sampleSize - got)
  var isWhole = got < sampleSize
  if !isWhole {
    var more: [UInt8] = [0]
    isWhole = try text.read(into: &more) == 0
  }
  return try delimitedTextPlan(understanding, look, sample, isWhole: isWhole, input, options)
}

/// How to read a text whose encoding is known.
/// - Parameter sample: the beginning of the text, decoded.
func delimitedTextPlan(
  _ found: Understanding, _ look: TextLook, _ sample: [UInt8], isWhole: Bool, _ input: Input, _ options: ReadingOptions
) throws(Refusal) -> DelimitedTextPlan {
  var understanding = found
  let encoding = understanding.encoding ?? .utf8
  var options = options
  var skipped = 0
  if let line = separatorLine(sample) {
    skipped = line.length
    if options.delimiter == nil {
      options.delimiter = line.separator
      let name = separatorName(line.separator)
      understanding.evidence.append(
        Wording("separator \(name.polish): wiersz „sep=”", en: "separator \(name.english): the line 'sep='"))
    }
  }
  let body = Array(sample.dropFirst(skipped))
  var found = try DialectDetection(body, isWhole: isWhole).find(options, file: input.name)
  if !isWhole, encoding.unitSize == 1 { try reconsider(&found, body, look.late, options, input) }
  understanding.delimiter = found.dialect.delimiter
  understanding.delimiterBy = skipped > 0 && found.delimiterBy == .chosen ? .detected : found.delimiterBy
  understanding.quote = found.dialect.quote
  understanding.escape = found.dialect.escape
  understanding.evidence += found.evidence
  if understanding.runnerUp == nil { understanding.runnerUp = found.runnerUp }
  return DelimitedTextPlan(
    understanding: understanding, dialect: found.dialect, encoding: encoding, skipped: skipped,
    hasMark: look.survey.markedEncoding != nil, width: found.width,
    isSuspicious: encoding != .utf8 || look.survey.isSuspicious)
}

/// Looks again where the rest of the text is quoted otherwise than the sample: the sample and the lines there together
/// decide, as long as the separator stays.
private func reconsider(
  _ found: inout DialectDetection.Finding, _ sample: [UInt8], _ late: LateQuoting, _ options: ReadingOptions, _ input: Input
) throws(Refusal) {
  guard let lastLine = sample.lastIndex(where: { $0 == 10 || $0 == 13 }) else { return }
  for place in late.places {
    let more = Array(sample[...lastLine]) + (try linesAround(place, of: input))
    let other = try DialectDetection(more, isWhole: false).find(options, file: input.name)
    guard other.dialect != found.dialect, other.dialect.delimiter == found.dialect.delimiter else { continue }
    found = other
    found.evidence.append(
      Wording(
        "cudzysłowy: rozstrzyga dalsza część pliku, bajt \(place + 1)",
        en: "quotes: decided by a later part of the file, byte \(place + 1)"))
    return
  }
}

/// The `sep=;` line that Excel writes and reads: its separator, and its length with the line end.
private func separatorLine(_ sample: [UInt8]) -> (separator: UInt8, length: Int)? {
  var start = 0
  let isQuoted = sample.first == UInt8(ascii: "\"")
  if isQuoted { start = 1 }
  let word = sample.dropFirst(start).prefix(4).map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
  guard word == Array("sep=".utf8), start + 4 < sample.count else { return nil }
  let separator = sample[start + 4]
  var end = start + 5
  guard separator >= 9, separator < 0x7f, separator != 10, separator != 13 else { return nil }
  if isQuoted {
    guard end < sample.count, sample[end] == UInt8(ascii: "\"") else { return nil }
    end += 1
  }
  guard end < sample.count else { return (separator, end) }
  if sample[end] == 13 {
    end += 1
    if end < sample.count, sample[end] == 10 { end += 1 }
    return (separator, end)
  }
  return sample[end] == 10 ? (separator, end + 1) : nil
}

/// Reads a delimited text as one table of rows, in bounded memory.
///
/// Every record comes as published: ragged ones ragged, the empty field after a trailing separator too; blank lines are
/// no records. Cells are text.
/// - Throws: `.data` with line and byte: unterminated quotes, bytes that are no text, fields, records or rows beyond the
///   limits; and what `understandDelimitedText` throws.
package func readDelimitedText(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  if options.isAtOnce { return try readDelimitedTextAtOnce(input, options, into: &receiver) }
  let plan = try understandDelimitedText(input, options)
  var reader = DelimitedTextReader(input, plan, options.limits)
  try reader.read(into: &receiver)
  var understanding = plan.understanding
  understanding.findings += reader.findings
  return understanding
}

/// Reads a text whose dialect is known.
struct DelimitedTextReader {
  private let input: Input
  private let plan: DelimitedTextPlan
  private let limits: FieldLimits
  private let chunkSize: Int
  /// What is read instead of the input, and has looked at every byte that it gives.
  private let looking: LookingStream?
  private var hygiene = TextHygiene()
  private var shape: RecordShape?

  /// - Parameter chunkSize: bytes read at once; the batches are about as large.
  init(
    _ input: Input, _ plan: DelimitedTextPlan, _ limits: FieldLimits, chunkSize: Int = 1 << 17, from looking: LookingStream? = nil
  ) {
    self.input = input
    self.looking = looking
    self.plan = plan
    self.limits = limits
    self.chunkSize = chunkSize
  }

  private var isPlain: Bool { plan.encoding == .utf8 && plan.understanding.encodingBy == .detected }

  /// What is odd about the text without being wrong.
  var findings: [Finding] { hygiene.findings(file: input.name) + (shape?.findings(file: input.name) ?? []) }

  /// Which records are not as the others; nil before the text was read.
  var structure: RecordShape? { shape }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    let source: any ByteStream = if let looking { looking } else { try input.open() }
    // UTF-8 that the survey has found valid needs no decoding; only its mark is skipped.
    let text: any ByteStream =
      isPlain ? source : DecodedStream(source, plan.encoding, shownAs: input.name)
    var scanner = FieldScanner(plan.dialect, limits: limits, line: plan.skipped > 0 ? 2 : 1, width: plan.width)
    var chunk = [UInt8](repeating: 0, count: chunkSize)
    var rows = Rows()
    rows.bytes = [UInt8](repeating: 0, count: chunkSize * 2 + FieldScanner.padding)
    // What stands in the buffer before the next record, and where the buffer begins in the text.
    var kept = 0
    var origin = 0
    var leftToSkip = plan.skipped + (isPlain && plan.hasMark ? 3 : 0)
    try receiver.open(TableHeading())
    while true {
      let got = try text.read(into: &chunk)
      let isLast = got == 0
      var from = 0
      if leftToSkip > 0 {
        let skipped = min(leftToSkip, got - from)
        from += skipped
        origin += skipped
        leftToSkip -= skipped
      }
      let filled = kept + got - from
      if filled + FieldScanner.padding > rows.bytes.count {
        rows.bytes.append(contentsOf: repeatElement(0, count: max(rows.bytes.count, filled)))
      }
      rows.bytes.replace(at: kept, with: chunk, from..<got)
      var next = 0
      var isFull = true
      while isFull {
        rows.cells.removeAll(keepingCapacity: true)
        let before = scanner.records
        do throws(ScanFailure) {
          (next, isFull) = try scanner.scan(&rows.bytes, next..<filled, isLast: isLast, into: &rows.cells)
        } catch {
          throw try refusal(error, at: origin + error.place)
        }
        rows.rowCount = scanner.records - before
        swap(&rows.repeats, &scanner.repeats)
        guard rows.rowCount > 0 else { break }
        if plan.isSuspicious || looking?.look.survey.isSuspicious == true { hygiene.look(at: rows) }
        try receiver.receive(rows)
      }
      if isLast { break }
      rows.bytes.moveDown(next..<filled)
      kept = filled - next
      origin += next
    }
    shape = scanner.shape
    try receiver.close(merged: [])
  }

  /// - Parameter place: position in the decoded text.
  private func refusal(_ failure: ScanFailure, at place: Int) throws(Refusal) -> Refusal {
    let byte = try sourceOffset(of: place) + 1
    let (what, mend): (Wording, Wording) =
      switch failure.reason {
      case .unterminatedQuote:
        (
          Wording("cudzysłów otwarty w bajcie \(byte) nie jest zamknięty", en: "the quote opened at byte \(byte) is not closed"),
          Wording(
            "zamknij cudzysłów w tym wierszu albo podaj --quote none, jeśli cudzysłów jest zwykłym znakiem",
            en: "close the quote on this line, or give --quote none if quotes are ordinary characters here")
        )
      case .fieldTooLong:
        (
          Wording(
            "pole od bajtu \(byte) jest dłuższe niż \(limits.field) bajtów",
            en: "the field from byte \(byte) is longer than \(limits.field) bytes"),
          Wording("sprawdź, czy cudzysłowy są zamknięte", en: "check that quotes are closed")
        )
      case .recordTooLong:
        (
          Wording(
            "wiersz od bajtu \(byte) jest dłuższy niż \(limits.record) bajtów",
            en: "the row from byte \(byte) is longer than \(limits.record) bytes"),
          Wording("sprawdź, czy cudzysłowy są zamknięte", en: "check that quotes are closed")
        )
      case .tooManyColumns:
        (
          Wording("wiersz ma więcej niż \(limits.columns) pól", en: "the row has more than \(limits.columns) fields"),
          Wording("sprawdź separator (--delimiter)", en: "check the separator (--delimiter)")
        )
      }
    return Refusal(.data, what, at: Place(file: input.name, row: failure.line, column: failure.column), mend: mend)
  }

  /// Where a place of the decoded text stands in the file. Decoded anew: only refusals ask for it.
  private func sourceOffset(of place: Int) throws(Refusal) -> Int {
    guard plan.encoding != .utf8 else { return isPlain || !plan.hasMark ? place : place + 3 }
    let stream = try input.open()
    var decoder = TextDecoder(plan.encoding)
    var unit = [UInt8](repeating: 0, count: plan.encoding.unitSize)
    var decoded: [UInt8] = []
    var length = 0
    var offset = 0
    while length < place {
      let got = try stream.read(into: &unit)
      guard got > 0 else { break }
      do throws(UndecodableBytes) { try decoder.decode(unit.span.extracting(0..<got), into: &decoded) } catch { break }
      length += decoded.count
      decoded.removeAll(keepingCapacity: true)
      offset += got
    }
    // What was read of a character behind the place does not count.
    return offset - offset % plan.encoding.unitSize
  }
}
