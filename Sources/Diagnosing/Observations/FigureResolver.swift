import Contracts
import Pipelines
import Territory

/// Finds the figure of a measure for a unit and year, and from which observations it is made:
///
/// 1. the unit's own: the observation with just that breakdown; else age groups that tile the wanted ages, men and
///    women, town and village, of which every part must have a number;
/// 2. for a unit of the region without an own one, and a measure that may be summed, the sum over the units below, all
///    of which must have a figure of their own - never a mean of rates, never a sum of what happens to be there.
///
/// What the source says is missing (secret, not available ...) is missing: it is not made up from elsewhere. Only what it
/// calls not yet available may be.
final class FigureResolver {
  /// A sum that could not be made because units below have no figure.
  struct Gap: Hashable {
    var measure: Int
    var breakdown: Breakdown
    var unit: Int
    var year: Int
    /// Positions of the units without a figure, ascending.
    var missing: [Int]
    var of: Int
  }

  let cube: ObservationCube
  /// Rows of observations, figure by figure.
  private(set) var origins: [Int32] = []
  private(set) var gaps: [Gap] = []

  /// One wanted measure with breakdown.
  private struct Term {
    var measure: Int
    var breakdown: Breakdown
    var plan: SeriesPlan
    var figures: [Figure?]
  }

  private var terms: [Term] = []
  private var termPositions: [Int: [Breakdown: Int]] = [:]

  init(_ cube: ObservationCube) { self.cube = cube }

  /// Number of a measure with a breakdown, for `figure`.
  func term(_ measure: Int, _ breakdown: Breakdown) -> Int {
    if let known = termPositions[measure]?[breakdown] { return known }
    let published = cube.measures[measure].series.map(\.breakdown)
    let plan = SeriesPlan(breakdown, of: published, isAdditive: cube.measures[measure].definition.isAdditive)
    terms.append(
      Term(
        measure: measure, breakdown: breakdown, plan: plan,
        figures: Array(repeating: nil, count: cube.units.count * cube.years.count)))
    termPositions[measure, default: [:]][breakdown] = terms.count - 1
    return terms.count - 1
  }

  /// - Parameters:
  ///   - unit, year: positions in the cube.
  func figure(_ term: Int, unit: Int, year: Int) -> Figure {
    let place = cube.place(unit: unit, year: year)
    if let known = terms[term].figures[place] { return known }
    let found = resolve(term, unit: unit, year: year)
    terms[term].figures[place] = found
    return found
  }

  private func resolve(_ term: Int, unit: Int, year: Int) -> Figure {
    let own = own(terms[term].plan, measure: terms[term].measure, place: cube.place(unit: unit, year: year))
    if let own, own.isFinal { return own.figure }
    let below = sumBelow(term, unit: unit, year: year)
    if let below, below.reason == nil { return below }
    return own?.figure ?? below ?? .missing(absence(terms[term].measure, unit: unit, year: year))
  }

  // MARK: the unit's own figure

  private struct Own {
    var figure: Figure
    /// Whether nothing else may stand for it: a number, or the source's word that there is none. "Not yet available" is
    /// no such word: what another table has already may be summed.
    var isFinal: Bool
  }

  /// - Returns: a number; a missing figure when the source says so or when parts of it are missing; nil when there is
  ///   nothing at all.
  private func own(_ plan: SeriesPlan, measure: Int, place: Int) -> Own? {
    guard case .ways(let exact, let wanted, let tiles, let splits) = plan else { return nil }
    let series = cube.measures[measure].series
    var failure: Figure?
    if let exact, series[exact].rows[place] >= 0 {
      let figure = published(series[exact], place)
      guard figure.reason == .notYetAvailable else { return Own(figure: figure, isFinal: true) }
      failure = figure
    }
    if let wanted, let figure = tiled(tiles, wanted, series, place) {
      if figure.reason == nil { return Own(figure: figure, isFinal: true) }
      failure = failure ?? figure
    }
    for (one, other) in splits {
      let halves = [own(one, measure: measure, place: place), own(other, measure: measure, place: place)].compactMap(\.?.figure)
      if halves.count == 2, halves.allSatisfy({ $0.reason == nil }) { return Own(figure: sum(halves), isFinal: true) }
      if failure == nil, !halves.isEmpty { failure = incomplete(.incompleteParts, halves, of: 2) }
    }
    return failure.map { Own(figure: $0, isFinal: false) }
  }

  private func published(_ series: ObservationCube.Series, _ place: Int) -> Figure {
    let start = origins.count
    origins.append(series.rows[place])
    let status = series.statuses[place]
    guard status.hasNumber else {
      return Figure(
        value: .nan, reason: MissingReason(status) ?? .noInformation, status: status, origins: start..<start + 1)
    }
    return Figure(value: series.values[place], reason: nil, status: status, origins: start..<start + 1)
  }

  private func tiled(
    _ tiles: [SeriesPlan.AgePart], _ wanted: AgeRange, _ series: [ObservationCube.Series], _ place: Int
  ) -> Figure? {
    let there = tiles.filter { series[$0.series].rows[place] >= 0 }
    guard !there.isEmpty else { return nil }
    let ages = there.map(\.ages)
    if let chosen = ageTiling(ages, of: wanted, where: { series[there[$0].series].statuses[place].hasNumber }) {
      return sum(chosen.map { published(series[there[$0].series], place) })
    }
    // Ages that would tile the range if the source gave their numbers; otherwise they are no parts of this range at all.
    guard let known = ageTiling(ages, of: wanted, where: { _ in true }) else { return nil }
    return incomplete(.incompleteParts, known.map { published(series[there[$0].series], place) }, of: known.count)
  }

  // MARK: sums

  private func sum(_ parts: [Figure]) -> Figure {
    guard var total = parts.first else { return .missing(.incompleteParts) }
    for part in parts.dropFirst() {
      total.value += part.value
      total.status = total.status.joined(with: part.status)
    }
    // One part of less than half a unit does not make the sum one.
    if total.status == .belowUnit, parts.contains(where: { $0.status != .belowUnit && $0.status != .trueZero }) {
      total.status = .ok
    }
    if parts.count > 1 { total.origins = joinedOrigins(parts) }
    return total
  }

  /// Parts that were just resolved stand one after the other and need no copy.
  private func joinedOrigins(_ parts: [Figure]) -> Range<Int> {
    guard let first = parts.first, let last = parts.last else { return 0..<0 }
    let areAdjacent = zip(parts, parts.dropFirst()).allSatisfy { $0.origins.upperBound == $1.origins.lowerBound }
    if areAdjacent { return first.origins.lowerBound..<last.origins.upperBound }
    let start = origins.count
    // One by one: a slice of the list would keep the list from growing in place.
    for part in parts { for row in part.origins { origins.append(origins[row]) } }
    return start..<origins.count
  }

  /// A sum that cannot be made; its status is the weightiest of what is missing. When all of it is missing, the reason is
  /// that of the parts: there is nothing to complete.
  private func incomplete(_ reason: MissingReason, _ parts: [Figure], of count: Int) -> Figure {
    let missing = parts.filter { $0.reason != nil }
    let known = missing.filter { $0.reason.map { !$0.isAbsence } ?? false }
    if missing.count == count, var heaviest = known.first {
      for part in known.dropFirst() where part.status.joined(with: heaviest.status) != heaviest.status { heaviest = part }
      return Figure(value: .nan, reason: heaviest.reason, status: heaviest.status, origins: 0..<0)
    }
    var figure = Figure.missing(reason)
    if let first = missing.first {
      figure.status = missing.dropFirst().reduce(first.status) { $0.joined(with: $1.status) }
    }
    return figure
  }

  /// The sum over the first complete way of putting the unit together; if there is none, why, or nil when nothing
  /// stands below.
  private func sumBelow(_ term: Int, unit: Int, year: Int) -> Figure? {
    let partitions = cube.units[unit].partitions
    guard !partitions.isEmpty else { return nil }
    guard cube.measures[terms[term].measure].definition.isAdditive else {
      return isPresentBelow(terms[term].measure, unit: unit, year: year) ? .missing(.notAdditive) : nil
    }
    guard cube.units[unit].isWhole(in: cube.years[year]) else {
      return isPresentBelow(terms[term].measure, unit: unit, year: year) ? .missing(.incompleteChildren) : nil
    }
    var failure: (figure: Figure, gap: Gap?)?
    for partition in partitions {
      // A unit younger than the year counts where its figures were carried back: its area is no longer among the others.
      let children = partition.filter {
        cube.units.exists($0, in: cube.years[year]) || figure(term, unit: $0, year: year).reason == nil
      }
      let figures = children.map { figure(term, unit: $0, year: year) }
      guard !figures.isEmpty else { continue }
      if figures.allSatisfy({ $0.reason == nil }) {
        guard figures.contains(where: { $0.status == .joint }) else { return sum(figures) }
        failure = failure ?? (.missing(.jointFigure), nil)
        continue
      }
      guard failure == nil, figures.contains(where: { $0.reason.map { !$0.isAbsence } ?? true }) else { continue }
      let missing = zip(children, figures).filter { $0.1.reason != nil }.map(\.0)
      let missed = incomplete(.incompleteChildren, figures, of: children.count)
      guard missing.count < children.count else {
        failure = (missed, nil)
        continue
      }
      let gap = Gap(
        measure: terms[term].measure, breakdown: terms[term].breakdown, unit: unit, year: cube.years[year],
        missing: missing, of: children.count)
      failure = (missed, gap)
    }
    guard let failure else { return nil }
    if let gap = failure.gap { gaps.append(gap) }
    return failure.figure
  }

  private func isPresentBelow(_ measure: Int, unit: Int, year: Int) -> Bool {
    Level.allCases.contains { level in
      level > cube.units.levels[unit] && cube.isPresent(measure, at: level, year: year)
    }
  }

  // MARK: nothing there

  /// Why a unit has nothing, from what others have.
  private func absence(_ measure: Int, unit: Int, year: Int) -> MissingReason {
    let level = cube.units.levels[unit]
    // What could be summed from below counts as being there for the level.
    let isAdditive = cube.measures[measure].definition.isAdditive && !cube.units[unit].partitions.isEmpty
    let levels = Level.allCases.filter { $0 == level || (isAdditive && $0 > level) }
    if cube.measures[measure].series.isEmpty { return .noData }
    guard levels.contains(where: { cube.isPresent(measure, at: $0, year: nil) }) else { return .notAtThisLevel }
    guard levels.contains(where: { cube.isPresent(measure, at: $0, year: year) }) else { return .noDataForPeriod }
    let place = cube.place(unit: unit, year: year)
    return cube.measures[measure].series.contains { $0.rows[place] >= 0 } ? .noSuchBreakdown : .notPublished
  }
}
