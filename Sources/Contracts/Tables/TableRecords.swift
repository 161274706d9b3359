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
  private let delimiter: UInt8
  private var chunk: [UInt8]
  private var place = 0
  private var end: Int
  private var line = 1
  /// Of the field being read, when it is in quotes or goes over the end of the chunk.
  private var field: [UInt8] = []
  /// Fields of the last record.
  private var width = 0

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
    while let byte = try peek() {
      let start = line
      if byte == 10 || byte == 13 {
        try breakLine()
        continue
      }
      return (try record(), start)
    }
    return nil
  }

  private mutating func record() throws(Refusal) -> [String] {
    let start = line
    var fields: [String] = []
    fields.reserveCapacity(width)
    while true {
      field.removeAll(keepingCapacity: true)
      if try peek() == UInt8(ascii: "\"") { try quoted(start, fields.count) }
      fields.append(try plain(start, fields.count))
      guard fields.count <= TableRecords.columnLimit else {
        throw refusal(Wording("za dużo kolumn", en: "too many columns"), start, fields.count)
      }
      guard try peek() == delimiter else { break }
      place += 1
    }
    if try peek() != nil { try breakLine() }
    width = fields.count
    return fields
  }

  /// A field in quotes; what follows the closing quote is part of no well-formed table.
  private mutating func quoted(_ start: Int, _ column: Int) throws(Refusal) {
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
      field.append(byte)
      place += 1
      try checkLength(start, column)
    }
    throw refusal(Wording("cudzysłów bez zamknięcia", en: "a quote without its end"), start, column)
  }

  /// What stands up to the next delimiter or line end, after what was in quotes.
  private mutating func plain(_ start: Int, _ column: Int) throws(Refusal) -> String {
    while true {
      let from = place
      place = TableRecords.fieldEnd(chunk.span, from..<end, delimiter)
      // Most fields stand in one chunk and need no copy.
      if place < end, field.isEmpty {
        guard let text = TableRecords.text(chunk.span.extracting(from..<place)) else { break }
        return text
      }
      field.append(contentsOf: chunk[from..<place])
      try checkLength(start, column)
      guard place == end, try peek() != nil else {
        guard let text = TableRecords.text(field.span) else { break }
        return text
      }
    }
    throw refusal(Wording("tekst nie jest w UTF-8", en: "the text is not UTF-8"), start, column)
  }

  private static func fieldEnd(_ bytes: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8) -> Int {
    var place = range.lowerBound
    while place < range.upperBound, bytes[place] != delimiter, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    return place
  }

  /// - Returns: nil for bytes that are not UTF-8.
  private static func text(_ bytes: Span<UInt8>) -> String? {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      return nil
    }
  }

  private func checkLength(_ start: Int, _ column: Int) throws(Refusal) {
    guard field.count <= TableRecords.fieldLimit else {
      throw refusal(Wording("pole dłuższe niż 16 MB", en: "a field longer than 16 MB"), start, column)
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
