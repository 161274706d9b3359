import Findings

/// Reads a numerator or denominator of the catalogue.
///
///     expression = term { ("+" | "-") term }
///     term       = factor { "*" factor }
///     factor     = number | measure | "(" expression ")" | "-" factor
///     measure    = name [ "[" dimension "=" value { "," dimension "=" value } "]" ] { "@" ("-" years | level) }
///     name       = a-z { a-z | 0-9 | "_" | "." }
///     level      = "country" | "voivodeship" | "powiat"
///
/// Whoever changes this: the text is bytes, positions are byte offsets, and every loop must move on or throw.
struct ExpressionParser {
  /// Longest shift into the past; older than any published series.
  static let mostYearsBack = 200
  /// Deepest nesting of parentheses and signs.
  static let mostNested = 50

  private let text: String
  private let bytes: [UInt8]
  private let place: ExpressionPlace
  private let measures: [String]
  private var position = 0
  private var steps: [Expression.Step] = []
  private var references: [MeasureReference] = []

  /// - Parameter measures: the names that there are.
  /// - Throws: `.configuration` with indicator, column, position and the nearest right word.
  static func parse(_ text: String, at place: ExpressionPlace, measures: [String]) throws(Refusal) -> Expression {
    var parser = ExpressionParser(text, place, measures)
    try parser.expression(depth: 0)
    if parser.peek() != nil { throw parser.unexpected("+ - * @ [") }
    return Expression(text: text, steps: parser.steps, references: parser.references)
  }

  private init(_ text: String, _ place: ExpressionPlace, _ measures: [String]) {
    self.text = text
    self.place = place
    self.measures = measures
    bytes = Array(text.utf8)
  }

  private mutating func expression(depth: Int) throws(Refusal) {
    try term(depth: depth)
    while true {
      if take("+") {
        try term(depth: depth)
        steps.append(.add)
      } else if take("-") {
        try term(depth: depth)
        steps.append(.subtract)
      } else {
        return
      }
    }
  }

  private mutating func term(depth: Int) throws(Refusal) {
    try factor(depth: depth)
    while take("*") {
      try factor(depth: depth)
      steps.append(.multiply)
    }
  }

  private mutating func factor(depth: Int) throws(Refusal) {
    guard depth < Self.mostNested else {
      throw refusal(
        at: position, Wording("zbyt głęboko zagnieżdżone wyrażenie.", en: "the expression is nested too deeply."),
        mend: Wording("Usuń zbędne nawiasy.", en: "Take away needless parentheses."))
    }
    if take("-") {
      try factor(depth: depth + 1)
      steps.append(.negate)
    } else if take("(") {
      try expression(depth: depth + 1)
      guard take(")") else { throw unexpected(")") }
    } else if let byte = peek(), isDigit(byte) {
      try number()
    } else if let byte = peek(), isLetter(byte) {
      try measure()
    } else {
      throw unexpected(
        Wording("liczby, miary albo nawiasu", en: "a number, a measure or a parenthesis"))
    }
  }

  private mutating func number() throws(Refusal) {
    let start = position
    while let byte = here(), isDigit(byte) { position += 1 }
    if here() == UInt8(ascii: "."), position + 1 < bytes.count, isDigit(bytes[position + 1]) {
      position += 1
      while let byte = here(), isDigit(byte) { position += 1 }
    }
    let written = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(written), value.isFinite else {
      throw refusal(
        at: start, Wording("„\(written)” nie jest liczbą.", en: "“\(written)” is not a number."),
        mend: Wording("Zapisz liczbę z kropką: 0.5.", en: "Write the number with a point: 0.5."))
    }
    steps.append(.number(value))
  }

  private mutating func measure() throws(Refusal) {
    let start = position
    while let byte = here(), isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
      position += 1
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard measures.contains(name) else { throw unknownMeasure(name, at: start) }
    var reference = MeasureReference(measure: name, breakdown: .whole, yearsBack: 0, whose: .own)
    if take("[") { reference.breakdown = try breakdown() }
    while take("@") { try shift(&reference) }
    if let known = references.firstIndex(of: reference) {
      steps.append(.reference(known))
    } else {
      steps.append(.reference(references.count))
      references.append(reference)
    }
  }

  /// After the opening bracket, up to and with the closing one.
  private mutating func breakdown() throws(Refusal) -> Breakdown {
    var dimensions: [Breakdown.Dimension] = []
    repeat {
      _ = peek()
      let start = position
      let name = word(until: ["=", ",", "]"])
      guard !name.isEmpty, take("=") else { throw unexpected("=") }
      let value = word(until: [",", "]"])
      guard !value.isEmpty else {
        throw unexpected(Wording("wartości wymiaru „\(name)”", en: "a value of the dimension “\(name)”"))
      }
      guard !dimensions.contains(where: { $0.name == name }) else {
        throw refusal(
          at: start, Wording("wymiar „\(name)” stoi dwa razy.", en: "the dimension “\(name)” stands twice."),
          mend: Wording("Zostaw jedną wartość wymiaru.", en: "Leave one value of the dimension."))
      }
      dimensions.append(Breakdown.Dimension(name: name, value: value))
    } while take(",")
    guard take("]") else { throw unexpected(", ]") }
    return Breakdown(dimensions)
  }

  /// After `@`.
  private mutating func shift(_ reference: inout MeasureReference) throws(Refusal) {
    let start = position
    if take("-") {
      let first = position
      while let byte = here(), isDigit(byte) { position += 1 }
      let written = String(decoding: bytes[first..<position], as: UTF8.self)
      guard let years = Int(written), (1...Self.mostYearsBack).contains(years), reference.yearsBack == 0 else {
        throw refusal(
          at: start,
          Wording("„@-\(written)” nie jest przesunięciem o lata.", en: "“@-\(written)” is not a shift by years."),
          mend: Wording(
            "Napisz raz @-N, gdzie N to liczba lat wstecz od 1 do \(Self.mostYearsBack).",
            en: "Write @-N once, where N is the number of years back from 1 to \(Self.mostYearsBack)."))
      }
      reference.yearsBack = years
      return
    }
    let name = word(until: ["@", " ", "+", "-", "*", "(", ")", "["])
    let levels = MeasureReference.Whose.allCases.filter { $0 != .own }.map(\.rawValue)
    guard let whose = MeasureReference.Whose(rawValue: name), whose != .own, reference.whose == .own else {
      let near = nearest(to: name, among: levels)
      throw refusal(
        at: start,
        Wording("„@\(name)” nie wskazuje jednostki ani roku.", en: "“@\(name)” names neither a unit nor a year."),
        mend: Wording(
          "Może stać raz: \(levels.map { "@" + $0 }.joined(separator: ", ")), @-N.\(near.map { " Czy chodzi o „@\($0)”?" } ?? "")",
          en:
            "It may be, once: \(levels.map { "@" + $0 }.joined(separator: ", ")), @-N.\(near.map { " Did you mean “@\($0)”?" } ?? "")"
        ))
    }
    reference.whose = whose
  }

  // MARK: bytes

  /// Skips blanks and gives the byte there, without taking it.
  private mutating func peek() -> UInt8? {
    while let byte = here(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    return here()
  }

  private func here() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// The text up to one of the signs, without blanks around it.
  private mutating func word(until signs: [Unicode.Scalar]) -> String {
    let ends = signs.map { UInt8(ascii: $0) }
    _ = peek()
    let start = position
    while let byte = here(), !ends.contains(byte) { position += 1 }
    var end = position
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isLetter(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
  }

  // MARK: messages

  private func refusal(at offset: Int, _ what: Wording, mend: Wording) -> Refusal {
    place.refusal(text, at: offset, what, mend: mend)
  }

  private mutating func unexpected(_ signs: String) -> Refusal { unexpected(Wording(signs, en: signs)) }

  private mutating func unexpected(_ expected: Wording) -> Refusal {
    guard peek() != nil else {
      return refusal(
        at: position,
        Wording(
          "wyrażenie urywa się; brakuje: \(expected.polish).", en: "the expression breaks off; missing: \(expected.english)."),
        mend: Wording("Dokończ wyrażenie.", en: "Complete the expression."))
    }
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    let sign = rest.first.map(String.init) ?? ""
    return refusal(
      at: position,
      Wording(
        "znak „\(sign)” nie może tu stać; oczekiwano: \(expected.polish).",
        en: "the sign “\(sign)” cannot stand here; expected: \(expected.english)."),
      mend: Wording(
        "Wyrażenie składa się z liczb, miar, + - * i nawiasów, np. population[age=65+] - population@-10.",
        en: "An expression consists of numbers, measures, + - * and parentheses, such as population[age=65+] - population@-10."))
  }

  private func unknownMeasure(_ name: String, at offset: Int) -> Refusal {
    let near = nearest(to: name, among: measures)
    return refusal(
      at: offset,
      Wording("nie ma miary „\(name)”.", en: "there is no measure “\(name)”."),
      mend: Wording(
        near.map { "Czy chodzi o „\($0)”?" } ?? "Dopisz miarę do measures.csv albo popraw jej nazwę.",
        en: near.map { "Did you mean “\($0)”?" } ?? "Add the measure to measures.csv or correct its name."))
  }
}
