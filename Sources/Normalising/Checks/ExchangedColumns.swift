import Bytes
import Contracts
import Findings
import Pipelines

// Two columns of a file that changed places in one year for all of its units: no unit stands out among its peers, but each measure
// stands where the other has its history.
extension ObservationChecker {
  /// Where a measure stands in the units of one level, year by year: logarithms of the mean of figures above zero.
  struct Standing {
    var key: ObservedSeries.SeriesKey
    var level: Int32
    /// By place of the year; NaN where there are fewer than five units.
    var means: [Double]
    /// Middle of the years beside each year: one on either side, or the two next to the first or the last.
    var usual: [Double]
    /// Half of what those two are apart.
    var spreads: [Double]
    /// Places of those two.
    var beside: [(Int, Int)]
    /// Logarithms of a sample of the units, year by year: `sample[year * size + unit]`; NaN where there is no figure above zero.
    var sample: [Double]
    /// Code of a file that has figures of the year, -1 without any.
    var files: [Int32]
  }

  /// Fewer units are no level to speak of.
  static let fewestExchanged = 5

  /// Pairs of measures that stand at each other's level in one year, in most units of a level. Looked for among the means of levels,
  /// and only what stands out there unit by unit. Said once a pair and year.
  mutating func findExchanges(_ rule: CheckRule, _ keys: [ObservedSeries.SeriesKey]) {
    let years = observed.years.indices.filter { observed.years[$0] != ObservedSeries.notAYear }
      .sorted { observed.years[$0] < observed.years[$1] }
    guard years.count >= 3 else { return }
    let wanted = wantedLevels(rule)
    var standings: [[Standing]] = wanted.map { _ in [] }
    let sampled = sampledUnits(wanted)
    for key in keys {
      for standing in self.standings(key, years, wanted, sampled) { standings[Int(standing.level)].append(standing) }
    }
    var checked = 0
    var failed = 0
    for own in standings where own.count >= 2 {
      checked += own.count * years.count
      for first in own.indices.dropLast() {
        for second in own.index(after: first)..<own.endIndex {
          for year in years.indices
          where haveExchanged(own[first], own[second], year, years) || haveExchangedUnits(own[first], own[second], year, years) {
            guard let found = exchange(own[first], own[second], year, years) else { continue }
            failed += 1
            report(rule, exchangeMessage(rule, own[first], own[second], year, found), at: found.position)
          }
        }
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  private func standings(
    _ key: ObservedSeries.SeriesKey, _ years: [Int], _ wanted: [Bool], _ sampled: [Int]
  ) -> [Standing] {
    var placeOfYear = [Int](repeating: -1, count: observed.years.count)
    for (place, code) in years.enumerated() { placeOfYear[code] = place }
    var sums = [Double](repeating: 0, count: wanted.count * years.count)
    var counts = [Int](repeating: 0, count: wanted.count * years.count)
    var files = [Int32](repeating: -1, count: wanted.count * years.count)
    var samples = wanted.map { _ in [Double]() }
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      guard wanted[Int(own.level)] else { continue }
      for position in own.positions where observed.values[position] > 0 {
        let year = placeOfYear[Int(observed.periods[position])]
        guard year >= 0 else { continue }
        let place = Int(own.level) * years.count + year
        sums[place] += observed.values[position]
        counts[place] += 1
        if files[place] < 0 { files[place] = observed.candidates.file[Int(observed.rows[position])] }
        let unit = sampled[Int(own.unit)]
        guard unit >= 0 else { continue }
        let level = Int(own.level)
        if samples[level].isEmpty { samples[level] = [Double](repeating: .nan, count: Self.sampleSize * years.count) }
        samples[level][year * Self.sampleSize + unit] = observed.values[position].logarithm
      }
    }
    var found: [Standing] = []
    for level in wanted.indices {
      var means = [Double](repeating: .nan, count: years.count)
      for year in years.indices {
        let place = level * years.count + year
        if counts[place] >= Self.fewestExchanged { means[year] = (sums[place] / Double(counts[place])).logarithm }
      }
      let known = means.indices.filter { !means[$0].isNaN }
      guard known.count >= 3 else { continue }
      var standing = Standing(
        key: key, level: Int32(level), means: means, usual: means, spreads: means,
        beside: [(Int, Int)](repeating: (0, 0), count: years.count), sample: samples[level],
        files: Array(files[level * years.count..<(level + 1) * years.count]))
      for (index, year) in known.enumerated() {
        let first = index == 0 ? known[1] : index == known.count - 1 ? known[index - 2] : known[index - 1]
        let second = index == 0 ? known[2] : index == known.count - 1 ? known[index - 1] : known[index + 1]
        standing.usual[year] = (means[first] + means[second]) / 2
        standing.spreads[year] = abs(means[first] - means[second]) / 2
        standing.beside[year] = (first, second)
      }
      found.append(standing)
    }
    return found
  }

  /// Whether two measures, plainly apart in the years beside a year and steady there, stand near each other's place in it. With
  /// years on one side only they have to be further apart and nearer to the other's place, and the years close by: what moved may
  /// have moved for good.
  private func haveExchanged(_ a: Standing, _ b: Standing, _ year: Int, _ years: [Int]) -> Bool {
    let distance = abs(a.usual[year] - b.usual[year])
    // NaN where either has no figure is not near anything. Asked of every pair and year: nearly all end here.
    let away = max(abs(a.means[year] - b.usual[year]), abs(b.means[year] - a.usual[year]))
    guard distance >= 0.25, away <= 0.4 * distance, a.spreads[year] <= 0.3 * distance, b.spreads[year] <= 0.3 * distance
    else { return false }
    let beside = [a.beside[year].0, a.beside[year].1, b.beside[year].0, b.beside[year].1]
    if beside[0] < year, beside[1] > year, beside[2] < year, beside[3] > year { return true }
    return areCloseBy(beside, year, years) && distance >= 0.35 && away <= 0.3 * distance
  }

  /// Whether the years beside a year are at most two from it.
  func areCloseBy(_ beside: [Int], _ year: Int, _ years: [Int]) -> Bool {
    beside.allSatisfy { abs(observed.years[years[$0]] - observed.years[years[year]]) <= 2 }
  }

  /// Units of which both figures of the year stand in one file and nearer to the other measure's place than to their own.
  /// - Returns: nil where those are fewer than seven in ten.
  private func exchange(
    _ a: Standing, _ b: Standing, _ year: Int, _ years: [Int]
  ) -> (position: Int, alike: Int, among: Int)? {
    let others = observed.runsByUnit(b.key)
    let code = Int32(years[year])
    var first = -1
    var alike = 0
    var among = 0
    for run in observed.runsOfSeries[a.key] ?? [] {
      let own = observed.runs[Int(run)]
      guard own.level == a.level, others[Int(own.unit)] >= 0 else { continue }
      let other = others[Int(own.unit)]
      guard let position = observed.position(run, period: code, near: 0),
        let beside = observed.position(other, period: code, near: 0), isInOneFile(position, beside),
        let usual = middle(run, a.beside[year], years), let usualOther = middle(other, b.beside[year], years),
        observed.values[position] > 0, observed.values[beside] > 0
      else { continue }
      among += 1
      let (x, y) = (observed.values[position].logarithm, observed.values[beside].logarithm)
      guard abs(x - usualOther) + abs(y - usual) < abs(x - usual) + abs(y - usualOther) else { continue }
      alike += 1
      if first < 0 { first = position }
    }
    guard among >= Self.fewestExchanged, alike * 10 >= among * 7, first >= 0 else { return nil }
    return (first, alike, among)
  }

  private func isInOneFile(_ a: Int, _ b: Int) -> Bool {
    let candidates = observed.candidates
    return candidates.file[Int(observed.rows[a])] == candidates.file[Int(observed.rows[b])]
  }

  /// Logarithm of what a unit usually has: the mean of the years beside the year, as far as it has them.
  private func middle(_ run: Int32, _ beside: (Int, Int), _ years: [Int]) -> Double? {
    var sum = 0.0
    var count = 0
    for year in [beside.0, beside.1] {
      guard let position = observed.position(run, period: Int32(years[year]), near: 0), observed.values[position] > 0 else {
        continue
      }
      sum += observed.values[position].logarithm
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }

  private func exchangeMessage(
    _ rule: CheckRule, _ a: Standing, _ b: Standing, _ year: Int, _ found: (position: Int, alike: Int, among: Int)
  ) -> Wording {
    func mean(_ logarithm: Double) -> String { shown((10 * logarithm.exponential).rounded() / 10) }
    let (one, other) = (observed.name(of: a.key), observed.name(of: b.key))
    let subject = subject(of: found.position)
    let first = (mean(a.means[year]), mean(a.usual[year]))
    let second = (mean(b.means[year]), mean(b.usual[year]))
    return Wording(
      "\(rule.label.polish): \(subject) i \(other), \(found.alike) z \(found.among) jednostek tego poziomu: średnio \(one) \(first.0), w latach obok \(first.1); \(other) \(second.0), w latach obok \(second.1). Sprawdź, czy kolumny tego roku nie są zamienione.",
      en:
        "\(rule.label.english): \(subject) and \(other), \(found.alike) of \(found.among) units of the level: on average \(one) \(first.0), in the years beside it \(first.1); \(other) \(second.0), in the years beside it \(second.1). See whether the columns of that year have changed places."
    )
  }
}
