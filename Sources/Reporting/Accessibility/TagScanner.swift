import Bytes

/// The tags of a page that the report itself wrote: well-formed, so that a few rules find them in one pass over the bytes, without
/// making a text of anything.
struct TagScanner {
  /// What the checks know an element by.
  enum Element: UInt8 {
    case other, html, title, main, a, table, caption, th, td, tr, svg, desc, h1, h2, h3, h4, h5, h6
    /// Marks of drawings, which have nothing that is checked.
    case mark

    /// 1-6, else 0.
    var headingLevel: Int { rawValue >= Element.h1.rawValue && self != .mark ? Int(rawValue - Element.h1.rawValue) + 1 : 0 }
  }

  /// The attributes that are checked.
  enum Attribute: Int, CaseIterable {
    case id, tabindex, labelledBy, lang, style, href, scope, role
  }

  /// Values of attributes as places in the page; nil for those that are not there.
  struct Attributes {
    private var places = InlineArray<8, Range<Int>>(repeating: -1..<(-1))

    init() {}

    subscript(_ attribute: Attribute) -> Range<Int>? {
      get {
        let place = places[attribute.rawValue]
        return place.lowerBound < 0 ? nil : place
      }
      set { places[attribute.rawValue] = newValue ?? -1..<(-1) }
    }
  }

  struct Tag {
    var element: Element
    var name: Range<Int>
    var attributes: Attributes
    /// `<br/>`
    var isEmpty: Bool
    /// Where it begins.
    var place: Int
  }

  enum Event {
    case open(Tag)
    case close(Element, name: Range<Int>)
    /// Something that is not blank.
    case text
  }

  private var place = 0

  mutating func next(in bytes: Span<UInt8>) -> Event? {
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") {
        var isBlank = true
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
          if bytes[place] > 0x20 {
            isBlank = false
            place = Bytes.next(UInt8(ascii: "<"), in: bytes, from: place) ?? bytes.count
            break
          }
          place += 1
        }
        if isBlank { continue }
        return .text
      }
      let begin = place
      let start = place + 1
      let end = Bytes.next(UInt8(ascii: ">"), in: bytes, from: place) ?? bytes.count
      place = min(end + 1, bytes.count)
      guard start < end, bytes[start] != UInt8(ascii: "!") else { continue }
      if bytes[start] == UInt8(ascii: "/") {
        return .close(TagScanner.element(bytes, start + 1..<end), name: start + 1..<end)
      }
      var nameEnd = start
      while nameEnd < end, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") { nameEnd += 1 }
      let element = TagScanner.element(bytes, start..<nameEnd)
      if element == .mark { continue }
      let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
      return .open(
        Tag(
          element: element, name: start..<nameEnd, attributes: TagScanner.attributes(bytes, nameEnd..<end), isEmpty: isEmpty,
          place: begin))
    }
    return nil
  }

  /// All of ` name="value"` that are checked, the first of each name.
  private static func attributes(_ bytes: Span<UInt8>, _ part: Range<Int>) -> Attributes {
    var found = Attributes()
    var place = part.lowerBound
    while place < part.upperBound {
      guard bytes[place] == 0x20 else {
        place += 1
        continue
      }
      let start = place + 1
      place = start
      while place < part.upperBound, bytes[place] != UInt8(ascii: "="), bytes[place] != 0x20 { place += 1 }
      guard place + 1 < part.upperBound, bytes[place] == UInt8(ascii: "="), bytes[place + 1] == UInt8(ascii: "\"") else {
        continue
      }
      let name = start..<place
      let value = place + 2
      place = value
      while place < part.upperBound, bytes[place] != UInt8(ascii: "\"") { place += 1 }
      if let attribute = attribute(bytes, name), found[attribute] == nil { found[attribute] = value..<place }
    }
    return found
  }

  private static func attribute(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Attribute? {
    switch name.count {
    case 2 where isText("id", bytes, name): .id
    case 4 where isText("href", bytes, name): .href
    case 4 where isText("lang", bytes, name): .lang
    case 4 where isText("role", bytes, name): .role
    case 5 where isText("class", bytes, name): .style
    case 5 where isText("scope", bytes, name): .scope
    case 8 where isText("tabindex", bytes, name): .tabindex
    case 15 where isText("aria-labelledby", bytes, name): .labelledBy
    default: nil
    }
  }

  private static func element(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Element {
    switch name.count {
    case 1: return bytes[name.lowerBound] == UInt8(ascii: "a") ? .a : bytes[name.lowerBound] == UInt8(ascii: "g") ? .mark : .other
    case 2:
      let first = bytes[name.lowerBound]
      let second = bytes[name.lowerBound + 1]
      if first == UInt8(ascii: "t") {
        return second == UInt8(ascii: "d") ? .td : second == UInt8(ascii: "h") ? .th : second == UInt8(ascii: "r") ? .tr : .other
      }
      guard first == UInt8(ascii: "h"), second >= UInt8(ascii: "1"), second <= UInt8(ascii: "6") else { return .other }
      return Element(rawValue: Element.h1.rawValue + second - UInt8(ascii: "1")) ?? .other
    case 3: return isText("svg", bytes, name) ? .svg : .other
    case 4:
      if isText("path", bytes, name) || isText("rect", bytes, name) { return .mark }
      return isText("desc", bytes, name)
        ? .desc : isText("main", bytes, name) ? .main : isText("html", bytes, name) ? .html : .other
    case 5: return isText("table", bytes, name) ? .table : isText("title", bytes, name) ? .title : .other
    case 7: return isText("caption", bytes, name) ? .caption : .other
    default: return .other
    }
  }

  /// Whether a part of the page is this text.
  static func isText(_ text: StaticString, _ bytes: Span<UInt8>, _ part: Range<Int>?) -> Bool {
    guard let part, part.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<part.count where unsafe bytes[part.lowerBound + offset] != text.utf8Start[offset] { return false }
    return true
  }
}
