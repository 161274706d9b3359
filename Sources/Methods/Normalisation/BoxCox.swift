import Glibc

/// The transform of Box and Cox with a given exponent: (x^lambda - 1) / lambda, and ln x for 0.
///
/// Source: G. E. P. Box, D. R. Cox, JRSS B 26 (1964), 211-252; COINr `boxcox`.
/// - Parameter isMoved: the values are first moved to x - min + 1, so that all are positive.
/// - Returns: nil where missing, and where the transform is not defined.
package func boxCox(_ values: [Double?], lambda: Double, isMoved: Bool = true) -> [Double?] {
  let least = presentValues(values).min() ?? 0
  return values.map { value in
    guard let value, value.isFinite else { return nil }
    let positive = isMoved ? value - least + 1 : value
    let result = lambda == 0 ? log(positive) : (pow(positive, lambda) - 1) / lambda
    return result.isFinite ? result : nil
  }
}
