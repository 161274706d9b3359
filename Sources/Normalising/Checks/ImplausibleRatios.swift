import Bytes
import Contracts
import Findings
import Pipelines

// Thousands for ones in a whole file and all of its years: nothing but the sense of the figure tells, zł per inhabitant or
// benefit, benefits per person, a wage.
extension ObservationChecker {
  /// Figures that come to more or less by another figure of the unit than can be. Where more than a quarter of a level's
  /// figures do, that is said once; else once a unit, with its years.
  mutating func findOutOfBand(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ band: ScaleBand) {
    let name = observed.candidates.texts.measure[key.measure]
    guard let driver = rule.left.terms.first, let stem = MeasurePattern(driver.name).stem(of: name) else { return }
    let others = band.isOfItself ? nil : runsByUnit(of: MeasurePattern(band.measure).name(stem))
    guard band.isOfItself || others != nil else { return }
    let wanted = wantedLevels(rule)
    let isStock = measures[name]?.kind == .stock
    // By code of the level.
    var checked = [Int](repeating: 0, count: wanted.count)
    var found: [Int32: [(position: Int, other: Double)]] = [:]
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      let other = others.map { $0[Int(own.unit)] }
      guard wanted[Int(own.level)], other != -1 else { continue }
      for position in own.positions where observed.values[position] > 0 {
        var beside = 1.0
        if let other {
          // Of a few nothing can be said.
          guard
            let place = placeBeside(
              other, observed.periods[position], near: position - own.positions.lowerBound, isStock: isStock),
            observed.values[place] >= 5
          else { continue }
          beside = observed.values[place]
        }
        checked[Int(own.level)] += 1
        guard !band.range.contains(observed.values[position] / beside), !slipped.contains(position) else { continue }
        found[own.level, default: []].append((position, beside))
      }
    }
    for (level, all) in found.sorted(by: { $0.key < $1.key }) {
      slipped.formUnion(all.map { $0.position })
      let units = Dictionary(grouping: all) { observed.candidates.unit[Int(observed.rows[$0.position])] }
      if units.count >= 4, all.count * 4 > checked[Int(level)] {
        report(rule, ratioMessage(rule, band, all[0], all.map { $0.position }, alike: units.count), at: all[0].position)
        continue
      }
      for own in units.values.sorted(by: { $0[0].position < $1[0].position }) {
        report(rule, ratioMessage(rule, band, own[0], own.map { $0.position }, alike: 1), at: own[0].position)
      }
    }
    count(rule, checked: checked.reduce(0, +), failed: found.values.reduce(0) { $0 + $1.count })
  }

  /// Where the figure stands that another is set beside: of the same period; for a state within a year, such as the unemployed in
  /// December, that of the year, or the last one published before.
  private func placeBeside(_ other: Int32, _ period: Int32, near offset: Int, isStock: Bool) -> Int? {
    if let place = observed.position(other, period: period, near: offset) { return place }
    guard isStock else { return nil }
    for years in 0...2 {
      let year = observed.yearCode(of: period, before: years)
      if year >= 0, let place = observed.position(other, period: year, near: offset) { return place }
    }
    return nil
  }

  private func ratioMessage(
    _ rule: CheckRule, _ band: ScaleBand, _ first: (position: Int, other: Double), _ positions: [Int], alike: Int
  ) -> Wording {
    let value = observed.values[first.position]
    let sides =
      band.isOfItself ? shown(value) : "\(shown(value)) / \(shown(first.other)) = \(shown(value / first.other))"
    let (least, greatest) = (shown(band.range.lowerBound), shown(band.range.upperBound))
    let who =
      alike == 1
      ? Wording("", en: "") : Wording(" i inne jednostki tego poziomu (\(alike))", en: " and other units of the level (\(alike))")
    return Wording(
      "\(rule.label.polish): \(subject(of: first.position))\(who.polish): \(sides), a może być od \(least) do \(greatest); tak w latach \(years(positions)). Sprawdź jednostkę miary.",
      en:
        "\(rule.label.english): \(subject(of: first.position))\(who.english): \(sides), where \(least) to \(greatest) can be; so in \(years(positions)). Check the unit of measure."
    )
  }
}
