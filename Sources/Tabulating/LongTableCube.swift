import Bytes

/// Sums by unit, measure and year: a dense block of cells for each measure.
///
/// The units, years and measures of official statistics are few and known, so that adding a value is one indexed addition and no
/// look-up. Sums are whole numbers of millionths: exact, and therefore the same in whatever order and by however many
/// threads they are made.
struct LongTableCube: Sendable {
  /// Decimals that a value may have.
  static let decimals = 6
  static let scale = 1_000_000.0
  /// A cell without a value; no sum can be this small.
  static let none = Int64.min

  private(set) var units = Interner()
  private(set) var measures = Interner()
  /// Codes of the years by year, -1 for one that has not come.
  private var yearCodes = [Int16](repeating: -1, count: 10_000)
  private(set) var years: [Int] = []

  private var unitRoom = 3072
  private var yearRoom = 32
  /// By code of the measure; empty for a measure that is not wanted.
  private var blocks: [[Int64]] = []
  /// Only these measures are kept; nil for all.
  private let wanted: Set<String>?

  init(wanted: Set<String>?) {
    self.wanted = wanted
  }

  mutating func unit(_ name: Span<UInt8>) -> Int {
    let code = Int(units.code(of: name))
    if code >= unitRoom { reshape(units: max(unitRoom * 3 / 2, code + 1), years: yearRoom) }
    return code
  }

  /// - Returns: the code of the measure, or -1 when it is not wanted.
  mutating func measure(_ name: Span<UInt8>) -> Int {
    let code = measures.code(of: name)
    if Int(code) == blocks.count {
      let isWanted = wanted?.contains(measures[code]) ?? true
      blocks.append(isWanted ? [Int64](repeating: Self.none, count: unitRoom * yearRoom) : [])
    }
    return blocks[Int(code)].isEmpty ? -1 : Int(code)
  }

  /// - Parameter year: 0 to 9999.
  @inline(__always)
  mutating func year(_ year: Int) -> Int {
    let code = yearCodes[year]
    return code >= 0 ? Int(code) : newYear(year)
  }

  private mutating func newYear(_ year: Int) -> Int {
    let code = years.count
    years.append(year)
    yearCodes[year] = Int16(code)
    if code >= yearRoom { reshape(units: unitRoom, years: yearRoom * 2) }
    return code
  }

  /// Adds to a cell.
  /// - Parameter amount: millionths.
  /// - Returns: false when the sum is too large to be exact.
  @inline(__always)
  mutating func add(_ amount: Int64, measure: Int, unit: Int, year: Int) -> Bool {
    let place = unit * yearRoom + year
    let old = blocks[measure][place]
    let (sum, isTooLarge) = (old == Self.none ? 0 : old).addingReportingOverflow(amount)
    blocks[measure][place] = sum
    return !isTooLarge && sum != Self.none
  }

  /// The sum of a cell in millionths, `none` without a value.
  @inline(__always)
  func sum(measure: Int, unit: Int, year: Int) -> Int64 {
    blocks[measure].isEmpty ? Self.none : blocks[measure][unit * yearRoom + year]
  }

  private mutating func reshape(units newUnits: Int, years newYears: Int) {
    for measure in blocks.indices where !blocks[measure].isEmpty {
      var block = [Int64](repeating: Self.none, count: newUnits * newYears)
      for unit in 0..<unitRoom {
        for year in 0..<yearRoom { block[unit * newYears + year] = blocks[measure][unit * yearRoom + year] }
      }
      blocks[measure] = block
    }
    unitRoom = newUnits
    yearRoom = newYears
  }

  /// Adds everything of another part of the same table.
  /// - Returns: false when a sum is too large to be exact.
  mutating func merge(_ other: borrowing LongTableCube) -> Bool {
    var units: [Int] = []
    for name in other.units.strings { units.append(unit(Array(name.utf8).span)) }
    let years = other.years.map { year($0) }
    for (code, name) in other.measures.strings.enumerated() {
      let target = measure(Array(name.utf8).span)
      guard target >= 0 else { continue }
      for unit in units.indices {
        for year in years.indices {
          let sum = other.sum(measure: code, unit: unit, year: year)
          if sum != Self.none, !add(sum, measure: target, unit: units[unit], year: years[year]) { return false }
        }
      }
    }
    return true
  }
}
