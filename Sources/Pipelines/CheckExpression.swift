/// A number that a check looks up: a measure (`population[sex=K,..]@-1`) or, on a form, a row (`24`) or a cell of another
/// section (`1.2:71.1`).
package struct CheckTerm: Sendable, Hashable {
  /// What is taken of the units or of the breakdowns.
  package enum Gathering: Sendable, Hashable {
    /// The unit's own figure.
    case own
    /// Sum of the units directly below, of the named level; missing when one of them has no number.
    case children(level: String)
    /// Sum over the finest published age groups that tile every age.
    case ages
  }

  /// Measure with at most one `*`; or row; or `section:row` or `section:row.column`.
  package var name: String
  /// Between the brackets; `..` in it stands for whatever else the breakdown holds. nil without brackets.
  package var breakdown: String?
  /// Years before (or, on a form, periods before), negative.
  package var shift: Int
  package var gathering: Gathering
}

/// Arithmetic of a check as steps of a stack machine: quick to run over many places, every term looked up once a place.
package struct CheckProgram: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case number(Double)
    /// Index into `terms`.
    case term(Int)
    case negate, add, subtract, multiply, divide
    /// The greatest of so many numbers.
    case maximum(Int)
  }

  /// As written.
  package var text: String
  package var terms: [CheckTerm]
  package var steps: [Step]

  /// By what each term counts where the program is a sum and nothing else: `2+(4-5)` is 1, 1, -1; nil otherwise.
  package var weights: [Double]? {
    var stack: [[Double]] = []
    func joined(_ sign: Double) -> Bool {
      guard let right = stack.popLast(), let left = stack.popLast() else { return false }
      stack.append(zip(left, right).map { $0 + sign * $1 })
      return true
    }
    for step in steps {
      switch step {
      case .term(let index):
        var weights = [Double](repeating: 0, count: terms.count)
        weights[index] = 1
        stack.append(weights)
      case .negate:
        guard let last = stack.popLast() else { return nil }
        stack.append(last.map { -$0 })
      case .add: if !joined(1) { return nil }
      case .subtract: if !joined(-1) { return nil }
      case .number, .multiply, .divide, .maximum: return nil
      }
    }
    return stack.count == 1 ? stack[0] : nil
  }

  /// The value for the given values of the terms; NaN when a part is missing or a denominator is zero.
  /// - Parameter stack: kept by the caller, so that nothing is allocated a place.
  package func value(_ values: [Double], _ stack: inout [Double]) -> Double {
    stack.removeAll(keepingCapacity: true)
    func pair() -> (Double, Double) {
      let right = stack.popLast() ?? .nan
      return (stack.popLast() ?? .nan, right)
    }
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .term(let index): stack.append(values[index])
      case .negate: stack.append(-(stack.popLast() ?? .nan))
      case .add:
        let (a, b) = pair()
        stack.append(a + b)
      case .subtract:
        let (a, b) = pair()
        stack.append(a - b)
      case .multiply:
        let (a, b) = pair()
        stack.append(a * b)
      case .divide:
        let (a, b) = pair()
        stack.append(b == 0 ? .nan : a / b)
      case .maximum(let count):
        var greatest = stack.popLast() ?? .nan
        for _ in 1..<max(1, count) {
          let next = stack.popLast() ?? .nan
          greatest = greatest.isNaN || next.isNaN ? .nan : Swift.max(greatest, next)
        }
        stack.append(greatest)
      }
    }
    return stack.popLast() ?? .nan
  }
}

/// How the two sides of a check must stand.
package enum CheckRelation: String, Sendable, Hashable, CaseIterable {
  case equal = "="
  case atMost = "<="
  case atLeast = ">="
  /// Where the left side is above zero, the right side is too.
  case implies = "=>"

  /// By how much the sides break the relation; 0 when it holds.
  package func excess(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .equal: abs(left - right)
    case .atMost: Swift.max(0, left - right)
    case .atLeast: Swift.max(0, right - left)
    case .implies: left > 0 && right <= 0 ? left : 0
    }
  }

  /// The sign that the sides should have shown and did not, for messages: `31 ≠ 30`.
  package var broken: String {
    switch self {
    case .equal: "≠"
    case .atMost: ">"
    case .atLeast: "<"
    case .implies: "⇏"
    }
  }
}

/// Reads the little language of checks.
///
/// On a form, numbers are rows (of the same section) or, in a table of columns, columns; elsewhere they are numbers.
package struct CheckParser {
  private enum Mode { case form, measures }
  private let mode: Mode
  private let text: String
  private let bytes: [UInt8]
  private var position = 0
  private var terms: [CheckTerm] = []
  private var steps: [CheckProgram.Step] = []

  private init(_ text: String, _ mode: Mode) {
    self.mode = mode
    self.text = text
    bytes = Array(text.utf8)
  }

  /// - Returns: nil when the text is no expression.
  package static func measures(_ text: String) -> CheckProgram? {
    var parser = CheckParser(text, .measures)
    return parser.program()
  }

  /// - Returns: nil when the text is no expression over rows.
  package static func form(_ text: String) -> CheckProgram? {
    var parser = CheckParser(text, .form)
    return parser.program()
  }

  private mutating func program() -> CheckProgram? {
    guard sum(), peek() == nil, !steps.isEmpty else { return nil }
    return CheckProgram(text: text, terms: terms, steps: steps)
  }

  private mutating func peek() -> UInt8? {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard peek() == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func sum() -> Bool {
    guard product() else { return false }
    while true {
      if take("+") {
        guard product() else { return false }
        steps.append(.add)
      } else if take("-") {
        guard product() else { return false }
        steps.append(.subtract)
      } else {
        return true
      }
    }
  }

  private mutating func product() -> Bool {
    guard factor() else { return false }
    while true {
      if take("/") {
        guard factor() else { return false }
        steps.append(.divide)
      } else {
        return true
      }
    }
  }

  private mutating func factor() -> Bool {
    if take("-") {
      guard factor() else { return false }
      steps.append(.negate)
      return true
    }
    if take("(") { return sum() && take(")") }
    _ = peek()
    let start = position
    while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = word.utf8.first else { return false }
    if peek() == UInt8(ascii: "("), mode == .measures || word == "max" { return call(word) }
    if mode == .measures, isDigit(first) {
      guard let number = Double(word) else { return false }
      steps.append(.number(number))
      return true
    }
    if mode == .form, !isDigit(first), !word.contains(":") { return false }
    return term(word, .own)
  }

  private mutating func call(_ word: String) -> Bool {
    guard take("(") else { return false }
    switch word {
    case "max":
      var count = 0
      repeat {
        guard sum() else { return false }
        count += 1
      } while take(",")
      steps.append(.maximum(count))
      return take(")")
    case "product":
      guard sum(), take(","), sum() else { return false }
      steps.append(.multiply)
      return take(")")
    case "ages":
      let name = name()
      return !name.isEmpty && term(name, .ages) && take(")")
    case "sum":
      let level = name()
      guard !level.isEmpty, take(",") else { return false }
      let name = name()
      return !name.isEmpty && term(name, .children(level: level)) && take(")")
    default: return false
    }
  }

  private mutating func name() -> String {
    _ = peek()
    let start = position
    while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func term(_ name: String, _ gathering: CheckTerm.Gathering) -> Bool {
    var breakdown: String?
    if position < bytes.count, bytes[position] == UInt8(ascii: "[") {
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else { return false }
      breakdown = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
      position = end + 1
    }
    var shift = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: "@") {
      var end = position + 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      guard let years = Int(String(decoding: bytes[(position + 1)..<end], as: UTF8.self)), (-50...50).contains(years) else {
        return false
      }
      shift = years
      position = end
    }
    terms.append(CheckTerm(name: name, breakdown: breakdown, shift: shift, gathering: gathering))
    steps.append(.term(terms.count - 1))
    return true
  }

  /// A star is a part of a name; products are written `product(a, b)`.
  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    case UInt8(ascii: ":"): mode == .form
    case UInt8(ascii: "*"): mode == .measures
    default: false
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
