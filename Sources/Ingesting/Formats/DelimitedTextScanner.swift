/// Finds the fields of delimited text: bytes in, places of fields out; no reading, no strings, no copies.
///
/// Records end with LF, CR or CR LF, mixed as they come; blank lines are none. A quote counts at the start of a field only;
/// text after a closing quote is kept and belongs to the field, as the readers of Python and pandas have it. Fields that
/// hold escaped quotes are mended in place in the buffer, which is why the buffer is `inout`. `="0201011"`, with which people
/// keep a spreadsheet from taking a code's leading zeros, is the text between its quotes.
///
/// To whoever changes this: the state is small on purpose. A record that is not whole yet leaves no trace; the caller
/// brings it again with more bytes. Keep `scan` free of calls in its loops and run Benchmarks before and after.
struct FieldScanner: Sendable {
  let dialect: Dialect
  let limits: FieldLimits
  /// The line on which the next record begins, from 1.
  private(set) var line: Int
  /// Whole records found so far.
  private(set) var records = 0
  /// Which of them are not as wide as the others, and which are not quoted as they should be.
  private(set) var shape: RecordShape
  /// Of the records of the last scan: how many of their first fields are those of the record before.
  var repeats: [UInt16] = []

  /// - Parameter width: the fields that most records have; 0 where nobody asks which have not.
  init(_ dialect: Dialect, limits: FieldLimits = FieldLimits(), line: Int = 1, width: Int = 0) {
    self.dialect = dialect
    self.limits = limits
    self.line = line
    shape = RecordShape(width: width)
  }

  /// Fields of one scan, but for those of its last record.
  private static let batch = 1 << 14

  /// How many bytes must follow the range in the buffer: words of eight bytes are read at once.
  static let padding = 8

  /// Finds the whole records in a part of the buffer and appends their fields.
  ///
  /// - Parameters:
  ///   - bytes: the buffer; at least `padding` bytes longer than the range.
  ///   - range: where a record begins, and the end of what is there.
  ///   - isLast: nothing comes after the range, so that its last record is whole without a line end.
  /// - Returns: where the first record begins that was not taken: because it is not whole, or because `fields` is full
  ///   and the rest is to be brought again.
  mutating func scan(
    _ bytes: inout [UInt8], _ range: Range<Int>, isLast: Bool, into fields: inout [Rows.Cell]
  ) throws(ScanFailure) -> (next: Int, isFull: Bool) {
    precondition(range.upperBound + 8 <= bytes.count && bytes.count <= Int(Int32.max), "the buffer is not padded")
    // Copies, because the compiler must know that nothing else changes them.
    let delimiter = dialect.delimiter
    let quote = dialect.quote ?? 0
    let hasQuote = dialect.quote != nil
    let isBackslash = dialect.escape == .backslash
    let end = range.upperBound
    let maximumColumns = limits.columns
    let maximumField = limits.field
    let delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
    let quotes = UInt64(quote) &* 0x0101_0101_0101_0101
    let width = shape.width == 0 ? -1 : shape.width
    var shape = self.shape
    var line = self.line
    var found = 0
    var p = range.lowerBound
    var escaped: [Int] = []
    var failure: ScanFailure?
    var isFull = false
    // Room for the widest record behind the fields of many; never more, so that memory does not grow with the buffer.
    let room = min(range.count + 1, FieldScanner.batch + maximumColumns)
    let earlier = fields.count
    var repeats = self.repeats
    self.repeats = []
    repeats.removeAll(keepingCapacity: true)
    // The record before, as long as its fields stand in one line and as they are: where it begins, its fields.
    var beforeStart = 0
    var beforeField = 0
    var beforeCount = 0

    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      fields.append(addingCapacity: room) { fields in
        let raw = UnsafeRawPointer(base)
        records: while p < end {
          let first = unsafe base[p]
          if first == 10 {
            line &+= 1
            p &+= 1
            continue
          }
          if first == 13 {
            if p &+ 1 == end && !isLast { break }
            line &+= 1
            p &+= unsafe (p &+ 1 < end && base[p &+ 1] == 10) ? 2 : 1
            continue
          }
          let recordStart = p
          let firstField = fields.count
          if fields.freeCapacity <= maximumColumns, fields.freeCapacity < end &- p &+ 1 {
            isFull = true
            break
          }
          var linesInside = 0
          var column = 0
          var loose = 0
          var looseColumn = 0
          var isWhole = false
          let escapedBefore = escaped.count
          // Long tables say the same unit and measure row after row: fields that are known need no looking for.
          if beforeCount > 1 {
            let limit = min(recordStart &- beforeStart, end &- p)
            var same = 0
            while same < limit {
              let here = unsafe raw.loadUnaligned(fromByteOffset: p &+ same, as: UInt64.self)
              let there = unsafe raw.loadUnaligned(fromByteOffset: beforeStart &+ same, as: UInt64.self)
              let difference = here ^ there
              if difference != 0 {
                same &+= difference.trailingZeroBitCount &>> 3
                break
              }
              same &+= 8
            }
            same = min(same, limit)
            let shift = Int32(truncatingIfNeeded: recordStart &- beforeStart)
            while column &+ 1 < beforeCount,
              Int(fields[beforeField &+ column &+ 1].start) &- beforeStart <= same
            {
              let known = fields[beforeField &+ column]
              column &+= 1
              fields.append(
                Rows.Cell(
                  row: Int32(clamping: line), column: Int32(truncatingIfNeeded: column), kind: .text,
                  start: known.start &+ shift, end: known.end &+ shift))
            }
            if column > 0 {
              p = Int(fields[beforeField &+ column].start &+ shift)
              if hasQuote, unsafe base[p &- 1] == quote { p &-= 1 }
            }
          }
          let repeated = column
          fields: while true {
            column &+= 1
            if column > maximumColumns {
              failure = ScanFailure(.tooManyColumns, line: line, column: column, place: p)
              break records
            }
            var start = p
            var stop: Int
            if hasQuote, p < end, unsafe base[p] == quote {
              var needsMending = false
              p &+= 1
              start = p
              let openingLine = line &+ linesInside
              var isClosed = false
              quoted: while true {
                // The next quote, line end or other control byte, or backslash.
                while p < end {
                  let word = unsafe raw.loadUnaligned(fromByteOffset: p, as: UInt64.self)
                  let other = word ^ quotes
                  var hits = (other &- 0x0101_0101_0101_0101) & ~other
                  hits |= (word &- 0x0e0e_0e0e_0e0e_0e0e) & ~word
                  if isBackslash {
                    let slash = word ^ 0x5c5c_5c5c_5c5c_5c5c
                    hits |= (slash &- 0x0101_0101_0101_0101) & ~slash
                  }
                  hits &= 0x8080_8080_8080_8080
                  if hits == 0 {
                    p &+= 8
                  } else {
                    p &+= hits.trailingZeroBitCount &>> 3
                    break
                  }
                }
                if p >= end {
                  if isLast {
                    failure = ScanFailure(.unterminatedQuote, line: openingLine, column: column, place: start &- 1)
                    break records
                  }
                  break fields
                }
                let byte = unsafe base[p]
                if byte == quote {
                  if p &+ 1 >= end {
                    if !isLast { break fields }
                  } else if !isBackslash, unsafe base[p &+ 1] == quote {
                    needsMending = true
                    p &+= 2
                    continue
                  }
                  isClosed = true
                  break quoted
                }
                if byte == 10 {
                  linesInside &+= 1
                } else if byte == 13 {
                  if p &+ 1 >= end, !isLast { break fields }
                  linesInside &+= 1
                  if p &+ 1 < end, unsafe base[p &+ 1] == 10 { p &+= 1 }
                } else if isBackslash, byte == 0x5c {
                  if p &+ 1 >= end {
                    if !isLast { break fields }
                  } else if unsafe base[p &+ 1] == quote || base[p &+ 1] == 0x5c {
                    needsMending = true
                    p &+= 1
                  }
                }
                p &+= 1
              }
              stop = p
              if isClosed { p &+= 1 }
              let next: UInt8 = p < end ? unsafe base[p] : 10
              if next != delimiter && next != 10 && next != 13 {
                // Text after the closing quote: it is mended into one field.
                needsMending = true
                if loose == 0 { looseColumn = column }
                loose &+= 1
                while p < end, unsafe base[p] != delimiter && base[p] != 10 && base[p] != 13 { p &+= 1 }
                stop = p
              }
              if needsMending { escaped.append(earlier &+ fields.count) }
            } else {
              while p < end {
                let word = unsafe raw.loadUnaligned(fromByteOffset: p, as: UInt64.self)
                let other = word ^ delimiters
                let hits =
                  ((other &- 0x0101_0101_0101_0101) & ~other | (word &- 0x0e0e_0e0e_0e0e_0e0e) & ~word)
                  & 0x8080_8080_8080_8080
                if hits == 0 {
                  p &+= 8
                  continue
                }
                p &+= hits.trailingZeroBitCount &>> 3
                if p >= end { break }
                let byte = unsafe base[p]
                if byte == delimiter || byte == 10 || byte == 13 { break }
                p &+= 1
              }
              if p > end { p = end }
              stop = p
              if unsafe base[start] == UInt8(ascii: "="), stop > start { escaped.append(earlier &+ fields.count) }
            }
            if stop &- start > maximumField {
              failure = ScanFailure(.fieldTooLong, line: line, column: column, place: start)
              break records
            }
            fields.append(
              Rows.Cell(
                row: Int32(clamping: line), column: Int32(truncatingIfNeeded: column), kind: .text,
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: stop)))
            if p >= end {
              isWhole = isLast
              break fields
            }
            let byte = unsafe base[p]
            if byte == delimiter {
              p &+= 1
              continue
            }
            if byte == 13 {
              if p &+ 1 >= end, !isLast { break fields }
              if p &+ 1 < end, unsafe base[p &+ 1] == 10 { p &+= 1 }
            }
            p &+= 1
            linesInside &+= 1
            isWhole = true
            break fields
          }
          if !isWhole {
            fields.removeLast(fields.count &- firstField)
            while let last = escaped.last, last >= earlier &+ firstField { escaped.removeLast() }
            p = recordStart
            break
          }
          beforeStart = recordStart
          beforeField = firstField
          beforeCount = loose == 0 && linesInside <= 1 && escaped.count == escapedBefore ? column : 0
          repeats.append(UInt16(clamping: repeated))
          if loose > 0 { shape.meetLoose(loose, line: line, column: looseColumn) }
          if width > 0, column != width { shape.meetOdd(record: records &+ found, line: line, fields: column) }
          line &+= linesInside
          found &+= 1
        }
      }
    }
    self.repeats = repeats
    if let failure { throw failure }
    for index in escaped {
      let start = Int(fields[index].start)
      // Fields that begin with an equals sign and no quote are here for what follows alone.
      if start > 0, bytes[start - 1] == quote, hasQuote { mend(&bytes, &fields[index]) }
      if takeOutOfFormula(bytes, &fields[index]) { shape.meetFormula(fields[index]) }
    }
    self.line = line
    records &+= found
    shape.records = records
    self.shape = shape
    if !isFull, end &- p > limits.record { throw ScanFailure(.recordTooLong, line: line, column: 1, place: p) }
    return (p, isFull)
  }

  /// Takes the escapes out of a field, in place: it only gets shorter.
  private func mend(_ bytes: inout [UInt8], _ field: inout Rows.Cell) {
    guard let quote = dialect.quote else { return }
    var from = Int(field.start)
    var to = from
    let end = Int(field.end)
    var isQuoted = true
    while from < end {
      let byte = bytes[from]
      from += 1
      if isQuoted, byte == quote {
        if dialect.escape == .doubled, from < end, bytes[from] == quote {
          from += 1
        } else {
          isQuoted = false
          continue
        }
      } else if isQuoted, dialect.escape == .backslash, byte == 0x5c, from < end,
        bytes[from] == quote || bytes[from] == 0x5c
      {
        bytes[to] = bytes[from]
        to += 1
        from += 1
        continue
      }
      bytes[to] = byte
      to += 1
    }
    field.end = Int32(truncatingIfNeeded: to)
  }

  /// Makes `="0201011"` the text that a spreadsheet would show; any other formula stays as it is published.
  private func takeOutOfFormula(_ bytes: [UInt8], _ field: inout Rows.Cell) -> Bool {
    let (start, end) = (Int(field.start), Int(field.end))
    let quote = UInt8(ascii: "\"")
    guard end - start > 3, bytes[start] == UInt8(ascii: "="), bytes[start + 1] == quote, bytes[end - 1] == quote,
      !bytes[(start + 2)..<(end - 1)].contains(quote)
    else { return false }
    field.start += 2
    field.end -= 1
    return true
  }
}
