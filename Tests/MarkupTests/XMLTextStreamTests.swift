// Cases after XML 1.0, appendix F, and section 4.3.3: what the signature says and what the declaration says must agree.
import Bytes
import Findings
import Testing

@testable import Markup

@Suite struct XMLTextStreamTests {
  static func wide(_ text: String, bigEndian: Bool, mark: Bool, unit: Int = 2) -> [UInt8] {
    let values =
      unit == 2
      ? ((mark ? "\u{FEFF}" : "") + text).utf16.map { UInt32($0) } : ((mark ? "\u{FEFF}" : "") + text).unicodeScalars.map(\.value)
    return values.flatMap { value in
      (0..<unit).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (bigEndian ? unit - 1 - $0 : $0))) }
    }
  }

  static func read(_ bytes: [UInt8], chosen: TextEncoding? = nil) -> String {
    do {
      let pull = try XMLPull(MemoryStream(bytes), shownAs: "x.xml", encoding: chosen)
      var out = pull.encoding
      while let event = try pull.next() { if event == .text { out += " \(pull.text)" } }
      return out
    } catch { return "! \(error.what.english)" }
  }

  @Test func encodingsAreFoundBySignatureAndDeclaration() {
    func document(_ encoding: String?) -> String {
      "<?xml version=\"1.0\"\(encoding.map { " encoding = '\($0)' standalone='yes'" } ?? "")?><a>Łódź ćma 😀</a>"
    }
    let plain = Array(document(nil).utf8)
    #expect(Self.read(plain) == "utf-8 Łódź ćma 😀")
    #expect(Self.read([0xEF, 0xBB, 0xBF] + plain) == "utf-8 Łódź ćma 😀")
    #expect(Self.read(Array(document("UTF-8").utf8)) == "utf-8 Łódź ćma 😀")
    for declared in [nil, "UTF-16"] {
      for (isBig, name) in [(false, "utf-16le"), (true, "utf-16be")] {
        for mark in [false, true] {
          #expect(Self.read(Self.wide(document(declared), bigEndian: isBig, mark: mark)) == "\(name) Łódź ćma 😀")
        }
      }
    }
    for mark in [false, true] {
      #expect(Self.read(Self.wide(document("UTF-32"), bigEndian: true, mark: mark, unit: 4)) == "utf-32be Łódź ćma 😀")
      #expect(Self.read(Self.wide(document(nil), bigEndian: false, mark: mark, unit: 4)) == "utf-32le Łódź ćma 😀")
    }
  }

  @Test(arguments: [
    ("windows-1250", "windows-1250", [0xA3, 0xF3, 0x64, 0x9F] as [UInt8], "Łódź"),
    ("ISO-8859-2", "iso-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"), ("cp852", "ibm852", [0x9D, 0xA2, 0x64, 0xAB], "Łódź"),
    ("ISO-8859-1", "iso-8859-1", [0xF3, 0xE9], "óé"),
  ]) func singleByteEncodingsAreTheDeclaredOnes(_ declared: String, _ name: String, _ bytes: [UInt8], _ text: String) {
    let head = Array("<?xml version='1.0' encoding='\(declared)'?>\n<a>".utf8)
    #expect(Self.read(head + bytes + Array("</a>".utf8)) == "\(name) \(text)")
    // Far behind the head, too.
    let long = [UInt8](repeating: 0x78, count: 100_000)
    #expect(Self.read(head + long + bytes + Array("</a>".utf8)) == "\(name) \(String(decoding: long, as: UTF8.self))\(text)")
  }

  @Test(arguments: ["US-ASCII", "ascii", "ANSI_X3.4-1968"]) func whatIsSaidToBeASCIIIsASCII(declared: String) {
    let head = "<?xml version='1.0' encoding='\(declared)'?>"
    #expect(Self.read(Array("\(head)<a>x</a>".utf8)) == "\(declared) x")
    for place in [0, 10_000] {
      let text = String(repeating: "x", count: place) + "ó"
      #expect(
        Self.read(Array("\(head)<a>\(text)</a>".utf8)) == "! the XML says it is \"\(declared)\" but its bytes are \"8-bit\"")
    }
  }

  @Test(arguments: ["'UTF-8'standalone='no'", "\"UTF-8\"standalone='yes'", "'iso-8859-2'x"])
  func theEncodingStandsApartFromWhatFollows(_ encoding: String) {
    let refused = Self.read(Array("<?xml version='1.0' encoding=\(encoding)?><a>x</a>".utf8))
    #expect(refused.hasPrefix("! the XML is not well formed"), "\(refused)")
  }

  @Test func whatContradictsItselfIsRefused() {
    func bytes(_ encoding: String) -> String { "<?xml version='1.0' encoding='\(encoding)'?><a>x</a>" }
    #expect(Self.read(Array(bytes("UTF-16").utf8)) == "! the XML says it is \"UTF-16\" but its bytes are \"utf-8\"")
    #expect(
      Self.read([0xEF, 0xBB, 0xBF] + Array(bytes("windows-1250").utf8))
        == "! the XML says it is \"windows-1250\" but its bytes are \"utf-8\"")
    #expect(
      Self.read(Self.wide(bytes("UTF-8"), bigEndian: false, mark: true))
        == "! the XML says it is \"UTF-8\" but its bytes are \"utf-16le\"")
    #expect(Self.read(Array(bytes("UTF-7").utf8)) == "! unsupported encoding \"UTF-7\"")
    #expect(Self.read(Array(bytes("EBCDIC-CP-US").utf8)) == "! unsupported encoding \"EBCDIC-CP-US\"")
    #expect(Self.read([0x4C, 0x6F, 0xA7, 0x94]).hasPrefix("! the XML is not well formed"))
    let odd = Self.wide(bytes("UTF-16"), bigEndian: true, mark: true)
    #expect(Self.read(odd.dropLast()).hasPrefix("! byte "))
    #expect(Self.read(Array("<?xml version='1.0' encoding='windows-1250'?><a>".utf8) + [0x81]).hasPrefix("! byte "))
  }

  @Test func theUserMayChoose() {
    let bytes = Array("<a>".utf8) + [0xA3, 0xF3, 0x64, 0x9F] + Array("</a>".utf8)
    #expect(Self.read(bytes, chosen: .windows1250) == "windows-1250 Łódź")
    #expect(Self.read(bytes).hasPrefix("! the XML is not well formed"))
  }
}
