import Findings

/// A FlatBuffers table being read. Every offset and length is checked against the bytes there are before it is followed,
/// so that damaged metadata gives a `Refusal` and never a trap.
struct FlatView {
  let bytes: [UInt8]
  /// The file the bytes are from, as shown to people.
  let shownAs: String
  private let start: Int
  private let vtable: Int
  private let vtableSize: Int
  private let size: Int

  /// The root table of a buffer.
  init(root bytes: [UInt8], shownAs: String) throws(Refusal) {
    let offset = try FlatView.unsigned32(bytes, at: 0, shownAs: shownAs)
    try self.init(bytes, table: offset, shownAs: shownAs)
  }

  private init(_ bytes: [UInt8], table start: Int, shownAs: String) throws(Refusal) {
    let back = Int(Int32(truncatingIfNeeded: try FlatView.unsigned32(bytes, at: start, shownAs: shownAs)))
    let vtable = start - back
    let vtableSize = try FlatView.unsigned16(bytes, at: vtable, shownAs: shownAs)
    let size = try FlatView.unsigned16(bytes, at: vtable + 2, shownAs: shownAs)
    guard vtableSize >= 4, vtableSize % 2 == 0, vtable + vtableSize <= bytes.count, size >= 4, start + size <= bytes.count
    else { throw damagedArrow(shownAs, "tabela FlatBuffers wychodzi poza plik", en: "a FlatBuffers table leaves the file") }
    self.bytes = bytes
    self.shownAs = shownAs
    self.start = start
    self.vtable = vtable
    self.vtableSize = vtableSize
    self.size = size
  }

  func byte(_ slot: Int) throws(Refusal) -> UInt8 {
    guard let place = try place(slot, width: 1) else { return 0 }
    return bytes[place]
  }

  func bool(_ slot: Int) throws(Refusal) -> Bool { try byte(slot) != 0 }

  func int16(_ slot: Int) throws(Refusal) -> Int {
    guard let place = try place(slot, width: 2) else { return 0 }
    return Int(Int16(truncatingIfNeeded: try FlatView.unsigned16(bytes, at: place, shownAs: shownAs)))
  }

  func int32(_ slot: Int) throws(Refusal) -> Int {
    guard let place = try place(slot, width: 4) else { return 0 }
    return Int(Int32(truncatingIfNeeded: try FlatView.unsigned32(bytes, at: place, shownAs: shownAs)))
  }

  func int64(_ slot: Int) throws(Refusal) -> Int {
    guard let place = try place(slot, width: 8) else { return 0 }
    return signed64(at: place)
  }

  func string(_ slot: Int) throws(Refusal) -> String? {
    guard let target = try target(slot) else { return nil }
    let count = try FlatView.unsigned32(bytes, at: target, shownAs: shownAs)
    guard count <= bytes.count - target - 4 else {
      throw damagedArrow(shownAs, "napis w metadanych wychodzi poza plik", en: "a string of the metadata leaves the file")
    }
    guard let text = String(validating: bytes[(target + 4)..<(target + 4 + count)], as: UTF8.self) else {
      throw damagedArrow(shownAs, "napis w metadanych nie jest w UTF-8", en: "a string of the metadata is not UTF-8")
    }
    return text
  }

  func table(_ slot: Int) throws(Refusal) -> FlatView? {
    guard let target = try target(slot) else { return nil }
    return try FlatView(bytes, table: target, shownAs: shownAs)
  }

  /// A vector of tables; empty when the slot is.
  func tables(_ slot: Int) throws(Refusal) -> [FlatView] {
    guard let (first, count) = try vector(slot, stride: 4) else { return [] }
    var found: [FlatView] = []
    for index in 0..<count {
      let place = first + 4 * index
      let target = place + (try FlatView.unsigned32(bytes, at: place, shownAs: shownAs))
      found.append(try FlatView(bytes, table: target, shownAs: shownAs))
    }
    return found
  }

  /// A vector of structs that are made of 64-bit words; empty when the slot is.
  /// - Returns: the words of all structs, one after another.
  func words(_ slot: Int, perStruct: Int) throws(Refusal) -> [Int] {
    guard let (first, count) = try vector(slot, stride: 8 * perStruct) else { return [] }
    return (0..<(count * perStruct)).map { signed64(at: first + 8 * $0) }
  }

  private func vector(_ slot: Int, stride: Int) throws(Refusal) -> (first: Int, count: Int)? {
    guard let target = try target(slot) else { return nil }
    let count = try FlatView.unsigned32(bytes, at: target, shownAs: shownAs)
    guard count <= (bytes.count - target - 4) / stride else {
      throw damagedArrow(shownAs, "lista w metadanych wychodzi poza plik", en: "a list of the metadata leaves the file")
    }
    return (target + 4, count)
  }

  /// Where the field of a slot stands; nil when the table has none.
  private func place(_ slot: Int, width: Int) throws(Refusal) -> Int? {
    guard 4 + 2 * slot + 2 <= vtableSize else { return nil }
    let offset = try FlatView.unsigned16(bytes, at: vtable + 4 + 2 * slot, shownAs: shownAs)
    if offset == 0 { return nil }
    guard offset >= 4, offset + width <= size else {
      throw damagedArrow(shownAs, "pole metadanych wychodzi poza tabelę", en: "a field of the metadata leaves its table")
    }
    return start + offset
  }

  private func target(_ slot: Int) throws(Refusal) -> Int? {
    guard let place = try place(slot, width: 4) else { return nil }
    return place + (try FlatView.unsigned32(bytes, at: place, shownAs: shownAs))
  }

  /// - Precondition: the 8 bytes at `place` are there.
  private func signed64(at place: Int) -> Int {
    var number: UInt64 = 0
    for byte in 0..<8 { number |= UInt64(bytes[place + byte]) << UInt64(8 * byte) }
    return Int(truncatingIfNeeded: number)
  }

  private static func unsigned16(_ bytes: [UInt8], at place: Int, shownAs: String) throws(Refusal) -> Int {
    guard place >= 0, place <= bytes.count - 2 else {
      throw damagedArrow(shownAs, "metadane wskazują poza plik", en: "the metadata point outside the file")
    }
    return Int(bytes[place]) | Int(bytes[place + 1]) << 8
  }

  private static func unsigned32(_ bytes: [UInt8], at place: Int, shownAs: String) throws(Refusal) -> Int {
    guard place >= 0, place <= bytes.count - 4 else {
      throw damagedArrow(shownAs, "metadane wskazują poza plik", en: "the metadata point outside the file")
    }
    return (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}

/// The refusal of a file between the stages that is cut or changed.
func damagedArrow(_ shownAs: String, _ polish: String, en english: String) -> Refusal {
  Refusal(
    .data, Wording("uszkodzony plik Arrow: \(polish)", en: "damaged Arrow file: \(english)"), at: Place(file: shownAs),
    mend: Wording(
      "uruchom ponownie etap, który zapisał ten plik (--force)", en: "run the stage that wrote it again (--force)"))
}
