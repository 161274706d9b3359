import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// Rules that look at a series against its own history and against its peers. Years only: other periods have seasons, and what can
// be said of them all the same is in SlippedParts.
extension ObservationChecker {
  /// One unit's series from one year to the next one it has.
  private struct Change {
    var position: Int
    var before: Int
    var logarithm: Double
    /// Units of the level that changed between the same two years.
    var peers: Int
  }

  /// Changes of a series between the same two years, in the units of one level.
  private struct PeerChanges {
    var key: PeerKey
    var level: Int32
    var from: Int
    var to: Int
    var logarithms: [Double] = []
    /// The first position that has the change.
    var position: Int
  }

  private struct PeerKey: Hashable {
    var level: Int32
    var period: Int32
    var before: Int32
  }

  /// Steps that stand out: |own change - the peers' median change| above so many robust deviations, where the deviation
  /// is made of the peers' spread, of the series' own restlessness, and of what chance does to small counts (Poisson).
  /// Across years that a series leaves out only its peers can tell what is usual.
  mutating func findSteps(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ deviations: Double) {
    let (found, peers) = changes(rule, key)
    let least = (1 + rule.relativeTolerance).logarithm
    let spreads = peers.map { Spread($0.logarithms) }
    var checked = 0
    var failed = 0
    for changes in found {
      let own = changes.map { change in change.logarithm - (spreads[change.peers].count >= 5 ? spreads[change.peers].median : 0) }
      let restless = Spread(own)
      var isAfterStep = false
      for (index, change) in changes.enumerated() {
        let spread = spreads[change.peers]
        let isNextYear = peers[change.peers].to == peers[change.peers].from + 1
        guard spread.count >= 5 || (isNextYear && changes.count >= 6) else { continue }
        checked += 1
        let (a, b) = (observed.values[change.position], observed.values[change.before])
        let scale = (spread.scale * spread.scale + restless.scale * restless.scale + 1 / a + 1 / b + 0.0004).squareRoot()
        let stands = abs(own[index]) > deviations * scale && abs(own[index]) > least
        // The way back from a wrong value is no second mistake.
        defer { isAfterStep = stands && !isAfterStep }
        guard stands, !isAfterStep, !slipped.contains(change.position), !slipped.contains(change.before) else { continue }
        failed += 1
        let text = shown(deviations)
        let distance = shown(abs(own[index]) / scale)
        report(
          rule,
          Wording(
            "\(rule.label.polish): \(subject(of: change.position)): \(shown(b)) → \(shown(a)), \(distance) odchyleń od własnej historii i innych jednostek, próg \(text).",
            en:
              "\(rule.label.english): \(subject(of: change.position)): \(shown(b)) → \(shown(a)), \(distance) deviations from its own history and its peers, threshold \(text)."
          ), at: change.position)
      }
    }
    failed += findSharedSteps(rule, peers, spreads)
    count(rule, checked: checked, failed: failed)
  }

  private func changes(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) -> (found: [[Change]], peers: [PeerChanges]) {
    var found: [[Change]] = []
    var peers: [PeerChanges] = []
    var places: [PeerKey: Int] = [:]
    // Of the changes of a unit, in their order: mostly those of the next unit too.
    var usual: [Int] = []
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      guard wanted[Int(own.level)] else { continue }
      var changes: [Change] = []
      changes.reserveCapacity(own.positions.count)
      var before = -1
      for position in own.positions where observed.year(position) != ObservedSeries.notAYear {
        guard observed.values[position] > 0 else { continue }
        defer { before = position }
        guard before >= 0 else { continue }
        let logarithm = (observed.values[position] / observed.values[before]).logarithm
        let group = PeerKey(level: own.level, period: observed.periods[position], before: observed.periods[before])
        let place: Int
        if changes.count < usual.count, peers[usual[changes.count]].key == group {
          place = usual[changes.count]
        } else if let known = places[group] {
          place = known
        } else {
          place = peers.count
          places[group] = place
          peers.append(
            PeerChanges(
              key: group, level: own.level, from: observed.year(before), to: observed.year(position), position: position))
        }
        if changes.count < usual.count { usual[changes.count] = place } else { usual.append(place) }
        peers[place].logarithms.append(logarithm)
        changes.append(Change(position: position, before: before, logarithm: logarithm, peers: place))
      }
      if !changes.isEmpty { found.append(changes) }
    }
    return (found, peers)
  }

  /// A year in which nearly all units of a level leap up, or down, and back in the next: columns that changed places, another
  /// unit of measure. Said once.
  /// - Returns: how many times.
  private mutating func findSharedSteps(
    _ rule: CheckRule, _ peers: [PeerChanges], _ spreads: [Spread]
  ) -> Int {
    var failed = 0
    // Two and a half times, and what the rule calls a jump: amounts follow the law, all units at once.
    let least = max(0.9, (1 + rule.relativeTolerance).logarithm)
    for (index, there) in peers.enumerated() where spreads[index].count >= 8 {
      guard let back = peers.firstIndex(where: { $0.level == there.level && $0.from == there.to }), spreads[back].count >= 8
      else { continue }
      let (up, down) = (spreads[index].median, spreads[back].median)
      // How far the year is from the middle between the years beside it.
      let distance = (up - down) / 2
      guard up * down < 0, min(abs(up), abs(down)) > 0.4, abs(distance) > least, isShared(there.logarithms, up),
        isShared(peers[back].logarithms, down), !slipped.contains(there.position)
      else { continue }
      failed += 1
      let times = shown((10 * abs(distance).exponential).rounded() / 10)
      let isUp = up > 0
      let power = abs(distance) / 10.0.logarithm
      let isOfTens = power.rounded() >= 2 && abs(power - power.rounded()) < 0.1
      let advice =
        isOfTens
        ? Wording(
          "Sprawdź jednostkę miary tego roku, na przykład tysiące zamiast sztuk",
          en: "See what unit of measure that year has, thousands instead of ones perhaps")
        : Wording("Sprawdź, czy kolumny nie zamieniły się miejscami", en: "See whether columns have changed places")
      report(
        rule,
        Wording(
          "\(rule.label.polish): \(subject(of: there.position)) i prawie wszystkie jednostki tego poziomu (\(spreads[index].count)): wartości w tym roku \(times) razy \(isUp ? "większe" : "mniejsze") niż w latach obok. \(advice.polish).",
          en:
            "\(rule.label.english): \(subject(of: there.position)) and nearly all units of the level (\(spreads[index].count)): values of this year are \(times) times \(isUp ? "more" : "less") than in the years beside it. \(advice.english)."
        ), at: there.position)
    }
    return failed
  }

  private func isShared(_ logarithms: [Double], _ median: Double) -> Bool {
    let alike = logarithms.count { $0 * median > 0 && abs($0) > 0.5 * abs(median) }
    return alike * 10 >= logarithms.count * 9
  }

  // MARK: Factors of ten

  /// The power of ten by which a value is away from the median of the others, if it is near one and they agree. Of two others
  /// only that it is a thousand times away can be said, and only where they are nearly the same.
  /// - Parameter others: where they are put into their order.
  private func slip(
    _ values: [Double], at index: Int, least: Double = 100, orOfTwo: Bool = false, _ others: inout [Double]
  ) -> (power: Int, usual: Double)? {
    let value = values[index]
    guard value > 0 else { return nil }
    others.removeAll(keepingCapacity: true)
    for (place, other) in values.enumerated() where place != index && other > 0 { others.append(other) }
    let isOfTwo = others.count == 2
    guard others.count >= 3 || isOfTwo && orOfTwo else { return nil }
    var (lowest, highest) = (others[0], others[0])
    for other in others { (lowest, highest) = (min(lowest, other), max(highest, other)) }
    guard highest < (isOfTwo ? SlippedOfThree.likeness : 3) * lowest else { return nil }
    let median = Spread.median(of: &others)
    if isOfTwo { return SlippedOfThree.power(value, usual: median).map { ($0, median) } }
    guard max(value, median) >= least else { return nil }
    let power = (value / median).logarithm / 10.0.logarithm
    let whole = power.rounded()
    return (1...3).contains(abs(whole)) && abs(power - whole) < 0.12 ? (Int(whole), median) : nil
  }

  /// Thousands where single units should stand, a decimal point that slipped. A factor of ten that many units of a level have
  /// in one and the same year is no slip: the thing itself has grown, or was counted anew.
  mutating func findSlips(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    if case .scale(let band?) = rule.test {
      findOutOfBand(rule, key, band)
      return
    }
    struct Slip {
      var position: Int
      var power: Int
      var usual: Double
    }
    struct Peers: Hashable {
      var level: Int32
      var period: Int32
    }
    var slips: [(peers: Peers, slip: Slip)] = []
    let wanted = wantedLevels(rule)
    let periods = observed.calendar.count
    // By place of level and period.
    var counts = [Int](repeating: 0, count: wanted.count * periods)
    var checked = 0
    let course = CourseOfLevels(observed, key, wanted)
    var positions: [Int] = []
    var values: [Double] = []
    var usual: [Double] = []
    var courseless: [Double] = []
    var others: [Double] = []
    for run in observed.runsOfSeries[key] ?? [] {
      let level = observed.runs[Int(run)].level
      guard wanted[Int(level)] else { continue }
      observed.years(of: run, into: &positions)
      checked += positions.count
      values.removeAll(keepingCapacity: true)
      usual.removeAll(keepingCapacity: true)
      courseless.removeAll(keepingCapacity: true)
      // Beside the figures as they are: without what all units of the level did, which hides slips where times change.
      for position in positions {
        let period = observed.periods[position]
        counts[Int(level) * periods + Int(period)] += 1
        let (value, factor) = (observed.values[position], course.level(level, period))
        values.append(value)
        usual.append(factor)
        courseless.append(value / factor)
      }
      for index in Self.extremes(values, or: courseless) {
        var found = slip(values, at: index, orOfTwo: true, &others)
        if found == nil {
          found = slip(courseless, at: index, least: 100 / usual[index], &others)
          found?.usual *= usual[index]
        }
        guard let found else { continue }
        let peers = Peers(level: level, period: observed.periods[positions[index]])
        slips.append((peers, Slip(position: positions[index], power: found.power, usual: found.usual)))
      }
    }
    let shared = Dictionary(slips.map { ($0.peers, 1) }, uniquingKeysWith: +)
    var failed = 0
    var toldTogether: Set<Peers> = []
    for (peers, slip) in slips {
      let among = counts[Int(peers.level) * periods + Int(peers.period)]
      slipped.insert(slip.position)
      if among >= 4, let alike = shared[peers], alike * 4 > among {
        // Ten times as many may be the thing itself; a hundred or a thousand times in one year is another unit of measure.
        guard abs(slip.power) >= 2, toldTogether.insert(peers).inserted else { continue }
        failed += alike
        report(rule, sharedSlipMessage(rule, slip.position, slip.power, alike, among), at: slip.position)
        continue
      }
      failed += 1
      report(rule, slipMessage(rule, slip.position, slip.power, usual: slip.usual), at: slip.position)
    }
    count(rule, checked: checked, failed: failed)
    findShifts(rule, key, told: Set(toldTogether.map(\.level)))
    findUnlikePeers(rule, key)
    findSlippedParts(rule, key)
  }

  /// A whole year of a level in another unit of measure, said once.
  private func sharedSlipMessage(_ rule: CheckRule, _ position: Int, _ power: Int, _ alike: Int, _ among: Int) -> Wording {
    let factor = ["10", "100", "1000"][min(2, abs(power) - 1)]
    return Wording(
      "\(rule.label.polish): \(subject(of: position)) i inne jednostki tego poziomu (\(alike) z \(among)): wartości \(factor) razy \(power > 0 ? "większe" : "mniejsze") niż w innych latach. Sprawdź jednostkę miary tego roku.",
      en:
        "\(rule.label.english): \(subject(of: position)) and other units of the level (\(alike) of \(among)): values \(factor) times \(power > 0 ? "more" : "less") than in other years. Check the unit of measure of that year."
    )
  }

  /// Places of the values that could be slips: the others have to be like one another, so that only the greatest and the
  /// least of all can stand out, and only where they are far apart.
  private static func extremes(_ values: [Double], or others: [Double]) -> [Int] {
    let (found, more) = (extremes(values), extremes(others))
    guard let found else { return more.map { [$0.0, $0.1] } ?? [] }
    guard let more else { return [found.0, found.1] }
    return Set([found.0, found.1, more.0, more.1]).sorted()
  }

  /// The first of both in the order of their places.
  private static func extremes(_ values: [Double]) -> (Int, Int)? {
    var least = -1
    var greatest = -1
    for (index, value) in values.enumerated() where value > 0 {
      if least < 0 || value < values[least] { least = index }
      if greatest < 0 || value > values[greatest] { greatest = index }
    }
    guard least >= 0, values[greatest] > 5 * values[least] else { return nil }
    return (min(least, greatest), max(least, greatest))
  }

  private func slipMessage(_ rule: CheckRule, _ position: Int, _ power: Int, usual: Double) -> Wording {
    let factor = ["10", "100", "1000"][min(2, abs(power) - 1)]
    return Wording(
      "\(rule.label.polish): \(subject(of: position)): \(shown(observed.values[position])) jest \(factor) razy \(power > 0 ? "większe" : "mniejsze") niż zwykle (\(shown(usual))). Sprawdź jednostkę miary.",
      en:
        "\(rule.label.english): \(subject(of: position)): \(shown(observed.values[position])) is \(factor) times \(power > 0 ? "more" : "less") than usual (\(shown(usual))). Check the unit of measure."
    )
  }
}
