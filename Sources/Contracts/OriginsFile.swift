package import Bytes
package import Findings

/// What an observation was to the indicator computed from it.
package enum OriginRole: String, Sendable, Hashable, CaseIterable {
  case numerator, denominator
}

/// `3-tables/origins.arrow`: which observations each value of `indicators.csv` was computed from.
enum OriginsFile {
  static let contract = ArrowContract(
    name: "origins",
    fields: [
      ArrowField("indicator", .dictionary), ArrowField("unit", .dictionary), ArrowField("period", .dictionary),
      ArrowField("role", .dictionary), ArrowField("observation", .int32),
    ])
}

/// A run of origins in columns, all `count` long; `[Int32]` columns other than `observation` are codes.
package struct OriginBatch: Sendable {
  package var indicator: [Int32] = []
  package var unit: [Int32] = []
  package var period: [Int32] = []
  package var role: [OriginRole] = []
  /// Row number in `observations.arrow`, 0-based.
  package var observation: [Int32] = []

  package init() {}

  package var count: Int { indicator.count }

  mutating func removeAll(keepingCapacity: Bool) {
    indicator.removeAll(keepingCapacity: keepingCapacity)
    unit.removeAll(keepingCapacity: keepingCapacity)
    period.removeAll(keepingCapacity: keepingCapacity)
    role.removeAll(keepingCapacity: keepingCapacity)
    observation.removeAll(keepingCapacity: keepingCapacity)
  }
}

/// Writes the file of origins. Let go without `finish` it leaves nothing.
package struct OriginsWriter: ~Copyable {
  // Where the codes come from.
  package var indicators = Interner()
  package var units = Interner()
  package var periods = Interner()
  private var batch = OriginBatch()
  private var writer: ArrowWriter

  package init(creating path: String) throws(Refusal) {
    writer = try ArrowWriter(creating: path, schema: OriginsFile.contract.schema)
  }

  /// Adds one origin.
  /// - Parameters:
  ///   - indicator: a code of `indicators`; `unit` of `units`, `period` of `periods`.
  ///   - observation: row number in `observations.arrow`, 0-based.
  package mutating func append(
    indicator: Int32, unit: Int32, period: Int32, role: OriginRole, observation: Int32
  ) throws(Refusal) {
    if batch.count >= ArrowWriter.batchRows { try flush() }
    batch.indicator.append(indicator)
    batch.unit.append(unit)
    batch.period.append(period)
    batch.role.append(role)
    batch.observation.append(observation)
  }

  /// Writes the file. Only then is it there.
  package consuming func finish() throws(Refusal) {
    if batch.count > 0 { try flush() }
    try writer.finish(dictionaries: [
      indicators.strings, units.strings, periods.strings, OriginRole.allCases.map(\.rawValue),
    ])
  }

  private mutating func flush() throws(Refusal) {
    try writer.write([
      ArrowColumn(.dictionary(batch.indicator)), ArrowColumn(.dictionary(batch.unit)),
      ArrowColumn(.dictionary(batch.period)), ArrowColumn(.dictionary(batch.role.map { $0 == .numerator ? 0 : 1 })),
      ArrowColumn(.int32(batch.observation)),
    ])
    batch.removeAll(keepingCapacity: true)
  }
}

/// Reads the file of origins.
package struct OriginsReader {
  package let indicators: [String]
  package let units: [String]
  package let periods: [String]
  private let roles: [OriginRole]
  private let reader: ArrowReader

  package init(path: String, shownAs: String? = nil) throws(Refusal) {
    reader = try ArrowReader(path: path, shownAs: shownAs)
    try OriginsFile.contract.check(reader, shownAs: shownAs ?? path)
    indicators = reader.dictionaries[0]
    units = reader.dictionaries[1]
    periods = reader.dictionaries[2]
    var roles: [OriginRole] = []
    for name in reader.dictionaries[3] {
      guard let role = OriginRole(rawValue: name) else {
        throw damagedArrow(shownAs ?? path, "nieznana rola „\(name)”", en: "unknown role \"\(name)\"")
      }
      roles.append(role)
    }
    self.roles = roles
  }

  package func forEachBatch(_ body: (OriginBatch) throws(Refusal) -> Void) throws(Refusal) {
    for index in 0..<reader.batchCount {
      let columns = try reader.batch(index).columns
      var batch = OriginBatch()
      batch.indicator = columns[0].codes
      batch.unit = columns[1].codes
      batch.period = columns[2].codes
      batch.role = columns[3].codes.map { roles[Int($0)] }
      batch.observation = columns[4].int32s
      try body(batch)
    }
  }
}
