package import Findings

/// Dates and periods in words. Only dates that stand in the data are printed, never today's.
package struct Dates: Sendable {
  package let language: Language

  package init(_ language: Language) {
    self.language = language
  }

  private static let genitive = [
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
  ]
  private static let nominative = [
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
    "listopad", "grudzień",
  ]
  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `2024-01-01` as `1 stycznia 2024 r.`; anything else as it stands.
  package func day(_ iso: String) -> String {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard iso.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return iso }
    let space = NumberStyle.noBreakSpace
    switch language {
    case .polish: return "\(day)\(space)\(Dates.genitive[month - 1]) \(year)\(space)r."
    case .english: return "\(day)\(space)\(Dates.english[month - 1]) \(year)"
    }
  }

  /// `2023`, `2023-H1`, `2023-Q2`, `2023-05` as it stands in a sentence: `2023 r.`, `I półrocze 2023 r.`, `maj 2023 r.`.
  package func period(_ code: String) -> String {
    let short = shortPeriod(code)
    return language == .polish ? short + NumberStyle.noBreakSpace + "r." : short
  }

  /// The same without `r.`, for headings of tables.
  package func shortPeriod(_ code: String) -> String {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return code }
    let part = parts[1]
    let space = NumberStyle.noBreakSpace
    let roman = ["I", "II", "III", "IV"]
    if part.hasPrefix("H"), let half = Int(part.dropFirst()), (1...2).contains(half) {
      return language == .polish
        ? "\(roman[half - 1])\(space)półrocze \(parts[0])" : "\(half == 1 ? "first" : "second") half of \(parts[0])"
    }
    if part.hasPrefix("Q"), let quarter = Int(part.dropFirst()), (1...4).contains(quarter) {
      return language == .polish ? "\(roman[quarter - 1])\(space)kwartał \(parts[0])" : "Q\(quarter)\(space)\(parts[0])"
    }
    if let month = Int(part), (1...12).contains(month) {
      return "\(language == .polish ? Dates.nominative[month - 1] : Dates.english[month - 1]) \(parts[0])"
    }
    return code
  }

  /// Years as `2005, 2010, 2015–2023`: runs of three and more are joined.
  package func years(_ years: [Int]) -> String {
    var parts: [String] = []
    var index = years.startIndex
    while index < years.endIndex {
      var end = index
      while end + 1 < years.endIndex, years[end + 1] == years[end] + 1 { end += 1 }
      if end - index >= 2 {
        parts.append("\(years[index])–\(years[end])")
      } else {
        parts += years[index...end].map(String.init)
      }
      index = end + 1
    }
    return parts.joined(separator: ", ")
  }

  /// `lata 2015–2023`, and `rok 2023` of one.
  package func span(_ years: [Int]) -> String {
    let isOne = years.count == 1
    return (language == .polish ? (isOne ? "rok " : "lata ") : (isOne ? "year " : "years ")) + self.years(years)
  }

  /// When a file of the Local Data Bank was downloaded: its name ends with `_YYYYMMDDhhmmss`.
  /// - Returns: ISO date `YYYY-MM-DD`, or nil when the name carries no such stamp.
  package static func downloaded(_ path: String) -> String? {
    let bytes = Array(path.utf8)
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    var end = bytes.count
    while end >= 15 {
      let start = end - 14
      let follows = end < bytes.count && isDigit(bytes[end])
      if bytes[start - 1] == UInt8(ascii: "_"), !follows, bytes[start..<end].allSatisfy(isDigit) {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let (year, month, day) = (text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6).prefix(2))
        if let m = Int(month), let d = Int(day), (1...12).contains(m), (1...31).contains(d) {
          return "\(year)-\(month)-\(day)"
        }
      }
      end -= 1
    }
    return nil
  }
}
