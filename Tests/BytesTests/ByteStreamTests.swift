import Bytes
import Findings
import Testing

@Suite struct ByteStreamTests {
  @Test(arguments: [1, 2, 3, 7, 1 << 16])
  func wholeInPieces(size: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    try Files.write(bytes, to: directory("a"))
    let file = try FileStream(path: directory("a"))
    let memory = MemoryStream(bytes)
    #expect(try pieces(file, size) == bytes)
    #expect(try pieces(memory, size) == bytes)
    #expect(file.sha256 == SHA256.hex(of: bytes))
    #expect(file.size == 1000)
  }

  @Test func changeWhileReadingIsRefused() throws {
    let directory = try TemporaryDirectory()
    let changes: [(TemporaryDirectory) throws -> Void] = [
      { try Files.write([1, 2, 3], to: $0("a")) },
      { try Files.write([UInt8](repeating: 1, count: 200), to: $0("a")) },
      { try Files.remove($0("a")) },
      {
        try Files.write([UInt8](repeating: 0, count: 100), to: $0("b"))
        try Files.rename($0("b"), $0("a"))
      },
    ]
    for change in changes {
      try Files.write([UInt8](repeating: 0, count: 100), to: directory("a"))
      let stream = try FileStream(path: directory("a"))
      var chunk = [UInt8](repeating: 0, count: 10)
      _ = try stream.read(into: &chunk)
      try change(directory)
      let refused = refusal { () throws(Refusal) in
        while try stream.read(into: &chunk) > 0 {}
      }
      #expect(refused?.kind == .data)
    }
  }

  @Test func randomAccess() throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<100).map { UInt8($0) }
    try Files.write(bytes, to: directory("a"))
    let both: [any RandomAccess] = [try FileAccess(path: directory("a")), MemoryAccess(bytes)]
    for access in both {
      #expect(access.size == 100)
      for (offset, expected) in [(0, 7), (50, 7), (96, 4), (100, 0), (1000, 0), (-1, 0)] {
        var buffer = [UInt8](repeating: 255, count: 7)
        #expect(try access.read(at: offset, into: &buffer) == expected)
        if expected > 0 {
          #expect(Array(buffer[0..<expected]) == Array(bytes[offset..<offset + expected]))
        }
      }
    }
  }

  @Test func readAllKeepsToItsLimit() throws {
    #expect(try MemoryStream([1, 2, 3]).readAll(limit: 3, shownAs: "x") == [1, 2, 3])
    #expect(
      refusal { () throws(Refusal) in
        _ = try MemoryStream([1, 2, 3]).readAll(limit: 2, shownAs: "x")
      }?.kind == .data)
  }

  @Test func writerWritesAll() throws {
    let directory = try TemporaryDirectory()
    var expected: [UInt8] = []
    var writer = try ByteWriter(creating: directory("a"))
    for piece in [0, 1, 1000, 1 << 20, 3 << 20, 17] {
      let bytes = (0..<piece).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try writer.write(bytes)
      try writer.write(utf8: "ż")
      expected += bytes + Array("ż".utf8)
    }
    #expect(writer.count == expected.count)
    try writer.finish()
    #expect(try Files.read(directory("a")) == expected)
  }

  private func pieces(_ stream: any ByteStream, _ size: Int) throws -> [UInt8] {
    var whole: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: size)
    while true {
      let got = try stream.read(into: &chunk)
      guard got > 0 else { return whole }
      whole += chunk[0..<got]
    }
  }
}
