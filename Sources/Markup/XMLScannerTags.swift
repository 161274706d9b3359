// Start tags: names, attributes, namespaces.
extension XMLScanner {
  /// Reads a start tag or an empty element; nothing is left behind of one that is not read.
  mutating func startTag(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    let end = unsafe likelyTag(base, count, begin, sink)
    if end > begin { return .read(end) }
    let first = unsafe sink.pointee.attributes.count
    let bytes = unsafe sink.pointee.bytes.count
    let bound = bindings.count
    let lineBefore = line
    let step = unsafe readTag(base, count, begin, sink, first, bound)
    switch step {
    case .read, .failed: break
    case .cutOff, .notPlain:
      unsafe sink.pointee.attributes.truncate(to: first)
      unsafe sink.pointee.bytes.truncate(to: bytes)
      if bindings.count > bound {
        bindings.truncate(to: bound)
        epoch += 1
      }
      line = lineBefore
    }
    return step
  }

  /// Reads the tag that came here the last time, when it has no attributes and its namespace is known.
  ///
  /// - Returns: the place behind it; `begin`, and nothing done, for any other.
  @inline(__always)
  private mutating func likelyTag(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Int {
    guard lastElement >= 0 else { return begin }
    let guess = names.entries[Int(lastElement)].nextElement
    guard guess >= 0 else { return begin }
    let entry = names.entries[Int(guess)]
    let end = begin + 1 + Int(entry.length)
    guard end < count, entry.epoch == epoch, unsafe base[end] == UInt8(ascii: ">"),
      unsafe names.isName(entry, base + begin + 1, count - begin - 1), unsafe open.count < sink.pointee.limits.depth,
      unsafe bindings.count <= sink.pointee.limits.namespaces
    else { return begin }
    lastElement = guess
    let attributes = unsafe Int32(sink.pointee.attributes.count)
    unsafe sink.pointee.events.append(
      XMLRecord(
        kind: .start, depth: Int32(open.count + 1), namespace: entry.namespace, local: entry.local, start: attributes,
        end: attributes, line: line))
    open.append(Frame(name: guess, namespace: entry.namespace, local: entry.local, line: line))
    unsafe sink.pointee.depth = open.count
    return end + 1
  }

  private mutating func readTag(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>, _ first: Int, _ bound: Int
  ) -> Step {
    var place = begin + 1
    let guess = lastElement < 0 ? -1 : names.entries[Int(lastElement)].nextElement
    let element = unsafe name(base, count, &place, guess, sink)
    guard element >= 0 else { return element == -1 ? .cutOff : .notPlain }
    if lastElement >= 0, element != guess { names.entries[Int(lastElement)].nextElement = element }
    lastElement = element
    var lastName = element
    var hasPrefixes = false
    var isEmpty = false
    while true {
      let afterName = place
      while place < count, unsafe isA(Self.space, base[place]) {
        if unsafe base[place] == 0x0A { line += 1 }
        place += 1
      }
      guard place < count else { return .cutOff }
      let byte = unsafe base[place]
      if byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: "/") {
        guard place + 1 < count else { return .cutOff }
        guard unsafe base[place + 1] == UInt8(ascii: ">") else { return .notPlain }
        isEmpty = true
        place += 1
        break
      }
      guard place > afterName else { return .notPlain }
      let guess = names.entries[Int(lastName)].nextAttribute
      let attribute = unsafe name(base, count, &place, guess, sink)
      guard attribute >= 0 else { return attribute == -1 ? .cutOff : .notPlain }
      if attribute != guess { names.entries[Int(lastName)].nextAttribute = attribute }
      lastName = attribute
      let start = unsafe sink.pointee.bytes.count
      switch unsafe value(base, count, &place, sink) {
      case .read: break
      case let step: return step
      }
      let end = unsafe sink.pointee.bytes.count
      let entry = names.entries[Int(attribute)]
      if entry.kind != .ordinary {
        guard unsafe bind(entry, start, end, sink, bound) else { return .notPlain }
        continue
      }
      if entry.prefix >= 0 { hasPrefixes = true }
      // A prefix is resolved when all declarations of the tag are known; until then the name's number stands there.
      unsafe sink.pointee.attributes.append(
        XMLAttribute(
          namespace: entry.prefix >= 0 ? attribute : -1, local: entry.local, start: Int32(start), end: Int32(end)))
    }
    if bindings.count > bound { epoch += 1 }
    guard let namespace = unsafe namespace(of: element, sink) else { return .notPlain }
    guard unsafe finishAttributes(first, hasPrefixes, sink) else { return .notPlain }
    let attributes = unsafe sink.pointee.attributes.count
    if let mistake = unsafe exceeded(attributes - first + bindings.count - bound, sink.pointee.limits) {
      unsafe sink.pointee.fail(mistake, at: TextPosition(line: Int(line), column: 0))
      return .failed
    }
    let local = names.entries[Int(element)].local
    unsafe sink.pointee.events.append(
      XMLRecord(
        kind: .start, depth: Int32(open.count + 1), namespace: namespace, local: local, start: Int32(first),
        end: Int32(attributes), line: line))
    if isEmpty {
      unsafe sink.pointee.events.append(
        XMLRecord(kind: .end, depth: Int32(open.count + 1), namespace: namespace, local: local, start: 0, end: 0, line: line))
      forgetBindings(below: open.count)
    } else {
      open.append(Frame(name: element, namespace: namespace, local: local, line: line))
      unsafe sink.pointee.depth = open.count
    }
    return .read(place + 1)
  }

  private func exceeded(_ attributes: Int, _ limits: XMLLimits) -> XMLMistake? {
    if open.count >= limits.depth { return .tooDeep(limits.depth) }
    if attributes > limits.attributes { return .tooManyAttributes(limits.attributes) }
    if bindings.count > limits.namespaces { return .tooManyNamespaces(limits.namespaces) }
    return nil
  }

  /// Reads a name that begins at `place`.
  ///
  /// - Parameter guess: the number of the name that it is likely to be; -1 for none.
  /// - Returns: its number; -1 when the bytes end before the name does, -2 when it is not plain.
  @inline(__always)
  private mutating func name(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ place: inout Int, _ guess: Int32, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Int32 {
    if guess >= 0 {
      let entry = names.entries[Int(guess)]
      let end = place + Int(entry.length)
      if end < count, unsafe names.isName(entry, base + place, count - place), unsafe endsName(base[end]) {
        place = end
        return guess
      }
    }
    return unsafe newName(base, count, &place, sink)
  }

  /// Whether a byte after a name is plain and no more of it.
  @inline(__always)
  private func endsName(_ byte: UInt8) -> Bool { byte < 0x80 && !isA(Self.name, byte) && byte != UInt8(ascii: ":") }

  private mutating func newName(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ place: inout Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Int32 {
    let begin = place
    var colon = -1
    var hash: UInt32 = 2_166_136_261
    while place < count {
      let byte = unsafe base[place]
      if !isA(Self.name, byte) {
        guard byte == UInt8(ascii: ":") else { break }
        guard colon < 0 else { return -2 }
        colon = place - begin
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      place += 1
    }
    guard place < count else { return -1 }
    let length = place - begin
    guard length > 0, length < 1000, unsafe isA(Self.nameStart, base[begin]), unsafe base[place] < 0x80 else { return -2 }
    if colon >= 0 {
      guard colon > 0, colon + 1 < length, unsafe isA(Self.nameStart, base[begin + colon + 1]) else { return -2 }
    }
    let index = unsafe names.find(base + begin, length, colon: colon, hash ^ hash >> 15, &sink.pointee.names)
    return index < 0 ? -2 : index
  }

  /// Reads `= "value"` into the sink's bytes: white space becomes blanks, references are resolved.
  @inline(__always)
  private mutating func value(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ place: inout Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    var index = place
    for isQuote in [false, true] {
      while index < count, unsafe isA(Self.space, base[index]) {
        if unsafe base[index] == 0x0A { line += 1 }
        index += 1
      }
      guard index < count else { return .cutOff }
      if !isQuote {
        guard unsafe base[index] == UInt8(ascii: "=") else { return .notPlain }
        index += 1
      }
    }
    let quote = unsafe base[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .notPlain }
    index += 1
    var run = index
    while index < count {
      let byte = unsafe base[index]
      if isA(Self.plainValue, byte) {
        index += 1
        continue
      }
      if byte == quote {
        unsafe sink.pointee.bytes.append(base + run, count: index - run)
        place = index + 1
        return .read(place)
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): index += 1
      case 0x09, 0x0A, 0x0D:
        unsafe sink.pointee.bytes.append(base + run, count: index - run)
        if byte == 0x0A { line += 1 }
        // A carriage return and its line feed are one line end, and so one blank.
        if byte == 0x0D {
          guard index + 1 < count else { return .cutOff }
          if unsafe base[index + 1] == 0x0A {
            line += 1
            index += 1
          }
        }
        unsafe sink.pointee.bytes.append(0x20)
        index += 1
        run = index
      case UInt8(ascii: "&"):
        unsafe sink.pointee.bytes.append(base + run, count: index - run)
        var reference = Reference()
        switch unsafe reference.read(base, count, index) {
        case .read(let end):
          for (position, byte) in [reference.bytes.0, reference.bytes.1, reference.bytes.2, reference.bytes.3].enumerated()
          where position < reference.count { unsafe sink.pointee.bytes.append(byte) }
          index = end
          run = end
        case let step: return step
        }
      default:
        let length = byte < 0x80 ? 0 : unsafe characterLength(base, count, index)
        if length == 0 { return .notPlain }
        if length < 0 { return .cutOff }
        index += length
      }
    }
    return .cutOff
  }

  /// Takes a declaration of a namespace, whose value stands in the sink's bytes and is taken from there.
  ///
  /// - Returns: false for one that is not plain: reserved, empty where it must not be, or given twice.
  private mutating func bind(
    _ entry: XMLScannerNames.Entry, _ start: Int, _ end: Int, _ sink: UnsafeMutablePointer<XMLSink>, _ bound: Int
  ) -> Bool {
    let uri = unsafe String(decoding: sink.pointee.bytes.slice(start..<end), as: UTF8.self)
    unsafe sink.pointee.bytes.truncate(to: start)
    let isDefault = entry.kind == .defaultBinding
    let prefix = isDefault ? -1 : entry.local
    let word = unsafe isDefault ? "" : sink.pointee.names.strings[Int(entry.local)]
    guard word != "xml", word != "xmlns", isDefault || !uri.isEmpty, !uri.utf8.contains(UInt8(ascii: "&")),
      uri != "http://www.w3.org/XML/1998/namespace", uri != "http://www.w3.org/2000/xmlns/"
    else { return false }
    for index in bound..<bindings.count where bindings[index].prefix == prefix { return false }
    let code = unsafe uri.isEmpty ? -1 : sink.pointee.names.code(of: uri)
    bindings.append(Binding(prefix: prefix, namespace: code, depth: Int32(open.count + 1)))
    return true
  }

  /// The namespace of an element's name, or of an attribute's that has a prefix; nil for a prefix that stands for nothing.
  @inline(__always)
  private mutating func namespace(of name: Int32, _ sink: UnsafeMutablePointer<XMLSink>) -> Int32? {
    let entry = names.entries[Int(name)]
    if entry.epoch == epoch { return entry.namespace }
    var found: Int32? = entry.prefix < 0 ? -1 : nil
    for index in stride(from: bindings.count - 1, through: 0, by: -1) where bindings[index].prefix == entry.prefix {
      found = bindings[index].namespace
      break
    }
    if found == nil, unsafe sink.pointee.names.strings[Int(entry.prefix)] == "xml" {
      found = unsafe sink.pointee.names.code(of: "http://www.w3.org/XML/1998/namespace")
    }
    guard let found else { return nil }
    names.entries[Int(name)].namespace = found
    names.entries[Int(name)].epoch = epoch
    return found
  }

  /// Resolves the prefixes of the tag's attributes.
  ///
  /// - Returns: false when a prefix stands for nothing or two attributes have one name.
  private mutating func finishAttributes(_ first: Int, _ hasPrefixes: Bool, _ sink: UnsafeMutablePointer<XMLSink>) -> Bool {
    let count = unsafe sink.pointee.attributes.count
    if hasPrefixes {
      for index in first..<count where unsafe sink.pointee.attributes[index].namespace >= 0 {
        guard let namespace = unsafe namespace(of: sink.pointee.attributes[index].namespace, sink) else { return false }
        unsafe sink.pointee.attributes[index].namespace = namespace
      }
    }
    guard count - first > 1 else { return true }
    for later in first + 1..<count {
      let attribute = unsafe sink.pointee.attributes[later]
      for earlier in first..<later {
        let other = unsafe sink.pointee.attributes[earlier]
        if other.local == attribute.local, other.namespace == attribute.namespace { return false }
      }
    }
    return true
  }
}
