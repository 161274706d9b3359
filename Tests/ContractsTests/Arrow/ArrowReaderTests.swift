import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct ArrowReaderTests {
  /// - Parameter mark: key of the schema's remark. Without the contract's the file is as another writer would leave it,
  ///   and its checksums are taken away.
  private func sampleBytes(
    _ sizes: [Int] = [3, 1], mark: String = ArrowContract.key
  ) throws -> ([UInt8], ArrowSample.Content) {
    let scratch = try Scratch("damage")
    var sample = ArrowSample(seed: 99, batchSizes: sizes)
    sample.schema.remarks[0].key = mark
    try sample.write(to: scratch.file("a.arrow"))
    var bytes = try Files.read(scratch.file("a.arrow"))
    if mark != ArrowContract.key {
      let key = Array(ArrowMessage.checksumKey.utf8)
      let place = try #require((0..<bytes.count - key.count).last { Array(bytes[$0..<$0 + key.count]) == key })
      bytes[place] = UInt8(ascii: "x")
    }
    return (bytes, sample.content)
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let (bytes, _) = try sampleBytes()
    for length in 0..<bytes.count {
      let refused = refusal { () throws(Refusal) in
        _ = try ArrowSample.read(MemoryAccess(Array(bytes[..<length])))
      }
      #expect(refused?.kind == .data, "cut at \(length) of \(bytes.count)")
      #expect(refused?.place.file == "sample.arrow")
    }
  }

  /// Every byte changed in several ways: the reader says so, or what it reads is the same (padding, redundant fields).
  @Test(arguments: [UInt8(0x01), 0xFC])
  func aChangedByteIsRefusedOrWithoutEffect(flip: UInt8) throws {
    let (bytes, content) = try sampleBytes()
    var refusedCount = 0
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= flip
      do {
        let read = try ArrowSample.read(MemoryAccess(changed))
        #expect(read == content, "byte \(place) of \(bytes.count) changed the content unnoticed")
      } catch {
        refusedCount += 1
        #expect(error.kind == .data, "byte \(place)")
      }
    }
    #expect(refusedCount > bytes.count / 2)
  }

  /// Without checksums a changed value cannot be noticed, but nothing may trap.
  @Test(arguments: [UInt8(0x80), 0x7F])
  func withoutChecksumsNothingTraps(flip: UInt8) throws {
    let (bytes, content) = try sampleBytes(mark: "another.writer")
    var readCount = 0
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= flip
      if refusal({ () throws(Refusal) in _ = try ArrowSample.read(MemoryAccess(changed)) }) == nil { readCount += 1 }
    }
    #expect(readCount > 0)
    #expect(try ArrowSample.read(MemoryAccess(bytes)) == content)
  }

  /// Whole stretches overwritten, at random, thousands of times.
  @Test func stretchesOverwrittenAtRandomNeverTrap() throws {
    var random = Seeded(2024)
    for mark in [ArrowContract.key, "another.writer"] {
      let (bytes, content) = try sampleBytes([3], mark: mark)
      for _ in 0..<1000 {
        var changed = bytes
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...9, using: &random))
        let words = [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &random)]
        let word = words[Int.random(in: 0..<5, using: &random)]
        for byte in start..<end { changed[byte] = word }
        let refused = refusal { () throws(Refusal) in
          let read = try ArrowSample.read(MemoryAccess(changed))
          if mark == ArrowContract.key { #expect(read == content) }
        }
        if let refused { #expect(refused.kind == .data) }
      }
    }
  }

  @Test func otherFilesAreNamedAsSuch() {
    for bytes in [[], Array("unit,name\r\n".utf8), Array("ARROW1".utf8), Array("ARROW1\0\0........ARROW1".utf8)] {
      let refused = refusal { () throws(Refusal) in _ = try ArrowSample.read(MemoryAccess(bytes)) }
      #expect(refused?.kind == .data)
    }
  }

  @Test func aCodeBeyondItsDictionaryIsRefused() throws {
    let scratch = try Scratch()
    let codes: [Int32] = [0x11, 0x11, 0x11]
    var writer = try ArrowWriter(creating: scratch.file("a.arrow"), schema: ArrowSchema([ArrowField("d", .dictionary)]))
    try writer.write([ArrowColumn(.dictionary(codes))])
    try writer.finish(dictionaries: [(0..<0x12).map { "\($0)" }])
    // Another writer's file with other codes: the checksums are taken away and the codes made greater.
    var bytes = try Files.read(scratch.file("a.arrow"))
    let key = Array(ArrowMessage.checksumKey.utf8)
    let keyPlace = try #require((0..<bytes.count - key.count).last { Array(bytes[$0..<$0 + key.count]) == key })
    bytes[keyPlace] = UInt8(ascii: "x")
    let pattern: [UInt8] = [0x11, 0, 0, 0, 0x11, 0, 0, 0, 0x11]
    let place = try #require((0..<bytes.count - 9).first { Array(bytes[$0..<$0 + 9]) == pattern })
    for wrong: UInt8 in [0x12, 0xFF] {
      bytes[place + 4] = wrong
      if wrong == 0xFF { bytes.replaceSubrange(place + 4..<place + 8, with: [0xFF, 0xFF, 0xFF, 0xFF]) }
      let refused = refusal { () throws(Refusal) in _ = try ArrowSample.read(MemoryAccess(bytes)) }
      #expect(refused?.what.english.contains("outside its dictionary") == true)
    }
  }
}
