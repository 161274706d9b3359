import Contracts

/// Sentences about the direction of a series: only what a test says, with its slope and limits.
struct TrendWords {
  let say: Phrasing
  let indicator: Indicator

  /// Whether the series breaks between its first and last period, so that its direction may be that of the break.
  func spansBreak(_ row: TrendRow) -> Bool {
    guard let first = Int(row.firstPeriod.prefix(4)), let last = Int(row.lastPeriod.prefix(4)) else { return false }
    return indicator.breaks.contains { first < $0.year && $0.year <= last }
  }

  /// Empty where nothing was tested, no trend was found, or the series breaks.
  func sentence(_ row: TrendRow?) -> [Inline] {
    guard let row, row.verdict == .rising || row.verdict == .falling, let slope = row.slope, !spansBreak(row) else { return [] }
    let decimals = indicator.decimals + 1
    func number(_ value: Double) -> String { say.numbers.signed(value, decimals: decimals) }
    let unit = indicator.unit.ofDifference
    let opening = say(
      "Trend \(row.verdict == .rising ? "rosnący" : "malejący") w latach \(row.firstPeriod)–\(row.lastPeriod): ",
      "\(row.verdict == .rising ? "Rising" : "Falling") trend in \(row.firstPeriod)–\(row.lastPeriod): ")
    let id = row.valueID
    let quantity = Quantity(slope, decimals: decimals, unit: unit, isSigned: true, id: id.part("slope"))
    var words: [Inline] = [.text(opening), .number(quantity), .text(say(" rocznie", " a year"))]
    if let lower = row.slopeLower, let upper = row.slopeUpper {
      let range = say("od \(number(lower)) do \(number(upper))", "\(number(lower)) to \(number(upper))")
      words += [.text(" (95%: "), .traced(range, id.part("slope_range")), .text(")")]
    }
    switch row.meaning {
    case "better": words.append(.text(say(", w kierunku korzystnym", ", for the better")))
    case "worse": words.append(.text(say(", w kierunku niekorzystnym", ", for the worse")))
    default: break
    }
    return say.ended(words)
  }
}
