import Bytes
import Contracts
import Findings
import Pipelines

/// The counts that the edition published before shows, which whoever kept it knows and no suppression takes back, and those that it
/// withholds.
struct EarlierEdition {
  /// Id of the edition: the name of its folder.
  let id: String
  /// Text of the subject, unit and period -> value.
  private var values: [Key: Double] = [:]
  private var withheld: Set<Key> = []

  private struct Key: Hashable {
    var subject: String
    var unit: String
    var period: String
  }

  /// - Parameters:
  ///   - tables: directory of the edition's tables.
  ///   - measures: of the present catalogue; what it no longer has tells nothing of its counts.
  init(tables: String, measures: [MeasureDefinition]) throws(Refusal) {
    id = Paths.name(of: Paths.parent(of: tables))
    var units: [String: String] = [:]
    for measure in measures { units[measure.id] = measure.unit }
    let subjects = try Self.subjects(Paths.join(tables, DiagnosisFiles.catalogue), measures, units)
    for row in try IndicatorRow.read(Paths.join(tables, DiagnosisFiles.indicators)) {
      guard let (above, below) = subjects[row.indicator] else { continue }
      if let above, let value = row.numerator { values[Key(subject: above, unit: row.unit, period: row.period)] = value }
      if let below, let value = row.denominator { values[Key(subject: below, unit: row.unit, period: row.period)] = value }
    }
    let path = Paths.join(tables, DisclosureRow.fileName)
    guard try Files.exists(path) else { return }
    for row in try DisclosureRow.read(path) {
      withheld.insert(Key(subject: row.subject, unit: row.unit, period: row.period))
    }
  }

  /// Whether the edition withholds the count. It stays withheld: shown after another count beside it was revised it would tell what
  /// that one had been.
  func withholds(_ subject: String, unit: String, period: Int) -> Bool {
    !withheld.isEmpty && withheld.contains(Key(subject: subject, unit: unit, period: String(period)))
  }

  func value(_ subject: String, unit: String, period: Int) -> Double? {
    values[Key(subject: subject, unit: unit, period: String(period))]
  }

  /// By indicator: what its numerator and denominator counted then.
  private static func subjects(
    _ path: String, _ measures: [MeasureDefinition], _ units: [String: String]
  ) throws(Refusal) -> [String: (String?, String?)] {
    let table = try CatalogueFile.read(path)
    let columns = [try table.column("id"), try table.column("numerator"), try table.column("denominator")]
    let names = measures.map(\.id)
    func subject(_ row: [String], _ column: Int) -> String? {
      let place = ExpressionPlace(file: table.name, row: 0, indicator: row[columns[0]], column: table.header[column])
      let parsed: Expression?
      do throws(Refusal) {
        parsed = try ExpressionParser.parse(row[column], at: place, measures: names)
      } catch {
        // A measure that the present catalogue does not know.
        parsed = nil
      }
      guard let parsed else { return nil }
      return CountedSubject(parsed) { units[$0] }?.text ?? (parsed.steps.count == 1 ? parsed.references.first?.measure : nil)
    }
    var subjects: [String: (String?, String?)] = [:]
    for row in table.rows { subjects[row[columns[0]]] = (subject(row, columns[1]), subject(row, columns[2])) }
    return subjects
  }
}
