import Bytes
import Findings
import Pipelines

/// The sums of a table's columns, to be held against the total that its publisher printed under or above them (`Razem`, `Ogółem`).
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

  /// By level: a lane each.
  private struct Sums {
    var values = SIMD4<Double>()
    var rows = SIMD4<Int32>()

    mutating func add(_ value: Double, _ level: Int) {
      values[level] += value
      rows[level] += 1
    }

    /// Of the levels that have several rows.
    var possible: [Double] { Level.allCases.map(\.rawValue).filter { rows[$0] > 1 }.map { values[$0] } }
  }

  private struct Column {
    /// Since the last total, and of the table so far.
    var part = Sums()
    var whole = Sums()
    var largest = 0.0
    /// Every figure so far is a whole number that stands there.
    var isWhole = true
    var isEmpty = true
    /// Totals among the rows: one above them all may then be that of a group.
    var hasTotals = false

    mutating func add(_ value: Double?, _ level: Int) {
      isEmpty = false
      guard let value else {
        isWhole = false
        return
      }
      part.add(value, level)
      whole.add(value, level)
      largest = max(largest, value)
    }
  }

  /// A total as printed.
  private struct Total {
    var row: Int32
    var column: Int
    var text: String
    var value: Double
    var period: String
    var isCount: Bool
  }

  private var periods: [String: Int] = [:]
  /// By place of the period, then by number of the column.
  private var columns: [[Column]] = []
  /// Totals above the rows that they are of.
  private var waiting: [Total] = []
  /// The row at hand: where its period stands, and its level; nil where it counts for nothing.
  private var current: (period: Int, level: Level)?

  /// Begins a row.
  ///
  /// - Parameters:
  ///   - period: as the row has it; empty where the table has one for all.
  ///   - code: the unit's, as published; empty where the row has none.
  mutating func begin(period: String, code: String) {
    current = nil
    guard let level = Level(code: code) else { return }
    let place = periods[period] ?? columns.count
    if place == columns.count {
      periods[period] = place
      columns.append([])
    }
    current = (place, level)
  }

  /// Takes one figure of the row into account.
  mutating func add(_ text: Span<UInt8>, column: Int) {
    guard let current else { return }
    while columns[current.period].count <= column { columns[current.period].append(Column()) }
    columns[current.period][column].add(Self.count(text), current.level.rawValue)
  }

  /// Takes a printed total.
  ///
  /// - Parameters:
  ///   - period: as the row of totals has it; empty is the only one there is.
  ///   - isCount: whether the column is of a kind that is counted, so that nobody would print its mean.
  /// - Returns: what it should be; nil where it is right, where nobody can say, or where its rows are yet to come.
  private mutating func expected(
    _ text: String, row: Int32, column: Int, period: String, isCount: Bool
  ) -> Double? {
    guard let value = Self.count(text.utf8.span) else { return nil }
    let total = Total(row: row, column: column, text: text, value: value, period: period, isCount: isCount)
    guard let place = place(of: period), column < columns[place].count, !columns[place][column].isEmpty else {
      waiting.append(total)
      return nil
    }
    defer {
      columns[place][column].part = Sums()
      columns[place][column].hasTotals = true
    }
    let sums = columns[place][column]
    return Self.expected(total, sums, sums.part.possible + sums.whole.possible)
  }

  /// Tells the totals of a row that are not what the rows above them add up to.
  ///
  /// - Parameters:
  ///   - columns: those of the values, and whether what they hold is counted.
  ///   - period: as the row of totals has it.
  mutating func compare(
    _ view: RowView, _ columns: some Sequence<(number: Int, isCount: Bool)>, period: String, to sink: CellSink
  ) {
    for (number, isCount) in columns {
      let printed = view.text(number)
      let sum = expected(printed, row: view.row, column: number, period: period, isCount: isCount)
      if let sum { sink.note(Self.finding(printed, sum, at: sink.place(row: view.row, column: number))) }
    }
  }

  /// Tells the totals above their rows that are not what these add up to, once the table has ended.
  func compareRest(to sink: CellSink) {
    for total in waiting {
      guard let place = place(of: total.period), total.column < columns[place].count else { continue }
      let sums = columns[place][total.column]
      guard !sums.hasTotals, let sum = Self.expected(total, sums, sums.whole.possible) else { continue }
      sink.note(Self.finding(total.text, sum, at: sink.place(row: total.row, column: total.column)))
    }
  }

  /// - Parameters:
  ///   - printed: the total as it stands there.
  ///   - sum: what it should be.
  private static func finding(_ printed: String, _ sum: Double, at place: Place) -> Finding {
    let added = NumberPrinting.shortest(sum)
    return Finding(
      .warning, "printed-total-differs", at: place,
      Wording(
        "W wierszu sumy stoi „\(printed)”, a wiersze tabeli dają \(added). Brakuje wiersza albo jedna z liczb jest przekłamana: porównaj tabelę ze źródłem.",
        en:
          "The row of totals says “\(printed)”, the rows of the table add up to \(added). A row is missing or one of the figures is not what was published: compare the table with its source."
      ))
  }

  /// Whether a label is that of the total that publishers put under a table without a code.
  static func isTotal(_ label: String) -> Bool {
    let words = foldedHeading(label)
    // Which voivodeship it is does not say.
    if ["województwo", "województwo ogółem", "województwo razem", "kraj", "kraj ogółem"].contains(words) { return true }
    return ["razem", "ogółem", "suma", "łącznie", "total"].contains { words == $0 || words.hasPrefix($0 + " ") }
  }

  private func place(of period: String) -> Int? { period.isEmpty && columns.count == 1 ? 0 : periods[period] }

  private static func expected(_ total: Total, _ sums: Column, _ possible: [Double]) -> Double? {
    guard sums.isWhole, total.isCount || total.value > sums.largest, !possible.contains(total.value) else { return nil }
    return possible.min { abs($0 - total.value) < abs($1 - total.value) }
  }

  private static func count(_ text: Span<UInt8>) -> Double? {
    guard case .number(let value, 0) = NumberText(text, .polish), value >= 0 else { return nil }
    return value
  }
}
