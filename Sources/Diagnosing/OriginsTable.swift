import Bytes
import Contracts
import Findings

/// Writes `origins.arrow` and tells each row how many observations, of which sources, it comes from.
struct OriginsTable: ~Copyable {
  private let resolver: FigureResolver
  private var writer: OriginsWriter
  /// For each source of the observations, whether the row at hand uses it.
  private var isUsed: [Bool]

  init(creating path: String, _ resolver: FigureResolver) throws(Refusal) {
    self.resolver = resolver
    writer = try OriginsWriter(creating: path)
    isUsed = Array(repeating: false, count: resolver.cube.sources.count)
  }

  /// - Parameters:
  ///   - unit: position of the unit.
  ///   - row: gets the count of its observations and the ids of their sources.
  mutating func append(
    _ calculator: IndicatorCalculator, unit: Int, year: Int, to row: inout IndicatorRow
  ) throws(Refusal) {
    let origins = calculator.origins(unit: unit, year: year)
    guard !origins.numerator.isEmpty || !origins.denominator.isEmpty else { return }
    let indicator = writer.indicators.code(of: row.indicator)
    let unitCode = writer.units.code(of: row.unit)
    let period = writer.periods.code(of: row.period)
    for (role, rows) in [(OriginRole.numerator, origins.numerator), (.denominator, origins.denominator)] {
      for observation in rows {
        isUsed[Int(resolver.cube.sourceOfRow[Int(observation)])] = true
        try writer.append(indicator: indicator, unit: unitCode, period: period, role: role, observation: observation)
      }
    }
    row.sourceCount = countOfUnion(origins.numerator, origins.denominator)
    row.sources = isUsed.indices.filter { isUsed[$0] }.map { resolver.cube.sources[$0] }.sorted()
    for source in isUsed.indices { isUsed[source] = false }
  }

  consuming func finish() throws(Refusal) { try writer.finish() }
}

/// How many different elements two ascending lists have together.
private func countOfUnion(_ a: [Int32], _ b: [Int32]) -> Int {
  var common = 0
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      common += 1
      i += 1
      j += 1
    } else if a[i] < b[j] {
      i += 1
    } else {
      j += 1
    }
  }
  return a.count + b.count - common
}
