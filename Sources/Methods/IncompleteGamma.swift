import Glibc

/// Natural logarithm of the gamma function for a positive argument.
///
/// Stirling's series after the argument has been raised above 10 by the recurrence; the first term left out is below
/// 10^-17. Source: DLMF 5.11.1 and 5.5.1.
package func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var shifted = x
  var product = 1.0
  while shifted < 10 {
    product *= shifted
    shifted += 1
  }
  return (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + stirlingTail(shifted) - log(product)
}

/// What Stirling's formula leaves out, for arguments from 10 on.
private func stirlingTail(_ x: Double) -> Double {
  let inverse = 1 / x
  let square = inverse * inverse
  return stirling.reversed().reduce(0) { $0 * square + $1 } * inverse
}

/// x^shape e^-x / gamma(shape).
///
/// From shape 10 on as sqrt(shape / 2 pi) exp(shape (log(1 + m) - m) - tail) with m = x/shape - 1: the plain form is the
/// exponential of a difference of numbers as large as the shape, and loses as many digits.
private func scaledDensity(shape: Double, _ x: Double) -> Double {
  guard shape >= 10 else { return exp(shape * log(x) - x - logGamma(shape)) }
  let m = (x - shape) / shape
  return exp(0.5 * log(shape) - halfLogTwoPi + shape * (log1p(m) - m) - stirlingTail(shape))
}

/// B(2k) / (2k (2k - 1)) for k = 1 ... 8, from the Bernoulli numbers.
private let stirling: [Double] = [
  1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
]
private let halfLogTwoPi = 0.918938533204672741780329736406

/// The regularised incomplete gamma functions: the share of a gamma distribution of the given shape (scale 1) below and
/// above `x`. Both are kept, since one of them loses all its digits when the other is near 1.
///
/// Series below `shape + 1`, continued fraction (Lentz) above. Source: DLMF 8.11.4 and 8.9.2.
package func incompleteGamma(shape: Double, _ x: Double) -> (below: Double, above: Double) {
  guard shape > 0, x >= 0 else { return (.nan, .nan) }
  if x == 0 { return (0, 1) }
  if x == .infinity { return (1, 0) }
  let density = scaledDensity(shape: shape, x)
  if x < shape + 1 {
    var term = 1 / shape
    var sum = term
    var step = shape
    for _ in 0..<10_000 {
      step += 1
      term *= x / step
      sum += term
      if term < sum * 1e-17 { break }
    }
    let below = min(1, density * sum)
    return (below, 1 - below)
  }
  var b = x + 1 - shape
  var c = Double.greatestFiniteMagnitude
  var d = 1 / b
  var fraction = d
  for i in 1..<10_000 {
    let a = -Double(i) * (Double(i) - shape)
    b += 2
    d = a * d + b
    d = 1 / (abs(d) < smallest ? smallest : d)
    c = b + a / c
    if abs(c) < smallest { c = smallest }
    let factor = d * c
    fraction *= factor
    if abs(factor - 1) < 1e-16 { break }
  }
  let above = min(1, density * fraction)
  return (1 - above, above)
}

/// Stands for zero in the continued fraction.
private let smallest = 1e-300

/// The value below which the given probability of a gamma distribution of the given shape (scale 1) lies.
///
/// Newton's method held inside a bracket that always contains the answer, from the start of Wilson and Hilferty.
/// - Parameter probability: between 0 and 1; infinity at 1, nan outside.
package func gammaQuantile(_ probability: Double, shape: Double) -> Double {
  gammaQuantile(below: probability, above: 1 - probability, shape: shape)
}

/// The same from both tails, so that a small upper tail keeps its digits: `below + above == 1`.
func gammaQuantile(below: Double, above: Double, shape: Double) -> Double {
  guard shape > 0, below >= 0, above >= 0 else { return .nan }
  if below == 0 { return 0 }
  if above == 0 { return .infinity }
  let z = below < 0.5 ? normalQuantile(below) : -normalQuantile(above)
  let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
  var x = shape * root * root * root
  // For small shapes in the lower tail the density is nearly x^(shape-1), and that can be turned round at once.
  if root <= 0.2 { x = exp((log(below) + logGamma(shape + 1)) / shape) }
  var low = 0.0
  var high = Double.infinity
  for _ in 0..<200 {
    let found = incompleteGamma(shape: shape, x)
    // Positive when x is too large; measured in the smaller tail.
    let excess = below < 0.5 ? found.below - below : above - found.above
    if excess == 0 { return x }
    if excess > 0 { high = x } else { low = x }
    let density = scaledDensity(shape: shape, x) / x
    var next = x - excess / density
    if !(next > low && next < high) { next = high.isInfinite ? 2 * x : (low + high) / 2 }
    if abs(next - x) <= 2e-16 * next || next == x { return next }
    x = next
  }
  return x
}

/// Quantile of the chi-square distribution: twice that of a gamma distribution of half the degrees of freedom.
package func chiSquareQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  2 * gammaQuantile(probability, shape: degreesOfFreedom / 2)
}
