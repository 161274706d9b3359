/// A published period in canonical form: `2023`, `2023-H1`, `2023-Q2`, `2023-05`; nil when it is none.
///
/// Takes what the layouts hand over (`2023`, `2023-12`, `2015-01-01/2015-06-30`) and what publishers write themselves
/// (`2023 r.`, `I półrocze 2023`, `II kwartał 2023`, `12.2023`, `styczeń–grudzień 2023`, `01.01.2023–31.12.2023`).
func canonicalPeriod(_ published: String) -> String? {
  let plain = published.lowercased().map { "\u{2010}\u{2011}\u{2013}\u{2014}\u{2212}".contains($0) ? "-" : $0 }
  let text = plain.split { $0 == " " || $0 == "\u{00A0}" || $0 == "\t" }.map { String($0) }.joined(separator: " ")
  if let span = daySpan(text) ?? daySpan(isoSpan(text)) { return span }
  let numbers = text.split { !$0.isASCIIDigit }
  guard let year = numbers.first(where: { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }) else { return nil }
  var rest = text.replacing(year, with: "", maxReplacements: 1).trimmingBlanksAndPunctuation()
  for suffix in [" roku", " rok", " r"] where rest.hasSuffix(suffix) {
    rest = String(rest.dropLast(suffix.count)).trimmingBlanksAndPunctuation()
  }
  switch rest.replacing(" - ", with: "-") {
  case "", "r", "rok", "roku", "i-xii", "styczeń-grudzień": return String(year)
  case "h1", "i półrocze", "1 półrocze", "i-vi", "styczeń-czerwiec": return "\(year)-H1"
  case "h2", "ii półrocze", "2 półrocze", "vii-xii", "lipiec-grudzień": return "\(year)-H2"
  case "q1", "i kwartał", "1 kwartał", "i kw", "i-iii", "styczeń-marzec": return "\(year)-Q1"
  case "q2", "ii kwartał", "2 kwartał", "ii kw", "iv-vi", "kwiecień-czerwiec": return "\(year)-Q2"
  case "q3", "iii kwartał", "3 kwartał", "iii kw", "vii-ix", "lipiec-wrzesień": return "\(year)-Q3"
  case "q4", "iv kwartał", "4 kwartał", "iv kw", "x-xii", "październik-grudzień": return "\(year)-Q4"
  default: break
  }
  if let month = months[rest] { return "\(year)-\(month)" }
  guard numbers.count == 2, let other = numbers.first(where: { $0 != year }), other.count <= 2, let month = Int(other),
    (1...12).contains(month), rest.allSatisfy(\.isASCIIDigit)
  else { return nil }
  return "\(year)-\(month < 10 ? "0" : "")\(month)"
}

private let months: [String: String] = [
  "styczeń": "01", "luty": "02", "marzec": "03", "kwiecień": "04", "maj": "05", "czerwiec": "06", "lipiec": "07",
  "sierpień": "08", "wrzesień": "09", "październik": "10", "listopad": "11", "grudzień": "12",
]

/// `2015-01-01/2015-12-31`: whole years, half-years, quarters and months only; a period of another length is none.
private func daySpan(_ text: String) -> String? {
  let days = text.split(separator: "/")
  guard days.count == 2, let from = isoDay(days[0]), let to = isoDay(days[1]), from.year == to.year, from.day == 1,
    to.day == lengthOfMonth(to.month, to.year)
  else { return nil }
  switch (from.month, to.month) {
  case (1, 12): return "\(from.year)"
  case (1, 6): return "\(from.year)-H1"
  case (7, 12): return "\(from.year)-H2"
  case (1, 3): return "\(from.year)-Q1"
  case (4, 6): return "\(from.year)-Q2"
  case (7, 9): return "\(from.year)-Q3"
  case (10, 12): return "\(from.year)-Q4"
  case let (first, last) where first == last: return "\(from.year)-\(first < 10 ? "0" : "")\(first)"
  default: return nil
  }
}

/// `01.01.2021-31.12.2021` and `2021-01-01 - 2021-12-31` as `2021-01-01/2021-12-31`; empty for all else.
private func isoSpan(_ text: String) -> String {
  let apart = text.split(separator: " - ")
  let days = (apart.count == 2 ? apart : text.split(separator: "-")).map { day in
    let parts = day.split(separator: ".")
    return parts.count == 3 ? parts.reversed().joined(separator: "-") : String(day)
  }
  return days.count == 2 ? days.joined(separator: "/") : ""
}

private func isoDay(_ text: Substring) -> (year: Int, month: Int, day: Int)? {
  let parts = text.split(separator: "-")
  guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
    (1900...2200).contains(year), (1...12).contains(month), (1...31).contains(day)
  else { return nil }
  return (year, month, day)
}

private func lengthOfMonth(_ month: Int, _ year: Int) -> Int {
  switch month {
  case 4, 6, 9, 11: 30
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  default: 31
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}

extension String {
  fileprivate func trimmingBlanksAndPunctuation() -> String {
    let isEdge: (Character) -> Bool = { $0 == " " || $0 == "." || $0 == "-" || $0 == "/" || $0 == "," }
    return String(String(drop(while: isEdge).reversed()).drop(while: isEdge).reversed())
  }
}
