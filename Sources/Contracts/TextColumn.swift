import Bytes

/// A column of texts: their UTF-8 bytes end to end, and where each one ends.
///
/// Text `i` is `bytes[ends[i - 1] ..< ends[i]]`, the first one starting at 0; `ends` never falls and its last value is
/// `bytes.count`. Nothing is made a `String` before somebody asks for it.
package struct TextColumn: Sendable, Hashable {
  package private(set) var bytes: [UInt8]
  package private(set) var ends: [Int32]

  package init() {
    bytes = []
    ends = []
  }

  /// - Precondition: `ends` never falls, starts at 0 or more and its last value is `bytes.count`.
  package init(bytes: [UInt8], ends: [Int32]) {
    precondition(ends.last.map(Int.init) ?? 0 == bytes.count, "the last text ends where the bytes end")
    self.bytes = bytes
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// Where text `index` stands in `bytes`.
  package func range(_ index: Int) -> Range<Int> {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return start..<Int(ends[index])
  }

  package subscript(_ index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  package mutating func append(_ text: Span<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(Int32(bytes.count))
  }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(Int32(bytes.count))
  }

  package mutating func append(_ text: ArraySlice<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(Int32(bytes.count))
  }

  /// Adds some of the texts of another column.
  package mutating func append(_ other: TextColumn, _ rows: Range<Int>) {
    guard let first = rows.first, let last = rows.last else { return }
    let start = other.range(first).lowerBound
    let shift = Int32(bytes.count) - Int32(start)
    bytes.append(contentsOf: other.bytes[start..<other.range(last).upperBound])
    ends.append(contentsOf: other.ends[rows].lazy.map { $0 + shift })
  }

  package mutating func removeAll(keepingCapacity: Bool) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    ends.removeAll(keepingCapacity: keepingCapacity)
  }
}
