/// A numerator or denominator of the catalogue, ready to be worked out: steps for a stack, so that neither a long nor a
/// deep expression costs more than its length.
struct Expression: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    case number(Double)
    /// Position in `references`.
    case reference(Int)
    case add, subtract, multiply, negate
  }

  /// As it stands in the catalogue.
  var text: String
  var steps: [Step]
  /// Each different one once, in the order in which it is first met.
  var references: [MeasureReference]

  /// The value of the expression when nothing is missing.
  /// - Parameter values: one a reference.
  func value(_ values: [Double]) -> Double {
    var stack: [Double] = []
    func operands() -> (Double, Double) {
      guard let right = stack.popLast(), let left = stack.popLast() else {
        preconditionFailure("A parsed expression leaves two values for every operator.")
      }
      return (left, right)
    }
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .reference(let position): stack.append(values[position])
      case .add:
        let (left, right) = operands()
        stack.append(left + right)
      case .subtract:
        let (left, right) = operands()
        stack.append(left - right)
      case .multiply:
        let (left, right) = operands()
        stack.append(left * right)
      case .negate:
        guard let value = stack.popLast() else {
          preconditionFailure("A parsed expression leaves a value for every sign.")
        }
        stack.append(-value)
      }
    }
    return stack.last ?? 0
  }
}
