import Bytes
import Contracts
import Findings
import Pipelines

// Thousands for ones in all years of a unit: its own history agrees with itself, and only other units tell.
extension ObservationChecker {
  /// Figures of the units of one level in one year, by inhabitant where they are counts.
  private struct Peers {
    var count = 0
    var least = Double.infinity
    var greatest = 0.0
    var logarithms: [Double] = []
    var spread = Spread([])

    /// Whether anybody in it can be so far away as a slip is.
    var isWide: Bool { count >= 8 && greatest > ObservationChecker.leastSlip * least }
  }

  /// Times: a thousand, between a usual unit and one that is itself three times more or less.
  private static let leastSlip = 300.0
  private static let greatestSlip = 3500.0

  /// Units about a thousand times above or below the median of their level in the year, by more than six robust deviations
  /// of its units: said once a unit, with its years.
  mutating func findUnlikePeers(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    let name = observed.candidates.texts.measure[key.measure]
    guard name != "population", let measure = measures[name] else { return }
    let inhabitants = measure.isAdditive ? runsByUnit(of: "population") : nil
    if measure.isAdditive, inhabitants == nil { return }
    let wanted = wantedLevels(rule)
    let periods = observed.calendar.count
    // By place of level and period.
    var peers = [Peers](repeating: Peers(), count: wanted.count * periods)
    let runs = (observed.runsOfSeries[key] ?? []).filter { wanted[Int(observed.runs[Int($0)].level)] }
    for run in runs {
      let level = Int(observed.runs[Int(run)].level)
      for position in observed.runs[Int(run)].positions {
        guard let head = divisor(position, of: run, inhabitants) else { continue }
        let place = level * periods + Int(observed.periods[position])
        let share = observed.values[position] / head
        peers[place].count += 1
        peers[place].least = min(peers[place].least, share)
        peers[place].greatest = max(peers[place].greatest, share)
      }
    }
    guard peers.contains(where: \.isWide) else { return }
    for run in runs {
      let level = Int(observed.runs[Int(run)].level)
      for position in observed.runs[Int(run)].positions {
        let place = level * periods + Int(observed.periods[position])
        guard peers[place].isWide, let head = divisor(position, of: run, inhabitants) else { continue }
        peers[place].logarithms.append((observed.values[position] / head).logarithm)
      }
    }
    for place in peers.indices where peers[place].isWide { peers[place].spread = Spread(peers[place].logarithms) }
    var failed = 0
    for run in runs {
      let level = Int(observed.runs[Int(run)].level)
      var found: [Int] = []
      var usual = 0.0
      for position in observed.runs[Int(run)].positions where !slipped.contains(position) {
        let place = level * periods + Int(observed.periods[position])
        guard peers[place].isWide, let head = divisor(position, of: run, inhabitants) else { continue }
        let spread = peers[place].spread
        let expected = spread.median.exponential * head
        let value = observed.values[position]
        let distance = abs((value / expected).logarithm)
        guard distance > Self.leastSlip.logarithm, distance < Self.greatestSlip.logarithm, distance > 6 * spread.scale,
          max(value, expected) >= 100
        else { continue }
        // Few may be none by chance.
        if measure.isAdditive, value < expected, expected < Self.leastSlip { continue }
        if found.isEmpty { usual = expected }
        found.append(position)
      }
      guard let first = found.first else { continue }
      failed += found.count
      slipped.formUnion(found)
      report(rule, unlikePeersMessage(rule, found, usual: usual, isPerHead: measure.isAdditive), at: first)
    }
    count(rule, checked: 0, failed: failed)
  }

  /// What a figure is divided by: the inhabitants of its unit and year, 1 for what is no count; nil where that is not known,
  /// or the figure is not above zero, or of a part of a year.
  private func divisor(_ position: Int, of run: Int32, _ inhabitants: [Int32]?) -> Double? {
    guard observed.values[position] > 0, observed.year(position) != ObservedSeries.notAYear else { return nil }
    guard let inhabitants else { return 1 }
    let own = observed.runs[Int(run)]
    let other = inhabitants[Int(own.unit)]
    guard other >= 0,
      let place = observed.position(other, period: observed.periods[position], near: position - own.positions.lowerBound),
      observed.values[place] > 0
    else { return nil }
    return observed.values[place]
  }

  /// The runs of a measure without breakdown by code of the unit; nil where no observation is of it.
  func runsByUnit(of measure: String) -> [Int32]? {
    guard let code = observed.candidates.texts.measure.existingCode(of: measure.utf8.span),
      let series = observed.runsOfSeries.keys.first(where: { series in
        series.measure == code && observed.candidates.texts.breakdown[series.breakdown].isEmpty
      })
    else { return nil }
    return observed.runsByUnit(series)
  }

  private func unlikePeersMessage(_ rule: CheckRule, _ found: [Int], usual: Double, isPerHead: Bool) -> Wording {
    let value = observed.values[found[0]]
    let times = shown(max(value / usual, usual / value).rounded())
    let isMore = value > usual
    let expected = shown(usual.rounded())
    let side =
      isPerHead
      ? Wording(
        "a przy tylu mieszkańcach jednostki tego poziomu mają zwykle \(expected)",
        en: "while units of the level have \(expected) for so many inhabitants")
      : Wording("a jednostki tego poziomu mają zwykle \(expected)", en: "while units of the level have \(expected)")
    return Wording(
      "\(rule.label.polish): \(subject(of: found[0])): \(shown(value)), \(side.polish), około \(times) razy \(isMore ? "mniej" : "więcej"); lata: \(years(found)). Sprawdź jednostkę miary.",
      en:
        "\(rule.label.english): \(subject(of: found[0])): \(shown(value)), \(side.english), about \(times) times \(isMore ? "less" : "more"); years: \(years(found)). Check the unit of measure."
    )
  }
}
