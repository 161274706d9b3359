import Bytes
import Findings
import Testing

@testable import Contracts

/// Gives its bytes in pieces of a fixed size.
private final class PiecesStream: ByteStream {
  private let bytes: [UInt8]
  private let piece: Int
  private var place = 0

  init(_ bytes: [UInt8], piece: Int) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    let count = min(piece, buffer.count, bytes.count - place)
    buffer.replaceSubrange(0..<count, with: bytes[place..<place + count])
    place += count
    return count
  }
}

@Suite struct TableRecordsTests {
  static let cases: [(String, String, [[String]])] = [
    ("empty", "", []), ("header", "a,b", [["a", "b"]]), ("rows", "a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("LF", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("CR", "a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("no end", "a,b\r\n1,", [["a", "b"], ["1", ""]]), ("blank lines", "a,b\r\n\r\n\r\n1,2\r\n\r\n", [["a", "b"], ["1", "2"]]),
    ("quotes", "a,\"b,\"\"c\"\"\r\nd\"\r\n\"\",x", [["a", "b,\"c\"\r\nd"], ["", "x"]]),
    ("quote inside", "a\"b,c\r\n", [["a\"b", "c"]]), ("semicolon", "a;b,c;d\r\n", [["a", "b,c", "d"]]),
    ("tab", "a\tb\r\n", [["a", "b"]]), ("mark", "\u{FEFF}a;b\r\n", [["a", "b"]]), ("one", "a\r\nb\r\n", [["a"], ["b"]]),
    ("delimiter in quotes", "\"a;;;\",b\r\n", [["a;;;", "b"]]),
    ("ragged", "a,b\r\n1\r\n1,2,3\r\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
  ]

  private func read(_ text: String, piece: Int) throws(Refusal) -> [[String]] {
    var records = try TableRecords(PiecesStream(Array(text.utf8), piece: piece), shownAs: "t.csv")
    var rows: [[String]] = []
    while let (fields, _) = try records.next() { rows.append(fields) }
    return rows
  }

  @Test(arguments: cases, [1, 2, 3, 7, 1 << 20])
  func readsTheSameInPiecesOfAnySize(example: (String, String, [[String]]), piece: Int) throws {
    #expect(try read(example.1, piece: piece) == example.2, "\(example.0)")
  }

  @Test func linesAreCountedThroughQuotes() throws {
    var records = try TableRecords(MemoryStream(Array("a,b\r\n\"x\n\ny\",2\r\n\r\n3,4".utf8)), shownAs: "t.csv")
    var lines: [Int] = []
    while let (_, line) = try records.next() { lines.append(line) }
    #expect(lines == [1, 2, 6])
  }

  static let wrong: [(String, Int, Int)] = [("a,b\r\n1,\"2", 2, 2), ("a,b\r\n\"1\"x,2", 2, 1)]

  @Test(arguments: wrong)
  func brokenQuotesAreRefusedWithTheirPlace(text: String, line: Int, column: Int) {
    let refused = refusal { () throws(Refusal) in _ = try read(text, piece: 3) }
    #expect(refused?.place == Place(file: "t.csv", row: line, column: column))
    #expect(refused?.kind == .data)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    let refused = refusal { () throws(Refusal) in
      var records = try TableRecords(MemoryStream([0x61, 0x2C, 0xB9, 0x0A]), shownAs: "t.csv")
      _ = try records.next()
    }
    #expect(refused?.place == Place(file: "t.csv", row: 1, column: 2))
  }

  /// What is written is read back, whatever stands in it; across the border of the reader's chunks too.
  @Test func whatIsWrittenIsReadBack() throws {
    var random = Seeded(77)
    var rows = [["first", "second", "third"]]
    for _ in 0..<6000 { rows.append((0..<3).map { _ in random.text(upTo: 12) }) }
    var line = TableLine()
    for row in rows {
      for text in row { line.published(text) }
      line.end()
    }
    let text = String(decoding: line.bytes, as: UTF8.self)
    // The apostrophe before a formula is the fields' to take off.
    for piece in [1 << 12, 1 << 20] {
      #expect(try read(text, piece: piece).map { $0.map(TextSafety.unguarded) } == rows)
    }
  }
}
