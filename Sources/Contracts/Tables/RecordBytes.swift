import Bytes

/// The fields of one record of a table as UTF-8: end to end, or as they stand in the line with the separators between them.
package struct RecordBytes: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var fields: [Range<Int>] = []
  /// Where the field being read begins.
  private(set) var fieldStart = 0

  init() {}

  package var count: Int { fields.count }

  package func range(_ field: Int) -> Range<Int> { fields[field] }

  /// Whether a field begins within a character of UTF-8.
  var hasCutCharacter: Bool {
    fields.contains { $0.lowerBound < bytes.count && bytes[$0.lowerBound] & 0xC0 == 0x80 }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ more: Span<UInt8>) { bytes.append(contentsOf: more) }

  mutating func endField() {
    fields.append(fieldStart..<bytes.count)
    fieldStart = bytes.count
  }

  /// Notes a field of a line whose bytes are appended as a whole.
  mutating func note(_ field: Range<Int>) { fields.append(field) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    fieldStart = 0
  }
}
