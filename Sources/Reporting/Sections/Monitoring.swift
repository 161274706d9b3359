import Contracts
import Findings

extension Section {
  package static let monitoring = Section(
    "monitoring", Wording("Monitorowanie celów strategii", en: "Monitoring of the strategy's targets"), compose: monitoringChapter
  )
}

/// Base, target and current value of every target, and whether the current one is on the straight way between them.
private func monitoringChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  let say = composition.say
  let states = material.targets.compactMap { TargetState($0, material) }
  guard !states.isEmpty else { return nil }
  let onCourse = states.count { $0.verdict == .onCourse || $0.verdict == .reached }
  let off = states.count { $0.verdict == .offCourse }
  let broken = states.count { !$0.breaks.isEmpty }
  let table = Table(
    id: "t-cele", caption: say("Cele strategii", "Targets of the strategy"), stub: say("Cel", "Target"),
    columns: [
      Table.Column(say("Wskaźnik", "Indicator"), .text), Table.Column(say("Jednostka", "Unit"), .text),
      Table.Column(say("Wartość bazowa (rok)", "Base value (year)"), .text),
      Table.Column(say("Wartość docelowa (rok)", "Target (year)"), .text),
      Table.Column(say("Obecnie (rok)", "Current (year)"), .text), Table.Column(say("Oczekiwana teraz", "Expected now")),
      Table.Column(say("Stan", "State"), .text),
    ],
    rows: states.map { state in
      let decimals = state.indicator.decimals
      let id = state.valueID
      func dated(_ value: Double?, _ period: String, _ part: String, instead row: IndicatorRow? = nil) -> Cell {
        value.map { .traced("\(say.numbers.fixed($0, decimals: decimals)) (\(period))", id.part(part)) }
          ?? .missing(reason: Terms(say).sign(row), id: nil)
      }
      return Table.Row(
        say(state.target.goal).isEmpty ? state.indicator.label : say(state.target.goal),
        [
          .link(.inside(state.indicator.id), IndicatorTables.title(state.indicator, say)),
          .text(material.units[state.target.unit]?.fullName(say) ?? state.target.unit),
          dated(state.base, state.target.basePeriod, "base", instead: state.baseRow),
          dated(state.target.targetValue, state.target.targetPeriod, "target"),
          dated(state.current?.value, state.current?.period ?? "", "current"),
          state.expected.map { .number(Quantity($0, decimals: decimals, id: id.part("expected"))) } ?? .notApplicable,
          .text(state.words(say) + state.caution(say)),
        ])
    },
    notes: [
      say(
        "Oczekiwana teraz: wartość na prostej między wartością bazową a docelową. „W granicach przypadku” znaczy, że przedział ufności obejmuje wartość oczekiwaną.",
        "Expected now: the value on the straight line from base to target. “Within chance” means that the interval holds the expected value."
      )
    ])
  return Chapter(
    id: "monitoring", title: say(Section.monitoring.title),
    blocks: [
      .paragraph([
        .link(
          .inside("t-cele"), say("Celów: \(say.numbers.whole(states.count))", "Targets: \(say.numbers.whole(states.count))")),
        .text(
          say(
            ". Osiągnięte lub na dobrej drodze: \(say.numbers.whole(onCourse)), poza nią: \(say.numbers.whole(off)), pozostałe bez rozstrzygnięcia: \(say.numbers.whole(states.count - onCourse - off)).",
            ". Reached or on course: \(say.numbers.whole(onCourse)), off course: \(say.numbers.whole(off)), undecided: \(say.numbers.whole(states.count - onCourse - off))."
          )),
        .text(
          broken == 0
            ? ""
            : say(
              " Z przerwą w szeregu po roku bazowym, a więc z oceną tylko orientacyjną: \(say.numbers.whole(broken)).",
              " With a break of the series after the base year, so that the judgement is only indicative: \(say.numbers.whole(broken))."
            )),
      ]), .table(table),
    ])
}

/// One target and how it stands.
struct TargetState {
  enum Verdict: Sendable {
    case reached, onCourse, offCourse
    /// The interval of the current value holds the expected one.
    case uncertain
    /// No current or no base value.
    case unknown
  }

  let target: Target
  let indicator: Indicator
  let base: Double?
  /// What the tables have of the base period.
  let baseRow: IndicatorRow?
  /// The newest value.
  let current: IndicatorRow?
  /// The newest period after that of the current value whose number exists and is kept back.
  let withheld: IndicatorRow?

  /// - Returns: nil for an indicator or unit that the report does not have.
  init?(_ target: Target, _ material: Material) {
    guard let indicator = material.indicator(target.indicator), material.units[target.unit] != nil,
      target.unit.hasPrefix(material.region)
    else { return nil }
    self.target = target
    self.indicator = indicator
    baseRow = material.figures.row(indicator.id, target.unit, target.basePeriod)
    base = target.baseValue ?? baseRow?.value
    let series = material.figures.series(indicator.id, target.unit)
    current = series.last { $0.value != nil }
    let newest = series.last { $0.value != nil || Sign.isWithheld($0) }
    withheld = newest?.value == nil ? newest : nil
  }

  /// On the straight line between base and target; nil without a base, or before it.
  var expected: Double? {
    guard let base, let current else { return nil }
    return target.expected(in: current.period, from: base)
  }

  var verdict: Verdict {
    guard let base, let row = current, let value = row.value else { return .unknown }
    let rises = target.targetValue > base
    if rises ? value >= target.targetValue : value <= target.targetValue { return .reached }
    guard let expected else { return .unknown }
    if rises ? value >= expected : value <= expected { return .onCourse }
    if let lower = row.lower, let upper = row.upper, lower <= expected, expected <= upper { return .uncertain }
    return .offCourse
  }

  /// The years between base and current value in which the series breaks; a target set before may have to be set anew.
  var breaks: [Int] {
    guard let current, let from = Int(target.basePeriod), let to = Int(current.period.prefix(4)) else { return [] }
    return Set(indicator.breaks.map(\.year).filter { from < $0 && $0 <= to }).sorted()
  }

  /// What the judgement does not say by itself: breaks of the series since the base, and a newer number that is kept back.
  func caution(_ say: Phrasing) -> String {
    var words = ""
    if !breaks.isEmpty {
      let years = breaks.map(String.init).joined(separator: ", ")
      let noun = breaks.count == 1 ? "przerwa" : "przerwy"
      words += say("; orientacyjnie, \(noun) w szeregu: \(years)", "; indicative, series breaks: \(years)")
    }
    if let withheld { words += "; " + kept(withheld, say) }
    return words
  }

  /// That a newer value than the judged one is kept back, and why.
  func kept(_ row: IndicatorRow, _ say: Phrasing) -> String {
    let reason = Terms(say).reason(row)
    return say("nowsza wartość (\(row.period)) niepodana: \(reason)", "newer value (\(row.period)) not given: \(reason)")
  }

  func words(_ say: Phrasing) -> String {
    switch verdict {
    case .reached: say("osiągnięty", "reached")
    case .onCourse: say("na dobrej drodze", "on course")
    case .offCourse: say("poza drogą do celu", "off course")
    case .uncertain: say("w granicach przypadku", "within chance")
    case .unknown: say("bez oceny", "not judged")
    }
  }
}
