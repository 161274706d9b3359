import Contracts

/// What must be said wherever a forecast is shown: that its model was fitted over a break of the series, and how its limits did when they
/// were tried on years held back.
struct ForecastCaution {
  /// What the 80 % limits are to hold, and below what they say too little to be relied on.
  private static let nominal = 0.8
  private static let reliable = 0.5

  let row: ForecastRow
  let indicator: Indicator
  let say: Phrasing

  init(_ row: ForecastRow, _ indicator: Indicator, _ say: Phrasing) {
    self.row = row
    self.indicator = indicator
    self.say = say
  }

  /// Breaks within the years that the forecast is made from: new forms whose rows are mapped to the same measures. At all others the
  /// diagnosis cuts the series.
  private var breaks: [Indicator.Break] {
    guard let first = Int(row.firstPeriod.prefix(4)), let last = Int(row.lastPeriod.prefix(4)) else { return [] }
    return indicator.breaks.filter { first < $0.year && $0.year <= last }
  }

  var spansBreak: Bool { !breaks.isEmpty }

  /// Fewer of the values held back lay within the 80 % limits than should.
  var isBelowNominal: Bool { row.coverage.map { $0 < Self.nominal - 1e-9 } ?? false }

  /// Fewer than half of them did.
  var isUnreliable: Bool { row.coverage.map { $0 < Self.reliable - 1e-9 } ?? false }

  /// How many one-year forecasts the coverage is of: from the fifth value on, and at least half of them.
  private var heldBack: Int { max(0, row.count - max(4, row.count / 2)) }

  /// In a cell, behind the years: `, przez przerwę, granice niewiarygodne`.
  var mark: String {
    (spansBreak ? say(", przez przerwę w szeregu", ", over a break of the series") : "")
      + (isUnreliable ? say(", granice niewiarygodne", ", limits unreliable") : "")
  }

  /// Beneath a chart and in a proof; empty where there is nothing to heed.
  var sentences: String {
    var said: [String] = []
    if spansBreak {
      let terms = Terms(say)
      let list = breaks.map { "\($0.year) – \(terms.breakReason($0.code))" }.joined(separator: "; ")
      said.append(
        say(
          "Prognozę zrobiono z lat \(row.firstPeriod)–\(row.lastPeriod) przez przerwę w szeregu (\(list)), choć liczb sprzed niej i po niej raport nie porównuje; granice mogą być za wąskie.",
          "The forecast is made from \(row.firstPeriod)–\(row.lastPeriod) over a break of the series (\(list)), though the report does not compare the numbers before and after it; the limits may be too narrow."
        ))
    }
    if isUnreliable, let coverage = row.coverage {
      let inside = Int((coverage * Double(heldBack)).rounded())
      said.append(
        say(
          "Granice prognozy są niewiarygodne: na odłożonych latach granice 80% objęły \(say.numbers.whole(inside)) z \(say.numbers.whole(heldBack)) wartości.",
          "The forecast's limits are unreliable: on years held back the 80% limits held \(say.numbers.whole(inside)) of \(say.numbers.whole(heldBack)) values."
        ))
    }
    return said.joined(separator: " ")
  }
}
