package import Bytes
import CLibXML2
package import Findings

/// Reads an XML document event by event. Memory does not grow with the document.
///
/// Comments and processing instructions are left out, adjacent texts (character data, CDATA, references to characters)
/// joined. Names are codes, so that a reader compares numbers: `words` given at the start have the codes 0, 1, 2 …,
/// other names get theirs when they are met; a name without a namespace has the namespace `none`.
///
/// Entities that the document itself declares are replaced, within limits, and defaults of attributes put in (see
/// `DoctypeStream`). What is refused: references to anything in other files, what is not well formed, with its namespaces,
/// and whatever exceeds `XMLLimits`. Nothing but the document's own bytes is ever read.
///
/// Plain markup is read by `XMLScanner`; from the first thing that is not plain to it, wrong or only unusual, libxml2 goes
/// on and is the judge.
@safe package final class XMLPull {
  package enum Event: UInt8, Sendable, Hashable, BitwiseCopyable {
    case start, end, text
  }

  /// The namespace of names that have none.
  package static let none: Int32 = -1
  /// A tag or comment longer than this is left to libxml2.
  private static let tokenLimit = 1 << 16

  /// Of the last event: the element's names, its line (where the tag ends; of a text, where it begins) and how many
  /// elements are open (1 in the root; the same for an element's start and end).
  package var namespace: Int32 { unsafe sink.pointee.current.namespace }
  package var local: Int32 { unsafe sink.pointee.current.local }
  package var line: Int { unsafe Int(sink.pointee.current.line) }
  package var depth: Int { unsafe Int(sink.pointee.current.depth) }
  /// What the document's bytes are: `utf-8` unless it says otherwise.
  package let encoding: String

  private let source: DoctypeStream
  private let shown: String
  private let sink: UnsafeMutablePointer<XMLSink>
  /// nil from the moment that libxml2 has taken over.
  private var scanner: XMLScanner?
  private var library: LibXMLParser?
  /// `held` bytes that the scanner wants to see again, and what is read behind them.
  private var buffer: [UInt8] = []
  private var held = 0
  private var incoming: [UInt8] = []
  /// How many bytes are taken at a time: few at first, because most statements are small.
  private var step: Int
  private let chunk: Int
  private var isAtEnd = false

  /// - Parameters:
  ///   - shown: the document as people know it, for messages.
  ///   - words: names and namespaces that the caller looks for.
  ///   - encoding: chosen by the user; otherwise the document says it, by a byte order mark or in its declaration.
  ///   - chunk: how many bytes are taken at a time.
  ///   - isScanning: off to have libxml2 read all of it.
  package init(
    _ stream: any ByteStream, shownAs shown: String, words: [String] = [], encoding: TextEncoding? = nil,
    limits: XMLLimits = XMLLimits(), chunk: Int = 1 << 16, scanning isScanning: Bool = true
  ) throws(Refusal) {
    let text = try XMLTextStream(stream, shownAs: shown, chosen: encoding)
    self.encoding = text.encoding
    source = DoctypeStream(text, shownAs: shown, limits: limits)
    self.shown = shown
    self.chunk = max(chunk, 1)
    step = min(self.chunk, 1 << 13)
    var names = XMLNameCodes()
    for word in words { _ = names.code(of: word) }
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: XMLSink(names: names, limits: limits))
    scanner = isScanning ? XMLScanner() : nil
  }

  deinit {
    library = nil
    scanner?.free()
    unsafe sink.pointee.free()
    unsafe sink.deinitialize(count: 1)
    unsafe sink.deallocate()
  }

  /// The next event, whose names, text and attributes can be read until the next call; nil at the end, again and again.
  package func next() throws(Refusal) -> Event? {
    let sink = unsafe self.sink
    guard try readOn() else { return nil }
    let current = unsafe sink.pointee.events[sink.pointee.cursor]
    unsafe sink.pointee.current = current
    unsafe sink.pointee.cursor += 1
    return current.kind
  }

  /// Reads until there is something to hand out, for callers that take it by `withEvents`.
  ///
  /// - Returns: false at the end of the document.
  package func readOn() throws(Refusal) -> Bool {
    while unsafe sink.pointee.cursor == sink.pointee.ready {
      if isAtEnd { return false }
      if let failure = unsafe sink.pointee.failure { throw failure.mistake.refusal(shown, at: failure.at) }
      try feed()
    }
    return true
  }

  /// Hands out at once all events that are read: a large document has some hundred million, and looking at them in a row
  /// costs a third of asking for one after the other.
  ///
  /// - Parameter body: gets the events, the attributes that they number and the bytes of texts and values.
  @inline(__always)
  package func withEvents(
    _ body: (Span<XMLRecord>, Span<XMLAttribute>, Span<UInt8>) throws(Refusal) -> Void
  ) throws(Refusal) {
    let sink = unsafe self.sink
    let range = unsafe sink.pointee.cursor..<sink.pointee.ready
    unsafe sink.pointee.cursor = range.upperBound
    try unsafe body(
      sink.pointee.events.slice(range).span, sink.pointee.attributes.slice(0..<sink.pointee.attributes.count).span,
      sink.pointee.bytes.slice(0..<sink.pointee.bytes.count).span)
  }

  /// Reads on; a text at the end of what is read waits for what may be joined to it.
  private func feed() throws(Refusal) {
    let ready = unsafe sink.pointee.ready
    if unsafe sink.pointee.events.count > ready {
      var text = unsafe sink.pointee.events[ready]
      unsafe sink.pointee.bytes.keep(Int(text.start)..<Int(text.end))
      text.end -= text.start
      text.start = 0
      unsafe sink.pointee.events.keep(ready..<ready + 1)
      unsafe sink.pointee.events[0] = text
    } else {
      unsafe sink.pointee.events.keep(0..<0)
      unsafe sink.pointee.bytes.keep(0..<0)
    }
    unsafe sink.pointee.attributes.keep(0..<0)
    unsafe sink.pointee.cursor = 0
    let count = try fill()
    let isLast = count < held + step
    held = 0
    step = min(step * 2, chunk)
    if scanner != nil { try scan(count, isLast) } else { try parse(0, count, isLast) }
    let hasFailed = unsafe sink.pointee.failure != nil
    isAtEnd = isLast && !hasFailed
    let events = unsafe sink.pointee.events.count
    let waits = unsafe !isLast && !hasFailed && events > 0 && sink.pointee.events[events - 1].kind == .text
    unsafe sink.pointee.ready = waits ? events - 1 : events
  }

  private func scan(_ count: Int, _ isLast: Bool) throws(Refusal) {
    let sink = unsafe self.sink
    let (read, outcome) = unsafe buffer.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return (0, XMLScanner.Outcome.handsOver) }
      return unsafe scanner?.scan(base, count, isLast: isLast, sink) ?? (0, .handsOver)
    }
    if outcome == .wantsMore, !isLast, count - read < Self.tokenLimit {
      held = count - read
      buffer.moveDown(read..<count)
    } else if outcome != .ended {
      let prefix = unsafe scanner?.openingTags(sink.pointee.names) ?? []
      let line = scanner?.line ?? 1
      scanner?.free()
      scanner = nil
      let library = try unsafe LibXMLParser(sink, shownAs: shown)
      library.begin(after: prefix, line: line)
      self.library = library
      try parse(read, count, isLast)
    }
  }

  private func parse(_ from: Int, _ to: Int, _ isLast: Bool) throws(Refusal) {
    if library == nil { library = try unsafe LibXMLParser(sink, shownAs: shown) }
    library?.parse(buffer, from, to, isLast: isLast)
  }

  /// Fills the buffer behind what is held, so that the reading does not depend on how the bytes come.
  ///
  /// - Returns: how many bytes it holds.
  private func fill() throws(Refusal) -> Int {
    let wanted = held + step
    if buffer.count < wanted { buffer += [UInt8](repeating: 0, count: wanted - buffer.count) }
    var filled = held
    while filled < wanted {
      if incoming.count != wanted - filled { incoming = [UInt8](repeating: 0, count: wanted - filled) }
      let read = try source.read(into: &incoming)
      guard read > 0 else { break }
      buffer.replace(at: filled, with: incoming, 0..<read)
      filled += read
    }
    return filled
  }
}

// What stands in the last event.
extension XMLPull {
  /// The code of a word, the same for the whole document.
  package func code(of word: String) -> Int32 { unsafe sink.pointee.names.code(of: word) }

  /// The word of a code; empty for `none`.
  package func word(_ code: Int32) -> String {
    let words = unsafe sink.pointee.names.strings
    return code >= 0 && Int(code) < words.count ? words[Int(code)] : ""
  }

  /// The element's name as `{namespace}local`, or `local` alone.
  package var name: String { qualified(namespace, local) }

  package func qualified(_ namespace: Int32, _ local: Int32) -> String {
    namespace < 0 ? word(local) : "{\(word(namespace))}\(word(local))"
  }

  /// The text of a text event, UTF-8; valid within `body` alone.
  @inline(__always)
  package func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    guard current.kind == .text else { return body(Span()) }
    return unsafe body(sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)).span)
  }

  /// The text of a text event.
  package var text: String {
    guard current.kind == .text else { return "" }
    return unsafe String(decoding: sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)), as: UTF8.self)
  }

  /// Appends the text of a text event.
  @inline(__always)
  package func appendText(to bytes: inout [UInt8]) {
    guard current.kind == .text else { return }
    unsafe bytes.append(contentsOf: sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)))
  }

  /// Of a start event, namespace declarations not among them.
  package var attributeCount: Int { current.kind == .start ? Int(current.end - current.start) : 0 }

  package func attributeLocal(_ index: Int) -> Int32 { attribute(index).local }
  package func attributeNamespace(_ index: Int) -> Int32 { attribute(index).namespace }

  /// The value of the attribute of that number.
  package func attributeValue(_ index: Int) -> String {
    let attribute = attribute(index)
    return unsafe String(decoding: sink.pointee.bytes.slice(Int(attribute.start)..<Int(attribute.end)), as: UTF8.self)
  }

  /// The same, as bytes that are valid within `body` alone.
  @inline(__always)
  package func withAttribute<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let attribute = attribute(index)
    return unsafe body(sink.pointee.bytes.slice(Int(attribute.start)..<Int(attribute.end)).span)
  }

  /// The value of an attribute by its name, nil when the element has none such.
  package func value(_ local: Int32, in namespace: Int32 = XMLPull.none) -> String? {
    for index in 0..<attributeCount {
      let attribute = attribute(index)
      if attribute.local == local, attribute.namespace == namespace { return attributeValue(index) }
    }
    return nil
  }

  @inline(__always)
  private var current: XMLRecord { unsafe sink.pointee.current }

  @inline(__always)
  private func attribute(_ index: Int) -> XMLAttribute { unsafe sink.pointee.attributes[Int(current.start) + index] }

  /// A refusal at the last event, or at another line: what the document says is wrong, though it is well formed.
  package func refusal(_ what: Wording, at line: Int32? = nil, mend: Wording = Wording("", en: "")) -> Refusal {
    Refusal(.data, what, at: Place(file: shown, row: line.map(Int.init) ?? self.line), mend: mend)
  }
}
