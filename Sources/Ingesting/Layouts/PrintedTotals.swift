import Bytes
import Findings

/// The sums of a table's columns, to be held against the total that its publisher printed under them (`Razem`, `Ogółem`).
///
/// The total has no code and becomes no observation; but one that no rows add up to says that a figure, or a row, is not what
/// was published. Only whole numbers are looked at, and only totals above every row, but of persons: what lies between
/// them is a mean or a rate. A table of powiats, with its voivodeship or without, may have its gminas too: any level may be what was added.
struct PrintedTotals {
  private enum Level: Int, CaseIterable {
    case uncoded, voivodeship, powiat, gmina

    /// Nil for the town and the country of a gmina, which stand beside the whole gmina.
    init?(code: String) {
      let digits = code.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
      let kind = digits.count == 7 ? digits[6] : 0
      if kind == UInt8(ascii: "4") || kind == UInt8(ascii: "5") { return nil }
      let significant = digits.count - digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
      self = digits.isEmpty ? .uncoded : significant <= 2 ? .voivodeship : significant <= 4 ? .powiat : .gmina
    }
  }

  private struct Sum {
    var value = 0.0
    var rows = 0
  }

  private struct Column {
    /// By level: since the last total, and of the table so far.
    var part = [Sum](repeating: Sum(), count: Level.allCases.count)
    var whole = [Sum](repeating: Sum(), count: Level.allCases.count)
    var largest = 0.0
    /// Every figure so far is a whole number that stands there.
    var isWhole = true

    mutating func add(_ value: Double?, _ level: Int) {
      guard let value else {
        isWhole = false
        return
      }
      part[level].value += value
      part[level].rows += 1
      whole[level].value += value
      whole[level].rows += 1
      largest = max(largest, value)
    }
  }

  /// By period, then by column.
  private var periods: [String: [Int: Column]] = [:]

  /// Takes the figure of one row into account.
  ///
  /// - Parameters:
  ///   - period: as the row has it; empty where the table has one for all.
  ///   - code: the unit's, as published; empty where the row has none.
  mutating func add(_ text: Span<UInt8>, column: Int, period: String, code: String) {
    guard let level = Level(code: code) else { return }
    let value = Self.count(text)
    periods[period, default: [:]][column, default: Column()].add(value, level.rawValue)
  }

  /// What a printed total should be; nil where it is right, or where nobody can say.
  ///
  /// - Parameters:
  ///   - period: as the row of totals has it; empty is the only one there is.
  ///   - isCount: whether the column is of a kind that is counted, so that nobody would print its mean.
  mutating func expected(_ text: Span<UInt8>, column: Int, period: String, isCount: Bool) -> Double? {
    let period = period.isEmpty && periods.count == 1 ? periods.keys.first ?? "" : period
    guard var sums = periods[period]?[column] else { return nil }
    defer {
      sums.part = [Sum](repeating: Sum(), count: Level.allCases.count)
      periods[period]?[column] = sums
    }
    guard sums.isWhole, let total = Self.count(text), isCount || total > sums.largest else { return nil }
    let possible = (sums.part + sums.whole).filter { $0.rows > 1 }
    guard !possible.contains(where: { $0.value == total }) else { return nil }
    return possible.map(\.value).min { abs($0 - total) < abs($1 - total) }
  }

  private static func count(_ text: Span<UInt8>) -> Double? {
    guard case .number(let value, 0) = NumberText(text, .polish), value >= 0 else { return nil }
    return value
  }
}
