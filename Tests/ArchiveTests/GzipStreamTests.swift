import Bytes
import Findings
import Testing

@testable import Archive

@Suite struct GzipStreamTests {
  static let text = Array(String(repeating: "Kod;Nazwa;Wartość\r\n", count: 50).utf8)

  /// One member, RFC 1952.
  static func member(_ content: [UInt8], name: String? = nil) throws -> [UInt8] {
    let le = RawZip().le
    let head: [UInt8] = [0x1F, 0x8B, 8, name == nil ? 0 : 8, 0, 0, 0, 0, 0, 3]
    return head + (name.map { Array($0.utf8) + [0] } ?? []) + (try deflated(content, shownAs: ""))
      + le(Int(RawZip.crc(content)), 4) + le(content.count, 4)
  }

  static func read(_ bytes: [UInt8], step: Int = 1 << 16, chunk: Int = 1 << 16, limits: ArchiveLimits = ArchiveLimits()) throws
    -> [UInt8]
  {
    try whole(GzipStream(Dribble(MemoryStream(bytes), step: step), shownAs: "x.gz", limits: limits), chunk: chunk)
  }

  @Test(arguments: chunkSizes) func membersAreReadOneAfterAnother(_ size: Int) throws {
    let one = try Self.member(Self.text)
    let two = one + (try Self.member([])) + (try Self.member(Array("koniec".utf8), name: "b.csv"))
    for step in chunkSizes {
      #expect(try Self.read(one, step: step, chunk: size) == Self.text)
      #expect(try Self.read(two, step: step, chunk: size) == Self.text + Array("koniec".utf8))
      #expect(try Self.read(two + [0, 0, 0], step: step, chunk: size) == Self.text + Array("koniec".utf8))
    }
  }

  @Test(arguments: chunkSizes) func whatIsWrongIsRefused(_ step: Int) throws {
    let good = try Self.member(Self.text)
    var wrongSum = good
    wrongSum[good.count - 5] ^= 1
    var wrongSize = good
    wrongSize[good.count - 1] ^= 1
    let cases: [([UInt8], String)] = [
      ([], "this is not a gzip file (x.gz)"), (Array("Kod".utf8), "this is not a gzip file (x.gz)"),
      (good + Array("x".utf8), "other bytes follow the gzip data (x.gz)"),
      (good + [0, 0, 1], "other bytes follow the gzip data (x.gz)"), (good + [0x1F], "the archive is cut off (x.gz)"),
      (wrongSum, "damaged compressed data (x.gz)"), (wrongSize, "damaged compressed data (x.gz)"),
    ]
    for (bytes, expected) in cases { #expect(refusal { _ = try Self.read(bytes, step: step) } == expected) }
  }

  @Test func everyCutIsRefused() throws {
    let bytes = try Self.member(Self.text, name: "a.csv")
    for count in bytes.indices {
      #expect(refusal { _ = try Self.read(Array(bytes[0..<count]), chunk: 100) } != nil, "\(count) bytes")
    }
  }

  @Test func noChangedByteChangesTheContent() throws {
    let bytes = try Self.member(Self.text, name: "a.csv")
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x41
      do {
        let content = try Self.read(changed)
        #expect(content == Self.text, "byte \(index)")
      } catch let error as Refusal { #expect(error.kind == .data) }
    }
  }

  @Test func bombsAreRefusedEarly() throws {
    let bomb = try Self.member([UInt8](repeating: 0, count: 4 << 20))
    #expect(refusal { _ = try Self.read(bomb) } == "an entry unpacks to more than 200 times its size (x.gz)")
    var limits = ArchiveLimits()
    limits.total = 100
    let content = try Self.member(Self.text)
    #expect(refusal { _ = try Self.read(content, limits: limits) } == "more than 100 bytes when unpacked (x.gz)")
  }

  @Test func theNameIsReadFromTheHeader() throws {
    #expect(gzipName(in: try Self.member(Self.text, name: "ludność.csv")) == Array("ludność.csv".utf8))
    #expect(gzipName(in: try Self.member(Self.text)) == nil)
    // With an extra field before the name.
    #expect(gzipName(in: [0x1F, 0x8B, 8, 12, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 0x61, 0]) == [0x61])
    for count in 0..<16 {
      let head: [UInt8] = [0x1F, 0x8B, 8, 12, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 0x61, 0]
      #expect(gzipName(in: Array(head[0..<count])) == nil)
    }
  }
}
