import Findings

/// The framing of Arrow's encapsulated messages: continuation mark, length of the metadata, metadata, padding, body.
enum ArrowMessage {
  /// What a file begins with (padded to 8 bytes) and ends with (not padded).
  static let magic = Array("ARROW1".utf8)
  /// What bodies and the buffers in them start at a multiple of.
  static let alignment = 64
  static let endOfStream: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]
  /// Key of the footer's checksums: XXH64 of each message with its body, 16 digits each, in the order schema,
  /// dictionaries, batches.
  static let checksumKey = "diagnoza.xxh64"

  /// Continuation mark, length and metadata, padded so that the body starts at a multiple of 64 in the file.
  ///
  /// Table `Message`: version (slot 0), header_type (1), header (2), bodyLength (3).
  /// - Parameter place: where in the file the message starts.
  static func framed(_ type: UInt8, _ header: FlatTable, bodyLength: Int, at place: Int) -> [UInt8] {
    let metadata = FlatTable([
      (0, .int16(Int16(ArrowCode.version5))), (1, .byte(type)), (2, .table(header)), (3, .int64(Int64(bodyLength))),
    ]).encoded()
    let padding = (alignment - (place + 8 + metadata.count) % alignment) % alignment
    var out: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    out.appendLittleEndian(Int32(metadata.count + padding))
    out += metadata
    out.append(contentsOf: repeatElement(0, count: padding))
    return out
  }

  /// The header of a message read from a file.
  /// - Parameters:
  ///   - message: the frame as `framed` makes it, without the body.
  ///   - bodyLength: what the footer says; must agree.
  static func header(
    of message: [UInt8], type: UInt8, bodyLength: Int, shownAs: String
  ) throws(Refusal) -> FlatView {
    let broken = damagedArrow(shownAs, "komunikat nie zgadza się ze stopką", en: "a message does not match the footer")
    guard message.count > 8, message.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) else { throw broken }
    let size = (4..<8).reduce(0) { $0 | Int(message[$1]) << (8 * ($1 - 4)) }
    guard size == message.count - 8 else { throw broken }
    let view = try FlatView(root: Array(message[8...]), shownAs: shownAs)
    try checkVersion(try view.int16(0), shownAs: shownAs)
    guard try view.byte(1) == type, try view.int64(3) == bodyLength, let header = try view.table(2) else { throw broken }
    return header
  }

  static func checkVersion(_ version: Int, shownAs: String) throws(Refusal) {
    guard version == ArrowCode.version5 || version == ArrowCode.version4 else {
      throw damagedArrow(shownAs, "nieznana wersja metadanych \(version)", en: "unknown metadata version \(version)")
    }
  }
}
