import Bytes
import Findings

/// Watches that observations come sorted by unit, measure, breakdown and period, each once.
struct ObservationOrder {
  private var codes: (unit: Int32, measure: Int32, breakdown: Int32, period: Int32) = (-1, -1, -1, -1)
  // The texts of the last row: made only when a code changes.
  private var unit = ""
  private var measure = ""
  private var breakdown = ""
  private var period = ""

  init() {}

  mutating func take(
    unit: Int32, measure: Int32, breakdown: Int32, period: Int32, _ texts: ObservationInterners
  ) throws(Refusal) {
    let isFirst = codes.unit < 0
    var comparison = 0
    func compare(_ last: inout String, _ lastCode: inout Int32, _ code: Int32, _ interner: Interner) {
      guard code != lastCode else { return }
      precondition(code >= 0 && code < interner.count, "a code of an observation is not of its dictionary")
      let text = interner[code]
      if comparison == 0 { comparison = last < text ? 1 : -1 }
      last = text
      lastCode = code
    }
    compare(&self.unit, &codes.unit, unit, texts.unit)
    compare(&self.measure, &codes.measure, measure, texts.measure)
    compare(&self.breakdown, &codes.breakdown, breakdown, texts.breakdown)
    compare(&self.period, &codes.period, period, texts.period)
    if !isFirst, comparison <= 0 {
      throw broken(
        Wording("obserwacje nie po kolei albo dwa razy ta sama", en: "observations out of order, or one of them twice"))
    }
  }

  /// The refusal that names the observation last taken.
  func broken(_ what: Wording) -> Refusal {
    let name = "\(unit) \(measure)[\(breakdown)] \(period)"
    return Refusal(
      .internalInvariant, Wording("\(what.polish): \(name)", en: "\(what.english): \(name)"),
      mend: Wording("zgłoś błąd programu", en: "report a bug of the program"))
  }
}
