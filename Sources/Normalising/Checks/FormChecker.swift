import Bytes
import Contracts
import Findings
import Pipelines

/// Runs the control sums of forms over the statements of one source: over its cells, so that rows without a concept take
/// part, and every statement (unit, period) by itself.
///
/// The numbers of a statement lie in one flat sheet, a slot a cell of the form; a check is a few additions over slots. A file
/// is checked when its last cell has come, and its sheets are laid aside: what stays is what later statements look back to.
struct FormChecker {
  /// The statement has no such cell.
  private static let absent = Double.nan
  /// The statement has the cell, but no number in it: nothing can be said of sums it takes part in.
  private static let unknown = Double.infinity
  /// The statement has the cell, and it is empty: of a part nothing can be said either, a total is missing.
  private static let blank = -Double.infinity

  struct Statement: Hashable {
    var layout: Int32
    var file: Int32
    var unit: Int32
    var period: Int32
  }

  /// Where a number stands in the source, in codes of its texts.
  struct Origin {
    /// Number of the cell within the source, -1 where there is none.
    var ordinal = -1
    var file: Int32 = 0
    var sheet: Int32 = 0
    var row: Int32 = 0
    var column: Int32 = 0
  }

  struct VersionOfPeriod: Hashable {
    var layout: Int32
    var file: Int32
    var period: Int32
  }

  /// A rule broken by a statement.
  struct Breach {
    var statement: Statement
    /// Place in the rules of the statement's layout.
    var rule: Int
    var left: Double
    var right: Double
    /// There is nothing where the left side should stand; it counted 0.
    var isLeftMissing: Bool
    /// The cell to point at.
    var origin: Origin
  }

  private let forms: FormTables
  private(set) var layouts: [FormLayout] = []
  private var slotOfSeries: [(layout: Int32, slot: Int32)] = []
  /// Sheet -> file, for corrections: their sheet names the file that the corrected cell stands in.
  private var correctedFiles: [Int32: Int32] = [:]

  // The statements of the file being read.
  private var statements: [Statement] = []
  private var starts: [Int] = []
  private var places: [Statement: Int] = [:]
  private var numbers: [Double] = []
  private var origins: [Origin] = []
  private var last = (statement: Statement(layout: -1, file: -1, unit: -1, period: -1), start: 0)
  private var file: Int32 = -1

  /// Corrected cells of statements that have not come yet.
  private var held: [Statement: [(slot: Int, number: Double, origin: Origin)]] = [:]
  /// What statements with rules that look back left, by statement without its file.
  private var past: [Statement: [Double]] = [:]
  /// Rules that look back, to be made when all statements are there.
  private var pending: [(statement: Statement, rule: Int, left: Double, isLeftMissing: Bool, values: [Double], origin: Origin)] =
    []

  /// The first cell of every version of a form in every period.
  private(set) var versions: [VersionOfPeriod: Origin] = [:]
  private(set) var breaches: [Breach] = []
  private var checked: [[Int]] = []
  private var failed: [[Int]] = []
  private var stack: [Double] = []
  private var values: [Double] = []

  init(_ forms: FormTables) {
    self.forms = forms
  }

  /// - Parameter texts: those of the source: its distinct series, files and sheets.
  mutating func lay(_ texts: CellTexts) {
    var indices: [String: Int] = [:]
    for text in texts.series {
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
      let row = FormTables.plainNumber(parts[3])
      // Packs of all cells name the section alone (`1`), whose parts (`1.1` to `1.3`) hold its checks.
      let sections = Int(parts[1].prefix(4)).map { forms.sections(form: parts[0], version: $0, section: parts[2], row: row) }
      let cell = FormLayout.CellName(
        section: sections?.count == 1 ? sections?[0] ?? parts[2] : parts[2], row: row,
        column: FormTables.plainNumber(parts[4]))
      slotOfSeries.append((Int32(index), Int32(layouts[index].slot(cell))))
    }
    for index in layouts.indices { layouts[index].compile(forms) }
    checked = layouts.map { [Int](repeating: 0, count: $0.rules.count) }
    failed = checked
    var files: [String: Int32] = [:]
    for (code, text) in texts.file.enumerated() where !text.isEmpty { files[text] = Int32(code) }
    for (code, text) in texts.sheet.enumerated() { correctedFiles[Int32(code)] = files[text] }
  }

  /// Puts one cell in its place. Cells come file by file.
  /// - Parameters:
  ///   - number: nil when the cell holds none.
  ///   - ordinal: number of the cell within the source.
  @inline(__always)
  mutating func take(_ batch: CellBatch, _ index: Int, number: Double?, ordinal: Int) {
    let (layout, slot) = slotOfSeries[Int(batch.series[index])]
    guard layout >= 0 else { return }
    let own = batch.file[index]
    if own != file { finishFile(own) }
    let sheet = batch.sheet[index]
    let target = correctedFiles.isEmpty ? own : (correctedFiles[sheet] ?? own)
    let statement = Statement(layout: layout, file: target, unit: batch.unitCode[index], period: batch.period[index])
    let origin = Origin(
      ordinal: ordinal, file: own, sheet: sheet, row: batch.row[index], column: batch.column[index])
    if target != own {
      held[statement, default: []].append((Int(slot), number ?? Self.withoutNumber(batch, index), origin))
      return
    }
    if last.statement != statement { last = (statement, start(of: statement)) }
    let place = last.start + Int(slot)
    guard origins[place].ordinal < 0 else { return }
    origins[place] = origin
    numbers[place] = number ?? Self.withoutNumber(batch, index)
  }

  private static func withoutNumber(_ batch: CellBatch, _ index: Int) -> Double {
    batch.text.range(index).isEmpty ? blank : unknown
  }

  private mutating func start(of statement: Statement) -> Int {
    if let known = places[statement] { return starts[known] }
    let start = numbers.count
    places[statement] = statements.count
    statements.append(statement)
    starts.append(start)
    let count = layouts[Int(statement.layout)].slots.count
    numbers.append(contentsOf: repeatElement(Self.absent, count: count))
    origins.append(contentsOf: repeatElement(Origin(), count: count))
    for cell in held.removeValue(forKey: statement) ?? [] where origins[start + cell.slot].ordinal < 0 {
      numbers[start + cell.slot] = cell.number
      origins[start + cell.slot] = cell.origin
    }
    return start
  }

  /// Corrected cells that found no statement of their unit and period: the code or the period was what a person had to mend, and
  /// what is left of their statement has still the old one. It is the one that lacks just these cells.
  private mutating func joinMended(in file: Int32) {
    let mended = held.keys.filter { $0.file == file }.sorted {
      ($0.layout, $0.unit, $0.period) < ($1.layout, $1.unit, $1.period)
    }
    for statement in mended {
      let cells = held[statement] ?? []
      let rests = statements.indices.filter { index in
        statements[index].layout == statement.layout
          && cells.allSatisfy { origins[starts[index] + $0.slot].ordinal < 0 }
      }
      guard rests.count == 1, let rest = rests.first else { continue }
      statements[rest] = statement
      for cell in cells {
        numbers[starts[rest] + cell.slot] = cell.number
        origins[starts[rest] + cell.slot] = cell.origin
      }
      held[statement] = nil
    }
  }

  /// Checks the statements of the file that has come to its end.
  private mutating func finishFile(_ next: Int32) {
    let own = file
    file = next
    guard !statements.isEmpty else { return }
    if !held.isEmpty { joinMended(in: own) }
    let first = breaches.count
    for index in statements.indices {
      check(index)
      let statement = statements[index]
      let version = VersionOfPeriod(layout: statement.layout, file: statement.file, period: statement.period)
      if versions[version] == nil { versions[version] = origins[starts[index]...].first { $0.ordinal >= 0 } }
    }
    if breaches.count - first > 1 { breaches[first...].sort { $0.origin.ordinal < $1.origin.ordinal } }
    statements.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    last.statement.layout = -1
  }

  private mutating func check(_ index: Int) {
    let statement = statements[index]
    let start = starts[index]
    let number = Int(statement.layout)
    let layout = layouts[number]
    for rule in layout.sums.indices {
      let sum = layout.sums[rule]
      var left = sum.left >= 0 ? numbers[start + Int(sum.left)] : Self.absent
      let isLeftMissing = left.isNaN || left == Self.blank
      var isPossible = left != Self.unknown && (!isLeftMissing || sum.countsMissingAsZero)
      if isLeftMissing { left = 0 }
      var isPresent = false
      var right = 0.0
      for place in sum.range where isPossible {
        let term = layout.terms[place]
        if term.looksBack { continue }
        let value = term.slot >= 0 ? numbers[start + Int(term.slot)] : Self.absent
        if value.isNaN {
          isPossible = sum.countsMissingAsZero
        } else if value.isInfinite {
          isPossible = false
        } else {
          isPresent = true
          right += term.weight * value
        }
      }
      guard isPossible else { continue }
      if sum.looksBack {
        pending.append((statement, rule, left, isLeftMissing, ownValues(sum, layout, start), origin(sum, layout, start)))
        continue
      }
      guard isPresent else { continue }
      if sum.needsProgram {
        right = layout.rules[rule].comparison.right.value(ownValues(sum, layout, start), &stack)
        guard right.isFinite else { continue }
      }
      checked[number][rule] += 1
      guard sum.relation.excess(left, right) > sum.tolerance else { continue }
      // Told as the form has it, in the order of its terms; whole numbers give the same in any.
      if !sum.needsProgram, right != right.rounded() {
        right = layout.rules[rule].comparison.right.value(ownValues(sum, layout, start), &stack)
      }
      failed[number][rule] += 1
      breaches.append(
        Breach(
          statement: statement, rule: rule, left: left, right: right, isLeftMissing: isLeftMissing,
          origin: origin(sum, layout, start)))
    }
    guard !layout.slotsLookedBackTo.isEmpty else { return }
    past[statement.anyFile] = layout.slotsLookedBackTo.map { numbers[start + Int($0)] }
  }

  /// The terms of a rule in a statement: what is missing counts 0, what is looked back to is left open.
  private func ownValues(_ sum: FormLayout.Sum, _ layout: FormLayout, _ start: Int) -> [Double] {
    layout.terms[sum.range].map { term in
      if term.looksBack { return Self.absent }
      let value = term.slot >= 0 ? numbers[start + Int(term.slot)] : Self.absent
      return value.isNaN ? 0 : value
    }
  }

  private func origin(_ sum: FormLayout.Sum, _ layout: FormLayout, _ start: Int) -> Origin {
    if sum.left >= 0, origins[start + Int(sum.left)].ordinal >= 0 { return origins[start + Int(sum.left)] }
    for term in layout.terms[sum.range] where term.slot >= 0 && origins[start + Int(term.slot)].ordinal >= 0 {
      return origins[start + Int(term.slot)]
    }
    return Origin()
  }

  /// After the last cell: the last file, and the rules that look back.
  /// - Parameter earlier: for a period the one before of the same kind; -1 when the source has none.
  mutating func finish(earlier: [Int32]) {
    finishFile(-1)
    for (statement, rule, left, isLeftMissing, values, origin) in pending {
      let layout = layouts[Int(statement.layout)]
      let sum = layout.sums[rule]
      var before = statement.anyFile
      before.period = Int(statement.period) < earlier.count ? earlier[Int(statement.period)] : -1
      guard before.period >= 0, let past = past[before] else { continue }
      var complete = values
      var isPossible = true
      for (index, term) in layout.terms[sum.range].enumerated() where term.looksBack {
        let place = layout.slotsLookedBackTo.firstIndex(of: term.slot)
        let value = place.map { past[$0] } ?? Self.absent
        // A stock that nobody knows is no stock of zero.
        if !value.isFinite { isPossible = false }
        complete[index] = value
      }
      guard isPossible else { continue }
      let right = layout.rules[rule].comparison.right.value(complete, &stack)
      guard right.isFinite else { continue }
      checked[Int(statement.layout)][rule] += 1
      guard sum.relation.excess(left, right) > sum.tolerance else { continue }
      failed[Int(statement.layout)][rule] += 1
      breaches.append(
        Breach(
          statement: statement, rule: rule, left: left, right: right, isLeftMissing: isLeftMissing, origin: origin))
    }
    pending = []
  }

  /// Hands over the broken rules found so far.
  mutating func takeBreaches() -> [Breach] {
    let found = breaches
    breaches = []
    return found
  }

  func count(into tallies: inout RuleTallies) {
    for (number, layout) in layouts.enumerated() {
      for (index, rule) in layout.rules.enumerated() {
        tallies.add(rule.id, rule.severity, checked: checked[number][index], failed: failed[number][index])
      }
    }
  }
}

extension FormChecker.Statement {
  /// The statement in whichever file it is.
  fileprivate var anyFile: FormChecker.Statement {
    FormChecker.Statement(layout: layout, file: 0, unit: unit, period: period)
  }
}
