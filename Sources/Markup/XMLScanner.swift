/// Reads plain XML some four times faster than libxml2: UTF-8, ASCII names, no DOCTYPE, tags and comments that are not
/// giant. Whatever is not plain to it, wrong or only unusual, it hands over with the elements that are open, at a place
/// from which libxml2 goes on; so libxml2 is the judge of every error.
///
/// The rule for whoever changes this: it may hand over what it likes, but it must never accept what libxml2 refuses, nor
/// read anything otherwise. The tests compare both on damaged documents.
@safe struct XMLScanner {
  enum Outcome { case wantsMore, ended, handsOver }
  /// What became of one piece of markup: read up to a place, cut off by the end of the bytes, or not plain.
  enum Step {
    case read(Int), cutOff, notPlain, failed
  }
  enum Phase { case prolog, content, epilog }

  struct Frame: BitwiseCopyable {
    var name: Int32
    var namespace: Int32
    var local: Int32
    var line: Int32
  }
  /// `xmlns` or `xmlns:prefix` and the element, by its depth, that it stands on.
  struct Binding: BitwiseCopyable {
    /// Code of the prefix; -1 for the default.
    var prefix: Int32
    /// Code of the namespace; -1 for none.
    var namespace: Int32
    var depth: Int32
  }

  private(set) var phase = Phase.prolog
  var line: Int32 = 1
  var names = XMLScannerNames()
  var open = RawBuffer<Frame>(capacity: 64)
  var bindings = RawBuffer<Binding>(capacity: 64)
  /// Counted up whenever the bindings change.
  var epoch: Int32 = 0
  /// The element that began last, -1 before the first.
  var lastElement: Int32 = -1
  let classes: UnsafeMutablePointer<UInt8>

  static let nameStart: UInt8 = 1
  static let name: UInt8 = 2
  /// Stands for itself in text, and in an attribute.
  static let plainText: UInt8 = 4
  static let plainValue: UInt8 = 8
  static let space: UInt8 = 16

  /// Of every byte; made once, because there are tens of thousands of small documents.
  private static let classesOfBytes: [UInt8] = {
    (0...255).map { value in
      let byte = UInt8(truncatingIfNeeded: value)
      var flags: UInt8 = 0
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        flags |= nameStart | name
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): flags |= name
      case 0x20, 0x09, 0x0A, 0x0D: flags |= space
      default: break
      }
      if byte == 0x09 || (0x20...0x7F).contains(byte) && !"<&]".utf8.contains(byte) { flags |= plainText }
      if (0x20...0x7F).contains(byte), !"<&\"'".utf8.contains(byte) { flags |= plainValue }
      return flags
    }
  }()

  init() {
    unsafe classes = .allocate(capacity: 256)
    for (value, flags) in Self.classesOfBytes.enumerated() { unsafe (classes + value).initialize(to: flags) }
  }

  func free() {
    names.free()
    open.free()
    bindings.free()
    unsafe classes.deallocate()
  }

  @inline(__always)
  func isA(_ flag: UInt8, _ byte: UInt8) -> Bool { unsafe classes[Int(byte)] & flag != 0 }

  /// Reads as much as is whole of `base[0..<count]`.
  ///
  /// Before the root nothing counts as read: libxml2 must see a document from its beginning.
  ///
  /// - Returns: how many bytes are done with, and how it goes on.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> (Int, Outcome) {
    var place = 0
    if phase == .prolog {
      line = 1
      switch unsafe declaration(base, count) {
      case .read(let end): place = end
      case .cutOff: return (0, isLast ? .handsOver : .wantsMore)
      case .notPlain, .failed: return (0, .handsOver)
      }
    }
    while place < count {
      let step =
        unsafe base[place] == UInt8(ascii: "<") ? markup(base, count, place, sink) : text(base, count, place, isLast, sink)
      switch step {
      case .read(let end): place = end
      case .cutOff: return (phase == .prolog ? 0 : place, isLast ? .handsOver : .wantsMore)
      case .notPlain: return (phase == .prolog ? 0 : place, .handsOver)
      case .failed: return (count, .ended)
      }
    }
    if isLast { return (phase == .prolog ? 0 : place, phase == .epilog ? .ended : .handsOver) }
    return (phase == .prolog ? 0 : place, .wantsMore)
  }

  /// What libxml2 must read to be where the scanner is: the open tags with their namespaces, or a root that is closed.
  func openingTags(_ codes: XMLNameCodes) -> [(line: Int32, markup: [UInt8])] {
    guard phase != .prolog else { return [] }
    guard phase == .content else { return [(line, Array("<r/>".utf8))] }
    var all: [(line: Int32, markup: [UInt8])] = []
    var binding = 0
    for depth in 0..<open.count {
      var tags = [UInt8(ascii: "<")]
      tags += names.name(open[depth].name)
      while binding < bindings.count, Int(bindings[binding].depth) == depth + 1 {
        tags += " xmlns".utf8
        if bindings[binding].prefix >= 0 {
          tags.append(UInt8(ascii: ":"))
          tags += codes.strings[Int(bindings[binding].prefix)].utf8
        }
        tags += "=\"".utf8
        let namespace = bindings[binding].namespace
        for byte in (namespace < 0 ? "" : codes.strings[Int(namespace)]).utf8 {
          switch byte {
          case UInt8(ascii: "\""): tags += "&quot;".utf8
          case UInt8(ascii: "<"): tags += "&lt;".utf8
          default: tags.append(byte)
          }
        }
        tags.append(UInt8(ascii: "\""))
        binding += 1
      }
      tags.append(UInt8(ascii: ">"))
      all.append((open[depth].line, tags))
    }
    return all
  }

  private mutating func markup(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    guard begin + 1 < count else { return .cutOff }
    switch unsafe base[begin + 1] {
    case UInt8(ascii: "/"): return unsafe endTag(base, count, begin, sink)
    case UInt8(ascii: "!"): return unsafe commentOrSection(base, count, begin, sink)
    case UInt8(ascii: "?"): return unsafe instruction(base, count, begin)
    default:
      guard phase != .epilog else { return .notPlain }
      let step = unsafe startTag(base, count, begin, sink)
      if case .read = step { phase = open.count == 0 ? .epilog : .content }
      return step
    }
  }

  private mutating func endTag(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    guard phase == .content else { return .notPlain }
    let frame = open[open.count - 1]
    let entry = names.entries[Int(frame.name)]
    var place = begin + 2 + Int(entry.length)
    guard place < count else { return .cutOff }
    guard unsafe names.isName(entry, base + begin + 2, count - begin - 2) else { return .notPlain }
    var lines: Int32 = 0
    while unsafe isA(Self.space, base[place]) {
      if unsafe base[place] == 0x0A { lines += 1 }
      place += 1
      guard place < count else { return .cutOff }
    }
    guard unsafe base[place] == UInt8(ascii: ">") else { return .notPlain }
    line += lines
    unsafe sink.pointee.events.append(
      XMLRecord(
        kind: .end, depth: Int32(open.count), namespace: frame.namespace, local: frame.local, start: 0, end: 0, line: line))
    open.truncate(to: open.count - 1)
    unsafe sink.pointee.depth = open.count
    forgetBindings(below: open.count)
    if open.count == 0 { phase = .epilog }
    return .read(place + 1)
  }

  mutating func forgetBindings(below depth: Int) {
    guard bindings.count > 0, Int(bindings[bindings.count - 1].depth) > depth else { return }
    var count = bindings.count
    while count > 0, Int(bindings[count - 1].depth) > depth { count -= 1 }
    bindings.truncate(to: count)
    epoch += 1
  }

  /// Comments are left out; CDATA is text.
  private mutating func commentOrSection(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    if unsafe starts(base, count, begin, "<!--") {
      guard let end = unsafe find("--", base, count, begin + 4), end + 2 < count else { return .cutOff }
      guard unsafe base[end + 2] == UInt8(ascii: ">"), let lines = unsafe lines(base, begin + 4, end) else { return .notPlain }
      line += lines
      return .read(end + 3)
    }
    if unsafe starts(base, count, begin, "<![CDATA["), phase == .content {
      guard let end = unsafe find("]]>", base, count, begin + 9) else { return .cutOff }
      guard let lines = unsafe lines(base, begin + 9, end) else { return .notPlain }
      unsafe sink.pointee.characters(base + begin + 9, count: end - begin - 9, line: line)
      line += lines
      return unsafe sink.pointee.failure == nil ? .read(end + 3) : .failed
    }
    // A piece of one of the two may be all that is there yet.
    let isPiece =
      unsafe count - begin < 9
      && (isPrefix(of: "<!--", base, count, begin) || isPrefix(of: "<![CDATA[", base, count, begin))
    return isPiece ? .cutOff : .notPlain
  }

  private mutating func instruction(_ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int) -> Step {
    var place = begin + 2
    while place < count, unsafe isA(Self.name, base[place]) { place += 1 }
    guard place < count else { return .cutOff }
    // A name that begins with "xml" in any case is libxml2's to judge.
    guard place > begin + 2, unsafe isA(Self.nameStart, base[begin + 2]), unsafe base[begin + 2] | 0x20 != UInt8(ascii: "x")
    else { return .notPlain }
    guard let end = unsafe find("?>", base, count, place) else { return .cutOff }
    guard unsafe end == place || isA(Self.space, base[place]), let lines = unsafe lines(base, place, end) else {
      return .notPlain
    }
    line += lines
    return .read(end + 2)
  }

  /// `<?xml version="1.0" encoding="…" standalone="…"?>` at the very beginning, in the form that nearly all documents have.
  private func declaration(_ base: UnsafePointer<UInt8>, _ count: Int) -> Step {
    if count < 6, unsafe isPrefix(of: "<?xml ", base, count, 0) { return .cutOff }
    guard unsafe starts(base, count, 0, "<?xml") else { return .read(0) }
    guard let end = unsafe find("?>", base, count, 5) else { return .cutOff }
    guard end < 200 else { return .notPlain }
    let text = unsafe String(decoding: UnsafeBufferPointer(start: base + 5, count: end - 5), as: UTF8.self)
    var fields = text.split(separator: " ", omittingEmptySubsequences: true)
    guard text.first == " ", let version = fields.first else { return .notPlain }
    fields.removeFirst()
    guard version == "version=\"1.0\"" || version == "version='1.0'" else { return .notPlain }
    if let encoding = fields.first, encoding.hasPrefix("encoding=") {
      fields.removeFirst()
      guard let name = quoted(encoding.dropFirst(9)), let first = name.utf8.first, isA(Self.nameStart, first),
        first != UInt8(ascii: "_"), name.utf8.allSatisfy({ isA(Self.name, $0) })
      else { return .notPlain }
    }
    if let standalone = fields.first, standalone.hasPrefix("standalone=") {
      fields.removeFirst()
      guard let value = quoted(standalone.dropFirst(11)), value == "yes" || value == "no" else { return .notPlain }
    }
    return fields.isEmpty ? .read(end + 2) : .notPlain
  }

  private func quoted(_ text: Substring) -> Substring? {
    guard let quote = text.first, quote == "\"" || quote == "'", text.count > 2, text.last == quote else { return nil }
    return text.dropFirst().dropLast()
  }
}
