import Pipelines

/// What a numerator or denominator counts, as far as counts of persons, families and cases go: one measure with its
/// breakdown, or a sum of several.
struct CountedSubject: Sendable, Hashable {
  /// `measure[breakdown]`, several joined by ` + ` in the order of their names.
  let text: String
  /// The single measures that are summed, each as text.
  let terms: [String]

  /// - Returns: nil when the expression is no plain sum of counts of the same unit and year: a difference, a product, a
  ///   figure of another year or of the country tells nothing of a single count.
  init?(_ expression: Expression, unitOf measure: (String) -> String?) {
    guard !expression.references.isEmpty else { return nil }
    var depth = 0
    for step in expression.steps {
      switch step {
      case .reference(let position):
        let reference = expression.references[position]
        guard reference.whose == .own, reference.yearsBack == 0,
          let unit = measure(reference.measure), MeasureDefinition.countedUnits.contains(unit)
        else { return nil }
        depth += 1
      case .add: depth -= 1
      case .number, .subtract, .multiply, .negate: return nil
      }
    }
    let added = expression.steps.count { if case .reference = $0 { true } else { false } }
    guard depth == 1, added == expression.references.count else { return nil }
    terms = expression.references.map { reference in
      reference.breakdown.dimensions.isEmpty
        ? reference.measure : "\(reference.measure)[\(reference.breakdown.canonical)]"
    }.sorted()
    text = terms.joined(separator: " + ")
  }
}
