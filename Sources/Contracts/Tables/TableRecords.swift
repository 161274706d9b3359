import Bytes
import Findings

/// Records of a table of ours read one after another, however long the table is: UTF-8, comma or `;` or tab, whichever
/// the header line has most of, quotes as in RFC 4180. Published material of others is Ingesting's business.
struct TableRecords {
  /// Bytes one field may have, and fields one record.
  private static let fieldLimit = 16 << 20
  private static let columnLimit = 16_384

  private let stream: any ByteStream
  private let shownAs: String
  let delimiter: UInt8
  private var chunk: [UInt8]
  /// Where in the file the chunk begins.
  private var origin = 0
  private var place = 0
  private var end: Int
  private var line = 1
  /// Where in the file the record given last stands, without its line end.
  private(set) var lastRecord = 0..<0

  init(_ stream: any ByteStream, shownAs: String) throws(Refusal) {
    self.stream = stream
    self.shownAs = shownAs
    chunk = [UInt8](repeating: 0, count: 1 << 16)
    end = 0
    // Streams may give less than asked for; the header line is wanted whole.
    while end < chunk.count {
      var rest = [UInt8](repeating: 0, count: chunk.count - end)
      let got = try stream.read(into: &rest)
      if got == 0 { break }
      chunk.replaceSubrange(end..<end + got, with: rest[..<got])
      end += got
    }
    if end >= 3, chunk[0] == 0xEF, chunk[1] == 0xBB, chunk[2] == 0xBF { place = 3 }
    delimiter = TableRecords.delimiter(chunk[place..<end])
  }

  /// The fields of the next record that is no blank line, and the line it begins on; nil at the end.
  mutating func next() throws(Refusal) -> (fields: [String], line: Int)? {
    var record = RecordBytes()
    guard let line = try next(into: &record) else { return nil }
    return ((0..<record.count).map { String(decoding: record.bytes[record.range($0)], as: UTF8.self) }, line)
  }

  /// The same as bytes, put in the place of what `record` held.
  mutating func next(into record: inout RecordBytes) throws(Refusal) -> Int? {
    while let byte = try peek() {
      let start = line
      if byte == 10 || byte == 13 {
        try breakLine()
        continue
      }
      record.removeAll()
      let first = origin + place
      if let length = plainLine(into: &record) {
        place += length
      } else {
        record.removeAll()
        try read(into: &record)
      }
      lastRecord = first..<origin + place
      if try peek() != nil { try breakLine() }
      return start
    }
    return nil
  }

  private mutating func read(into record: inout RecordBytes) throws(Refusal) {
    let start = line
    while true {
      if try peek() == UInt8(ascii: "\"") { try quoted(start, &record) }
      try plain(start, &record)
      record.endField()
      guard record.count <= TableRecords.columnLimit else {
        throw refusal(Wording("za dużo kolumn", en: "too many columns"), start, record.count)
      }
      guard try peek() == delimiter else { break }
      place += 1
    }
    try checkText(record, start)
  }

  /// The common case at once: a whole line without quotes that lies in the chunk.
  /// - Returns: its length without its end; nil for anything else, and then what `record` holds is of no use.
  private func plainLine(into record: inout RecordBytes) -> Int? {
    let bytes = chunk.span.extracting(place..<end)
    guard let length = TableRecords.note(fieldsOf: bytes, delimiter, in: &record), record.count <= TableRecords.columnLimit else {
      return nil
    }
    let line = bytes.extracting(0..<length)
    // Separators are ASCII, so that a character cut by one is no character of the line either.
    guard TableRecords.isText(line) else { return nil }
    record.append(line)
    return length
  }

  /// - Returns: the length of the line without its end; nil where it has quotes or its end is not there.
  private static func note(fieldsOf bytes: Span<UInt8>, _ delimiter: UInt8, in record: inout RecordBytes) -> Int? {
    // Nearly all bytes are letters and digits: above what matters.
    let least = max(delimiter, UInt8(ascii: "\""))
    var start = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte <= least {
        if byte == delimiter {
          record.note(start..<place)
          start = place + 1
        } else if byte == 10 || byte == 13 {
          record.note(start..<place)
          return place
        } else if byte == UInt8(ascii: "\"") {
          return nil
        }
      }
      place += 1
    }
    return nil
  }

  /// A field in quotes; what follows the closing quote is part of no well-formed table.
  private mutating func quoted(_ start: Int, _ record: inout RecordBytes) throws(Refusal) {
    let column = record.count
    place += 1
    while let byte = try peek() {
      if byte == UInt8(ascii: "\"") {
        place += 1
        guard let after = try peek() else { return }
        if after == delimiter || after == 10 || after == 13 { return }
        guard after == byte else {
          throw refusal(Wording("tekst po zamknięciu cudzysłowu", en: "text after a closing quote"), start, column)
        }
      }
      if byte == 10 { line += 1 }
      record.append(byte)
      place += 1
      try checkLength(record, start)
    }
    throw refusal(Wording("cudzysłów bez zamknięcia", en: "a quote without its end"), start, column)
  }

  /// What stands up to the next delimiter or line end, after what was in quotes.
  private mutating func plain(_ start: Int, _ record: inout RecordBytes) throws(Refusal) {
    while true {
      let from = place
      place = TableRecords.fieldEnd(chunk.span, from..<end, delimiter)
      record.append(chunk.span.extracting(from..<place))
      try checkLength(record, start)
      guard place == end, try peek() != nil else { return }
    }
  }

  private static func fieldEnd(_ bytes: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8) -> Int {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] != delimiter, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    return place
  }

  private func checkLength(_ record: RecordBytes, _ line: Int) throws(Refusal) {
    guard record.bytes.count - record.fieldStart <= TableRecords.fieldLimit else {
      throw refusal(Wording("pole dłuższe niż 16 MB", en: "a field longer than 16 MB"), line, record.count)
    }
  }

  /// A record is looked at as a whole; its fields one by one only when something is wrong, or a character could have been cut in
  /// two by a delimiter.
  private func checkText(_ record: RecordBytes, _ line: Int) throws(Refusal) {
    if !record.hasCutCharacter, TableRecords.isText(record.bytes.span) { return }
    for field in 0..<record.count where !TableRecords.isText(record.bytes.span.extracting(record.range(field))) {
      throw refusal(Wording("tekst nie jest w UTF-8", en: "the text is not UTF-8"), line, field)
    }
  }

  private static func isText(_ bytes: Span<UInt8>) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes)
      return true
    } catch {
      return false
    }
  }

  /// Takes CR LF, LF or CR.
  private mutating func breakLine() throws(Refusal) {
    let byte = try peek()
    place += 1
    if byte == 13, try peek() == 10 { place += 1 }
    line += 1
  }

  private mutating func peek() throws(Refusal) -> UInt8? {
    if place == end {
      origin += end
      end = try stream.read(into: &chunk)
      place = 0
      if end == 0 { return nil }
    }
    return chunk[place]
  }

  private func refusal(_ what: Wording, _ line: Int, _ column: Int) -> Refusal {
    Refusal(
      .data, what, at: Place(file: shownAs, row: line, column: column + 1),
      mend: Wording(
        "popraw wiersz albo uruchom ponownie etap, który zapisał tabelę",
        en: "correct the line, or run the stage that wrote the table again"))
  }

  /// Whichever of `,` `;` tab stands most often outside quotes in the first line; `,` when none does.
  private static func delimiter(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 || byte == 13 { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    return candidates[counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }]
  }
}
