import Findings
import Testing

@testable import Ingesting

/// The scanner takes over the first fields of a record from the one before where their bytes are the same. Here it is
/// compared with a scanner that sees each record alone.
@Suite struct RepeatedFieldsTests {
  private static let pieces = [
    "2801011", "\"Ełk\"", "\"Ełk; miasto\"", "\"Zdrój \"\"B\"\"\"", "", "\"\"", "12,5", "\"dwie\nlinie\"", "tekst \" w środku",
    "\"a\"b",
    "bardzo długa nazwa cechy, która się powtarza", "2024",
  ]

  @Test(arguments: 1...200)
  func sameAsEachRecordAlone(seed: Int) throws {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var fields = (0..<6).map { _ in random(Self.pieces.count) }
    var records: [String] = []
    for _ in 0..<60 {
      // Mostly the last fields change; now and then the width.
      for _ in 0..<1 + random(2) { fields[random(3) == 0 ? random(6) : 3 + random(3)] = random(Self.pieces.count) }
      let record = fields.prefix(random(9) == 0 ? 3 : 6).map { Self.pieces[$0] }.joined(separator: ";")
      records.append((record.isEmpty ? "x" : record) + (random(4) == 0 ? "\r\n" : "\n"))
    }
    let dialect = Dialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "\""))
    var alone: [[String]] = []
    for record in records { alone += try scanned(record, dialect, repeats: nil) }
    var repeats: [Int] = []
    let together = try scanned(records.joined(), dialect) { repeats.append($0) }
    #expect(together == alone)
    // What is said to be repeated is.
    #expect(repeats.count == together.count)
    for row in together.indices.dropFirst() {
      #expect(together[row].prefix(repeats[row]) == together[row - 1].prefix(repeats[row]))
    }
  }

  private func scanned(_ text: String, _ dialect: Dialect, repeats: ((Int) -> Void)?) throws(ScanFailure) -> [[String]] {
    var bytes = Array(text.utf8)
    let end = bytes.count
    bytes += [UInt8](repeating: 0, count: FieldScanner.padding)
    var cells: [Rows.Cell] = []
    var scanner = FieldScanner(dialect)
    _ = try scanner.scan(&bytes, 0..<end, isLast: true, into: &cells)
    if let repeats { for count in scanner.repeats { repeats(Int(count)) } }
    var rows: [[String]] = []
    for cell in cells {
      if cell.column == 1 { rows.append([]) }
      rows[rows.count - 1].append(String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self))
    }
    return rows
  }
}
