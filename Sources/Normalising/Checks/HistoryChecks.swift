import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// Rules that look at a series against its own history and against its peers. Years only: other periods have seasons.
extension ObservationChecker {
  /// Years and rows of one unit's series that have a positive number, and the change from the year before.
  private struct Change {
    var row: Int
    var before: Int
    var logarithm: Double
  }

  /// Steps that stand out: |own change - the peers' median change| above so many robust deviations, where the deviation
  /// is made of the peers' spread, of the series' own restlessness, and of what chance does to small counts (Poisson).
  mutating func findSteps(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ deviations: Double) {
    var changes: [(level: Int32, changes: [Change])] = []
    var peers: [Int32: [Int32: [Double]]] = [:]
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] {
      let (level, found) = self.changes(of: run)
      guard !found.isEmpty, wanted[Int(level)] else { continue }
      changes.append((level, found))
      for change in found {
        peers[level, default: [:]][observed.candidates.period[change.row], default: []].append(change.logarithm)
      }
    }
    let least = (1 + rule.relativeTolerance).logarithm
    let spreads = peers.mapValues { $0.mapValues(Spread.init) }
    var checked = 0
    var failed = 0
    for (level, found) in changes {
      let own = found.map { change -> Double in
        let spread = spreads[level]?[observed.candidates.period[change.row]]
        return change.logarithm - (spread.map { $0.count >= 5 ? $0.median : 0 } ?? 0)
      }
      let restless = Spread(own)
      var isAfterStep = false
      for (index, change) in found.enumerated() {
        guard let spread = spreads[level]?[observed.candidates.period[change.row]], spread.count >= 5 || found.count >= 6 else {
          continue
        }
        checked += 1
        let (a, b) = (value(change.row), value(change.before))
        let scale = (spread.scale * spread.scale + restless.scale * restless.scale + 1 / a + 1 / b + 0.0004).squareRoot()
        let stands = abs(own[index]) > deviations * scale && abs(own[index]) > least
        // The way back from a wrong value is no second mistake.
        defer { isAfterStep = stands && !isAfterStep }
        guard stands, !isAfterStep, !looksLikeSlip(change.row, in: found.map(\.row)) else { continue }
        failed += 1
        let text = shown(deviations)
        report(
          rule,
          Wording(
            "\(rule.label.polish): \(subject(of: change.row)): \(shown(b)) → \(shown(a)), \(shown(abs(own[index]) / scale)) odchyleń od własnej historii i innych jednostek, próg \(text).",
            en:
              "\(rule.label.english): \(subject(of: change.row)): \(shown(b)) → \(shown(a)), \(shown(abs(own[index]) / scale)) deviations from its own history and its peers, threshold \(text)."
          ), at: change.row)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  private func value(_ row: Int) -> Double { observed.candidates.value[row] ?? .nan }

  private func changes(of run: Int32) -> (level: Int32, [Change]) {
    var found: [Change] = []
    var last: (row: Int, year: Int)?
    var level: Int32 = 0
    for position in observed.runs[Int(run)].rows {
      let row = observed.rows[position]
      level = observed.candidates.level[row]
      guard let period = observed.periods[Int(observed.candidates.period[row])], period.kind == .year,
        let number = observed.candidates.value[row], number > 0
      else { continue }
      if let last, last.year == period.year - 1, let before = observed.candidates.value[last.row] {
        found.append(Change(row: row, before: last.row, logarithm: (number / before).logarithm))
      }
      last = (row, period.year)
    }
    return (level, found)
  }

  // MARK: Factors of ten

  private func looksLikeSlip(_ row: Int, in rows: [Int]) -> Bool {
    slip(value(row), others: rows.filter { $0 != row }.map(value)) != nil
  }

  /// The power of ten by which a value is away from the median of the others, if it is near one and they agree.
  private func slip(_ value: Double, others: [Double]) -> Int? {
    let positive = others.filter { $0 > 0 }.sorted()
    guard positive.count >= 3, value > 0, positive[positive.count - 1] < 3 * positive[0] else { return nil }
    let median = Spread.median(positive)
    guard max(value, median) >= 100 else { return nil }
    let power = (value / median).logarithm / 10.0.logarithm
    let whole = power.rounded()
    return (1...3).contains(abs(whole)) && abs(power - whole) < 0.12 ? Int(whole) : nil
  }

  /// Thousands where single units should stand, a decimal point that slipped. A factor of ten that many units of a level have
  /// in one and the same year is no slip: the thing itself has grown, or was counted anew.
  mutating func findSlips(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    struct Slip {
      var row: Int
      var power: Int
      var usual: Double
    }
    struct Peers: Hashable {
      var level: Int32
      var period: Int32
    }
    var slips: [(peers: Peers, slip: Slip)] = []
    var counts: [Peers: Int] = [:]
    var checked = 0
    let wanted = wantedLevels(rule)
    var rows: [Int] = []
    var values: [Double] = []
    for run in observed.runsOfSeries[key] ?? [] {
      observed.years(of: run, into: &rows, &values)
      guard let first = rows.first, wanted[Int(observed.candidates.level[first])] else { continue }
      checked += rows.count
      for row in rows {
        counts[Peers(level: observed.candidates.level[row], period: observed.candidates.period[row]), default: 0] += 1
      }
      for index in Self.extremes(values) {
        let row = rows[index]
        let peers = Peers(level: observed.candidates.level[row], period: observed.candidates.period[row])
        var others = values
        others.remove(at: index)
        guard let power = slip(values[index], others: others) else { continue }
        slips.append((peers, Slip(row: row, power: power, usual: Spread.median(others.filter { $0 > 0 }.sorted()))))
      }
    }
    let shared = Dictionary(slips.map { ($0.peers, 1) }, uniquingKeysWith: +)
    var failed = 0
    var toldTogether: Set<Peers> = []
    for (peers, slip) in slips {
      let among = counts[peers] ?? 0
      if among >= 4, let alike = shared[peers], alike * 4 > among {
        // Ten times as many may be the thing itself; a hundred or a thousand times in one year is another unit of measure.
        guard abs(slip.power) >= 2, toldTogether.insert(peers).inserted else { continue }
        failed += alike
        report(rule, sharedSlipMessage(rule, slip.row, slip.power, alike, among), at: slip.row)
        continue
      }
      failed += 1
      report(rule, slipMessage(rule, slip.row, slip.power, usual: slip.usual), at: slip.row)
    }
    count(rule, checked: checked, failed: failed)
  }

  /// A whole year of a level in another unit of measure, said once.
  private func sharedSlipMessage(_ rule: CheckRule, _ row: Int, _ power: Int, _ alike: Int, _ among: Int) -> Wording {
    let factor = ["10", "100", "1000"][min(2, abs(power) - 1)]
    return Wording(
      "\(rule.label.polish): \(subject(of: row)) i inne jednostki tego poziomu (\(alike) z \(among)): wartości \(factor) razy \(power > 0 ? "większe" : "mniejsze") niż w innych latach. Sprawdź jednostkę miary tego roku.",
      en:
        "\(rule.label.english): \(subject(of: row)) and other units of the level (\(alike) of \(among)): values \(factor) times \(power > 0 ? "more" : "less") than in other years. Check the unit of measure of that year."
    )
  }

  /// Places of the values that could be slips: the others have to be like one another, so that only the greatest and the
  /// least of all can stand out, and only where they are far apart.
  private static func extremes(_ values: [Double]) -> [Int] {
    var least = -1
    var greatest = -1
    for (index, value) in values.enumerated() where value > 0 {
      if least < 0 || value < values[least] { least = index }
      if greatest < 0 || value > values[greatest] { greatest = index }
    }
    guard least >= 0, values[greatest] > 5 * values[least] else { return [] }
    return [least, greatest].sorted()
  }

  private func slipMessage(_ rule: CheckRule, _ row: Int, _ power: Int, usual: Double) -> Wording {
    let factor = ["10", "100", "1000"][min(2, abs(power) - 1)]
    return Wording(
      "\(rule.label.polish): \(subject(of: row)): \(shown(value(row))) jest \(factor) razy \(power > 0 ? "większe" : "mniejsze") niż zwykle (\(shown(usual))). Sprawdź jednostkę miary.",
      en:
        "\(rule.label.english): \(subject(of: row)): \(shown(value(row))) is \(factor) times \(power > 0 ? "more" : "less") than usual (\(shown(usual))). Check the unit of measure."
    )
  }

  // MARK: Zeros

  /// A zero between years that are far from it is a suppressed or lost value, unless the publisher marked it as a true one.
  mutating func findZeros(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ neighbours: Double) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] {
      guard observed.hasZero(run) else { continue }
      let rows = observed.runs[Int(run)].rows.map { observed.rows[$0] }.filter {
        observed.periods[Int(observed.candidates.period[$0])]?.kind == .year
      }
      guard let first = rows.first, wanted[Int(observed.candidates.level[first])] else { continue }
      for (index, row) in rows.enumerated() where value(row) == 0 && observed.candidates.status[row] == .ok {
        checked += 1
        let near = neighbouringValues(rows, index)
        // With years on one side only the figure may have begun or ended; it has to have been high for long.
        let least = near.isOneSided ? 5 * neighbours : neighbours
        guard near.values.count >= (near.isOneSided ? 3 : 2), near.values.allSatisfy({ $0 >= least }) else { continue }
        failed += 1
        let list = near.values.map(shown).joined(separator: " i ")
        report(
          rule,
          Wording(
            "\(rule.label.polish): \(subject(of: row)): 0, a w latach obok \(list). Jeśli wartość jest nieznana lub tajna, zero jej nie zastępuje.",
            en:
              "\(rule.label.english): \(subject(of: row)): 0 beside \(near.values.map(shown).joined(separator: " and ")) in the years next to it. A zero does not stand for an unknown or secret value."
          ), at: row)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// The years just before and after; for the last year the three before it.
  private func neighbouringValues(_ rows: [Int], _ index: Int) -> (values: [Double], isOneSided: Bool) {
    func year(_ place: Int) -> Int? { observed.periods[Int(observed.candidates.period[rows[place]])]?.year }
    guard let own = year(index) else { return ([], false) }
    func value(_ offset: Int) -> Double? {
      let place = index + offset
      guard rows.indices.contains(place), year(place) == own + offset else { return nil }
      return observed.candidates.value[rows[place]]
    }
    if index + 1 < rows.count { return ([value(-1), value(1)].compactMap(\.self), false) }
    return ([value(-3), value(-2), value(-1)].compactMap(\.self), true)
  }

  // MARK: Units without a figure

  /// Which units of a level have nothing for a year that most others have.
  mutating func findMissing(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    for levelName in rule.levels {
      guard let level = Level(rawValue: levelName) else { continue }
      let expected = register.units(at: level, in: region)
      guard expected.count >= 3 else { continue }
      var present: [Int32: Set<String>] = [:]
      var files: [Int32: Int] = [:]
      for run in observed.runsOfSeries[key] ?? [] {
        for position in observed.runs[Int(run)].rows {
          let row = observed.rows[position]
          guard observed.candidates.texts.level[observed.candidates.level[row]] == levelName else { break }
          let period = observed.candidates.period[row]
          present[period, default: []].insert(observed.candidates.texts.unit[observed.runs[Int(run)].unit])
          files[period] = row
        }
      }
      for period in present.keys.sorted(by: {
        observed.candidates.texts.period[$0] < observed.candidates.texts.period[$1]
      }) {
        guard let canonical = observed.periods[Int(period)], let units = present[period], let row = files[period] else {
          continue
        }
        let due = expected.filter { register.existed($0, on: canonical.lastDay) }
        guard units.count * 2 >= due.count else { continue }
        let lacking = due.filter { !units.contains($0.code) }
        count(rule, checked: due.count, failed: lacking.count)
        let source = observed.candidates.texts.source[observed.candidates.source[row]]
        for unit in lacking {
          report(
            Finding(
              rule.severity, rule.id, unit: unit.code, measure: observed.candidates.texts.measure[key.measure],
              Wording(
                "\(rule.label.polish): \(unit.name) (\(unit.code)) nie ma danych za \(canonical.text) w źródle „\(source)”; ma je \(units.count) z \(due.count) jednostek.",
                en:
                  "\(rule.label.english): \(unit.name) (\(unit.code)) has no data for \(canonical.text) in “\(source)”; \(units.count) of \(due.count) units have them."
              )))
        }
      }
    }
  }
}
