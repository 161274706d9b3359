/// Interval of a share by Wilson's score method:
///
///     (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))
///
/// with x of n and z the normal deviate of the confidence. Never below 0 or above 1, and sensible for 0 of n and n of n.
/// An administrative count is complete: the interval says how much chance alone moves such a share from year to year.
///
/// Source: E. B. Wilson, JASA 22 (1927), 209-212; the form of PHEindicatormethods `phe_proportion`.
/// - Returns: limits of the share as a fraction of 1; nil when x of n is no share (n <= 0, x < 0 or x > n).
package func wilsonInterval(_ count: Double, of whole: Double, confidence: Double = standardConfidence) -> Interval? {
  guard whole > 0, whole.isFinite, count >= 0, count <= whole else { return nil }
  let z = normalDeviate(confidence: confidence)
  let middle = 2 * count + z * z
  let half = z * (z * z + 4 * count * (1 - count / whole)).squareRoot()
  let width = 2 * (whole + z * z)
  // At the two ends the exact limit is 0 or 1; the formula would leave a rounding error there.
  return Interval(
    count == 0 ? 0 : max(0, (middle - half) / width), count == whole ? 1 : min(1, (middle + half) / width))
}
