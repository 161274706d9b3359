import Bytes
import Contracts
import Findings
import Pipelines

// The figures of half a year under the header of a whole one: no sum is broken by that, and each of them might be so; all of them
// at once are not.
extension ObservationChecker {
  /// The measures of one unit in one year against the years beside it.
  private struct Share {
    var position: Int
    var measures = 0
    var halves = 0
    /// Sum of the logarithms of the shares.
    var logarithms = 0.0
    /// The unit has one other year only.
    var isBesideOne = false

    /// Beside one year alone more has to agree: nothing tells what is usual.
    var isHalf: Bool {
      let mean = (logarithms / Double(measures)).exponential
      return isBesideOne
        ? halves * 10 >= measures * 9 && (0.44...0.56).contains(mean)
        : halves * 4 >= measures * 3 && (0.4...0.62).contains(mean)
    }
  }

  private struct Place: Hashable {
    var unit: Int32
    var period: Int32
  }

  /// Fewer measures show nothing.
  private static let fewestMeasures = 8

  /// Units and years in which three quarters of the measures are about half of what they are in the year before and the year
  /// after (the last year: in the two before). Where most units of a level have that, it is said once.
  mutating func findHalves(_ rule: CheckRule, _ keys: [ObservedSeries.SeriesKey]) {
    let wanted = wantedLevels(rule)
    var shares: [Place: Share] = [:]
    var years: [Int] = []
    for key in keys {
      for run in observed.runsOfSeries[key] ?? [] {
        let own = observed.runs[Int(run)]
        guard wanted[Int(own.level)] else { continue }
        observed.years(of: run, into: &years)
        for (place, position) in years.enumerated() {
          guard let usual = usual(years, place), observed.values[position] > 0 else { continue }
          let share = observed.values[position].logarithm - usual
          let key = Place(unit: own.unit, period: observed.periods[position])
          var known = shares[key] ?? Share(position: position)
          known.measures += 1
          known.logarithms += share
          known.isBesideOne = known.isBesideOne || years.count == 2
          if (0.3...0.72).contains(share.exponential) { known.halves += 1 }
          shares[key] = known
        }
      }
    }
    var byYear: [Int32: [Int32: [Share]]] = [:]
    var units: [Int32: [Int32: Int]] = [:]
    var checked = 0
    for (place, share) in shares where share.measures >= Self.fewestMeasures {
      checked += 1
      let level = observed.candidates.level(ofUnit: place.unit)
      units[level, default: [:]][place.period, default: 0] += 1
      guard share.isHalf else { continue }
      byYear[level, default: [:]][place.period, default: []].append(share)
    }
    var failed = 0
    for (level, periods) in byYear.sorted(by: { $0.key < $1.key }) {
      for (period, found) in periods.sorted(by: { $0.key < $1.key }) {
        failed += found.count
        let found = found.sorted { $0.position < $1.position }
        let among = units[level]?[period] ?? found.count
        if found.count > 3, found.count * 2 > among {
          report(rule, message(rule, found[0], together: (found.count, among)), at: found[0].position)
        } else {
          for share in found { report(rule, message(rule, share, together: nil), at: share.position) }
        }
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// Logarithm of the mean of the years beside one: those right before and after it, for the last year the two before, of two
  /// years the other. Nil where one of them is missing or nought, or they are themselves half of one another.
  private func usual(_ years: [Int], _ place: Int) -> Double? {
    if years.count == 2 {
      let other = years[1 - place]
      guard abs(observed.year(other) - observed.year(years[place])) <= 2, observed.values[other] > 0 else { return nil }
      return observed.values[other].logarithm
    }
    let beside = place + 1 < years.count ? (place - 1, place + 1) : (place - 2, place - 1)
    guard beside.0 >= 0, years.indices.contains(beside.1) else { return nil }
    let (one, other) = (years[beside.0], years[beside.1])
    let own = observed.year(years[place])
    guard abs(observed.year(one) - own) <= 2, abs(observed.year(other) - own) <= 2, observed.values[one] > 0,
      observed.values[other] > 0
    else { return nil }
    let (a, b) = (observed.values[one].logarithm, observed.values[other].logarithm)
    return abs(a - b) <= 0.5 ? (a + b) / 2 : nil
  }

  private func message(_ rule: CheckRule, _ share: Share, together: (Int, Int)?) -> Wording {
    let percent = shown((100 * (share.logarithms / Double(share.measures)).exponential).rounded())
    let candidates = observed.candidates
    let row = Int(observed.rows[share.position])
    let name = candidates.texts.unitName[candidates.unitName(row)]
    let period = candidates.texts.period[candidates.period[row]]
    let rest = together.map {
      Wording("; tak samo jest w \($0.0) z \($0.1) jednostek", en: "; so it is in \($0.0) of \($0.1) units")
    }
    return Wording(
      "\(rule.label.polish): \(name), \(period): \(share.halves) z \(share.measures) miar to średnio \(percent)% wartości z lat obok\(rest?.polish ?? ""). Sprawdź, czy sprawozdanie nie jest za jedno półrocze.",
      en:
        "\(rule.label.english): \(name), \(period): \(share.halves) of \(share.measures) measures are on average \(percent)% of what they are in the years beside it\(rest?.english ?? ""). See whether the statement is of one half-year."
    )
  }
}
