/// The years (and the half-year or month) that a file's name or its folder speaks of.
///
/// `mpips03/2015/2801011.xml` - 2015; `kcpu_g1_2005-2023.csv` - 2005 to 2023; `sprawozdanie_2023-H1.xml`, `2019H1.xml`,
/// `I półrocze 2019.xlsx`; `MP1231228.dbf` - December 2023 (MP1RRMMWW as practised; a name that may be MP1MMWWXX, as the ministry's
/// note has it, says nothing). Longer runs of digits are codes or moments of download and say nothing.
struct PeriodInName {
  let years: ClosedRange<Int>
  let half: Int?
  private let month: Int?

  init?(_ path: String) {
    let components = path.split(separator: "/")
    for (index, component) in components.enumerated().reversed() {
      // The outermost folder may be that of the whole work (`diagnoza_2020`): it counts where it is a period and nothing else.
      if index == 0, components.count > 1, !Self.isPeriodAlone(component) { continue }
      if let found = PeriodInName(component: component) {
        self = found
        return
      }
    }
    return nil
  }

  /// `2019`, `2019-H1`, `I półrocze 2019`, `rok 2019`.
  private static func isPeriodAlone(_ component: Substring) -> Bool {
    let words = component.lowercased().split { !($0.isLetter || $0.isNumber) }
    return words.allSatisfy { word in
      word.allSatisfy(\.isNumber) || ["i", "ii", "vi", "vii", "xii", "h1", "h2", "rok", "r"].contains(word)
        || word.hasPrefix("półrocz") || word.hasPrefix("polrocz")
        || word.utf8.count == 6 && (word.hasSuffix("h1") || word.hasSuffix("h2"))
    }
  }

  private init?(component: Substring) {
    let words = component.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if let transport = words.first(where: { $0.hasPrefix("mp1") && $0.count == 9 }) {
      let digits = transport.dropFirst(3)
      guard let year = Int(digits.prefix(2)), let month = Int(digits.dropFirst(2).prefix(2)), (1...12).contains(month),
        // The other shape: a month, then a voivodeship, which has an even number.
        !(1...12).contains(year) || month % 2 == 1
      else { return nil }
      years = (2000 + year)...(2000 + year)
      self.month = month
      half = nil
      return
    }
    var found: [Int] = []
    var half: Int?
    for word in words {
      // `2019h1` is both.
      let isBoth = word.utf8.count == 6 && (word.hasSuffix("h1") || word.hasSuffix("h2"))
      let year = isBoth ? word.dropLast(2) : word[...]
      if year.utf8.count == 4, year.hasPrefix("19") || year.hasPrefix("20"), let number = Int(year) {
        found.append(number)
        if isBoth { half = word.last?.wholeNumberValue }
      }
    }
    guard let first = found.min(), let last = found.max() else { return nil }
    years = first...last
    self.half = half ?? Self.half(in: words)
    month = nil
  }

  /// `h1`, `I półrocze`, `1-polrocze`, `I-VI`; 0 for a half-year that does not say which.
  private static func half(in words: [String]) -> Int? {
    if words.contains("h1") { return 1 }
    if words.contains("h2") { return 2 }
    let pairs = zip(words, words.dropFirst())
    if pairs.contains(where: { $0 == "i" && $1 == "vi" }) { return 1 }
    if pairs.contains(where: { $0 == "vii" && $1 == "xii" }) { return 2 }
    guard let place = words.firstIndex(where: { $0.hasPrefix("półrocz") || $0.hasPrefix("polrocz") }) else { return nil }
    for word in [place - 1, place + 1].filter(words.indices.contains).map({ words[$0] }) {
      if ["i", "1", "pierwsze"].contains(word) { return 1 }
      if ["ii", "2", "drugie"].contains(word) { return 2 }
    }
    return 0
  }

  func admits(_ period: CanonicalPeriod) -> Bool {
    guard years.contains(period.year) else { return false }
    if let month { return period.kind == .month && period.number == month }
    if let half { return period.kind == .half && (half == 0 || period.number == half) }
    return true
  }

  var text: String {
    let span = years.lowerBound == years.upperBound ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
    if let month { return "\(span)-\(month < 10 ? "0" : "")\(month)" }
    return half.map { $0 == 0 ? "\(span) (H1/H2)" : "\(span)-H\($0)" } ?? span
  }
}
