import Bytes
import Contracts
import Findings
import Pipelines

// Thousands for ones in several years: the figures agree with one another on either side, so that none stands out alone.
extension ObservationChecker {
  private struct Shift {
    var run: Int32
    var scales: TwoScales
    /// Positions of the years of either group.
    var lower: [Int]
    var upper: [Int]

    /// The years that are likely to be wrong: the fewer of them, and thousands rather than ones.
    var suspected: [Int] { upper.count < lower.count ? upper : lower }
  }

  /// Series of units whose years stand about a thousand times apart. Where most units of a level have that, the file has
  /// another unit of measure, which is said once.
  /// - Parameter told: levels of which a shared slip of this series has been said.
  mutating func findShifts(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, told: Set<Int32>) {
    let wanted = wantedLevels(rule)
    var shifts: [Int32: [Shift]] = [:]
    // By code of the level.
    var runs = [Int](repeating: 0, count: wanted.count)
    var positions: [Int] = []
    var values: [Double] = []
    var sorted: [Double] = []
    for run in observed.runsOfSeries[key] ?? [] {
      let level = observed.runs[Int(run)].level
      guard wanted[Int(level)], !told.contains(level) else { continue }
      runs[Int(level)] += 1
      observed.years(of: run, into: &positions)
      values.removeAll(keepingCapacity: true)
      for position in positions { values.append(observed.values[position]) }
      guard let scales = TwoScales(values, &sorted) else { continue }
      let counted = positions.filter { observed.values[$0] > 0 }
      shifts[level, default: []].append(
        Shift(
          run: run, scales: scales, lower: counted.filter { observed.values[$0] <= scales.bound },
          upper: counted.filter { observed.values[$0] > scales.bound }))
    }
    var failed = 0
    for (level, found) in shifts.sorted(by: { $0.key < $1.key }) {
      // A slip of one year has been told by the side of its other years.
      let own = found.filter { shift in !(shift.lower + shift.upper).contains { slipped.contains($0) } }
      guard let first = own.first else { continue }
      failed += own.count
      for shift in own { slipped.formUnion(shift.suspected) }
      if own.count >= 4, own.count * 2 > runs[Int(level)] {
        report(rule, sharedShiftMessage(rule, first, own.count, runs[Int(level)]), at: first.suspected[0])
        continue
      }
      for shift in own { report(rule, shiftMessage(rule, shift), at: shift.suspected[0]) }
    }
    count(rule, checked: 0, failed: failed)
  }

  private func shiftMessage(_ rule: CheckRule, _ shift: Shift) -> Wording {
    let (lower, upper) = (shown(shift.scales.lower), shown(shift.scales.upper))
    return Wording(
      "\(rule.label.polish): \(subject(of: shift.suspected[0])): zwykle \(lower) (\(years(shift.lower))) i \(upper) (\(years(shift.upper))), około \(shown(shift.scales.ratio.rounded())) razy więcej. Sprawdź jednostkę miary.",
      en:
        "\(rule.label.english): \(subject(of: shift.suspected[0])): usually \(lower) (\(years(shift.lower))) and \(upper) (\(years(shift.upper))), about \(shown(shift.scales.ratio.rounded())) times more. Check the unit of measure."
    )
  }

  private func sharedShiftMessage(_ rule: CheckRule, _ shift: Shift, _ alike: Int, _ among: Int) -> Wording {
    let (lower, upper) = (shown(shift.scales.lower), shown(shift.scales.upper))
    return Wording(
      "\(rule.label.polish): \(subject(of: shift.suspected[0])) i inne jednostki tego poziomu (\(alike) z \(among)): zwykle \(lower) (\(years(shift.lower))) i \(upper) (\(years(shift.upper))), około \(shown(shift.scales.ratio.rounded())) razy więcej. Sprawdź jednostkę miary pliku.",
      en:
        "\(rule.label.english): \(subject(of: shift.suspected[0])) and other units of the level (\(alike) of \(among)): usually \(lower) (\(years(shift.lower))) and \(upper) (\(years(shift.upper))), about \(shown(shift.scales.ratio.rounded())) times more. Check the unit of measure of the file."
    )
  }

  /// The years of some positions, those that follow one another as a span: `2005, 2015–2019`. Other periods are listed.
  func years(_ positions: [Int]) -> String {
    var spans: [(first: Int, last: Int)] = []
    var others: Set<String> = []
    for year in Set(positions.map { observed.year($0) }).sorted() where year != ObservedSeries.notAYear {
      if let last = spans.last?.last, year == last + 1 {
        spans[spans.count - 1].last = year
      } else {
        spans.append((year, year))
      }
    }
    for position in positions where observed.year(position) == ObservedSeries.notAYear {
      others.insert(observed.candidates.texts.period[observed.periods[position]])
    }
    let texts = spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
    return (texts + others.sorted()).joined(separator: ", ")
  }
}
