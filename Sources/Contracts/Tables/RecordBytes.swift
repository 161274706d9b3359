import Bytes

/// The fields of one record of a table, end to end, as UTF-8.
package struct RecordBytes: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  init() {}

  package var count: Int { ends.count }

  package func range(_ field: Int) -> Range<Int> { (field == 0 ? 0 : ends[field - 1])..<ends[field] }

  /// Where the field being read begins.
  var fieldStart: Int { ends.last ?? 0 }

  /// Whether a field begins within a character of UTF-8.
  var hasCutCharacter: Bool {
    ends.contains { $0 < bytes.count && bytes[$0] & 0xC0 == 0x80 }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ more: Span<UInt8>) { bytes.append(contentsOf: more) }

  mutating func endField() { ends.append(bytes.count) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
