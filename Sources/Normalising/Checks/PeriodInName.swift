/// The years (and the half-year or month) that a file's name or its folder speaks of.
///
/// `mpips03/2015/2801011.xml` - 2015; `kcpu_g1_2005-2023.csv` - 2005 to 2023; `sprawozdanie_2023-H1.xml`; `MP1231228.dbf` -
/// December 2023 (MP1RRMMWW, ministry's note on the transport file). Longer runs of digits are codes or moments of
/// download and say nothing.
struct PeriodInName {
  let years: ClosedRange<Int>
  let half: Int?
  private let month: Int?

  init?(_ path: String) {
    for component in path.split(separator: "/").reversed() {
      if let found = PeriodInName(component: component) {
        self = found
        return
      }
    }
    return nil
  }

  private init?(component: Substring) {
    let words = component.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if let transport = words.first(where: { $0.hasPrefix("mp1") && $0.count == 9 }) {
      let digits = transport.dropFirst(3)
      guard let year = Int(digits.prefix(2)), let month = Int(digits.dropFirst(2).prefix(2)), (1...12).contains(month) else {
        return nil
      }
      years = (2000 + year)...(2000 + year)
      self.month = month
      half = nil
      return
    }
    let found = words.compactMap { word in
      word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) ? Int(word) : nil
    }
    guard let first = found.min(), let last = found.max() else { return nil }
    years = first...last
    half = words.contains("h1") ? 1 : words.contains("h2") ? 2 : nil
    month = nil
  }

  func admits(_ period: CanonicalPeriod) -> Bool {
    guard years.contains(period.year) else { return false }
    if let month { return period.kind == .month && period.number == month }
    if let half { return period.kind == .half && period.number == half }
    return true
  }

  var text: String {
    let span = years.lowerBound == years.upperBound ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
    if let month { return "\(span)-\(month < 10 ? "0" : "")\(month)" }
    return half.map { "\(span)-H\($0)" } ?? span
  }
}
