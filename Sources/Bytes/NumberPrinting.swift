/// Numbers as text, the same in every locale.
package enum NumberPrinting {
  /// The shortest decimal text that reads back as the same number: `12.5`, `3`, `-0.001`; never an exponent.
  ///
  /// - Precondition: the number is finite; a missing number is an empty field, never NaN.
  package static func shortest(_ value: Double, comma isComma: Bool = false) -> String {
    if let whole = whole(value) { return String(whole) }
    let digits = Decimal(value)
    return digits.text(decimals: max(0, digits.digits.count - digits.point), comma: isComma, grouping: "")
  }

  /// Appends what `shortest` is.
  package static func append(shortest value: Double, comma isComma: Bool = false, to bytes: inout [UInt8]) {
    if let whole = whole(value) { return append(scaled: whole, decimals: 0, point: 0, to: &bytes) }
    if isComma { return bytes.append(contentsOf: shortest(value, comma: true).utf8) }
    // The standard library's text is the shortest too, and of numbers of this size it has no exponent.
    let isPlain = value.magnitude >= 1e-3 && value.magnitude < 1e15
    bytes.append(contentsOf: isPlain ? value.description.utf8 : shortest(value).utf8)
  }

  /// Appends the shortest text of the number rounded to so many significant digits: what arithmetic leaves behind the digits that a
  /// person knows (14.499999999999998) is gone.
  package static func append(shortest value: Double, significant: Int, to bytes: inout [UInt8]) {
    if let whole = whole(value), String(whole.magnitude).utf8.count <= significant {
      return append(scaled: whole, decimals: 0, point: 0, to: &bytes)
    }
    var digits = Decimal(value)
    digits = digits.rounded(to: significant - digits.point)
    bytes.append(
      contentsOf: digits.text(decimals: max(0, digits.digits.count - digits.point), comma: false, grouping: "").utf8)
  }

  /// Appends what `fixed` is, without marks between thousands.
  package static func append(fixed value: Double, decimals: Int, comma isComma: Bool = false, to bytes: inout [UInt8]) {
    if let scaled = scaled(value, decimals: decimals) {
      let point = isComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
      return append(scaled: scaled, decimals: decimals, point: point, to: &bytes)
    }
    bytes.append(contentsOf: fixed(value, decimals: decimals, comma: isComma).utf8)
  }

  /// The number rounded to a fixed count of decimals, half away from zero on the shortest decimal text, as a person
  /// rounds what stands in a table: 2.675 becomes 2.68. Minus zero is written `0`.
  package static func fixed(
    _ value: Double, decimals: Int, comma isComma: Bool = false, grouping: String = ""
  ) -> String {
    if grouping.isEmpty, let scaled = scaled(value, decimals: decimals) {
      var text: [UInt8] = []
      append(scaled: scaled, decimals: decimals, point: isComma ? UInt8(ascii: ",") : UInt8(ascii: "."), to: &text)
      return String(decoding: text, as: UTF8.self)
    }
    return Decimal(value).rounded(to: decimals).text(decimals: decimals, comma: isComma, grouping: grouping)
  }

  /// Most numbers of statements are whole, and those need no digits to be sorted out. Minus zero is zero.
  private static func whole(_ value: Double) -> Int? {
    precondition(value.isFinite, "only a finite number can be written")
    return value.magnitude < 9_007_199_254_740_992 ? Int(exactly: value) : nil
  }

  /// The whole number that `value` times ten to the power of `decimals` is, rounded as `fixed` rounds.
  ///
  /// - Returns: nil where that takes the digits of the number themselves: beyond fifteen digits, and so near to the middle between
  ///   two whole numbers that the product alone does not say which it is.
  package static func scaled(_ value: Double, decimals: Int) -> Int? {
    guard decimals >= 0, decimals < powersOfTen.count else { return nil }
    let product = value.magnitude * powersOfTen[decimals]
    guard product < 1e15 else { return nil }
    let below = product.rounded(.down)
    let rest = product - below
    // The product and the shortest text are each off by at most half of the last binary digit.
    guard (rest - 0.5).magnitude > product * 4e-16 else { return nil }
    let whole = Int(below) + (rest > 0.5 ? 1 : 0)
    return value < 0 ? -whole : whole
  }

  private static let powersOfTen: InlineArray<10, Double> = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  /// Appends a whole number with so many of its digits after the point: 1234 with one decimal is `123.4`.
  package static func append(scaled: Int, decimals: Int, point: UInt8, to bytes: inout [UInt8]) {
    // Filled from its end: a sign, nineteen digits, a point, and zeros down to the ninth decimal.
    var text = InlineArray<32, UInt8>(repeating: UInt8(ascii: "0"))
    precondition(decimals < 10, "no number is printed with ten decimals")
    var start = 32
    var rest = scaled.magnitude
    var place = 0
    repeat {
      if place == decimals, place > 0 {
        start -= 1
        text[start] = point
      }
      start -= 1
      let next = rest / 10
      text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - next * 10)
      rest = next
      place += 1
    } while rest > 0 || place <= decimals
    if scaled < 0 {
      start -= 1
      text[start] = UInt8(ascii: "-")
    }
    bytes.append(contentsOf: text.span.extracting(start..<32))
  }

  /// Decimal digits and where the point stands: `0.d1d2d3... * 10^point`.
  private struct Decimal {
    var isNegative: Bool
    /// Values 0...9 without leading or trailing zeros; empty for zero.
    var digits: [UInt8]
    var point: Int

    init(_ value: Double) {
      precondition(value.isFinite, "only a finite number can be written")
      isNegative = false
      digits = []
      point = 0
      var exponent = 0
      var isExponentNegative = false
      var isInExponent = false
      var hasPoint = false
      var whole = 0
      // The standard library's text is the shortest that reads back: "5e-324", "0.1", "1e+22", "12.0".
      for byte in value.description.utf8 {
        switch byte {
        case UInt8(ascii: "-"):
          if isInExponent { isExponentNegative = true } else { isNegative = true }
        case UInt8(ascii: "."): hasPoint = true
        case UInt8(ascii: "e"): isInExponent = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          let digit = byte - UInt8(ascii: "0")
          if isInExponent {
            exponent = exponent * 10 + Int(digit)
          } else {
            digits.append(digit)
            if !hasPoint { whole += 1 }
          }
        default: break
        }
      }
      point = whole + (isExponentNegative ? -exponent : exponent)
      let zeros = digits.prefix { $0 == 0 }.count
      digits.removeFirst(zeros)
      point -= zeros
      while digits.last == 0 { digits.removeLast() }
      if digits.isEmpty {
        isNegative = false
        point = 0
      }
    }

    func rounded(to decimals: Int) -> Decimal {
      let kept = point + decimals
      guard kept < digits.count else { return self }
      var result = self
      let isUp = kept >= 0 && digits[kept] >= 5
      result.digits = Array(digits.prefix(max(0, kept)))
      if isUp {
        var i = result.digits.count - 1
        while i >= 0, result.digits[i] == 9 {
          result.digits[i] = 0
          i -= 1
        }
        if i >= 0 {
          result.digits[i] += 1
        } else {
          result.digits.insert(1, at: 0)
          result.point += 1
        }
      }
      while result.digits.last == 0 { result.digits.removeLast() }
      if result.digits.isEmpty {
        result.isNegative = false
        result.point = 0
      }
      return result
    }

    func text(decimals: Int, comma isComma: Bool, grouping: String) -> String {
      func digit(_ place: Int) -> Character {
        let value = digits.indices.contains(place) ? digits[place] : 0
        return Character(Unicode.Scalar(UInt8(ascii: "0") + value))
      }
      var text = isNegative ? "-" : ""
      if point <= 0 {
        text.append("0")
      } else {
        for place in 0..<point {
          if place > 0, (point - place) % 3 == 0 { text += grouping }
          text.append(digit(place))
        }
      }
      guard decimals > 0 else { return text }
      text += isComma ? "," : "."
      for place in point..<point + decimals { text.append(digit(place)) }
      return text
    }
  }
}
