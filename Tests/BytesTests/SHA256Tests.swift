// Reference values: FIPS 180-4 examples and Python's hashlib.
import Testing

@testable import Bytes

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func known(text: String, digest: String) {
    let bytes = Array(text.utf8)
    #expect(SHA256.hex(of: bytes) == digest)
    for isPortable in [true, false] {
      var hash = SHA256(portable: isPortable)
      hash.update(bytes)
      #expect(hash.finish() == digest)
    }
    for size in [1, 2, 3, 7, 63, 64, 65] {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(hash.finish() == digest)
    }
  }
}
