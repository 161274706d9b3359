import Findings
import Pipelines

/// Where the cells of one version of a form stand in a flat sheet of numbers, and its checks with rows turned into slots.
struct FormLayout {
  /// Part of a rule id by which its findings go.
  enum Kind: String {
    /// A printed or inferred sum.
    case sum = "form-sum"
    /// A part that is above its whole, or a whole that is below a part.
    case part = "form-part"
    /// Two columns of one row.
    case column = "form-columns"
  }

  /// One comparison at one place of the form.
  struct Rule {
    var id: String
    var kind: Kind
    var severity: Severity
    var cell: CellName
    /// Slot of the left side, -1 when no statement has that cell.
    var left: Int
    var comparison: FormComparison
    /// Slots of the terms of the right side, -1 where no statement has the cell.
    var terms: [Int]
    /// A missing row counts 0 in a sum over rows; a missing column means that the form crosses the cell out.
    var countsMissingAsZero: Bool
    /// Decimals of the column's unit: staff is counted in hundredths.
    var tolerance: Double
  }

  /// What is computed of a rule, without its texts: statements come by the ten thousand, and a rule by the hundred.
  struct Sum {
    var left: Int32
    /// Into `terms`.
    var range: Range<Int>
    var tolerance: Double
    var relation: CheckRelation
    var countsMissingAsZero: Bool
    /// More than a sum: its program has to run.
    var needsProgram: Bool
    /// Has terms of the period before.
    var looksBack: Bool
  }

  struct Term {
    /// -1 where no statement has the cell.
    var slot: Int32
    var weight: Double
    var looksBack: Bool
  }

  struct CellName: Hashable {
    var section: String
    var row: String
    var column: String
  }

  let form: String
  let version: String
  private(set) var slots: [CellName: Int] = [:]
  private(set) var rules: [Rule] = []
  /// The rules again, as numbers.
  private(set) var sums: [Sum] = []
  private(set) var terms: [Term] = []
  /// Slots that a later statement looks back to, ascending.
  private(set) var slotsLookedBackTo: [Int32] = []

  init(form: String, version: String) {
    self.form = form
    self.version = version
  }

  mutating func slot(_ cell: CellName) -> Int {
    if let slot = slots[cell] { return slot }
    let slot = slots.count
    slots[cell] = slot
    return slot
  }

  /// Lays the checks of the form's tables over the cells that occur.
  mutating func compile(_ forms: FormTables) {
    guard let year = Int(version.prefix(4)) else { return }
    defer { flatten() }
    var columns: [String: Set<String>] = [:]
    var rows: [String: Set<String>] = [:]
    for cell in slots.keys {
      columns[cell.section, default: []].insert(cell.column)
      rows[cell.section, default: []].insert(cell.row)
    }
    for section in columns.keys.sorted() {
      let sectionColumns = (columns[section] ?? []).sorted(by: precedesByNumber)
      let sectionRows = (rows[section] ?? []).sorted(by: precedesByNumber)
      let isWhole = sectionRows.allSatisfy { forms.row(form: form, version: year, section: section, row: $0) != nil }
      // A sum's own row may be missing from every statement: its check is still the form's.
      for row in forms.checkedRows(form: form, version: year, section: section) {
        guard let definition = forms.row(form: form, version: year, section: section, row: row) else { continue }
        for printed in definition.comparisons {
          guard let comparison = certain(printed, of: definition, isWhole: isWhole) else { continue }
          for column in sectionColumns where comparison.only.isEmpty || comparison.only.contains(column) {
            let unit = forms.column(form: form, version: year, section: section, column: column)?.unit ?? ""
            addRowRule(comparison, definition, section: section, row: row, column: column, unit: unit)
          }
        }
      }
      for column in sectionColumns {
        guard let definition = forms.column(form: form, version: year, section: section, column: column) else { continue }
        for comparison in definition.comparisons {
          for row in sectionRows where comparison.only.isEmpty || comparison.only.contains(row) {
            addColumnRule(comparison, section: section, row: row, column: column)
          }
        }
      }
    }
  }

  /// What still holds of a comparison where statements have rows that the table of the form lacks: a sum that was inferred over
  /// rows that nobody has verified is a part of its total then, and no limit of it.
  private func certain(_ comparison: FormComparison, of definition: FormRow, isWhole: Bool) -> FormComparison? {
    guard !isWhole, comparison.isInferred, definition.verification == "unverified" else { return comparison }
    switch comparison.relation {
    case .equal:
      var part = comparison
      part.relation = .atLeast
      return part
    case .atMost: return nil
    case .atLeast, .implies: return comparison
    }
  }

  /// Writes the rules down as numbers, once all are there.
  private mutating func flatten() {
    var lookedBackTo: Set<Int32> = []
    for rule in rules {
      let program = rule.comparison.right
      let weights = program.weights
      let first = terms.count
      for (index, slot) in rule.terms.enumerated() {
        let looksBack = program.terms[index].shift != 0
        if looksBack, slot >= 0 { lookedBackTo.insert(Int32(slot)) }
        terms.append(Term(slot: Int32(slot), weight: weights?[index] ?? 0, looksBack: looksBack))
      }
      sums.append(
        Sum(
          left: Int32(rule.left), range: first..<terms.count, tolerance: rule.tolerance, relation: rule.comparison.relation,
          countsMissingAsZero: rule.countsMissingAsZero, needsProgram: weights == nil,
          looksBack: terms[first...].contains(where: \.looksBack)))
    }
    slotsLookedBackTo = lookedBackTo.sorted()
  }

  private mutating func addRowRule(
    _ comparison: FormComparison, _ definition: FormRow, section: String, row: String, column: String, unit: String
  ) {
    let cell = CellName(section: section, row: row, column: column)
    let terms = comparison.right.terms.map { term in slots[Self.cell(term.name, section: section, column: column)] ?? -1 }
    guard terms.contains(where: { $0 >= 0 }) else { return }
    let isVerified = definition.verification == "seen" || definition.verification == "documented"
    let kind: Kind = comparison.relation == .equal ? .sum : .part
    rules.append(
      Rule(
        id: "\(kind.rawValue)/\(form)/\(version)/\(section)/\(row)", kind: kind,
        severity: isVerified && !comparison.isInferred ? .error : .warning, cell: cell, left: slots[cell] ?? -1,
        comparison: comparison, terms: terms, countsMissingAsZero: true, tolerance: unit == "etat" ? 0.015 : 0.005))
  }

  private mutating func addColumnRule(_ comparison: FormComparison, section: String, row: String, column: String) {
    let cell = CellName(section: section, row: row, column: column)
    guard let left = slots[cell] else { return }
    let terms = comparison.right.terms.map { slots[CellName(section: section, row: row, column: $0.name)] ?? -1 }
    guard terms.allSatisfy({ $0 >= 0 }) else { return }
    rules.append(
      Rule(
        id: "\(Kind.column.rawValue)/\(form)/\(version)/\(section)/\(column)", kind: .column,
        severity: comparison.isInferred ? .warning : .error, cell: cell, left: left, comparison: comparison, terms: terms,
        countsMissingAsZero: false, tolerance: 0.005))
  }

  /// `24`, `1.2:71` or `1.2:71.1`.
  private static func cell(_ name: String, section: String, column: String) -> CellName {
    guard let colon = name.firstIndex(of: ":") else { return CellName(section: section, row: name, column: column) }
    let place = name[name.index(after: colon)...].split(separator: ".", maxSplits: 1)
    return CellName(
      section: String(name[..<colon]), row: place.first.map(String.init) ?? "",
      column: place.count == 2 ? String(place[1]) : column)
  }
}

/// Row and column numbers in their order: 9 before 10.
private func precedesByNumber(_ a: String, _ b: String) -> Bool {
  switch (Int(a), Int(b)) {
  case (let x?, let y?): x < y
  case (_?, nil): true
  case (nil, _?): false
  default: a < b
  }
}
