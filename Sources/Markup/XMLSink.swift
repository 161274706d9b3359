import CLibXML2

/// What libxml2's handlers leave: events in a row, with their names as codes and their texts in one buffer.
@safe struct XMLSink {
  var context: xmlParserCtxtPtr?
  // Small at first: a statement of a gmina fills no more, and there are tens of thousands of them.
  var events = RawBuffer<XMLRecord>(capacity: 512)
  var attributes = RawBuffer<XMLAttribute>(capacity: 128)
  var bytes = RawBuffer<UInt8>(capacity: 1 << 13)
  var names: XMLNameCodes
  var limits: XMLLimits
  var depth = 0
  /// While libxml2 is told of elements that have been handed out already.
  var isSilent = false
  /// How far the events have been handed out. It stands here and not in the class that hands them out, because each look
  /// at a class's property costs a check of exclusive access, and there are some ten looks an event.
  var cursor = 0
  /// Events that may be handed out; a text after them waits for what may be joined to it.
  var ready = 0
  var current = XMLRecord(kind: .text, depth: 0, namespace: -1, local: -1, start: 0, end: 0, line: 1)
  /// The first thing that is wrong; everything after it is ignored.
  var failure: (mistake: XMLMistake, at: TextPosition)?

  func free() {
    events.free()
    attributes.free()
    bytes.free()
  }

  /// Of libxml2, where it is now.
  var line: Int32 { unsafe context?.pointee.input?.pointee.line ?? 1 }

  mutating func fail(_ mistake: XMLMistake) {
    let column = unsafe context?.pointee.input?.pointee.col ?? 1
    fail(mistake, at: TextPosition(line: Int(line), column: Int(column)))
  }

  /// Stops the reading; the first mistake counts.
  mutating func fail(_ mistake: XMLMistake, at position: TextPosition) {
    if failure == nil { failure = (mistake, position) }
    unsafe xmlStopParser(context)
  }

  mutating func startElement(
    _ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, namespaces: Int,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    guard failure == nil, !isSilent else { return }
    depth += 1
    guard depth <= limits.depth else { return fail(.tooDeep(limits.depth)) }
    guard count + namespaces <= limits.attributes else { return fail(.tooManyAttributes(limits.attributes)) }
    if namespaces > 0, unsafe Int(context?.pointee.nsNr ?? 0) / 2 > limits.namespaces {
      return fail(.tooManyNamespaces(limits.namespaces))
    }
    let first = attributes.count
    if let values = unsafe values {
      for index in 0..<count {
        // Five pointers an attribute: local name, prefix, namespace, value, end of the value.
        let field = unsafe values + 5 * index
        guard let name = unsafe field[0], let begin = unsafe field[3], let end = unsafe field[4] else { continue }
        guard unsafe end - begin <= limits.text else { return fail(.textTooLong(limits.text)) }
        let start = bytes.count
        unsafe appendAttributeValue(begin, count: end - begin)
        attributes.append(
          XMLAttribute(
            namespace: unsafe names.code(field[2]), local: unsafe names.code(name), start: Int32(start),
            end: Int32(bytes.count)))
      }
    }
    events.append(
      XMLRecord(
        kind: .start, depth: Int32(depth), namespace: unsafe names.code(uri), local: unsafe names.code(local),
        start: Int32(first),
        end: Int32(attributes.count), line: line))
  }

  /// libxml2 leaves `&` in attributes as `&#38;` as long as it is not asked to replace entities, which it never is here.
  private mutating func appendAttributeValue(_ begin: UnsafePointer<UInt8>, count: Int) {
    var run = 0
    var index = 0
    while index < count {
      if unsafe begin[index] == 0x26 {
        unsafe bytes.append(begin + run, count: index + 1 - run)
        let isEscape =
          unsafe index + 4 < count && begin[index + 1] == 0x23 && begin[index + 2] == 0x33 && begin[index + 3] == 0x38
          && begin[index + 4] == 0x3B
        if isEscape { index += 4 }
        run = index + 1
      }
      index += 1
    }
    unsafe bytes.append(begin + run, count: count - run)
  }

  mutating func endElement(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) {
    guard failure == nil, !isSilent else { return }
    defer { depth -= 1 }
    events.append(
      XMLRecord(
        kind: .end, depth: Int32(depth), namespace: unsafe names.code(uri), local: unsafe names.code(local), start: 0, end: 0,
        line: line))
  }

  /// A text of up to 16 bytes that is an event by itself; as many bytes must be there to be read.
  ///
  /// It changes nothing when it is refused, and is mutating all the same: otherwise the sink would be copied for it.
  ///
  /// - Returns: false when `characters` must see to it.
  @inline(__always)
  mutating func shortCharacters(_ text: UnsafePointer<UInt8>, count: Int, line: Int32) -> Bool {
    guard failure == nil, !isSilent, depth > 0, count > 0, count <= limits.text, events.last?.kind != .text else { return false }
    let start = Int32(bytes.count)
    unsafe bytes.appendShort(text, count: count)
    events.append(
      XMLRecord(
        kind: .text, depth: Int32(depth), namespace: -1, local: -1, start: start, end: start + Int32(count), line: line))
    return true
  }

  /// Adjacent texts become one event.
  mutating func characters(_ text: UnsafePointer<xmlChar>, count: Int, line: Int32) {
    guard failure == nil, !isSilent, count > 0, depth > 0 else { return }
    let last = events.count - 1
    if last >= 0, events[last].kind == .text {
      guard Int(events[last].end - events[last].start) + count <= limits.text else {
        return fail(.textTooLong(limits.text))
      }
      unsafe bytes.append(text, count: count)
      events[last].end = Int32(bytes.count)
    } else {
      guard count <= limits.text else { return fail(.textTooLong(limits.text)) }
      let start = bytes.count
      unsafe bytes.append(text, count: count)
      events.append(
        XMLRecord(
          kind: .text, depth: Int32(depth), namespace: -1, local: -1, start: Int32(start), end: Int32(bytes.count), line: line))
    }
  }
}

/// Names as codes. libxml2 keeps each name once, so that the pointer stands for the name; words that were registered
/// before have the codes that they were given, whatever pointer they come with.
struct XMLNameCodes {
  private(set) var strings: [String] = []
  private var codes: [String: Int32] = [:]
  /// Open addressing, a power of two; 0 is an empty place.
  private var keys: [UInt]
  private var values: [Int32]
  private var used = 0

  init() {
    keys = Array(repeating: 0, count: 256)
    values = Array(repeating: 0, count: 256)
  }

  /// The code of a word, given now if it has none.
  mutating func code(of word: String) -> Int32 {
    if let code = codes[word] { return code }
    let code = Int32(strings.count)
    strings.append(word)
    codes[word] = code
    return code
  }

  /// The code of a name of libxml2; -1 for none (no namespace).
  @inline(__always)
  mutating func code(_ name: UnsafePointer<xmlChar>?) -> Int32 {
    guard let name = unsafe name else { return -1 }
    let key = UInt(bitPattern: name)
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key >> 3) &* 0x9E37_79B9_7F4A_7C15 >> 32) & mask
    while keys[place] != 0 {
      if keys[place] == key { return values[place] }
      place = (place + 1) & mask
    }
    return unsafe add(name, key)
  }

  private mutating func add(_ name: UnsafePointer<xmlChar>, _ key: UInt) -> Int32 {
    // As in attributes, libxml2 leaves `&` in the name of a namespace as it was escaped.
    let code = unsafe code(of: String(cString: name).replacing("&#38;", with: "&"))
    if used * 2 >= keys.count {
      let old = zip(keys, values)
      keys = Array(repeating: 0, count: keys.count * 2)
      values = Array(repeating: 0, count: keys.count)
      for (key, value) in old where key != 0 { insert(key, value) }
    }
    insert(key, code)
    used += 1
    return code
  }

  private mutating func insert(_ key: UInt, _ value: Int32) {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key >> 3) &* 0x9E37_79B9_7F4A_7C15 >> 32) & mask
    while keys[place] != 0 { place = (place + 1) & mask }
    keys[place] = key
    values[place] = value
  }
}
