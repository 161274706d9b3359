import Bytes

/// Reads the rows of a long table into a cube: bytes in, sums out, no text made for a row.
struct LongTableScanner: Sendable {
  let columns: LongTableColumns
  /// What stands for a missing value: an empty field, `-`, `.` or `x`.
  private static let signs: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "x"), UInt8(ascii: ":")]
  /// Rejects that are kept to be shown; all are counted.
  private static let shownRejects = 20

  var cube: LongTableCube
  private(set) var rows = 0
  private(set) var missing = 0
  private(set) var rejected = 0
  private(set) var rejects: [(row: Int, column: Int, text: String)] = []
  private(set) var hasOverflowed = false

  /// The row before: where it begins, how long it is up to the period, and what that said.
  private var memoStart = 0
  private var memoLength = 0
  private var unit = 0
  private var measure = -1
  private var fields: [Field] = []
  private var waiting = LongTableBatch()

  /// Where a field stands, with its quotes.
  private struct Field {
    var start: Int
    var end: Int
    /// Quotes in it stand twice.
    var isDoubled = false
  }

  init(columns: LongTableColumns, cube: LongTableCube) {
    self.columns = columns
    self.cube = cube
  }

  /// Reads as many whole rows as there are.
  ///
  /// - Parameters:
  ///   - bytes: rows from the first byte on.
  ///   - limit: rows that begin here or later are not read.
  ///   - isLast: the bytes end with the table, so that the last row needs no line end.
  /// - Returns: where the first row begins that was not read.
  mutating func scan(_ bytes: Span<UInt8>, limit: Int, isLast: Bool) -> Int {
    var place = 0
    memoLength = 0
    while place < bytes.count, place < limit {
      guard let next = scanRow(bytes, place, isLast) else { break }
      place = next
    }
    flush()
    return place
  }

  /// - Returns: where the next row begins; nil when this one is not whole.
  @inline(__always)
  private mutating func scanRow(_ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool) -> Int? {
    guard columns.isInOrder else { return scanAnyOrder(bytes, start, isLast) }
    var place = start
    if memoLength > 0, start + memoLength < bytes.count, isSame(bytes, at: memoStart, as: start, count: memoLength) {
      memoStart = start
      place = start + memoLength
    } else {
      var (unitField, measureField) = (Field(start: start, end: start), Field(start: start, end: start))
      for column in 0..<columns.period {
        guard let field = Self.field(bytes, place, columns.delimiter), field.end < bytes.count else {
          return isLast ? scanAnyOrder(bytes, start, isLast) : nil
        }
        // A row that ends before the period: empty, or too short.
        guard bytes[field.end] == columns.delimiter else { return scanAnyOrder(bytes, start, isLast) }
        if column == columns.unit { unitField = field }
        if column == columns.measure { measureField = field }
        place = field.end + 1
      }
      unit = Self.withField(bytes, unitField) { cube.unit($0) }
      measure = Self.withField(bytes, measureField) { cube.measure($0) }
      memoStart = start
      memoLength = place - start
    }
    // The year: four digits and a delimiter, or the long way.
    guard place + 5 <= bytes.count else { return scanAnyOrder(bytes, start, isLast) }
    var year = 0
    for i in 0..<4 {
      let digit = bytes[place + i] &- UInt8(ascii: "0")
      guard digit < 10 else { return scanAnyOrder(bytes, start, isLast) }
      year = year * 10 + Int(digit)
    }
    guard bytes[place + 4] == columns.delimiter else { return scanAnyOrder(bytes, start, isLast) }
    place += 5
    for _ in columns.period + 1..<columns.value {
      guard let end = Self.field(bytes, place, columns.delimiter)?.end, end < bytes.count, bytes[end] == columns.delimiter
      else { return scanAnyOrder(bytes, start, isLast) }
      place = end + 1
    }
    // The value: digits with at most one comma, perhaps in quotes, or the long way.
    var at = place
    guard at < bytes.count else { return scanAnyOrder(bytes, start, isLast) }
    let isQuoted = bytes[at] == UInt8(ascii: "\"")
    if isQuoted { at += 1 }
    var mantissa: Int64 = 0
    let digitsStart = at
    while at < bytes.count {
      let digit = bytes[at] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ Int64(digit)
      at += 1
    }
    let whole = at - digitsStart
    var decimals = 0
    if whole > 0, at < bytes.count, bytes[at] == UInt8(ascii: ",") {
      at += 1
      while at < bytes.count {
        let digit = bytes[at] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ Int64(digit)
        decimals += 1
        at += 1
      }
      if decimals == 0 { return scanAnyOrder(bytes, start, isLast) }
    }
    if isQuoted {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return scanAnyOrder(bytes, start, isLast) }
      at += 1
    }
    guard whole > 0, whole <= 12, decimals <= LongTableCube.decimals, at < bytes.count, bytes[at] == columns.delimiter else {
      return scanAnyOrder(bytes, start, isLast)
    }
    guard let end = Self.rowEnd(bytes, at) else { return isLast ? scanAnyOrder(bytes, start, isLast) : nil }
    rows += 1
    if measure >= 0 { add(mantissa &* millionths(decimals), year) }
    return end
  }

  @inline(__always)
  private func millionths(_ decimals: Int) -> Int64 {
    switch decimals {
    case 0: 1_000_000
    case 1: 100_000
    case 2: 10_000
    case 3: 1_000
    case 4: 100
    case 5: 10
    default: 1
    }
  }

  @inline(__always)
  private mutating func add(_ amount: Int64, _ year: Int) {
    let year = cube.year(year)
    waiting.append(amount, measure: measure, unit: unit, year: year)
    if waiting.isFull { flush() }
  }

  /// Additions are made many at a time: where rows come in random order, the memory then answers several at once.
  private mutating func flush() {
    for i in 0..<waiting.count {
      if !cube.add(
        waiting.amounts[i], measure: Int(waiting.measures[i]), unit: Int(waiting.units[i]), year: Int(waiting.years[i]))
      {
        hasOverflowed = true
      }
    }
    waiting.count = 0
  }

  /// A field that ends with the delimiter or line end after it, or with the bytes; nil when a quote is not closed.
  @inline(__always)
  private static func field(_ bytes: Span<UInt8>, _ start: Int, _ delimiter: UInt8) -> Field? {
    var field = Field(start: start, end: start)
    var place = start
    if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
      place += 1
      while true {
        guard let quote = nextNear(UInt8(ascii: "\""), in: bytes, from: place) else { return nil }
        place = quote + 1
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
        field.isDoubled = true
        place += 1
      }
    }
    while place < bytes.count {
      let byte = bytes[place]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      place += 1
    }
    field.end = place
    return field
  }

  /// Where the next row begins, from a place outside quotes; nil when this one has no end here.
  @inline(__always)
  private static func rowEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\n"): return place + 1
      case UInt8(ascii: "\r"):
        guard place + 1 < bytes.count else { return nil }
        return bytes[place + 1] == UInt8(ascii: "\n") ? place + 2 : place + 1
      case UInt8(ascii: "\""):
        guard let quote = next(UInt8(ascii: "\""), in: bytes, from: place + 1) else { return nil }
        place = quote + 1
      default: place += 1
      }
    }
    return nil
  }

  /// Calls with the text of a field without its quotes.
  @inline(__always)
  private static func withField<Result>(_ bytes: Span<UInt8>, _ field: Field, _ body: (Span<UInt8>) -> Result) -> Result {
    guard field.end > field.start, bytes[field.start] == UInt8(ascii: "\"") else {
      return body(bytes.extracting(field.start..<field.end))
    }
    let inner = field.start + 1..<max(field.start + 1, field.end - 1)
    guard field.isDoubled else { return body(bytes.extracting(inner)) }
    var text: [UInt8] = []
    var place = inner.lowerBound
    while place < inner.upperBound {
      text.append(bytes[place])
      place += bytes[place] == UInt8(ascii: "\"") ? 2 : 1
    }
    return body(text.span)
  }

  /// Any row: columns in any order, values of every kind, rows that are too short.
  private mutating func scanAnyOrder(_ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool) -> Int? {
    var place = start
    memoLength = 0
    fields.removeAll(keepingCapacity: true)
    var after = bytes.count
    while true {
      guard let field = Self.field(bytes, place, columns.delimiter) else {
        guard isLast else { return nil }
        rows += 1
        reject(column: fields.count + 1, "\"")
        return bytes.count
      }
      fields.append(field)
      let end = field.end
      guard end < bytes.count else {
        guard isLast else { return nil }
        break
      }
      if bytes[end] == columns.delimiter {
        place = end + 1
        continue
      }
      guard let next = Self.rowEnd(bytes, end) else {
        guard isLast else { return nil }
        break
      }
      after = next
      break
    }
    // Blank lines between rows are no rows.
    if fields.count == 1, fields[0].start == fields[0].end { return after }
    rows += 1
    let needed = max(columns.unit, columns.measure, columns.period, columns.value)
    guard fields.count > needed else {
      reject(column: fields.count, Self.text(bytes, fields.first ?? Field(start: start, end: start)))
      return after
    }
    unit = Self.withField(bytes, fields[columns.unit]) { cube.unit($0) }
    measure = Self.withField(bytes, fields[columns.measure]) { cube.measure($0) }
    let yearText = Self.text(bytes, fields[columns.period])
    guard yearText.utf8.count == 4, let year = Int(yearText), year >= 1000 else {
      reject(column: columns.period + 1, yearText)
      return after
    }
    let field = fields[columns.value]
    guard measure >= 0 else { return after }
    let isSign = Self.withField(bytes, field) { $0.isEmpty || $0.count == 1 && Self.signs.contains($0[0]) }
    if isSign {
      missing += 1
      return after
    }
    let number = Self.withField(bytes, field) { NumberText($0, .polish) }
    guard case .number(let value, let decimals) = number, decimals <= LongTableCube.decimals, abs(value) < 1e12 else {
      reject(column: columns.value + 1, Self.text(bytes, field))
      return after
    }
    add(Int64((value * LongTableCube.scale).rounded()), year)
    return after
  }

  private static func text(_ bytes: Span<UInt8>, _ field: Field) -> String {
    withField(bytes, field) { field in
      var copy: [UInt8] = []
      copy.append(contentsOf: field)
      return String(decoding: copy, as: UTF8.self)
    }
  }

  private mutating func reject(column: Int, _ text: String) {
    rejected += 1
    if rejects.count < Self.shownRejects { rejects.append((rows, column, text)) }
  }

  /// Takes in what another scanner read of the rows that follow.
  mutating func append(_ other: borrowing LongTableScanner) {
    if !cube.merge(other.cube) || other.hasOverflowed { hasOverflowed = true }
    for reject in other.rejects where rejects.count < Self.shownRejects {
      rejects.append((reject.row + rows, reject.column, reject.text))
    }
    rows += other.rows
    missing += other.missing
    rejected += other.rejected
  }
}

/// Additions that wait.
struct LongTableBatch: Sendable {
  static let room = 256
  var amounts = [Int64](repeating: 0, count: room)
  var measures = [Int32](repeating: 0, count: room)
  var units = [Int32](repeating: 0, count: room)
  var years = [Int16](repeating: 0, count: room)
  var count = 0

  var isFull: Bool { count == Self.room }

  @inline(__always)
  mutating func append(_ amount: Int64, measure: Int, unit: Int, year: Int) {
    amounts[count] = amount
    measures[count] = Int32(truncatingIfNeeded: measure)
    units[count] = Int32(truncatingIfNeeded: unit)
    years[count] = Int16(truncatingIfNeeded: year)
    count += 1
  }
}
