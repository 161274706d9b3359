import Contracts

/// How the targets of the strategy were judged.
struct TargetProofs {
  let composition: Composition
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let states = composition.material.targets.compactMap { TargetState($0, composition.material) }
    return ProofSheet(
      name: "targets", title: say("Cele strategii – pochodzenie liczb", "Targets of the strategy – origin of the numbers"),
      opening: [
        say(
          "Oczekiwana teraz = bazowa + (docelowa − bazowa) × (rok obecny − rok bazowy) / (rok docelowy − rok bazowy). Cele są w pliku targets.csv definicji.",
          "Expected now = base + (target − base) × (current year − base year) / (target year − base year). Targets are in targets.csv of the definitions."
        )
      ],
      entries: states.map { state in
        let goal = say(state.target.goal)
        let unit = composition.name(state.target.unit, or: state.target.unit)
        return ProofSheet.Entry(
          id: state.valueID, title: "\(goal.isEmpty ? state.indicator.label : goal): \(unit)", lines: lines(state))
      })
  }

  private func lines(_ state: TargetState) -> [[Inline]] {
    let target = state.target
    func number(_ value: Double?) -> String {
      value.map { say.numbers.fixed($0, decimals: state.indicator.decimals) } ?? missingMark("", say)
    }
    var words: [Inline] = [.text(say("Wartość bazowa (\(target.basePeriod)): ", "Base (\(target.basePeriod)): "))]
    if target.baseValue == nil {
      words.append(composition.figure(state.indicator.id, target.unit, target.basePeriod))
    } else {
      words.append(
        .text(say("\(number(target.baseValue)), z pliku targets.csv", "\(number(target.baseValue)), from targets.csv")))
    }
    words.append(
      .text(
        say(
          "; docelowa (\(target.targetPeriod)): \(number(target.targetValue)), z pliku targets.csv",
          "; target (\(target.targetPeriod)): \(number(target.targetValue)), from targets.csv")))
    if let current = state.current {
      words += [
        .text(say("; obecnie (\(current.period)): ", "; current (\(current.period)): ")),
        composition.figure(state.indicator.id, target.unit, current.period),
      ]
      if let expected = state.expected, let base = state.base {
        let way =
          "\(number(base)) + (\(number(target.targetValue)) − \(number(base))) × (\(current.period) − \(target.basePeriod)) / (\(target.targetPeriod) − \(target.basePeriod))"
        words.append(
          .text(say("; oczekiwana teraz: \(way) ≈ \(number(expected))", "; expected now: \(way) ≈ \(number(expected))")))
      }
    }
    if let withheld = state.withheld { words.append(.text("; " + state.kept(withheld, say))) }
    return [say.ended(words)]
  }
}
