import Bytes
import Pipelines

/// The last year that a heading names: `2023` of `Stan na 31 XII / 2023`; nil when it names none.
func yearInHeading(_ heading: String) -> String? {
  numbers(in: heading).last { isYear($0) }
}

/// The period that a file's name tells: `2024-05` of `Pow_05_2024.xlsx` and `2024_05.csv`, `2023` of `ozps_2023.xlsx`; nil
/// when it tells none. Moments of download (14 digits) are no periods.
func periodInFileName(_ name: String) -> String? {
  let numbers = numbers(in: Paths.name(of: name))
  guard let place = numbers.lastIndex(where: isYear) else { return nil }
  let neighbours = [place - 1, place + 1].filter { numbers.indices.contains($0) }.map { numbers[$0] }
  if let month = neighbours.first(where: isMonth) { return "\(numbers[place])-\(month)" }
  return numbers[place]
}

/// What stands in a file's name in the place of a month and is none: `13` of `Pow_13_2024.xlsx`.
func wrongMonthInFileName(_ name: String) -> String? {
  let numbers = numbers(in: Paths.name(of: name))
  guard let place = numbers.lastIndex(where: isYear) else { return nil }
  let neighbours = [place - 1, place + 1].filter { numbers.indices.contains($0) }.map { numbers[$0] }
  return neighbours.contains(where: isMonth) ? nil : neighbours.first { $0.utf8.count == 2 }
}

/// The period that a line above a table tells: `2024-05` of `stan w końcu maja 2024 r.`, `2023` of `Rok oceny: 2023`.
func periodInText(_ text: String) -> String? {
  let folded = foldedHeading(text)
  guard let year = numbers(in: folded).last(where: isYear) else { return nil }
  let words = folded.split { !$0.isLetter }
  for (index, names) in monthNames.enumerated() where words.contains(where: { names.contains(String($0)) }) {
    return "\(year)-\(index < 9 ? "0" : "")\(index + 1)"
  }
  return year
}

/// The period that a line above a table tells of its figures: without what is said of other days - when it was printed, by which law, in
/// the division of which year, against which other year.
func periodAbove(_ text: String) -> String? {
  var told: [String] = []
  for part in foldedHeading(text).split(whereSeparator: { "();".contains($0) }) {
    let end = comparisons.compactMap { part.firstRange(of: $0)?.lowerBound }.min() ?? part.endIndex
    let own = String(part[..<end])
    if !otherDays.contains(where: own.contains), let period = periodInText(own) { told.append(period) }
  }
  return told.last
}

/// What comes behind them in a line is of another year than the figures; where one of the others stands, the day is not theirs.
private let comparisons = ["w porównaniu", "wobec ", "w podziale", "według podziału", "in comparison", "compared with"]
private let otherDays = [
  "dz.u", "dz. u", "ustaw", "rozporządz", "wydruk", "wygenerow", "pobran", "sporządz", "wydania", "printed",
]

/// The months that a line names with their years behind them: `2024-01` and `2023-12` of `w końcu stycznia 2024 (grudzień 2023)`.
func monthsInText(_ text: String) -> [String] {
  let words = foldedHeading(text).split { !($0.isLetter || $0.isNumber) }.map { String($0) }
  return zip(words, words.dropFirst()).compactMap { word, year in
    guard isYear(year), let month = monthNames.firstIndex(where: { $0.contains(word) }) else { return nil }
    return "\(year)-\(month < 9 ? "0" : "")\(month + 1)"
  }
}

/// `2024-05` of a year and a month that stand in columns of their own; where one of them is none, a text that nobody takes for a
/// period: a month without its number is no year.
func periodInColumns(year: String, month: String) -> String {
  guard isYear(year), year.utf8.allSatisfy(isDigit) else { return "\(year)?-\(month)" }
  guard !month.isEmpty, month.utf8.allSatisfy(isDigit) else { return "\(year)-?\(month)" }
  return "\(year)-\(month.utf8.count == 1 ? "0" + month : month)"
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

private let monthNames: [[String]] = [
  ["styczeń", "stycznia", "styczniu", "january"], ["luty", "lutego", "lutym", "february"],
  ["marzec", "marca", "marcu", "march"], ["kwiecień", "kwietnia", "kwietniu", "april"], ["maj", "maja", "maju", "may"],
  ["czerwiec", "czerwca", "czerwcu", "june"], ["lipiec", "lipca", "lipcu", "july"],
  ["sierpień", "sierpnia", "sierpniu", "august"], ["wrzesień", "września", "wrześniu", "september"],
  ["październik", "października", "październiku", "october"], ["listopad", "listopada", "listopadzie", "november"],
  ["grudzień", "grudnia", "grudniu", "december"],
]

private func numbers(in text: String) -> [String] {
  text.split { !($0 >= "0" && $0 <= "9") }.map(String.init)
}

private func isYear(_ text: String) -> Bool {
  text.utf8.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20"))
}

private func isMonth(_ text: String) -> Bool {
  text.utf8.count == 2 && (1...12).contains(Int(text) ?? 0)
}
