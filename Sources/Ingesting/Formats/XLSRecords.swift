import Bytes
import Findings

/// The records of a BIFF stream one after the other ([MS-XLS] 2.1.4): a number, a length, so many bytes.
struct XLSRecords {
  private let access: any RandomAccess
  private let shown: String
  private var buffer: [UInt8]
  private var filled = 0
  private var from = 0
  /// Where the buffer's first byte stands in the stream.
  private var origin = 0

  /// Of the last record; 0 before the first.
  private(set) var kind = 0
  private(set) var data: [UInt8] = []
  /// Where the last record begins.
  private(set) var start = 0

  init(_ access: any RandomAccess, shownAs shown: String, chunk: Int = 1 << 16) {
    self.access = access
    self.shown = shown
    buffer = [UInt8](repeating: 0, count: max(chunk, 4))
  }

  /// Where the next record begins.
  var position: Int { origin + from }

  /// Goes on at that place of the stream.
  mutating func seek(_ offset: Int) {
    if offset >= origin, offset <= origin + filled {
      from = offset - origin
    } else {
      origin = offset
      from = 0
      filled = 0
    }
  }

  /// The next record, in `kind` and `data`.
  ///
  /// - Returns: false at the end of the stream; a record that is cut off is none.
  mutating func next() throws(Refusal) -> Bool {
    start = origin + from
    guard try have(4) else { return false }
    kind = Int(buffer[from]) | Int(buffer[from + 1]) << 8
    let length = Int(buffer[from + 2]) | Int(buffer[from + 3]) << 8
    from += 4
    guard try have(length) else { return false }
    data.removeAll(keepingCapacity: true)
    data.append(contentsOf: buffer[from..<from + length])
    from += length
    return true
  }

  /// The number of the record after the last one; nil at the end.
  mutating func nextKind() throws(Refusal) -> Int? {
    guard try have(4) else { return nil }
    return Int(buffer[from]) | Int(buffer[from + 1]) << 8
  }

  private mutating func have(_ count: Int) throws(Refusal) -> Bool {
    if filled - from >= count { return true }
    if from > 0 {
      buffer.replaceSubrange(0..<filled - from, with: buffer[from..<filled])
      origin += from
      filled -= from
      from = 0
    }
    if buffer.count < count { buffer += [UInt8](repeating: 0, count: count - buffer.count) }
    while filled < count {
      var part = [UInt8](repeating: 0, count: buffer.count - filled)
      let got = try access.read(at: origin + filled, into: &part)
      guard got > 0 else { return false }
      buffer.replaceSubrange(filled..<filled + got, with: part[0..<got])
      filled += got
    }
    return true
  }

  // MARK: Fields

  func u8(_ at: Int) -> Int { at < data.count ? Int(data[at]) : 0 }
  func u16(_ at: Int) -> Int { u8(at) | u8(at + 1) << 8 }
  func u32(_ at: Int) -> Int { u16(at) | u16(at + 2) << 16 }

  func double(_ at: Int) -> Double {
    guard at + 8 <= data.count else { return 0 }
    return Double(bitPattern: littleEndian(data, at, 8))
  }

  func refusal(
    _ what: Wording,
    mend: Wording = Wording(
      "plik jest uszkodzony: pobierz go jeszcze raz albo zapisz jako XLSX",
      en: "the file is damaged: download it again, or save it as XLSX")
  ) -> Refusal {
    Refusal(.data, what, at: Place(file: shown), mend: mend)
  }
}
