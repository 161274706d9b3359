import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct ArrowWriterTests {
  @Test(arguments: [[], [0], [1], [7], [8], [64, 1], [65, 0, 200]])
  func readsBackWhatWasWritten(sizes: [Int]) throws {
    let scratch = try Scratch()
    let sample = ArrowSample(seed: UInt64(sizes.reduce(17, +)), batchSizes: sizes)
    try sample.write(to: scratch.file("a.arrow"))
    #expect(try ArrowSample.read(try FileAccess(path: scratch.file("a.arrow"))) == sample.content)
    #expect(try scratch.names == ["a.arrow"])
  }

  @Test func sameRowsGiveSameBytes() throws {
    let scratch = try Scratch()
    let sample = ArrowSample(seed: 5, batchSizes: [100, 3])
    try sample.write(to: scratch.file("a.arrow"))
    try sample.write(to: scratch.file("b.arrow"))
    #expect(try Files.read(scratch.file("a.arrow")) == Files.read(scratch.file("b.arrow")))
  }

  @Test func buffersStandOnMultiplesOf64() throws {
    let scratch = try Scratch()
    try ArrowSample(seed: 5, batchSizes: [100, 3]).write(to: scratch.file("a.arrow"))
    let bytes = try Files.read(scratch.file("a.arrow"))
    // Each message begins with the continuation mark; all but the first stand on multiples of 64.
    let marks = (0..<bytes.count - 3).filter { bytes[$0..<$0 + 4].allSatisfy { $0 == 0xFF } && bytes[$0 + 4] != 0xFF }
    #expect(marks.first == 8)
    #expect(marks.count >= 6)
    #expect(bytes.suffix(6) == ArrowMessage.magic[...])
  }

  /// More than is held in memory: batches go behind the room left for the dictionaries, and when these need more than that,
  /// the file is written once more. Either way it is read as it was written, from the front too.
  @Test(arguments: [0, 3, 40_000])
  func manyBatchesStandBehindTheirDictionaries(_ texts: Int) throws {
    let scratch = try Scratch()
    let path = scratch.file("a.arrow")
    let numbers = Array(0..<(1 << 16)).map { Int64($0) }
    let dictionary = (0..<texts).map { "\($0) " + String(repeating: "ż", count: 40) }
    let codes = (0..<(1 << 16)).map { Int32(texts == 0 ? 0 : $0 % texts) }
    let fields = [ArrowField("n", .int64)] + (texts == 0 ? [] : [ArrowField("d", .dictionary)])
    func columns(_ batch: Int) -> [ArrowColumn] {
      [ArrowColumn(.int64(numbers.map { $0 + Int64(batch) }))] + (texts == 0 ? [] : [ArrowColumn(.dictionary(codes))])
    }
    var writer = try ArrowWriter(creating: path, schema: ArrowSchema(fields))
    try writer.write(columns(0))
    let mark = writer.mark
    for batch in 50..<70 { try writer.write(columns(batch)) }
    try writer.rewind(to: mark)
    for batch in 1..<24 { try writer.write(columns(batch)) }
    try writer.finish(dictionaries: texts == 0 ? [] : [dictionary])
    #expect(try scratch.names == ["a.arrow"])
    let reader = try ArrowReader(path: path)
    #expect(reader.batchCount == 24)
    #expect(reader.dictionaries == (texts == 0 ? [[]] : [[], dictionary]))
    for batch in 0..<24 {
      #expect(try reader.batch(batch).columns == columns(batch))
      #expect(try reader.rowCount(batch) == 1 << 16)
    }
    #expect(try Self.kindsInStream(Files.read(path)) == [1] + (texts == 0 ? [] : [2]) + Array(repeating: 3, count: 24))
  }

  /// Kinds of the messages as a reader of the stream form meets them: 1 schema, 2 dictionary, 3 batch.
  private static func kindsInStream(_ bytes: [UInt8]) throws -> [UInt8] {
    var kinds: [UInt8] = []
    var place = 8
    while true {
      func word(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
      try #require(word(place) == 0xFFFF_FFFF)
      let length = word(place + 4)
      if length == 0 { return kinds }
      let view = try FlatView(root: Array(bytes[(place + 8)..<(place + 8 + length)]), shownAs: "stream")
      kinds.append(try view.byte(1))
      place += 8 + length + (try view.int64(3))
    }
  }

  @Test func aWriterLetGoLeavesNothing() throws {
    let scratch = try Scratch()
    func begin() throws(Refusal) {
      var writer = try ArrowWriter(creating: scratch.file("a.arrow"), schema: ArrowSchema([ArrowField("n", .int64)]))
      let column = ArrowColumn(.int64([Int64](repeating: 1, count: 1 << 20)))
      try writer.write([column])
      try writer.write([column])
    }
    try begin()
    #expect(try scratch.names == [])
  }

  @Test func aFolderThatIsNotThereIsRefusedAtOnce() throws {
    let scratch = try Scratch()
    let refused = refusal { () throws(Refusal) in
      _ = try ArrowWriter(creating: scratch.file("no/a.arrow"), schema: ArrowSchema([ArrowField("n", .int64)]))
    }
    #expect(refused?.kind == .cannotCreate)
  }
}
