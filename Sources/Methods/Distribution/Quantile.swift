import Glibc

/// The nine definitions of a sample quantile.
///
/// Source: R. J. Hyndman, Y. Fan, The American Statistician 50 (1996), 361-365; `quantile(type =)` of R.
/// - Parameters:
///   - probability: from 0 to 1.
///   - type: 1...9; 7 is the standard of R, Python and spreadsheets.
/// - Returns: nil for no values, or a probability or type that is none.
package func quantile(_ values: [Double], _ probability: Double, type: Int = 7) -> Double? {
  guard !values.isEmpty, probability >= 0, probability <= 1, (1...9).contains(type) else { return nil }
  let sorted = values.sorted()
  let n = Double(sorted.count)
  func at(_ place: Int) -> Double { sorted[max(0, min(sorted.count - 1, place - 1))] }
  // A product that misses a whole number by rounding only is that number (R does the same).
  let fuzz = 4 * Double.ulpOfOne
  if type <= 3 {
    let position = type == 3 ? n * probability - 0.5 : n * probability
    let whole = floor(position + fuzz)
    let place = Int(whole)
    let isExact = abs(position - whole) <= fuzz * max(1, abs(position))
    switch type {
    case 1: return isExact ? at(place) : at(place + 1)
    case 2: return isExact ? (at(place) + at(place + 1)) / 2 : at(place + 1)
    default: return isExact && place % 2 == 0 ? at(place) : at(place + 1)
    }
  }
  let (a, b): (Double, Double) =
    switch type {
    case 4: (0, 1)
    case 5: (0.5, 0.5)
    case 6: (0, 0)
    case 8: (1.0 / 3, 1.0 / 3)
    case 9: (3.0 / 8, 3.0 / 8)
    default: (1, 1)
    }
  let position = a + probability * (n + 1 - a - b)
  let whole = floor(position + fuzz)
  var part = position - whole
  if abs(part) < fuzz { part = 0 }
  let low = at(Int(whole))
  let high = at(Int(whole) + 1)
  return part == 0 ? low : low + part * (high - low)
}
