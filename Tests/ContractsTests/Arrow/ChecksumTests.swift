import Testing

@testable import Contracts

/// Reference values: xxhash 4.1.0 for Python (the C implementation of xxHash), `xxh64(bytes).hexdigest()` of the bytes
/// `(7 i + 3) mod 256`.
@Suite struct ChecksumTests {
  static let reference: [(count: Int, digits: String)] = [
    (count: 0, "ef46db3751d8e999"), (count: 1, "1f25c8d0bc1f4bb6"), (count: 3, "31d2363f52e564c9"),
    (count: 4, "9bb64b7d66ee9fda"), (count: 7, "9a7b149959ce60d8"), (count: 8, "dab99d95c6f90092"),
    (count: 11, "7a52cc9457cf1a1f"), (count: 12, "d52e407833af5133"), (count: 31, "a2aa5f33cc4a6119"),
    (count: 32, "23c3c17ef790fd97"), (count: 33, "50a7cfc7ba588784"), (count: 63, "5e3e54b431c7493c"),
    (count: 64, "0eb64b3ef6eeb01f"), (count: 65, "a383b724b2bd12f1"), (count: 100, "a61f8d4c170fe531"),
    (count: 1000, "5f235fa033f1a3fb"),
  ]

  @Test(arguments: reference, [1, 2, 3, 7, 32, 1000])
  func agreesWithTheReferenceInPiecesOfAnySize(reference: (count: Int, digits: String), piece: Int) {
    let bytes = (0..<reference.count).map { UInt8(truncatingIfNeeded: 7 * $0 + 3) }
    var checksum = Checksum()
    for start in stride(from: 0, to: bytes.count, by: piece) {
      checksum.update(Array(bytes[start..<min(bytes.count, start + piece)]))
    }
    #expect(checksum.finish() == reference.digits)
    #expect(Checksum.hex(of: bytes) == reference.digits)
  }
}
