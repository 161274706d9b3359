import Bytes
import Contracts

// How finely figures were published: thousands with one decimal are the same number as ones, and add up as well as they can.
extension Candidates {
  /// Half of what one in the last printed digit counts, in the unit of the measure: 50 for `8,5` thousand persons. 0 for whole
  /// counts, and where the text does not tell.
  func rounding(_ row: Int) -> Double {
    let value = abs(value[row])
    guard value > 0, value.isFinite else { return 0 }
    var digits = 0.0
    for byte in text.bytes[text.range(row)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits = 10 * digits + Double(byte - UInt8(ascii: "0"))
      // A number as a computer writes it, with its power of ten.
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return 0
      default: continue
      }
    }
    guard digits > 0 else { return 0 }
    let step = value / digits
    let power = step.logarithm / 10.0.logarithm
    // What was shared out or recomputed is no multiple of what is printed.
    guard abs(power - power.rounded()) < 1e-6 else { return 0 }
    let isWhole = power.rounded() == 0
    return isWhole && texts.unitOfMeasure[unitOfMeasure(row)] != "zł" ? 0 : step / 2
  }

  /// Whether two figures are one number, printed to another digit.
  func isRoundedAlike(_ a: Int, _ b: Int) -> Bool {
    guard let x = number(a), let y = number(b) else { return false }
    let difference = abs(x - y)
    if difference <= 1e-9 * max(abs(x), abs(y)) { return true }
    let (coarse, fine) = (max(rounding(a), rounding(b)), min(rounding(a), rounding(b)))
    guard coarse > 5 * fine else { return false }
    return difference <= (coarse + fine) * (1 + 1e-9)
  }

  /// Whether `a` is the number that `b` was rounded from.
  func isFiner(_ a: Int, than b: Int) -> Bool {
    guard let x = number(a), let y = number(b), x != y else { return false }
    return rounding(a) < rounding(b) && isRoundedAlike(a, b)
  }
}
