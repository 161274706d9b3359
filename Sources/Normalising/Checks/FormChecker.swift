import Bytes
import Contracts
import Findings
import Pipelines

/// Runs the control sums of forms over the statements of one source: over its cells, so that rows without a concept take
/// part, and every statement (unit, period) by itself.
///
/// The numbers of a statement lie in one flat sheet, a slot a cell of the form; a check is a few additions over slots. A
/// statement that breaks a rule is a finding and nothing more: the others stay as they are.
struct FormChecker {
  /// The statement has no such cell.
  private static let absent = Double.nan
  /// The statement has the cell, but no number in it: nothing can be said of sums it takes part in.
  private static let unknown = Double.infinity

  private struct Statement: Hashable {
    var layout: Int32
    var file: Int32
    var unit: Int32
    var period: Int32
  }

  private let forms: FormTables
  private var layouts: [FormLayout] = []
  private var statements: [Statement] = []
  private var starts: [Int] = []
  private var numbers: [Double] = []
  /// Which cell of the source a slot was filled from, -1 for none.
  private var origins: [Int32] = []
  private var places: [Statement: Int] = [:]
  private var slotOfSeries: [(layout: Int32, slot: Int)] = []

  init(_ forms: FormTables) {
    self.forms = forms
  }

  /// - Parameter series: the distinct series of the source.
  mutating func lay(_ series: [String]) {
    var indices: [String: Int] = [:]
    for text in series {
      let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5 else {
        slotOfSeries.append((-1, -1))
        continue
      }
      let name = parts[0] + "|" + parts[1]
      let index: Int
      if let known = indices[name] {
        index = known
      } else {
        index = layouts.count
        indices[name] = index
        layouts.append(FormLayout(form: parts[0], version: parts[1]))
      }
      let cell = FormLayout.CellName(
        section: parts[2], row: FormTables.plainNumber(parts[3]), column: FormTables.plainNumber(parts[4]))
      slotOfSeries.append((Int32(index), layouts[index].slot(cell)))
    }
    for index in layouts.indices { layouts[index].compile(forms) }
  }

  /// Puts one cell in its place.
  /// - Parameters:
  ///   - number: nil when the cell holds none.
  ///   - ordinal: number of the cell within the source.
  mutating func take(
    file: Int32, unit: Int32, period: Int32, series: Int32, number: Double?, ordinal: Int, _ last: inout LastStatement
  ) {
    let (layout, slot) = slotOfSeries[Int(series)]
    guard layout >= 0 else { return }
    if last.layout != layout || last.file != file || last.unit != unit || last.period != period {
      let statement = Statement(layout: layout, file: file, unit: unit, period: period)
      last = LastStatement(layout: layout, file: file, unit: unit, period: period, start: start(of: statement))
    }
    let place = last.start + slot
    guard origins[place] < 0 else { return }
    origins[place] = Int32(clamping: ordinal)
    numbers[place] = number ?? Self.unknown
  }

  /// The statement that the cell before belonged to: statements come in one piece.
  struct LastStatement {
    var layout: Int32 = -1
    var file: Int32 = -1
    var unit: Int32 = -1
    var period: Int32 = -1
    var start = 0
  }

  private mutating func start(of statement: Statement) -> Int {
    if let known = places[statement] { return starts[known] }
    let start = numbers.count
    places[statement] = statements.count
    statements.append(statement)
    starts.append(start)
    let count = layouts[Int(statement.layout)].slots.count
    numbers.append(contentsOf: repeatElement(Self.absent, count: count))
    origins.append(contentsOf: repeatElement(-1, count: count))
    return start
  }

  /// A rule broken by a statement.
  struct Breach {
    var rule: FormLayout.Rule
    var form: String
    var version: String
    /// Codes of the source's texts.
    var file: Int32
    var unit: Int32
    var period: Int32
    var left: Double
    var right: Double
    /// Number of the cell to point at within the source.
    var ordinal: Int32
  }

  /// All broken rules, in the order of the statements.
  /// - Parameter earlier: for a period the one before of the same kind, for stocks; -1 when the source has none.
  func breaches(_ tallies: inout RuleTallies, earlier: [Int32]) -> [Breach] {
    var breaches: [Breach] = []
    var stack: [Double] = []
    var values: [Double] = []
    var counts = layouts.map { [Int](repeating: 0, count: $0.rules.count) }
    var failures = counts
    let before = statementsBefore(earlier)
    for (index, statement) in statements.enumerated() {
      let layout = layouts[Int(statement.layout)]
      let start = starts[index]
      for (number, rule) in layout.rules.enumerated() {
        values.removeAll(keepingCapacity: true)
        var present = false
        var isPossible = true
        for (term, slot) in zip(rule.comparison.right.terms, rule.terms) {
          var base = start
          if term.shift != 0 {
            guard let other = before[index], slot >= 0 else {
              isPossible = false
              break
            }
            base = starts[other]
          }
          let value = slot >= 0 ? numbers[base + slot] : Self.absent
          if value == Self.unknown { isPossible = false }
          if value.isNaN, !rule.countsMissingAsZero || term.shift != 0 { isPossible = false }
          if !value.isNaN { present = true }
          values.append(value.isNaN ? 0 : value)
        }
        var left = rule.left >= 0 ? numbers[start + rule.left] : Self.absent
        if left == Self.unknown || (left.isNaN && !rule.countsMissingAsZero) { isPossible = false }
        if left.isNaN { left = 0 }
        guard isPossible, present else { continue }
        let right = rule.comparison.right.value(values, &stack)
        guard right.isFinite else { continue }
        counts[Int(statement.layout)][number] += 1
        guard rule.comparison.relation.excess(left, right) > rule.tolerance else { continue }
        failures[Int(statement.layout)][number] += 1
        breaches.append(
          Breach(
            rule: rule, form: layout.form, version: layout.version, file: statement.file, unit: statement.unit,
            period: statement.period, left: left, right: right, ordinal: ordinal(rule, start)))
      }
    }
    for (layout, form) in layouts.enumerated() {
      for (number, rule) in form.rules.enumerated() {
        tallies.add(rule.id, rule.severity, checked: counts[layout][number], failed: failures[layout][number])
      }
    }
    return breaches
  }

  private func ordinal(_ rule: FormLayout.Rule, _ start: Int) -> Int32 {
    if rule.left >= 0, origins[start + rule.left] >= 0 { return origins[start + rule.left] }
    for slot in rule.terms where slot >= 0 && origins[start + slot] >= 0 { return origins[start + slot] }
    return -1
  }

  /// The statement of the same unit and form for the period before, whatever file it is in.
  private func statementsBefore(_ earlier: [Int32]) -> [Int?] {
    var known: [Statement: Int] = [:]
    for (index, statement) in statements.enumerated() {
      known[Statement(layout: statement.layout, file: 0, unit: statement.unit, period: statement.period)] = index
    }
    return statements.map { statement in
      let period = Int(statement.period) < earlier.count ? earlier[Int(statement.period)] : -1
      guard period >= 0 else { return nil }
      return known[Statement(layout: statement.layout, file: 0, unit: statement.unit, period: period)]
    }
  }
}

extension FormChecker.Breach {
  /// What is wrong, with both sides, the difference and the tolerance.
  func finding(at place: Place, unit: String, period: String) -> Finding {
    let numbers = (left: NumberPrinting.shortest(left, comma: true), right: NumberPrinting.shortest(right, comma: true))
    let difference = NumberPrinting.fixed(abs(left - right), decimals: 2, comma: true)
    let name = "\(form) (\(version))"
    let sign = rule.comparison.relation.broken
    let right = rule.comparison.right.text
    let (side, column): (Wording, String) =
      rule.kind == .column
      ? (Wording("kolumna \(rule.cell.column) wobec kolumny \(right)", en: "column \(rule.cell.column) against \(right)"), "")
      : (
        Wording("wiersz \(rule.cell.row) wobec wierszy \(right)", en: "row \(rule.cell.row) against rows \(right)"),
        ", kol. \(rule.cell.column)"
      )
    return Finding(
      rule.severity, rule.kind.rawValue, at: place, unit: unit, measure: "",
      Wording(
        "\(name), \(period), dział \(rule.cell.section), wiersz \(rule.cell.row)\(column): \(side.polish): \(numbers.left) \(sign) \(numbers.right), różnica \(difference), tolerancja \(NumberPrinting.shortest(rule.tolerance, comma: true)) [\(rule.id)]. Popraw sprawozdanie u źródła.",
        en:
          "\(name), \(period), section \(rule.cell.section), row \(rule.cell.row)\(column): \(side.english): \(numbers.left) \(sign) \(numbers.right), difference \(difference), tolerance \(NumberPrinting.shortest(rule.tolerance)) [\(rule.id)]. Correct the statement at its source."
      ))
  }
}
