import Bytes
import Findings

/// The parts of an Arrow file where they stand: footer, schema message, messages with their bodies.
struct ArrowSource {
  let access: any RandomAccess
  let shownAs: String

  /// The footer, and where it begins. At the end of a file: footer, its length (4 bytes), `ARROW1`.
  func footer() throws(Refusal) -> (FlatView, place: Int) {
    let magic = ArrowMessage.magic
    let tailLength = 4 + magic.count
    guard access.size >= 8 + tailLength, try bytes(at: 0, count: magic.count) == magic else {
      throw Refusal(
        .data, Wording("to nie jest plik Arrow IPC", en: "not an Arrow IPC file"), at: Place(file: shownAs),
        mend: Wording("podaj plik *.arrow zapisany przez etap", en: "give a *.arrow file written by a stage"))
    }
    let tail = try bytes(at: access.size - tailLength, count: tailLength)
    guard Array(tail[4...]) == magic else {
      throw damagedArrow(shownAs, "brak zakończenia, plik jest ucięty", en: "no ending, the file is cut")
    }
    let length = (0..<4).reduce(0) { $0 | Int(tail[$1]) << (8 * $1) }
    guard length > 0, length <= access.size - tailLength - 8 else {
      throw damagedArrow(shownAs, "zła długość stopki", en: "a wrong length of the footer")
    }
    let place = access.size - tailLength - length
    let footer = try FlatView(root: try bytes(at: place, count: length), shownAs: shownAs)
    try ArrowMessage.checkVersion(try footer.int16(0), shownAs: shownAs)
    return (footer, place)
  }

  /// The checksums in the footer; none when the file is by another writer.
  func checksums(_ footer: FlatView) throws(Refusal) -> [String] {
    for remark in try footer.tables(4) {
      let remark = try ArrowSchema.Remark.read(remark)
      guard remark.key == ArrowMessage.checksumKey else { continue }
      let digits = Array(remark.value.utf8)
      guard digits.count % 16 == 0, !digits.isEmpty else {
        throw damagedArrow(shownAs, "zła suma kontrolna", en: "a wrong checksum")
      }
      return stride(from: 0, to: digits.count, by: 16).map { String(decoding: digits[$0..<$0 + 16], as: UTF8.self) }
    }
    return []
  }

  /// The schema as the message at the start of the file says.
  func openingSchema(before end: Int, checksum: String) throws(Refusal) -> ArrowSchema {
    let frame = try bytes(at: 8, count: 8)
    let length = (4..<8).reduce(0) { $0 | Int(frame[$1]) << (8 * ($1 - 4)) }
    guard length <= end - 16 else {
      throw damagedArrow(shownAs, "schemat wychodzi poza plik", en: "the schema leaves the file")
    }
    let (message, _) = try read(8, 8 + length, 0, checksum: checksum)
    let header = try ArrowMessage.header(of: message, type: ArrowCode.schemaMessage, bodyLength: 0, shownAs: shownAs)
    return try ArrowSchema.read(header).schema
  }

  /// A message and its body.
  /// - Parameter checksum: nil when the file has none.
  func read(
    _ place: Int, _ metadataLength: Int, _ bodyLength: Int, checksum: String?
  ) throws(Refusal) -> (message: [UInt8], body: [UInt8]) {
    let message = try bytes(at: place, count: metadataLength)
    let body = try bytes(at: place + metadataLength, count: bodyLength)
    if let checksum {
      var found = Checksum()
      found.update(message)
      found.update(body)
      guard found.finish() == checksum else {
        throw damagedArrow(shownAs, "suma kontrolna się nie zgadza", en: "the checksum does not match")
      }
    }
    return (message, body)
  }

  private func bytes(at place: Int, count: Int) throws(Refusal) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    guard try access.read(at: place, into: &buffer) == count else {
      throw damagedArrow(shownAs, "plik jest ucięty", en: "the file is cut")
    }
    return buffer
  }
}
