/// The names that `XMLScanner` has met, found by their bytes: each with its local part and prefix as codes, and with the
/// namespace that its prefix stood for when it was last asked.
@safe struct XMLScannerNames {
  struct Entry: BitwiseCopyable {
    /// The first eight bytes of the name, missing ones as zero.
    var word: UInt64
    /// Of the name in `bytes`.
    var start: Int32
    var length: Int32
    var hash: UInt32
    var kind: Kind
    var local: Int32
    /// Code of the prefix; -1 for none.
    var prefix: Int32
    var namespace: Int32 = -1
    /// The state of the bindings that `namespace` is of.
    var epoch: Int32 = -1
    /// The element that began after this one the last time, and the attribute that stood after this name in its tag: documents
    /// say the same again and again, and a guess is checked quicker than a name is looked up. -1 for none.
    var nextElement: Int32 = -1
    var nextAttribute: Int32 = -1
  }
  enum Kind: UInt8, BitwiseCopyable {
    case ordinary
    /// `xmlns`, and `xmlns:…`.
    case defaultBinding, prefixBinding
  }

  var entries = RawBuffer<Entry>(capacity: 64)
  private var bytes = RawBuffer<UInt8>(capacity: 512)
  /// Open addressing, a power of two; -1 is an empty place.
  private var places = [Int32](repeating: -1, count: 128)

  /// More different names than any real document has.
  static let limit = 1 << 16

  func free() {
    entries.free()
    bytes.free()
  }

  /// Whether the bytes at `name` are the entry's name; as many must be there, and `count` may be looked at.
  @inline(__always)
  func isName(_ entry: Entry, _ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let length = Int(entry.length)
    if length <= 8, count >= 8 {
      let word = unsafe UnsafeRawPointer(name).loadUnaligned(as: UInt64.self).littleEndian
      return (word ^ entry.word) << UInt64(64 - 8 * length) == 0
    }
    let own = unsafe bytes.base + Int(entry.start)
    for index in 0..<length where unsafe own[index] != name[index] { return false }
    return true
  }

  /// The qualified name as written.
  func name(_ index: Int32) -> [UInt8] {
    let entry = entries[Int(index)]
    return unsafe Array(bytes.slice(Int(entry.start)..<Int(entry.start + entry.length)))
  }

  /// The number of a name, entered now if it is new; -1 when there are too many.
  @inline(__always)
  mutating func find(
    _ name: UnsafePointer<UInt8>, _ length: Int, colon: Int, _ hash: UInt32, _ codes: inout XMLNameCodes
  ) -> Int32 {
    var place = Int(hash) & (places.count - 1)
    while places[place] >= 0 {
      let entry = entries[Int(places[place])]
      if entry.hash == hash, Int(entry.length) == length, unsafe isName(entry, name, length) { return places[place] }
      place = (place + 1) & (places.count - 1)
    }
    return unsafe enter(name, length, colon, hash, &codes)
  }

  private mutating func enter(
    _ name: UnsafePointer<UInt8>, _ length: Int, _ colon: Int, _ hash: UInt32, _ codes: inout XMLNameCodes
  ) -> Int32 {
    guard entries.count < Self.limit else { return -1 }
    let text = unsafe String(decoding: UnsafeBufferPointer(start: name, count: length), as: UTF8.self)
    let prefix = colon < 0 ? "" : String(text.prefix(colon))
    let local = colon < 0 ? text : String(text.dropFirst(colon + 1))
    let kind: Kind = text == "xmlns" ? .defaultBinding : prefix == "xmlns" ? .prefixBinding : .ordinary
    let start = bytes.count
    unsafe bytes.append(name, count: length)
    var word: UInt64 = 0
    for index in 0..<min(length, 8) { word |= unsafe UInt64(name[index]) << UInt64(8 * index) }
    entries.append(
      Entry(
        word: word, start: Int32(start), length: Int32(length), hash: hash, kind: kind, local: codes.code(of: local),
        prefix: colon < 0 ? -1 : codes.code(of: prefix)))
    if entries.count * 2 > places.count {
      places = [Int32](repeating: -1, count: places.count * 2)
      for index in 0..<entries.count { insert(Int32(index)) }
    } else {
      insert(Int32(entries.count - 1))
    }
    return Int32(entries.count - 1)
  }

  private mutating func insert(_ index: Int32) {
    var place = Int(entries[Int(index)].hash) & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = index
  }
}
