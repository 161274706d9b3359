import Bytes

extension LineagePage {
  /// As many decimals as say the number to six of them or to twelve digits: what arithmetic leaves behind these (27.200000000000003)
  /// is none of its digits. Two are always kept, which amounts of money have.
  static func decimals(of value: Double) -> Int {
    guard value.isFinite else { return 0 }
    var most = 6
    var bound = 1e6
    while most > 2, value.magnitude >= bound {
      most -= 1
      bound *= 10
    }
    if var scaled = NumberPrinting.scaled(value, decimals: most) {
      while most > 0, scaled % 10 == 0 {
        scaled /= 10
        most -= 1
      }
      return most
    }
    let zeros = NumberPrinting.fixed(value, decimals: most).utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return most - min(most, zeros)
  }
}
