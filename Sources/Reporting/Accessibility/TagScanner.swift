/// The tags of a page that the report itself wrote: well-formed, so that a few rules find them; far faster than a reader of all XML.
struct TagScanner {
  struct Tag {
    var name: String
    /// What stands between the name and the end.
    var attributes: ArraySlice<UInt8>
    /// `<br/>`
    var isEmpty: Bool
    /// From 1.
    var line: Int

    /// The value of ` name="value"`.
    subscript(_ name: String) -> String? {
      let wanted = Array(" \(name)=\"".utf8)
      var start = attributes.startIndex
      while start + wanted.count <= attributes.endIndex {
        if attributes[start] == 0x20, attributes[start..<(start + wanted.count)].elementsEqual(wanted) {
          let value = attributes[(start + wanted.count)...].prefix { $0 != UInt8(ascii: "\"") }
          return String(decoding: value, as: UTF8.self)
        }
        start += 1
      }
      return nil
    }
  }

  enum Event {
    case open(Tag)
    case close(String)
    /// Characters that are not blank.
    case text(Int)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Event? {
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") {
        var count = 0
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
          if bytes[place] > 0x20 { count += 1 }
          if bytes[place] == 0x0A { line += 1 }
          place += 1
        }
        if count > 0 { return .text(count) }
        continue
      }
      let start = place + 1
      let at = line
      while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
        if bytes[place] == 0x0A { line += 1 }
        place += 1
      }
      let end = min(place, bytes.count)
      place += 1
      guard start < end, bytes[start] != UInt8(ascii: "!") else { continue }
      if bytes[start] == UInt8(ascii: "/") { return .close(String(decoding: bytes[(start + 1)..<end], as: UTF8.self)) }
      var nameEnd = start
      while nameEnd < end, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") { nameEnd += 1 }
      let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
      let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self)
      // Marks of drawings have nothing that is checked.
      if ["path", "rect", "g"].contains(name) { continue }
      return .open(
        Tag(name: name, attributes: bytes[nameEnd..<end], isEmpty: isEmpty, line: at))
    }
    return nil
  }
}
