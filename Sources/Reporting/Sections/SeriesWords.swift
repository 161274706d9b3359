/// What a line of a chart does, in words for who does not see it: where it begins and ends, its extremes, where it breaks off.
struct SeriesWords {
  let years: [Int]
  let decimals: Int
  let say: Phrasing

  /// `Polska: 2005 – 17,6, 2023 – 5,1; najwięcej 18,0 (2006 i 2007); lata bez danych: 2`; nil without any value.
  func described(_ name: String, _ values: [Double?]) -> String? {
    let present = zip(years, values).compactMap { year, value in value.map { (year: year, value: $0) } }
    guard let first = present.first, let last = present.last else { return nil }
    func number(_ value: Double) -> String { say.numbers.fixed(value, decimals: decimals) }
    var text = "\(name): \(first.year) – \(number(first.value))"
    if last.year != first.year { text += ", \(last.year) – \(number(last.value))" }
    /// Of an extreme that no end of the line has, which has been told, all years that print the same.
    func extreme(_ value: Double?) -> String? {
      guard let value else { return nil }
      let printed = number(value)
      guard printed != number(first.value), printed != number(last.value) else { return nil }
      return "\(printed) (\(say.list(present.filter { number($0.value) == printed }.map { String($0.year) })))"
    }
    if let top = extreme(present.map(\.value).max()) { text += say("; najwięcej \(top)", "; most \(top)") }
    if let bottom = extreme(present.map(\.value).min()) { text += say("; najmniej \(bottom)", "; least \(bottom)") }
    let missing = values.count { $0 == nil }
    if missing > 0 { text += say("; lata bez danych: \(missing)", "; years without data: \(missing)") }
    return text
  }

  /// `Linia jest przerwana, bo wartości nie są porównywalne z wcześniejszymi: 2010 i 2015.`; nil where none is.
  func breaks(_ breaks: [Int]) -> String? {
    let shown = Set(breaks).sorted()
    guard !shown.isEmpty else { return nil }
    let list = say.list(shown.map { String($0) })
    return say(
      "Linia jest przerwana tam, gdzie od tego roku wartości nie są porównywalne z wcześniejszymi: \(list).",
      "The line breaks where from that year on values are not comparable with those before: \(list).")
  }
}
