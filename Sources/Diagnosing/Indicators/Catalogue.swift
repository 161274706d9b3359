import Findings
import Pipelines
import Territory

/// The indicators of a pipeline with their expressions read, and what these need.
struct Catalogue: Sendable {
  struct Entry: Sendable {
    var definition: IndicatorDefinition
    var numerator: Expression
    var denominator: Expression
    /// Levels at which the indicator is worked out and shown.
    var levels: Set<Level>
  }

  /// In the order of the file.
  let entries: [Entry]
  /// Measures that some expression names, in the order of their names.
  let measures: [MeasureDefinition]
  private let positions: [String: Int]
  /// By measure, for amounts of entities: the expression that counts these.
  let contributors: [String: Expression]

  /// - Throws: `.configuration` naming indicator, column and position; every mistake of the catalogue stands in its
  ///   findings.
  init(_ table: IndicatorTable, measures: MeasureTable) throws(Refusal) {
    var refusals: [Refusal] = []
    var entries: [Entry] = []
    let names = measures.ids
    let quantities = ExpressionQuantities(measures)
    for definition in table.indicators {
      do throws(Refusal) {
        entries.append(try Self.entry(definition, file: table.file, measures: names, quantities))
      } catch {
        refusals.append(error)
      }
    }
    if var first = refusals.first {
      first.findings = refusals.map {
        Finding(.error, "unreadable-indicator", at: $0.place, $0.message)
      }
      throw first
    }
    let references = entries.flatMap { $0.numerator.references + $0.denominator.references }
    var used = Set(references.map(\.measure))
    let contributors = try Self.contributors(measures.measures.filter { used.contains($0.id) }, names)
    for expression in contributors.values { used.formUnion(expression.references.map(\.measure)) }
    self.contributors = contributors
    self.entries = entries
    self.measures = measures.measures.filter { [used] in used.contains($0.id) }.sorted { $0.id < $1.id }
    var positions: [String: Int] = [:]
    for (position, entry) in entries.enumerated() { positions[entry.definition.id] = position }
    self.positions = positions
  }

  subscript(id: String) -> Entry? { positions[id].map { entries[$0] } }

  /// How many years back any expression reaches, each once, ascending; 0 is always among them.
  var yearsBack: [Int] {
    let references = entries.flatMap { $0.numerator.references + $0.denominator.references }
    return Set(references.map(\.yearsBack) + [0]).sorted()
  }

  private static func contributors(
    _ measures: [MeasureDefinition], _ names: [String]
  ) throws(Refusal) -> [String: Expression] {
    var found: [String: Expression] = [:]
    for measure in measures where DisclosureSubjects.isAmount(measure) {
      let place = ExpressionPlace(file: "entities.csv", row: 0, indicator: measure.id, column: "contributors")
      found[measure.id] = try ExpressionParser.parse(measure.contributors, at: place, measures: names)
    }
    return found
  }

  private static func entry(
    _ definition: IndicatorDefinition, file: String, measures: [String], _ quantities: ExpressionQuantities
  ) throws(Refusal) -> Entry {
    func parsed(_ text: String, _ column: String) throws(Refusal) -> Expression {
      let place = ExpressionPlace(file: file, row: definition.row, indicator: definition.id, column: column)
      let expression = try ExpressionParser.parse(text, at: place, measures: measures)
      try quantities.check(expression, at: place)
      return expression
    }
    return Entry(
      definition: definition, numerator: try parsed(definition.numerator, "numerator"),
      denominator: try parsed(definition.denominator, "denominator"), levels: try levels(definition, file: file))
  }

  private static func levels(_ definition: IndicatorDefinition, file: String) throws(Refusal) -> Set<Level> {
    var levels: Set<Level> = []
    for name in definition.levels {
      guard let level = Level(rawValue: name) else {
        let words = Level.allCases.map(\.rawValue)
        throw Refusal(
          .configuration,
          Wording(
            "Wskaźnik \(definition.id), kolumna levels: nie ma poziomu „\(name)”.",
            en: "Indicator \(definition.id), column levels: there is no level “\(name)”."),
          at: Place(file: file, row: definition.row), mend: unknownWord(name, among: words))
      }
      levels.insert(level)
    }
    return levels
  }
}
