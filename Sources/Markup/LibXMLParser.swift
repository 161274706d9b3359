import CLibXML2
import Findings

/// libxml2's SAX2 push parser, whose handlers write into an `XMLSink`. The only place that speaks to libxml2.
///
/// No network, no other file, no entities replaced, no limit lifted: NONET always, NOENT and HUGE never.
@safe final class LibXMLParser {
  private let sink: UnsafeMutablePointer<XMLSink>
  private let context: xmlParserCtxtPtr
  private var giant = GiantTagCheck()

  /// libxml2 is made ready once in the process, before any parser is.
  private static let isReady: Bool = {
    diagnoza_xml_start()
    return true
  }()

  /// - Parameter sink: must live longer than the parser.
  init(_ sink: UnsafeMutablePointer<XMLSink>, shownAs shown: String) throws(Refusal) {
    var handler = unsafe Self.handler()
    guard Self.isReady, let context = unsafe xmlCreatePushParserCtxt(&handler, sink, nil, 0, nil) else {
      throw XMLMistake.library.refusal(shown, at: TextPosition())
    }
    unsafe self.sink = sink
    unsafe self.context = context
    unsafe sink.pointee.context = context
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    // The bytes are UTF-8 already: libxml2 must not guess another encoding from the first of them.
    unsafe context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
  }

  deinit {
    unsafe sink.pointee.context = nil
    unsafe xmlFreeParserCtxt(context)
  }

  /// Makes the parser go on in the middle of a document.
  ///
  /// - Parameters:
  ///   - tags: markup that leaves the same elements open, or a whole element after the root; each with its line, which
  ///     libxml2 names when an end tag does not fit.
  ///   - line: where the document goes on.
  func begin(after tags: [(line: Int32, markup: [UInt8])], line: Int32) {
    guard !tags.isEmpty else { return }
    unsafe sink.pointee.isSilent = true
    for tag in tags {
      unsafe context.pointee.input?.pointee.line = tag.line
      push(tag.markup, 0, tag.markup.count, isLast: false)
    }
    unsafe sink.pointee.isSilent = false
    unsafe context.pointee.input?.pointee.line = line
  }

  /// Parses `bytes[from..<to]`.
  func parse(_ bytes: [UInt8], _ from: Int, _ to: Int, isLast: Bool) {
    push(bytes, from, to, isLast: isLast)
    guard unsafe sink.pointee.failure == nil else { return }
    if isLast, unsafe context.pointee.wellFormed == 0 { unsafe sink.pointee.fail(.notWellFormed(0, "")) }
    let limit = unsafe sink.pointee.limits.attributes
    if !isLast, unsafe giant.isRefused(context, limit) { unsafe sink.pointee.fail(.tooManyAttributes(limit)) }
  }

  private func push(_ bytes: [UInt8], _ from: Int, _ to: Int, isLast: Bool) {
    unsafe bytes.withUnsafeBytes { raw in
      let base = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = unsafe xmlParseChunk(context, base.map { unsafe $0 + from }, Int32(truncatingIfNeeded: to - from), isLast ? 1 : 0)
    }
  }

  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { sink, local, _, uri, namespaces, _, count, _, values in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let local = unsafe local else { return }
      unsafe sink.pointee.startElement(
        local, uri, namespaces: Int(namespaces), values, count: Int(count))
    }
    unsafe handler.endElementNs = { sink, local, _, uri in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let local = unsafe local else { return }
      unsafe sink.pointee.endElement(local, uri)
    }
    let characters: charactersSAXFunc = { sink, text, count in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let text = unsafe text else { return }
      unsafe sink.pointee.characters(text, count: Int(count), line: sink.pointee.line)
    }
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    // `DoctypeStream` lets none through.
    unsafe handler.internalSubset = { sink, _, _, _ in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self) else { return }
      unsafe sink.pointee.fail(.secondDoctype)
    }
    unsafe handler.reference = { sink, name in
      guard let sink = unsafe sink?.assumingMemoryBound(to: XMLSink.self), let name = unsafe name else { return }
      unsafe sink.pointee.fail(.entity(String(cString: name), .undeclared))
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
      let mistake = unsafe XMLMistake.ofLibrary(error.code, plain)
      unsafe sink.pointee.fail(mistake, at: TextPosition(line: Int(error.line), column: Int(error.int2)))
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
