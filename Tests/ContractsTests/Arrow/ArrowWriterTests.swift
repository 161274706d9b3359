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

  /// More than is held in memory: batches go through the file beside the target, which is gone afterwards.
  @Test func manyBatchesPassThroughAFileThatIsGoneAfterwards() throws {
    let scratch = try Scratch()
    let path = scratch.file("a.arrow")
    let numbers = Array(0..<(1 << 16)).map { Int64($0) }
    var writer = try ArrowWriter(creating: path, schema: ArrowSchema([ArrowField("n", .int64)]))
    for batch in 0..<24 { try writer.write([ArrowColumn(.int64(numbers.map { $0 + Int64(batch) }))]) }
    #expect(try scratch.names == ["a.arrow", "a.arrow.batches"])
    try writer.finish(dictionaries: [])
    #expect(try scratch.names == ["a.arrow"])
    let reader = try ArrowReader(path: path)
    #expect(reader.batchCount == 24)
    for batch in 0..<24 {
      #expect(try reader.batch(batch).columns == [ArrowColumn(.int64(numbers.map { $0 + Int64(batch) }))])
      #expect(try reader.rowCount(batch) == 1 << 16)
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
