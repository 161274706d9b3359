/// The codes of what stands over or beside a value.
package struct CellHeading: BitwiseCopyable, Sendable {
  package var unitCode: Int32 = 0
  package var unitName: Int32 = 0
  package var period: Int32 = 0
  package var series: Int32 = 0
  package var unitOfMeasure: Int32 = 0
  package var attribute: Int32 = 0

  package init(
    unitCode: Int32 = 0, unitName: Int32 = 0, period: Int32 = 0, series: Int32 = 0, unitOfMeasure: Int32 = 0,
    attribute: Int32 = 0
  ) {
    self.unitCode = unitCode
    self.unitName = unitName
    self.period = period
    self.series = series
    self.unitOfMeasure = unitOfMeasure
    self.attribute = attribute
  }
}

/// Cells in columns on their way into a file: a batch that is not full yet.
///
/// Memory of its own instead of arrays, because a national file has thirty million cells, and each column would look
/// at each of them whether it is the only owner of its array and whether there is room.
@safe struct CellBlock: ~Copyable {
  static let capacity = ArrowWriter.batchRows
  private static let columnCount = 10

  /// Column `i` begins at `i * capacity`; the order is that of `CellsFile`.
  private let columns: UnsafeMutablePointer<Int32>
  /// Where each text ends.
  private let ends: UnsafeMutablePointer<Int32>
  private var text: UnsafeMutablePointer<UInt8>
  private var textCapacity = 1 << 20
  private(set) var count = 0
  private(set) var textCount = 0

  init() {
    unsafe columns = .allocate(capacity: Self.capacity * Self.columnCount)
    unsafe ends = .allocate(capacity: Self.capacity)
    unsafe text = .allocate(capacity: textCapacity)
  }

  deinit {
    unsafe columns.deallocate()
    unsafe ends.deallocate()
    unsafe text.deallocate()
  }

  var isFull: Bool { count == Self.capacity }

  /// - Precondition: the block is not full.
  mutating func append(
    file: Int32, sheet: Int32, row: Int32, column: Int32, _ heading: CellHeading, text added: Span<UInt8>
  ) {
    precondition(count < Self.capacity, "a full block")
    let place = unsafe columns + count
    unsafe place[0] = file
    unsafe place[Self.capacity] = sheet
    unsafe place[Self.capacity * 2] = row
    unsafe place[Self.capacity * 3] = column
    unsafe place[Self.capacity * 4] = heading.unitCode
    unsafe place[Self.capacity * 5] = heading.unitName
    unsafe place[Self.capacity * 6] = heading.period
    unsafe place[Self.capacity * 7] = heading.series
    unsafe place[Self.capacity * 8] = heading.unitOfMeasure
    unsafe place[Self.capacity * 9] = heading.attribute
    append(added)
    count += 1
  }

  /// Adds some of the cells of a batch.
  mutating func append(_ cells: CellBatch, _ rows: Range<Int>) {
    let bytes = cells.text.bytes.span
    for row in rows {
      append(
        file: cells.file[row], sheet: cells.sheet[row], row: cells.row[row], column: cells.column[row],
        CellHeading(
          unitCode: cells.unitCode[row], unitName: cells.unitName[row], period: cells.period[row],
          series: cells.series[row], unitOfMeasure: cells.unitOfMeasure[row], attribute: cells.attribute[row]),
        text: bytes.extracting(cells.text.range(row)))
    }
  }

  private mutating func append(_ added: Span<UInt8>) {
    let size = added.count
    // Sixteen bytes may be written at once whatever is added.
    if textCount + size + 16 > textCapacity { grow(size + 16) }
    unsafe added.withUnsafeBytes { source in
      let target = unsafe UnsafeMutableRawPointer(text + textCount)
      if size >= 8, size <= 16 {
        let first = unsafe source.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let last = unsafe source.loadUnaligned(fromByteOffset: size - 8, as: UInt64.self)
        unsafe target.storeBytes(of: first, as: UInt64.self)
        unsafe target.storeBytes(of: last, toByteOffset: size - 8, as: UInt64.self)
      } else if size < 8 {
        for i in 0..<size { unsafe target.storeBytes(of: source[i], toByteOffset: i, as: UInt8.self) }
      } else if let base = source.baseAddress {
        unsafe target.copyMemory(from: base, byteCount: size)
      }
    }
    textCount += size
    unsafe ends[count] = Int32(textCount)
  }

  private mutating func grow(_ more: Int) {
    textCapacity = max(textCapacity * 2, textCount + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity)
    unsafe larger.initialize(from: text, count: textCount)
    unsafe text.deallocate()
    unsafe text = larger
  }

  /// Forgets the cells behind the first `count`.
  mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count, "more cells than there are")
    textCount = count == 0 ? 0 : unsafe Int(ends[count - 1])
    self.count = count
  }

  /// The first cells as a batch of their own.
  func batch(_ count: Int) -> CellBatch {
    precondition(count >= 0 && count <= self.count, "more cells than there are")
    func column(_ index: Int) -> [Int32] {
      unsafe Array(UnsafeBufferPointer(start: columns + index * Self.capacity, count: count))
    }
    var batch = CellBatch()
    batch.file = column(0)
    batch.sheet = column(1)
    batch.row = column(2)
    batch.column = column(3)
    batch.unitCode = column(4)
    batch.unitName = column(5)
    batch.period = column(6)
    batch.series = column(7)
    batch.unitOfMeasure = column(8)
    batch.attribute = column(9)
    let size = count == 0 ? 0 : unsafe Int(ends[count - 1])
    batch.text = unsafe TextColumn(
      bytes: Array(UnsafeBufferPointer(start: text, count: size)),
      ends: Array(UnsafeBufferPointer(start: ends, count: count)))
    return batch
  }
}
