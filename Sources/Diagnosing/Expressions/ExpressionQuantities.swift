import Findings
import Pipelines

/// What may be added: a state at a day and a sum over a year are no sum, nor are persons and families; shares and means are
/// never added (METHODS 5). Differences of one share between years are.
struct ExpressionQuantities {
  private enum Quantity {
    case number
    /// As the measure says; the first that the sum has.
    case measured(MeasureDefinition)
    /// A product of measures, of which nothing is known.
    case other
  }

  private let measures: [String: MeasureDefinition]

  init(_ table: MeasureTable) {
    measures = Dictionary(table.measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: `.configuration` naming the two measures that are added and must not be.
  func check(_ expression: Expression, at place: ExpressionPlace) throws(Refusal) {
    var stack: [Quantity] = []
    for step in expression.steps {
      switch step {
      case .number: stack.append(.number)
      case .reference(let position):
        stack.append(measures[expression.references[position].measure].map { .measured($0) } ?? .other)
      case .negate: break
      case .add, .subtract, .multiply:
        guard let right = stack.popLast(), let left = stack.popLast() else { return }
        stack.append(try joined(left, step, right, place))
      }
    }
  }

  private func joined(
    _ left: Quantity, _ step: Expression.Step, _ right: Quantity, _ place: ExpressionPlace
  ) throws(Refusal) -> Quantity {
    switch (left, right) {
    case (.measured(let a), .measured(let b)):
      if step == .multiply { return .other }
      let isAddable = step == .subtract || a.kind == .stock || a.kind == .flow
      guard a.unit == b.unit, a.kind == b.kind, isAddable else { throw refusal(a, b, place) }
      return left
    case (.measured, .number), (.number, .measured):
      if case .number = left { return right }
      return left
    case (.number, .number): return .number
    default: return .other
    }
  }

  private func refusal(_ a: MeasureDefinition, _ b: MeasureDefinition, _ place: ExpressionPlace) -> Refusal {
    Refusal(
      .configuration,
      Wording(
        "Wskaźnik \(place.indicator), kolumna \(place.column): nie dodaje się \(a.id) (\(Self.polish(a.kind)), \(a.unit)) i \(b.id) (\(Self.polish(b.kind)), \(b.unit)).",
        en:
          "Indicator \(place.indicator), column \(place.column): \(a.id) (\(a.kind.rawValue), \(a.unit)) and \(b.id) (\(b.kind.rawValue), \(b.unit)) are not added."
      ),
      at: Place(file: place.file, row: place.row),
      mend: Wording(
        "Dodawaj miary jednego rodzaju i jednej jednostki (measures.csv): stany do stanów, zdarzenia z roku do zdarzeń.",
        en: "Add measures of one kind and unit (measures.csv): states to states, events of a year to events."))
  }

  private static func polish(_ kind: MeasureDefinition.Kind) -> String {
    switch kind {
    case .stock: "stan"
    case .flow: "suma za okres"
    case .rate: "odsetek albo wskaźnik"
    case .mean: "średnia"
    }
  }
}
