import Bytes
import Findings

/// The bytes of an XML document as UTF-8, whatever encoding it is in (XML 1.0, appendix F): a byte order mark, the zeros of
/// UTF-16 and UTF-32, and the declaration must agree.
///
/// libxml2 would find encodings by itself, but through iconv, which loads libraries at the document's wish.
final class XMLTextStream: ByteStream {
  private enum Transformation {
    case none
    /// Only a look whether it is ASCII, as the document says.
    case ascii(declared: String)
    case decoding(TextDecoder)
  }

  /// By its IANA name.
  let encoding: String

  private let source: any ByteStream
  private let shown: String
  private var transformation: Transformation
  /// Bytes that have been read to find the encoding, or turned into UTF-8, and not given out yet.
  private var waiting: [UInt8]
  private var given = 0
  private var isAtEnd = false
  private var buffer: [UInt8] = []

  init(_ source: any ByteStream, shownAs shown: String, chosen: TextEncoding?) throws(Refusal) {
    self.source = source
    self.shown = shown
    var head: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1024)
    while head.count < 1024 {
      let got = try source.read(into: &chunk)
      guard got > 0 else { break }
      head += chunk[0..<got]
    }
    let found = try Self.encoding(of: head, chosen: chosen, shown)
    encoding = found.name
    switch found.encoding {
    case .utf8 where found.isASCII:
      transformation = .ascii(declared: found.name)
      waiting = []
      try transform(head[...])
    case .utf8:
      transformation = .none
      waiting = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    case let encoding:
      transformation = .decoding(TextDecoder(encoding))
      waiting = []
      try transform(head[...])
    }
  }

  func read(into target: inout [UInt8]) throws(Refusal) -> Int {
    while given == waiting.count {
      guard !isAtEnd else { return 0 }
      if case .none = transformation { return try source.read(into: &target) }
      if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 1 << 15) }
      let got = try source.read(into: &buffer)
      waiting.removeAll(keepingCapacity: true)
      given = 0
      guard got > 0 else {
        isAtEnd = true
        if case .decoding(let decoder) = transformation {
          do { try decoder.finish() } catch { throw error.refusal(file: shown) }
        }
        return 0
      }
      try transform(buffer[0..<got])
    }
    let count = min(target.count, waiting.count - given)
    target.replaceSubrange(0..<count, with: waiting[given..<given + count])
    given += count
    return count
  }

  private func transform(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    switch transformation {
    case .none: waiting += bytes
    case .ascii(let declared):
      guard bytes.allSatisfy({ $0 < 0x80 }) else {
        throw XMLMistake.wrongEncoding(declared: declared, actual: "8-bit").refusal(shown, at: TextPosition())
      }
      waiting += bytes
    case .decoding(var decoder):
      do { try decoder.decode(bytes.span, into: &waiting) } catch { throw error.refusal(file: shown) }
      transformation = .decoding(decoder)
    }
  }

  private static func encoding(
    of head: [UInt8], chosen: TextEncoding?, _ shown: String
  ) throws(Refusal) -> (encoding: TextEncoding, name: String, isASCII: Bool) {
    if let chosen { return (chosen, chosen.rawValue, false) }
    let (wide, isMarked) = signature(of: head)
    let declaration = declaredEncoding(in: wide == nil || wide == .utf8 ? head : head.filter { $0 != 0 })
    guard let (declared, isApart) = declaration else { return (wide ?? .utf8, (wide ?? .utf8).rawValue, false) }
    func refusal(_ mistake: XMLMistake) -> Refusal { mistake.refusal(shown, at: TextPosition()) }
    // libxml2, told to leave encodings alone, does not look.
    guard isApart else { throw refusal(.notWellFormed(0, "blank needed after the encoding")) }
    let known = TextEncoding(alias: declared)
    if let wide, wide != .utf8 {
      // "UTF-16" names no byte order; the signature does.
      guard let known, known.unitSize == wide.unitSize else {
        throw refusal(.wrongEncoding(declared: declared, actual: wide.rawValue))
      }
      return (wide, wide.rawValue, false)
    }
    guard let known else { throw refusal(.unknownEncoding(declared)) }
    if known.unitSize > 1 || (isMarked && known != .utf8) {
      throw refusal(.wrongEncoding(declared: declared, actual: TextEncoding.utf8.rawValue))
    }
    let isASCII = TextEncoding.namesASCII(declared)
    return (known, isASCII ? declared : known.rawValue, isASCII)
  }

  /// The encoding that the first bytes betray, and whether by a byte order mark; nil for one whose ASCII is ASCII.
  private static func signature(of head: [UInt8]) -> (TextEncoding?, Bool) {
    let signatures: [([UInt8], TextEncoding, Bool)] = [
      ([0xEF, 0xBB, 0xBF], .utf8, true),
      ([0xFF, 0xFE, 0, 0], .utf32LittleEndian, true), ([0, 0, 0xFE, 0xFF], .utf32BigEndian, true),
      ([0xFF, 0xFE], .utf16LittleEndian, true), ([0xFE, 0xFF], .utf16BigEndian, true),
      ([0x3C, 0, 0, 0], .utf32LittleEndian, false), ([0, 0, 0, 0x3C], .utf32BigEndian, false),
      ([0x3C, 0], .utf16LittleEndian, false), ([0, 0x3C], .utf16BigEndian, false),
    ]
    for (bytes, encoding, isMarked) in signatures where head.starts(with: bytes) { return (encoding, isMarked) }
    return (nil, false)
  }

  /// The name in `<?xml version="1.0" encoding="…"?>`, and whether it stands apart from what follows; nil without one.
  private static func declaredEncoding(in head: [UInt8]) -> (name: String, isApart: Bool)? {
    let text = head.prefix(1024)
    // What stands before is a byte order mark, as bytes above ASCII, or nothing.
    let start = text.firstIndex { $0 < 0x80 && $0 != UInt8(ascii: "?") } ?? text.endIndex
    guard text[start...].starts(with: "<?xml".utf8), let end = text[start...].firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    var rest = text[start..<end]
    while !rest.starts(with: "encoding".utf8) {
      guard rest.popFirst() != nil else { return nil }
    }
    rest = rest.dropFirst("encoding".utf8.count).drop { [0x20, 9, 10, 11, 12, 13, UInt8(ascii: "=")].contains($0) }
    guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let name = rest.prefix { $0 != quote }
    let next = rest.dropFirst(name.count + 1).first
    let isApart = next.map { [0x20, 9, 10, 13, UInt8(ascii: "?")].contains($0) } ?? true
    return (String(decoding: name.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self), isApart)
  }
}
