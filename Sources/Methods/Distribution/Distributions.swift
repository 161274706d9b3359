import Glibc

/// Share of the standard normal distribution below a value.
package func normalProbability(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// Probability of a standard normal value at least so far from 0 on either side.
package func twoSidedNormal(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

/// Share of a chi-squared distribution above a value.
package func chiSquaredTail(_ x: Double, degrees: Double) -> Double {
  x <= 0 ? 1 : incompleteGamma(shape: degrees / 2, x / 2).above
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz). Source: DLMF 8.17.22.
package func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
  guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
  if x == 0 || x == 1 { return x }
  // The fraction converges fast on one side only.
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(b, a, 1 - x) }
  let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  d = 1 / (abs(d) < tiny ? tiny : d)
  var fraction = d
  for m in 1..<5_000 {
    let k = Double(m)
    for step in [k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)), -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))]
    {
      d = 1 + step * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + step / c
      if abs(c) < tiny { c = tiny }
      fraction *= d * c
    }
    if abs(d * c - 1) < 1e-16 { break }
  }
  return front * fraction
}

/// Probability of a Student t value at least so far from 0 on either side.
package func twoSidedStudent(_ t: Double, degrees: Double) -> Double {
  incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
}

/// The value that a Student t variable exceeds with this probability divided by two on each side.
package func studentDeviate(confidence: Double, degrees: Double) -> Double {
  guard confidence > 0, confidence < 1, degrees > 0 else { return .nan }
  if let known = StudentTable.deviate(confidence, degrees) { return known }
  return soughtStudentDeviate(confidence: confidence, degrees: degrees)
}

/// The deviates of short series at the usual levels, each sought once: forecasts ask for the same few a million times.
private enum StudentTable {
  private static let most = 60
  private static let eighty = column(0.8)
  private static let ninetyFive = column(0.95)

  private static func column(_ confidence: Double) -> [Double] {
    (1...most).map { soughtStudentDeviate(confidence: confidence, degrees: Double($0)) }
  }

  static func deviate(_ confidence: Double, _ degrees: Double) -> Double? {
    guard degrees == degrees.rounded(), degrees >= 1, degrees <= Double(most) else { return nil }
    if confidence == 0.8 { return eighty[Int(degrees) - 1] }
    if confidence == 0.95 { return ninetyFive[Int(degrees) - 1] }
    return nil
  }
}

private func soughtStudentDeviate(confidence: Double, degrees: Double) -> Double {
  let tail = 1 - confidence
  var low = 0.0
  var high = 2.0
  while twoSidedStudent(high, degrees: degrees) > tail, high < 1e300 { high *= 2 }
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle == low || middle == high { break }
    if twoSidedStudent(middle, degrees: degrees) > tail { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// Share of an F distribution above a value.
package func fisherTail(_ f: Double, _ numerator: Double, _ denominator: Double) -> Double {
  f <= 0 ? 1 : incompleteBeta(denominator / 2, numerator / 2, denominator / (denominator + numerator * f))
}
