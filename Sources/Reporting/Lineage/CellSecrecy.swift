import Contracts
import Pipelines

/// Which cells behind the printed numbers may show what stands in them.
///
/// A sum over gminas is proved by the cells of its gminas: one of them whose own count is withheld would give it away, and so
/// would a count that no table shows and that therefore nobody protected. Hence a count of persons, families or cases stands in
/// the lineage only where the edition prints the same number for the same unit and year, or where its source is open to everybody
/// (`disclosure.public_sources`); anything else only where its amount is not withheld. Where the cell stands is always told.
struct CellSecrecy: Sendable {
  /// By row of the lineage's cells.
  private let hidden: [Bool]

  /// What stands for a text that is not shown, in every table of the report.
  static let sign = "#"

  init(_ table: LineageTable, _ material: Material) {
    let (cells, texts) = (table.cells, table.texts)
    let isOpen = texts.source.map { material.openSources.contains($0) }
    let isCount = texts.unitOfMeasure.map { MeasureDefinition.countedUnits.contains($0) }
    let withheld = Set(material.judgements.disclosure.map { Count(subject: $0.subject, unit: $0.unit, year: $0.period) })
    let printed = CellSecrecy.printed(in: material)
    var hidden = [Bool](repeating: false, count: cells.count)
    for cell in 0..<cells.count where !isOpen[Int(cells.source[cell])] {
      guard let value = cells.value[cell] else { continue }
      let count = Count(
        subject: CellSecrecy.subject(texts.measure[Int(cells.measure[cell])], texts.breakdown[Int(cells.breakdown[cell])]),
        unit: texts.unit[Int(cells.unit[cell])], year: String(texts.period[Int(cells.period[cell])].prefix(4)))
      if isCount[Int(cells.unitOfMeasure[cell])] {
        hidden[cell] = !(printed[count.subject] ?? []).contains { $0.says(value, of: count, in: material.figures) }
      } else {
        hidden[cell] = withheld.contains(count)
      }
    }
    self.hidden = hidden
  }

  /// - Parameter cell: a row of the lineage's cells.
  func hides(_ cell: Int) -> Bool { hidden[cell] }

  private struct Count: Hashable {
    /// A measure with its breakdown.
    var subject: String
    var unit: String
    var year: String
  }

  /// Where an indicator prints a single measure.
  private struct Printed {
    var indicator: String
    var isNumerator: Bool

    func says(_ value: Double, of count: Count, in figures: Figures) -> Bool {
      guard let place = figures.place(indicator, count.unit, count.year) else { return false }
      return (isNumerator ? figures.rows[place].numerator : figures.rows[place].denominator) == value
    }
  }

  private static func printed(in material: Material) -> [String: [Printed]] {
    var printed: [String: [Printed]] = [:]
    for indicator in material.indicators {
      for (expression, isNumerator) in [(indicator.numerator, true), (indicator.denominator, false)] {
        guard let subject = subject(expression) else { continue }
        printed[subject, default: []].append(Printed(indicator: indicator.id, isNumerator: isNumerator))
      }
    }
    return printed
  }

  /// The measure with its breakdown that an expression consists of; nil for one that reckons, or looks at another year or unit.
  private static func subject(_ expression: String) -> String? {
    let parts = expression.filter { $0 != " " }.split(separator: "[", omittingEmptySubsequences: false)
    guard let measure = parts.first, measure.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }) else {
      return nil
    }
    guard parts.count > 1 else { return String(measure) }
    guard parts.count == 2, parts[1].hasSuffix("]") else { return nil }
    return subject(String(measure), String(parts[1].dropLast()))
  }

  private static func subject(_ measure: String, _ breakdown: String) -> String {
    guard !breakdown.isEmpty else { return measure }
    return "\(measure)[\(breakdown.split(separator: ",").sorted().joined(separator: ","))]"
  }
}
