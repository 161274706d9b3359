import Contracts
import Findings
import Methods
import Pipelines
import Territory

/// Works out an indicator for a unit and year: numerator and denominator from the figures of their measures, the value
/// as numerator / denominator * multiplier, the interval that the catalogue asks for.
///
/// For a region both parts are sums over its units before they are divided: sum over sum, never a mean of rates.
struct IndicatorCalculator {
  /// An expression whose references are terms of the resolver.
  private struct Bound {
    var expression: Expression
    var terms: [Int]
  }

  let resolver: FigureResolver
  let definition: IndicatorDefinition
  private let numerator: Bound
  private let denominator: Bound

  init(_ entry: Catalogue.Entry, _ resolver: FigureResolver) {
    self.resolver = resolver
    definition = entry.definition
    func bound(_ expression: Expression) -> Bound {
      Bound(
        expression: expression,
        terms: expression.references.map { reference in
          guard let measure = resolver.cube.measures.firstIndex(where: { $0.definition.id == reference.measure }) else {
            preconditionFailure("The cube is built for every measure that an expression names.")
          }
          return resolver.term(measure, reference.breakdown)
        })
    }
    numerator = bound(entry.numerator)
    denominator = bound(entry.denominator)
  }

  /// - Parameters:
  ///   - unit: position of the unit.
  ///   - year: the year itself.
  func value(unit: Int, year: Int) -> IndicatorValue {
    let above = evaluate(numerator, unit: unit, year: year)
    let below = evaluate(denominator, unit: unit, year: year)
    var result = IndicatorValue(
      numerator: above.reason == nil ? above.value : nil, denominator: below.reason == nil ? below.value : nil,
      reason: above.reason ?? below.reason, status: status(above, below))
    guard result.reason == nil else {
      if above.reason != nil && below.reason == nil { result.status = above.status }
      if below.reason != nil && above.reason == nil { result.status = below.status }
      return result
    }
    if !numerator.terms.isEmpty, !denominator.terms.isEmpty, (above.status == .joint) != (below.status == .joint) {
      result.reason = .jointFigure
      result.status = MissingReason.jointFigure.status
      return result
    }
    guard below.value > 0 else {
      let reason: MissingReason = below.value == 0 ? .zeroDenominator : .negativeDenominator
      result.reason = reason
      result.status = reason.status
      return result
    }
    // A published rate stands over the constant that it is multiplied by: it leaves as it came, not as two roundings make it.
    let isAsPublished = denominator.terms.isEmpty && below.value == definition.multiplier
    let value = isAsPublished ? above.value : above.value / below.value * definition.multiplier
    guard value.isFinite else {
      result.reason = .noInformation
      result.status = MissingReason.noInformation.status
      return result
    }
    result.value = value
    result.interval = interval(above.value, of: below.value)
    return result
  }

  /// A number over a constant is what the number is, and nothing over something is as true a zero as the nothing.
  private func status(_ above: Figure, _ below: Figure) -> ObservationStatus {
    if denominator.terms.isEmpty { return above.status }
    let isTrueZero = above.reason == nil && above.status == .trueZero && below.status == .ok
    return isTrueZero ? .trueZero : above.status.joined(with: below.status)
  }

  private func interval(_ numerator: Double, of denominator: Double) -> Interval? {
    let interval: Interval? =
      switch definition.interval {
      case .wilson: wilsonInterval(numerator, of: denominator)?.scaled(by: definition.multiplier)
      case .byar: byarInterval(numerator)?.scaled(by: definition.multiplier / denominator)
      case .none: nil
      }
    guard let interval, interval.lower.isFinite, interval.upper.isFinite else { return nil }
    return interval
  }

  /// Rows of observations behind both parts, ascending and each once; behind a missing part those that say so.
  func origins(unit: Int, year: Int) -> (numerator: [Int32], denominator: [Int32]) {
    (rows(numerator, unit: unit, year: year), rows(denominator, unit: unit, year: year))
  }

  private func evaluate(_ bound: Bound, unit: Int, year: Int) -> Figure {
    var values: [Double] = []
    values.reserveCapacity(bound.terms.count)
    var status: ObservationStatus?
    var missing: Figure?
    var joint = 0
    for (term, reference) in zip(bound.terms, bound.expression.references) {
      let figure = figure(term, reference, unit: unit, year: year)
      if figure.reason != nil {
        // The first one that is missing says why; the weightiest says how.
        let held = missing ?? figure
        missing = Figure(
          value: .nan, reason: held.reason, status: held.status.joined(with: figure.status), origins: 0..<0)
      } else {
        values.append(figure.value)
        if figure.status == .joint { joint += 1 }
        status = status?.joined(with: figure.status) ?? figure.status
      }
    }
    if let missing { return missing }
    if joint > 0, joint < values.count { return .missing(.jointFigure) }
    let value = bound.expression.value(values)
    // Sums and products of absurdly large numbers leave the range of Double; that is no number to publish.
    guard value.isFinite else { return .missing(.noInformation) }
    return Figure(value: value, reason: nil, status: status ?? .ok, origins: 0..<0)
  }

  private func figure(_ term: Int, _ reference: MeasureReference, unit: Int, year: Int) -> Figure {
    let whose: Int? =
      switch reference.whose {
      case .own: unit
      case .powiat: resolver.cube.units.container(of: unit, at: .powiat)
      case .voivodeship: resolver.cube.units.container(of: unit, at: .voivodeship)
      case .country: resolver.cube.units.container(of: unit, at: .country)
      }
    guard let whose else { return .missing(.noSuchUnit) }
    guard let position = resolver.cube.years.position(of: year - reference.yearsBack) else {
      return .missing(.noDataForPeriod)
    }
    return resolver.figure(term, unit: whose, year: position)
  }

  private func rows(_ bound: Bound, unit: Int, year: Int) -> [Int32] {
    var rows: [Int32] = []
    for (term, reference) in zip(bound.terms, bound.expression.references) {
      let figure = figure(term, reference, unit: unit, year: year)
      rows.append(contentsOf: resolver.origins[figure.origins])
    }
    guard rows.count > 1 else { return rows }
    rows.sort()
    var kept = 1
    for index in 1..<rows.count where rows[index] != rows[kept - 1] {
      rows[kept] = rows[index]
      kept += 1
    }
    rows.removeLast(rows.count - kept)
    return rows
  }
}
