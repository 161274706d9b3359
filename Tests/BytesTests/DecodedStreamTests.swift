import Bytes
import Findings
import Testing

@Suite struct DecodedStreamTests {
  @Test func piecesAgree() throws {
    let bytes: [UInt8] = [0x67, 0xea, 0x9c, 0x6c, 0xb9, 10, 0x6a, 0x61, 0x9f, 0xf1]
    for chunk in [1, 2, 3, 7, 100] {
      for size in [1, 2, 3, 7, 100] {
        let stream = DecodedStream(MemoryStream(bytes), .windows1250, shownAs: "t", chunkSize: chunk)
        var buffer = [UInt8](repeating: 0, count: size)
        var text: [UInt8] = []
        while true {
          let got = try stream.read(into: &buffer)
          guard got > 0 else { break }
          text += buffer[0..<got]
        }
        #expect(String(decoding: text, as: UTF8.self) == "gęślą\njaźń")
      }
    }
  }

  @Test func textBeforeABadByteIsGivenFirst() throws {
    for chunk in [1, 2, 3, 7, 100] {
      let stream = DecodedStream(
        MemoryStream(Array("a\r\nb\rc\nd".utf8) + [0x81, 0x65]), .windows1250, shownAs: "t", chunkSize: chunk)
      var buffer = [UInt8](repeating: 0, count: 100)
      var text: [UInt8] = []
      let refused = refusal { () throws(Refusal) in
        while true {
          let got = try stream.read(into: &buffer)
          guard got > 0 else { break }
          text += buffer[0..<got]
        }
      }
      #expect(text == Array("a\r\nb\rc\nd".utf8))
      #expect(refused?.place.row == 4)
      #expect(refused?.what.english == "byte 9 is not text in windows-1250")
    }
  }

  @Test(arguments: [("", 0), ("a", 0), ("\n", 1), ("\r\n", 1), ("\r", 1), ("\n\r", 2), ("a\r\n\nb\r", 3), ("\r\r\n\n", 3)])
  func ends(text: String, count: Int) {
    let bytes = Array(text.utf8)
    #expect(lineEnds(bytes.span) == count)
    var inPieces = 0
    var isAfterReturn = false
    for byte in bytes {
      inPieces += lineEnds([byte].span, after: isAfterReturn)
      isAfterReturn = byte == 13
    }
    #expect(inPieces == count)
  }
}
