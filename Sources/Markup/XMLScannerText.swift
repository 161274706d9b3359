// Text between tags, and what can be asked of a stretch of bytes.
extension XMLScanner {
  /// Reads text up to the next tag, or as much of it as is whole.
  mutating func text(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ isLast: Bool, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Step {
    guard phase == .content else { return unsafe spaceOutside(base, count, begin) }
    let end = unsafe asciiText(base, count, begin, sink)
    if end > begin { return .read(end) }
    var place = begin
    var run = begin
    let firstLine = line
    func flush(_ end: Int) -> Bool {
      if end > run { unsafe sink.pointee.characters(base + run, count: end - run, line: firstLine) }
      return unsafe sink.pointee.failure == nil
    }
    while place < count {
      let byte = unsafe base[place]
      if isA(Self.plainText, byte) {
        place += 1
        continue
      }
      if byte == UInt8(ascii: "<") { return flush(place) ? .read(place) : .failed }
      switch byte {
      case 0x0A:
        line += 1
        place += 1
      case UInt8(ascii: "]"):
        // "]]>" is an error; whether it is one cannot be seen at the end of the bytes.
        guard place + 2 < count else { return stop(flush(place), place, begin) }
        if unsafe base[place + 1] == UInt8(ascii: "]") && base[place + 2] == UInt8(ascii: ">") {
          return stop(flush(place), place, begin, notPlain: true)
        }
        place += 1
      case 0x0D:
        guard place + 1 < count else { return stop(flush(place), place, begin) }
        guard flush(place) else { return .failed }
        if unsafe base[place + 1] != 0x0A {
          var lineFeed: UInt8 = 0x0A
          unsafe sink.pointee.characters(&lineFeed, count: 1, line: firstLine)
        }
        place += 1
        run = place
      case UInt8(ascii: "&"):
        guard flush(place) else { return .failed }
        var encoded = Reference()
        switch unsafe encoded.read(base, count, place) {
        case .read(let end):
          unsafe withUnsafePointer(to: &encoded.bytes) { pointer in
            unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 4) { bytes in
              unsafe sink.pointee.characters(bytes, count: encoded.count, line: firstLine)
            }
          }
          place = end
          run = end
        case .cutOff: return stop(true, place, begin)
        case .notPlain, .failed: return stop(true, place, begin, notPlain: true)
        }
      default:
        let length = unsafe characterLength(base, count, place)
        if length == 0 { return stop(flush(place), place, begin, notPlain: true) }
        if length < 0 { return stop(flush(place), place, begin) }
        place += length
      }
    }
    return flush(place) ? .read(place) : .failed
  }

  /// Reads the text that nearly all are: ASCII without references, its end in sight.
  ///
  /// - Returns: the place of the `<` behind it; `begin`, and nothing done, for any other text.
  @inline(__always)
  private mutating func asciiText(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int, _ sink: UnsafeMutablePointer<XMLSink>
  ) -> Int {
    var place = begin
    var lines: Int32 = 0
    while place + 8 <= count {
      let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
      let marks = Self.marks(word)
      guard marks != 0 else {
        place += 8
        continue
      }
      place += marks.trailingZeroBitCount >> 3
      switch unsafe base[place] {
      case 0x0A:
        lines += 1
        place += 1
      case 0x09: place += 1
      case UInt8(ascii: "<"):
        let length = place - begin
        var isTaken = length <= 16 && begin + 16 <= count
        if isTaken { isTaken = unsafe sink.pointee.shortCharacters(base + begin, count: length, line: line) }
        if !isTaken {
          unsafe sink.pointee.characters(base + begin, count: length, line: line)
          if unsafe sink.pointee.failure != nil { return begin }
        }
        line += lines
        return place
      default: return begin
      }
    }
    return begin
  }

  /// The high bit of each byte that ends a run of plain text, from the lowest on: of a control character, `<`, `&`, `]` or
  /// one beyond ASCII. What stands above the lowest mark may be marked falsely.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    let signs = zeros(word ^ (ones &* 0x3C)) | zeros(word ^ (ones &* 0x26)) | zeros(word ^ (ones &* 0x5D))
    let controls = (word &- (ones &* 0x20)) & ~word
    return (signs | controls | word) & (ones &* 0x80)
  }

  /// The end of what could be read: what is done with counts as read, so that it is not handed out again.
  private func stop(_ isGoing: Bool, _ place: Int, _ begin: Int, notPlain isNotPlain: Bool = false) -> Step {
    guard isGoing else { return .failed }
    if place > begin { return .read(place) }
    return isNotPlain ? .notPlain : .cutOff
  }

  /// Before and after the root there is white space alone.
  private mutating func spaceOutside(_ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int) -> Step {
    var place = begin
    while place < count, unsafe base[place] != UInt8(ascii: "<") {
      guard unsafe isA(Self.space, base[place]) else { return .notPlain }
      if unsafe base[place] == 0x0A { line += 1 }
      place += 1
    }
    return .read(place)
  }

  /// The length of the character of two or more bytes that begins here; 0 when it is none that XML allows, -1 when it is
  /// cut off.
  @inline(__always)
  func characterLength(_ base: UnsafePointer<UInt8>, _ count: Int, _ place: Int) -> Int {
    let first = unsafe base[place]
    guard first >= 0xC2, first <= 0xF4 else { return 0 }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard place + length <= count else { return -1 }
    let second = unsafe base[place + 1]
    guard second & 0xC0 == 0x80 else { return 0 }
    if length == 2 { return 2 }
    let third = unsafe base[place + 2]
    guard third & 0xC0 == 0x80 else { return 0 }
    switch first {
    case 0xE0: if second < 0xA0 { return 0 }
    case 0xED: if second > 0x9F { return 0 }
    case 0xEF: if second == 0xBF && third >= 0xBE { return 0 }
    case 0xF0: if second < 0x90 { return 0 }
    case 0xF4: if second > 0x8F { return 0 }
    default: break
    }
    if length == 4, unsafe base[place + 3] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// How many lines end in a stretch that holds nothing but characters of XML and no carriage return; nil otherwise.
  func lines(_ base: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> Int32? {
    var lines: Int32 = 0
    var place = begin
    while place < end {
      let byte = unsafe base[place]
      if byte == 0x0A { lines += 1 }
      if byte < 0x80 {
        guard byte >= 0x20 || byte == 0x0A || byte == 0x09 else { return nil }
        place += 1
      } else {
        let length = unsafe characterLength(base, end, place)
        guard length > 0 else { return nil }
        place += length
      }
    }
    return lines
  }

  /// Where a short ASCII text stands next; nil when it does not.
  func find(_ text: StaticString, _ base: UnsafePointer<UInt8>, _ count: Int, _ from: Int) -> Int? {
    let length = text.utf8CodeUnitCount
    let wanted = unsafe text.utf8Start
    var place = from
    while place + length <= count {
      if unsafe base[place] == wanted[0], (1..<length).allSatisfy({ unsafe base[place + $0] == wanted[$0] }) {
        return place
      }
      place += 1
    }
    return nil
  }

  func starts(_ base: UnsafePointer<UInt8>, _ count: Int, _ at: Int, _ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard at + length <= count else { return false }
    return (0..<length).allSatisfy { unsafe base[at + $0] == text.utf8Start[$0] }
  }

  /// Whether what stands here, to the end of the bytes, begins the text.
  func isPrefix(of text: StaticString, _ base: UnsafePointer<UInt8>, _ count: Int, _ at: Int) -> Bool {
    let length = min(text.utf8CodeUnitCount, count - at)
    return (0..<length).allSatisfy { unsafe base[at + $0] == text.utf8Start[$0] }
  }

  /// A reference to a character, `&lt;` or `&#322;`, and the UTF-8 of what it stands for.
  struct Reference {
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    var count = 0

    /// - Parameter begin: of the `&`.
    mutating func read(_ base: UnsafePointer<UInt8>, _ count: Int, _ begin: Int) -> Step {
      var end = begin + 1
      while end < count, unsafe base[end] != UInt8(ascii: ";") {
        end += 1
        // The longest is &#x0010FFFF; zeros without end are libxml2's to count.
        if end - begin > 12 { return .notPlain }
      }
      guard end < count else { return .cutOff }
      let length = end - begin - 1
      let name = unsafe base + begin + 1
      func isName(_ text: StaticString) -> Bool {
        length == text.utf8CodeUnitCount && (0..<length).allSatisfy { unsafe name[$0] == text.utf8Start[$0] }
      }
      if length > 1, unsafe name[0] == UInt8(ascii: "#") {
        guard let scalar = unsafe Self.scalar(name + 1, length - 1), let utf8 = UTF8.encode(scalar) else { return .notPlain }
        for byte in utf8 { append(byte) }
      } else if isName("lt") {
        append(UInt8(ascii: "<"))
      } else if isName("gt") {
        append(UInt8(ascii: ">"))
      } else if isName("amp") {
        append(UInt8(ascii: "&"))
      } else if isName("quot") {
        append(UInt8(ascii: "\""))
      } else if isName("apos") {
        append(UInt8(ascii: "'"))
      } else {
        return .notPlain
      }
      return .read(end + 1)
    }

    private mutating func append(_ byte: UInt8) {
      switch count {
      case 0: bytes.0 = byte
      case 1: bytes.1 = byte
      case 2: bytes.2 = byte
      default: bytes.3 = byte
      }
      count += 1
    }

    /// Digits, or `x` and hexadecimal digits, of a character that XML allows.
    private static func scalar(_ digits: UnsafePointer<UInt8>, _ count: Int) -> Unicode.Scalar? {
      let isHexadecimal = unsafe digits[0] == UInt8(ascii: "x")
      var value: UInt32 = 0
      guard count > (isHexadecimal ? 1 : 0) else { return nil }
      for index in (isHexadecimal ? 1 : 0)..<count {
        let digit: UInt32
        switch unsafe digits[index] {
        case let byte where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"): digit = UInt32(byte - UInt8(ascii: "0"))
        case let byte where isHexadecimal && byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
          digit = UInt32(byte | 0x20 - UInt8(ascii: "a")) + 10
        default: return nil
        }
        value = value * (isHexadecimal ? 16 : 10) + digit
        guard value <= 0x10FFFF else { return nil }
      }
      guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF else { return nil }
      return Unicode.Scalar(value)
    }
  }
}
