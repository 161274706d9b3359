package import Bytes
import CLibXML2
package import Findings

/// Reads an XML document event by event, through libxml2's SAX2 push parser. Memory does not grow with the document.
///
/// Comments and processing instructions are left out, adjacent texts (character data, CDATA, references to characters)
/// joined. Names are codes, so that a reader compares numbers: `words` given at the start have the codes 0, 1, 2 …,
/// other names get theirs when they are met; a name without a namespace has the namespace `none`.
///
/// What is refused: a DOCTYPE (before anything of it is used), anything not well formed, with its namespaces, and whatever
/// exceeds `XMLLimits`. Nothing but the document's own bytes is ever read.
@safe package final class XMLPull {
  package enum Event: Sendable, Hashable {
    case start, end, text
  }

  /// The namespace of names that have none.
  package static let none: Int32 = -1

  /// Of the last event: the element's names, its line (where the tag ends; of a text, where it begins) and how many
  /// elements are open (1 in the root; the same for an element's start and end).
  package var namespace: Int32 { unsafe sink.pointee.current.namespace }
  package var local: Int32 { unsafe sink.pointee.current.local }
  package var line: Int { unsafe Int(sink.pointee.current.line) }
  package var depth: Int { unsafe sink.pointee.currentDepth }

  private let source: XMLTextStream
  /// What the document's bytes are: `utf-8` unless it says otherwise.
  package var encoding: String { source.encoding }
  private let shown: String
  private let sink: UnsafeMutablePointer<XMLSink>
  private let context: xmlParserCtxtPtr
  private var buffer: [UInt8]
  private var isAtEnd = false
  private var giant = GiantTagCheck()

  /// libxml2 is made ready once in the process, before any parser is.
  private static let isReady: Bool = {
    diagnoza_xml_start()
    return true
  }()

  /// - Parameters:
  ///   - shown: the document as people know it, for messages.
  ///   - words: names and namespaces that the caller looks for.
  ///   - encoding: chosen by the user; otherwise the document says it, by a byte order mark or in its declaration.
  ///   - chunk: how many bytes libxml2 is given at a time.
  package init(
    _ stream: any ByteStream, shownAs shown: String, words: [String] = [], encoding: TextEncoding? = nil,
    limits: XMLLimits = XMLLimits(), chunk: Int = 1 << 16
  ) throws(Refusal) {
    guard XMLPull.isReady else { throw XMLMistake.library.refusal(shown, at: TextPosition()) }
    source = try XMLTextStream(stream, shownAs: shown, chosen: encoding)
    self.shown = shown
    buffer = [UInt8](repeating: 0, count: max(chunk, 1))
    var names = XMLNameCodes()
    for word in words { _ = names.code(of: word) }
    let sink = UnsafeMutablePointer<XMLSink>.allocate(capacity: 1)
    unsafe sink.initialize(to: XMLSink(names: names, limits: limits))
    var handler = unsafe XMLPull.handler()
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, sink, nil, 0, nil) else {
      unsafe sink.pointee.free()
      unsafe sink.deinitialize(count: 1)
      unsafe sink.deallocate()
      throw XMLMistake.library.refusal(shown, at: TextPosition())
    }
    unsafe sink.pointee.context = context
    unsafe self.sink = sink
    unsafe self.context = context
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    // The bytes are UTF-8 already: libxml2 must not guess another encoding from the first of them.
    unsafe context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
    unsafe sink.pointee.free()
    unsafe sink.deinitialize(count: 1)
    unsafe sink.deallocate()
  }

  /// The next event, whose names, text and attributes can be read until the next call; nil at the end, again and again.
  package func next() throws(Refusal) -> Event? {
    let sink = unsafe self.sink
    while unsafe sink.pointee.cursor == sink.pointee.ready {
      if isAtEnd { return nil }
      if let failure = unsafe sink.pointee.failure { throw failure.mistake.refusal(shown, at: failure.at) }
      try feed()
    }
    let current = unsafe sink.pointee.events[sink.pointee.cursor]
    unsafe sink.pointee.current = current
    unsafe sink.pointee.cursor += 1
    switch current.kind {
    case XMLSink.start:
      unsafe sink.pointee.depthAfter += 1
      unsafe sink.pointee.currentDepth = sink.pointee.depthAfter
      return .start
    case XMLSink.end:
      unsafe sink.pointee.currentDepth = sink.pointee.depthAfter
      unsafe sink.pointee.depthAfter -= 1
      return .end
    default:
      unsafe sink.pointee.currentDepth = sink.pointee.depthAfter
      return .text
    }
  }

  /// Gives libxml2 more bytes; a text at the end of them waits for what may be joined to it.
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
    let filled = try fill()
    let isLast = filled < buffer.count
    unsafe buffer.withUnsafeBytes { bytes in
      let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = unsafe xmlParseChunk(context, base, Int32(truncatingIfNeeded: filled), isLast ? 1 : 0)
    }
    if unsafe sink.pointee.failure == nil {
      if isLast, unsafe context.pointee.wellFormed == 0 { unsafe sink.pointee.fail(.notWellFormed(0, "")) }
      if !isLast, unsafe giant.isRefused(context, sink.pointee.limits.attributes) {
        unsafe sink.pointee.fail(.tooManyAttributes(sink.pointee.limits.attributes))
      }
    }
    let hasFailed = unsafe sink.pointee.failure != nil
    isAtEnd = isLast && !hasFailed
    let count = unsafe sink.pointee.events.count
    let waits = unsafe !isLast && !hasFailed && count > 0 && sink.pointee.events[count - 1].kind == XMLSink.text
    unsafe sink.pointee.ready = waits ? count - 1 : count
  }

  /// Fills the buffer, so that libxml2 sees the same chunks however the bytes come.
  private func fill() throws(Refusal) -> Int {
    var filled = try source.read(into: &buffer)
    var part: [UInt8] = []
    while filled < buffer.count {
      part = [UInt8](repeating: 0, count: buffer.count - filled)
      let got = try source.read(into: &part)
      guard got > 0 else { break }
      buffer.replaceSubrange(filled..<filled + got, with: part[0..<got])
      filled += got
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
    guard current.kind == XMLSink.text else { return body(Span()) }
    return unsafe body(sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)).span)
  }

  /// The text of a text event.
  package var text: String {
    guard current.kind == XMLSink.text else { return "" }
    return unsafe String(decoding: sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)), as: UTF8.self)
  }

  /// Appends the text of a text event.
  @inline(__always)
  package func appendText(to bytes: inout [UInt8]) {
    guard current.kind == XMLSink.text else { return }
    unsafe bytes.append(contentsOf: sink.pointee.bytes.slice(Int(current.start)..<Int(current.end)))
  }

  /// Of a start event, namespace declarations not among them.
  package var attributeCount: Int { current.kind == XMLSink.start ? Int(current.end - current.start) : 0 }

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
  private var current: XMLSink.Record { unsafe sink.pointee.current }

  @inline(__always)
  private func attribute(_ index: Int) -> XMLSink.Attribute { unsafe sink.pointee.attributes[Int(current.start) + index] }

  /// A refusal at the last event: what the document says is wrong, though it is well formed.
  package func refusal(_ what: Wording, mend: Wording = Wording("", en: "")) -> Refusal {
    Refusal(.data, what, at: Place(file: shown, row: line), mend: mend)
  }
}

// What libxml2 calls.
extension XMLPull {
  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { sink, local, _, uri, namespaces, _, count, _, values in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let local = unsafe local else { return }
      unsafe sink.pointee.startElement(local, uri, namespaces: Int(namespaces), values, count: Int(count))
    }
    unsafe handler.endElementNs = { sink, local, _, uri in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let local = unsafe local else { return }
      unsafe sink.pointee.endElement(local, uri)
    }
    let characters: charactersSAXFunc = { sink, text, count in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let text = unsafe text else { return }
      unsafe sink.pointee.characters(text, count: Int(count))
    }
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    unsafe handler.internalSubset = { sink, _, _, _ in
      unsafe sink?.assumingMemoryBound(to: XMLSink.self).pointee.fail(.doctype)
    }
    unsafe handler.reference = { sink, name in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let name = unsafe name else { return }
      unsafe sink.pointee.fail(.entity(String(cString: name)))
    }
    unsafe diagnoza_xml_set_error(&handler) { sink, error in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let error = unsafe error?.pointee else { return }
      let isFatal = unsafe error.level == XML_ERR_FATAL
      // A namespace is a name: that it is no proper URI harms nobody.
      let isNamespace =
        unsafe error.domain == Int32(XML_FROM_NAMESPACE.rawValue) && error.level == XML_ERR_ERROR
        && error.code != Int32(XML_WAR_NS_URI.rawValue)
      guard isFatal || isNamespace else { return }
      let sentence = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
      let plain = String(String.UnicodeScalarView(sentence.unicodeScalars.prefix(300).filter { $0.value >= 0x20 }))
      unsafe sink.pointee.fail(
        .notWellFormed(error.code, plain), at: TextPosition(line: Int(error.line), column: Int(error.int2)))
    }
    return unsafe handler
  }
}

/// libxml2 2.9 waits for the end of a tag before it reads it, and then compares each attribute with each: a tag of some
/// megabytes would take hours. Attributes of a tag that is still waiting are counted here.
private struct GiantTagCheck {
  private var begin = -1
  private var checked = 0
  private var quote: UInt8 = 0
  private var count = 0

  mutating func isRefused(_ context: xmlParserCtxtPtr, _ limit: Int) -> Bool {
    guard let input = unsafe context.pointee.input?.pointee, let current = unsafe input.cur, let end = unsafe input.end else {
      return false
    }
    let waiting = unsafe end - current
    let position = unsafe Int(input.consumed) + (current - input.base)
    guard waiting > 1 << 12, unsafe current[0] == UInt8(ascii: "<"), unsafe current[1] != UInt8(ascii: "!"),
      unsafe current[1] != UInt8(ascii: "?")
    else { return false }
    if position != begin {
      begin = position
      checked = 0
      quote = 0
      count = 0
    }
    while checked < waiting {
      let byte = unsafe current[checked]
      checked += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        count += 1
        if count > limit { return true }
      }
    }
    return false
  }
}
