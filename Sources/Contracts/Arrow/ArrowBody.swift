import Findings

/// Columns to the body of a record batch and back: the buffers end to end, each padded to 64 bytes, and the list of where
/// they stand (table `RecordBatch`: length (slot 0), nodes (1), buffers (2), compression (3)).
enum ArrowBody {
  /// Appends the buffers of the columns to an empty body.
  /// - Precondition: every column has `rows` entries and the body is empty.
  static func encode(_ columns: [ArrowColumn], rows: Int, into body: inout [UInt8]) -> FlatTable {
    var nodes: [UInt8] = []
    var buffers: [UInt8] = []
    for column in columns {
      precondition(column.count == rows, "every column of a batch has as many entries as the batch has rows")
      let nullCount = column.validity?.nullCount ?? 0
      nodes.appendLittleEndian(Int64(rows))
      nodes.appendLittleEndian(Int64(nullCount))
      close(&body, from: body.count, in: &buffers) { out in
        if nullCount > 0, let validity = column.validity { out += validity.bits }
      }
      if case .utf8(let texts) = column.values {
        close(&body, from: body.count, in: &buffers) { out in
          out.appendLittleEndian(Int32(0))
          out.append(numbers: texts.ends)
        }
        close(&body, from: body.count, in: &buffers) { $0 += texts.bytes }
      } else {
        close(&body, from: body.count, in: &buffers) { append(column.values, to: &$0) }
      }
    }
    let width = columns.reduce(0) { $0 + $1.type.bufferCount }
    return FlatTable([
      (0, .int64(Int64(rows))), (1, .structs(nodes, count: columns.count)), (2, .structs(buffers, count: width)),
    ])
  }

  /// Writes one buffer, notes where it stands, and pads.
  private static func close(
    _ body: inout [UInt8], from start: Int, in buffers: inout [UInt8], _ write: (inout [UInt8]) -> Void
  ) {
    write(&body)
    buffers.appendLittleEndian(Int64(start))
    buffers.appendLittleEndian(Int64(body.count - start))
    let padding = (ArrowMessage.alignment - body.count % ArrowMessage.alignment) % ArrowMessage.alignment
    body.append(contentsOf: repeatElement(0, count: padding))
  }

  private static func append(_ values: ArrowColumn.Values, to out: inout [UInt8]) {
    switch values {
    case .utf8: break
    case .dictionary(let codes): out.append(numbers: codes)
    case .int8(let numbers): out.append(numbers: numbers)
    case .int16(let numbers): out.append(numbers: numbers)
    case .int32(let numbers): out.append(numbers: numbers)
    case .int64(let numbers): out.append(numbers: numbers)
    case .float64(let numbers): out.append(numbers: numbers)
    case .bool(let flags):
      var bits = Validity()
      for flag in flags { bits.append(flag) }
      out += bits.bits
    }
  }

  /// The columns of a batch. Every offset and length is checked, null counts are counted again, texts are UTF-8.
  static func decode(
    _ header: FlatView, body: [UInt8], fields: [ArrowField]
  ) throws(Refusal) -> (columns: [ArrowColumn], rows: Int) {
    let shownAs = header.shownAs
    guard try header.table(3) == nil else {
      throw damagedArrow(shownAs, "spakowane kolumny, spoza kontraktu", en: "compressed columns, outside the contract")
    }
    let rows = try header.int64(0)
    let nodes = try header.words(1, perStruct: 2)
    let words = try header.words(2, perStruct: 2)
    // No column type takes less than one bit a row.
    guard rows >= 0, rows <= 8 * body.count, nodes.count == 2 * fields.count,
      words.count == 2 * fields.reduce(0, { $0 + $1.type.bufferCount })
    else { throw damagedArrow(shownAs, "paczka wierszy niezgodna ze schematem", en: "a batch does not fit the schema") }
    var columns: [ArrowColumn] = []
    var next = 0
    for (index, field) in fields.enumerated() {
      var ranges: [Range<Int>] = []
      for _ in 0..<field.type.bufferCount {
        let (start, length) = (words[next], words[next + 1])
        guard start >= 0, length >= 0, start <= body.count, length <= body.count - start else {
          throw damagedColumn(field, shownAs)
        }
        ranges.append(start..<start + length)
        next += 2
      }
      guard nodes[2 * index] == rows else { throw damagedColumn(field, shownAs) }
      let nullCount = nodes[2 * index + 1]
      let validity = try validity(field, body, ranges[0], rows: rows, nullCount: nullCount, shownAs)
      let values = try values(field, body, ranges, rows: rows, shownAs)
      columns.append(ArrowColumn(values, validity: validity))
    }
    return (columns, rows)
  }

  private static func validity(
    _ field: ArrowField, _ body: [UInt8], _ range: Range<Int>, rows: Int, nullCount: Int, _ shownAs: String
  ) throws(Refusal) -> Validity? {
    if nullCount == 0 { return nil }
    guard field.isNullable, range.count >= (rows + 7) / 8 else { throw damagedColumn(field, shownAs) }
    let validity = Validity(bits: body[range], count: rows)
    guard validity.nullCount == nullCount else { throw damagedColumn(field, shownAs) }
    return validity
  }

  private static func values(
    _ field: ArrowField, _ body: [UInt8], _ ranges: [Range<Int>], rows: Int, _ shownAs: String
  ) throws(Refusal) -> ArrowColumn.Values {
    let range = ranges[1]
    if let width = field.type.width {
      guard rows <= range.count / width else { throw damagedColumn(field, shownAs) }
    }
    switch field.type {
    case .utf8: return .utf8(try texts(field, body, offsets: range, data: ranges[2], rows: rows, shownAs))
    case .dictionary: return .dictionary(body.numbers(Int32.self, from: range.lowerBound, count: rows))
    case .int8: return .int8(body.numbers(Int8.self, from: range.lowerBound, count: rows))
    case .int16: return .int16(body.numbers(Int16.self, from: range.lowerBound, count: rows))
    case .int32: return .int32(body.numbers(Int32.self, from: range.lowerBound, count: rows))
    case .int64: return .int64(body.numbers(Int64.self, from: range.lowerBound, count: rows))
    case .float64: return .float64(body.numbers(Double.self, from: range.lowerBound, count: rows))
    case .bool:
      guard range.count >= (rows + 7) / 8 else { throw damagedColumn(field, shownAs) }
      let bits = Validity(bits: body[range], count: rows)
      return .bool((0..<rows).map { bits[$0] })
    }
  }

  private static func texts(
    _ field: ArrowField, _ body: [UInt8], offsets: Range<Int>, data: Range<Int>, rows: Int, _ shownAs: String
  ) throws(Refusal) -> TextColumn {
    if rows == 0 { return TextColumn() }
    guard rows < offsets.count / 4 else { throw damagedColumn(field, shownAs) }
    let first = Int(body.numbers(Int32.self, from: offsets.lowerBound, count: 1)[0])
    var ends = body.numbers(Int32.self, from: offsets.lowerBound + 4, count: rows)
    var last = first
    for end in ends {
      guard Int(end) >= last else { throw damagedColumn(field, shownAs) }
      last = Int(end)
    }
    guard first >= 0, last <= data.count else { throw damagedColumn(field, shownAs) }
    let bytes = Array(body[data.lowerBound + first..<data.lowerBound + last])
    if first > 0 { ends = ends.map { $0 - Int32(first) } }
    guard isUTF8(bytes, cutAt: ends) else {
      throw damagedArrow(shownAs, "kolumna „\(field.name)” nie jest w UTF-8", en: "column \"\(field.name)\" is not UTF-8")
    }
    return TextColumn(bytes: bytes, ends: ends)
  }

  /// Whether the bytes are UTF-8 and no text ends inside a character.
  static func isUTF8(_ bytes: [UInt8], cutAt ends: [Int32]) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      return false
    }
    return ends.allSatisfy { Int($0) == bytes.count || bytes[Int($0)] & 0xC0 != 0x80 }
  }

  private static func damagedColumn(_ field: ArrowField, _ shownAs: String) -> Refusal {
    damagedArrow(
      shownAs, "kolumna „\(field.name)” niezgodna z paczką wierszy", en: "column \"\(field.name)\" does not fit its batch")
  }
}
