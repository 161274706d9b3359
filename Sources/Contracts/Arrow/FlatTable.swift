/// A FlatBuffers table to be written: the metadata of Arrow files is made of these. Only what Arrow's schema uses.
///
/// Layout (FlatBuffers internals, little endian): a buffer starts with the offset of its root table; a table starts with
/// the distance back to its vtable, which lists for every slot where in the table the field stands; strings, vectors and
/// tables stand elsewhere, behind a forward offset.
struct FlatTable {
  enum Value {
    case byte(UInt8)
    case int16(Int16)
    case int32(Int32)
    case int64(Int64)
    case string(String)
    case table(FlatTable)
    case tables([FlatTable])
    /// A vector of `count` structs aligned to 8, given as their bytes.
    case structs([UInt8], count: Int)

    /// Bytes inside the table.
    fileprivate var width: Int {
      switch self {
      case .byte: 1
      case .int16: 2
      case .int64: 8
      case .int32, .string, .table, .tables, .structs: 4
      }
    }
  }

  private var fields: [(slot: Int, value: Value)] = []

  init(_ fields: [(slot: Int, value: Value)] = []) {
    self.fields = fields
  }

  /// The whole buffer with this table as its root.
  func encoded() -> [UInt8] {
    var out: [UInt8] = [0, 0, 0, 0]
    let root = append(to: &out)
    patch(&out, at: 0, with: root)
    return out
  }

  /// Writes vtable, table and, behind them, what the table refers to.
  /// - Returns: where the table starts.
  private func append(to out: inout [UInt8]) -> Int {
    let slots = (fields.map(\.slot).max() ?? -1) + 1
    let vtableSize = 4 + 2 * slots
    // A table that starts 4 bytes after a multiple of 8 has its first field on a multiple of 8; fields go widest first.
    while (out.count + vtableSize) % 8 != 4 { out.append(0) }
    let vtable = out.count
    let start = vtable + vtableSize
    let ordered = fields.sorted { ($0.value.width, $1.slot) > ($1.value.width, $0.slot) }
    var places = [Int](repeating: 0, count: slots)
    var size = 4
    for field in ordered {
      places[field.slot] = size
      size += field.value.width
    }
    out.appendLittleEndian(UInt16(vtableSize))
    out.appendLittleEndian(UInt16(size))
    for place in places { out.appendLittleEndian(UInt16(place)) }
    out.appendLittleEndian(Int32(vtableSize))
    for field in ordered {
      switch field.value {
      case .byte(let value): out.append(value)
      case .int16(let value): out.appendLittleEndian(value)
      case .int32(let value): out.appendLittleEndian(value)
      case .int64(let value): out.appendLittleEndian(value)
      case .string, .table, .tables, .structs: out.appendLittleEndian(UInt32(0))
      }
    }
    for field in fields {
      guard let target = appendReferred(field.value, to: &out) else { continue }
      patch(&out, at: start + places[field.slot], with: target)
    }
    return start
  }

  /// Writes what stands behind an offset.
  /// - Returns: where it starts; nil for a value that stands in the table itself.
  private func appendReferred(_ value: Value, to out: inout [UInt8]) -> Int? {
    switch value {
    case .byte, .int16, .int32, .int64:
      return nil
    case .string(let text):
      while out.count % 4 != 0 { out.append(0) }
      let target = out.count
      out.appendLittleEndian(UInt32(text.utf8.count))
      out.append(contentsOf: text.utf8)
      out.append(0)
      return target
    case .table(let table):
      return table.append(to: &out)
    case .tables(let tables):
      while out.count % 4 != 0 { out.append(0) }
      let target = out.count
      out.appendLittleEndian(UInt32(tables.count))
      out.append(contentsOf: repeatElement(0, count: 4 * tables.count))
      for (index, table) in tables.enumerated() {
        let start = table.append(to: &out)
        patch(&out, at: target + 4 + 4 * index, with: start)
      }
      return target
    case .structs(let bytes, let count):
      while out.count % 8 != 4 { out.append(0) }
      let target = out.count
      out.appendLittleEndian(UInt32(count))
      out.append(contentsOf: bytes)
      return target
    }
  }

  /// Puts the forward offset to `target` at `place`.
  private func patch(_ out: inout [UInt8], at place: Int, with target: Int) {
    let distance = UInt32(target - place)
    for byte in 0..<4 { out[place + byte] = UInt8(truncatingIfNeeded: distance >> UInt32(8 * byte)) }
  }
}

extension [UInt8] {
  mutating func appendLittleEndian<Number: FixedWidthInteger>(_ number: Number) {
    for byte in 0..<(Number.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: number >> Number(8 * byte)))
    }
  }
}
