import Bytes
import CZlib
import Findings

// Reading the little-endian fields of zip headers. The callers have checked that the bytes are there.
extension [UInt8] {
  func little16(_ at: Int) -> Int { Int(self[at]) | Int(self[at + 1]) << 8 }
  func little32(_ at: Int) -> Int { little16(at) | little16(at + 2) << 16 }

  /// nil when the bytes are not there or the number is beyond any file.
  func little64(_ at: Int) -> Int? {
    guard at + 8 <= count, little32(at + 4) < 1 << 30 else { return nil }
    return little32(at) | little32(at + 4) << 32
  }
}

extension RandomAccess {
  /// Exactly so many bytes from there, or nil where the file ends before.
  func bytes(at offset: Int, count: Int) throws(Refusal) -> [UInt8]? {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = try read(at: offset, into: &bytes)
    while filled < count {
      var rest = [UInt8](repeating: 0, count: count - filled)
      let got = try read(at: offset + filled, into: &rest)
      guard got > 0 else { return nil }
      bytes.replaceSubrange(filled..<filled + got, with: rest[0..<got])
      filled += got
    }
    return bytes
  }
}

/// The extra fields of a zip header that matter: sizes beyond 4 GB and a name in Unicode.
struct ZipExtra {
  private(set) var zip64: [UInt8]?
  private(set) var unicodePath: [UInt8]?

  /// Fields that are cut off end the list: programs leave padding there.
  init(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    var position = 0
    while position + 4 <= bytes.count {
      let end = position + 4 + bytes.little16(position + 2)
      guard end <= bytes.count else { return }
      switch bytes.little16(position) {
      case 0x0001: zip64 = zip64 ?? Array(bytes[position + 4..<end])
      case 0x7075: unicodePath = unicodePath ?? Array(bytes[position + 4..<end])
      default: break
      }
      position = end
    }
  }
}

/// The name of an entry: UTF-8 where the flag says so, where the Unicode field says so or where the bytes are UTF-8; else
/// that of a DOS page. It is the same on every machine, whatever its language.
func zipName(_ bytes: [UInt8], flags: UInt16, extra: ZipExtra, _ shown: String) throws(Refusal) -> String {
  if let field = extra.unicodePath, field.count > 5, field[0] == 1 {
    var checksum = Checksum()
    checksum.update(bytes, count: bytes.count)
    if UInt32(field.little32(1)) == checksum.value, let name = String(validating: field[5...], as: UTF8.self) { return name }
  }
  if let name = String(validating: bytes, as: UTF8.self) { return name }
  guard flags & 0x800 == 0, let name = nameOfDOS(bytes) else { throw ArchiveMistake.nameNotText.refusal(shown) }
  return name
}

/// Code page 852, which Polish Windows and DOS programs write, where all letters that it alone makes of the bytes are Polish;
/// else code page 437 (APPNOTE, appendix D).
private func nameOfDOS(_ bytes: [UInt8]) -> String? {
  guard let polish = text(bytes, .ibm852), let standard = text(bytes, .ibm437) else { return nil }
  let isPolish = zip(polish.unicodeScalars, standard.unicodeScalars).allSatisfy { $0 == $1 || polishLetters.contains($0) }
  return isPolish ? polish : standard
}

private let polishLetters = Set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".unicodeScalars)

private func text(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
  var decoder = TextDecoder(encoding)
  var text: [UInt8] = []
  do throws(UndecodableBytes) {
    try decoder.decode(bytes.span, into: &text)
    try decoder.finish()
  } catch { return nil }
  return String(decoding: text, as: UTF8.self)
}
