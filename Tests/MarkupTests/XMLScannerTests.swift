// The reference is libxml2 2.9.14: what the scanner reads, and what it hands over, must come out as if libxml2 had read all
// of it. Documents are damaged by the same dice on every machine.
import Bytes
import Findings
import Testing

@testable import Markup

@Suite struct XMLScannerTests {
  static let seeds = [
    """
    <?xml version="1.0" encoding="UTF-8" standalone='yes'?>
    <!-- c --><?pi x?>
    <t:teryt xmlns:t="urn:a" xmlns="urn:b&gt;" wersja='1&amp;2' t:x="ł&#x142;"><row><WOJ>02</WOJ><POW/><n>a &lt; b<![CDATA[ <x> ]]>ąę</n>
     </row><row xml:space="preserve" a="1"
      b="2\t3">tekst &quot;x&quot;<?pi x?> dalej ] ]] &#65;</row><q xmlns=""><z t:k="v"/></q><p:a xmlns:p="urn:c"><p:b/></p:a></t:teryt >
    <!-- end -->
    """,
    "<worksheet><sheetData><row r=\"1\" spans=\"1:2\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5E-3</v></c></row>\r\n</sheetData></worksheet>",
    "<a>\r\n\r x\r</a>\r\n", "<żółw a='ć'><b/></żółw>",
  ]

  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  static let scraps: [String] = [
    "&#0;", "&#xD800;", "&#x10FFFF;", "&amp", "&x;", "]]>", "--", "-->", "<!--", "<![CDATA[", "<?xml ?>", "<?XML ?>", "<?x?>",
    "<!DOCTYPE a>",
    "xmlns='u'", " xmlns:q='u'", " xmlns:q=''", " xmlns:xml='u'", " q:a='1'", "<q:b/>", "<a:b:c/>", "\r", "\r\n", "\n",
    "\u{FFFE}", "\u{1}", "<",
    ">", "/", "'", "\"", "=", "ą", "<b x='1' x='2'/>", "<b t:x='1' xmlns:u='urn:a' u:x='2'/>", "</row>", "<row>", "\u{FEFF}",
    "<b a='&lt;<'/>", " ",
    "<1/>", "<-a/>", "<a.b-c_1/>", "&#00000000000000000065;", "&#x0000041;", "&quot;", "\u{10FFFF}", "\u{7F}\u{85}\u{2028}",
  ]

  static func damaged(_ seed: String, _ dice: inout Dice) -> [UInt8] {
    var bytes = Array(seed.utf8)
    for _ in 0..<[1, 1, 1, 2, 3, 6][Int.random(in: 0..<6, using: &dice)] {
      let place = Int.random(in: 0...bytes.count, using: &dice)
      switch Int.random(in: 0..<5, using: &dice) {
      case 0: bytes.insert(contentsOf: scraps[Int.random(in: 0..<scraps.count, using: &dice)].utf8, at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &dice)))
      case 2: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
      case 3: bytes.removeLast(bytes.count - place)
      default:
        let from = Int.random(in: 0...bytes.count, using: &dice)
        bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + 40)], at: place)
      }
    }
    return bytes
  }

  /// Of a refused document the tags before the refusal: how much of a text libxml2 gives before an error in it, and how it
  /// calls the error, depends on where its chunks end.
  static func comparable(_ events: String) -> String {
    guard let refusal = events.range(ofText: "! ") else { return events }
    var (tags, isInTag) = ("", false)
    for character in events[..<refusal] {
      if character == "<" { isInTag = true }
      if isInTag { tags.append(character) }
      if character == ">" { isInTag = false }
    }
    return tags + "!"
  }

  @Test(arguments: 0..<4) func damagedDocumentsAreReadAsLibxml2ReadsThem(_ part: Int) {
    var dice = Dice(state: UInt64(part) + 1)
    for round in 0..<100 {
      let bytes = Self.damaged(Self.seeds[round % Self.seeds.count], &dice)
      let parsed = Self.comparable(XMLPullTests.events(bytes, 1 << 16, scanning: false))
      for chunk in [1, 40, 1 << 16] {
        let scanned = Self.comparable(XMLPullTests.events(bytes, chunk, scanning: true))
        #expect(scanned == parsed, "chunk \(chunk): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  /// Texts are looked at eight bytes at a time: what ends a run must be seen wherever it stands among them.
  @Test(arguments: [0x00, 0x09, 0x0A, 0x0D, 0x1F, 0x20, 0x26, 0x3C, 0x3D, 0x5D, 0x7F, 0x80, 0xC5, 0xFF] as [UInt8])
  func anyByteAnywhereInATextIsSeen(_ byte: UInt8) {
    for length in [1, 7, 8, 9, 16, 17, 24] {
      for place in 0..<length {
        var text = [UInt8](repeating: UInt8(ascii: "9"), count: length)
        text[place] = byte
        let bytes = Array("<a>".utf8) + text + Array("</a><!-- as many bytes as a word has -->".utf8)
        let parsed = Self.comparable(XMLPullTests.events(bytes, 1 << 16, scanning: false))
        let scanned = Self.comparable(XMLPullTests.events(bytes, 1 << 16, scanning: true))
        #expect(scanned == parsed, "\(byte) at \(place) of \(length)")
      }
    }
  }

  @Test(arguments: [1, 5, 1 << 16]) func eventsInARowAreThoseOneByOne(_ chunk: Int) throws {
    for text in Self.seeds {
      let bytes = Array(text.utf8)
      var single: [String] = []
      let one = try XMLPull(MemoryStream(bytes), shownAs: "", chunk: chunk)
      while let event = try one.next() {
        single.append("\(event) \(one.depth) \(one.local) \(one.namespace) \(one.line) \(one.text)")
      }
      var row: [String] = []
      let all = try XMLPull(MemoryStream(bytes), shownAs: "", chunk: chunk)
      while try all.readOn() {
        try all.withEvents { (events, _, bytes) throws(Refusal) in
          for index in events.indices {
            let event = events[index]
            var text = ""
            if event.kind == .text {
              for place in Int(event.start)..<Int(event.end) { text.unicodeScalars.append(Unicode.Scalar(bytes[place])) }
              text = String(decoding: text.unicodeScalars.map { UInt8($0.value) }, as: UTF8.self)
            }
            row.append("\(event.kind) \(event.depth) \(event.local) \(event.namespace) \(event.line) \(text)")
          }
        }
      }
      #expect(row == single)
    }
  }

  @Test func plainDocumentsAreNotHandedOver() throws {
    for text in Self.seeds.prefix(3) {
      var scanner = XMLScanner()
      defer { scanner.free() }
      let sink = UnsafeMutablePointer<XMLSink>.allocate(capacity: 1)
      unsafe sink.initialize(to: XMLSink(names: XMLNameCodes(), limits: XMLLimits()))
      defer {
        unsafe sink.pointee.free()
        unsafe sink.deinitialize(count: 1)
        unsafe sink.deallocate()
      }
      let bytes = Array(text.utf8)
      let (read, outcome) = unsafe bytes.withUnsafeBufferPointer { pointer in
        guard let base = pointer.baseAddress else { return (0, XMLScanner.Outcome.handsOver) }
        return unsafe scanner.scan(base, bytes.count, isLast: true, sink)
      }
      #expect(outcome == .ended && read == bytes.count)
    }
  }

  @Test func linesAreThoseOfLibxml2() throws {
    let text = "<a>\n<b\n c='1\n2'/>\r\n<c>x\ny</c\n><!-- \n --><?p \n?><d/><![CDATA[\n]]><e/></a>"
    func lines(_ isScanning: Bool) throws -> [Int] {
      let pull = try XMLPull(MemoryStream(Array(text.utf8)), shownAs: "", scanning: isScanning)
      var lines: [Int] = []
      while let event = try pull.next() { if event == .start { lines.append(pull.line) } }
      return lines
    }
    #expect(try lines(true) == lines(false))
    #expect(try lines(true) == [1, 4, 5, 9, 10])
  }
}

extension String {
  /// Where a text stands first.
  fileprivate func range(ofText text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
