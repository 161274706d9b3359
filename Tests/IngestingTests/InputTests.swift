import Bytes
import Findings
import Glibc
import Ingesting
import Testing

@Suite struct InputTests {
  private let path = "/tmp/diagnoza-input-\(getpid())"

  @Test func pathsBytesAndMembersAreAlike() throws {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    try Files.write(bytes, to: path)
    let inputs = [
      Input(path: path, shownAs: "dane.csv"), Input(name: "dane.csv", bytes: bytes),
      Input(name: "dane.csv") { () throws(Refusal) in MemoryStream(bytes) },
    ]
    for input in inputs {
      #expect(input.name == "dane.csv")
      #expect(try input.head(10) == Array(bytes[0..<10]))
      #expect(try input.head(10_000) == bytes)
      #expect(try input.open().readAll(limit: 5000, shownAs: "") == bytes)
      #expect(try input.access().size == 5000)
      // Twice, because a hash may come from a reading that was done anyway.
      #expect(try input.sha256() == SHA256.hex(of: bytes))
      #expect(try input.sha256() == SHA256.hex(of: bytes))
    }
    try Files.remove(path)
  }

  @Test func anotherVersionIsRefused() throws {
    let path = path + "-version"
    let large = [UInt8](repeating: 1, count: 1 << 18)
    try Files.write(large, to: path)
    let input = Input(path: path)
    _ = try input.head(2)
    try Files.write(large + [2], to: path)
    #expect(refusal { () throws(Refusal) in _ = try input.open() }?.kind == .data)
    #expect(refusal { () throws(Refusal) in _ = try input.access() }?.kind == .data)
    try Files.remove(path)
    #expect(refusal { () throws(Refusal) in _ = try input.open() }?.kind == .missingInput)
  }

  /// A small file is read once: what comes later to its place is another file.
  @Test func aSmallFileStaysTheVersionThatWasRead() throws {
    let path = path + "-small"
    try Files.write([1, 2, 3], to: path)
    let input = Input(path: path)
    #expect(try input.head(2) == [1, 2])
    try Files.write([4, 5, 6, 7], to: path)
    #expect(try input.open().readAll(limit: 10, shownAs: "") == [1, 2, 3])
    #expect(try input.sha256() == SHA256.hex(of: [1, 2, 3]))
    #expect(refusal { () throws(Refusal) in _ = try input.access() }?.kind == .data)
    try Files.remove(path)
  }

  @Test func placesAreLines() throws {
    let input = Input(name: "t", bytes: Array("a\nb\r\nc\rd\n".utf8))
    for (offset, expected) in [(0, 1), (1, 1), (2, 2), (3, 2), (5, 3), (7, 4), (9, 5), (100, 5)] {
      #expect(try line(of: offset, in: input) == expected)
    }
  }
}
