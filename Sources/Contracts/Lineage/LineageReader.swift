package import Findings

/// Walks from published numbers back to the cells they came from, over the files that the first three stages left.
package struct LineageReader {
  private let cells: String
  private let observations: String
  private let tables: String

  /// - Parameters: the directories of the three stages: `1-cells`, `2-observations`, `3-tables`.
  package init(cells: String, observations: String, tables: String) {
    self.cells = cells
    self.observations = observations
    self.tables = tables
  }

  /// - Parameter edition: a directory that holds the stages' own.
  package init(edition: String) {
    self.init(cells: edition + "/1-cells", observations: edition + "/2-observations", tables: edition + "/3-tables")
  }

  /// The lineage of one number; nil when there is no such number.
  package func lineage(of id: NumberID) throws(Refusal) -> Lineage? { try lineages(of: [id])[id] }

  /// The lineages of many numbers with one reading of each file. Those that there are none of are left out.
  package func lineages(of ids: Set<NumberID>) throws(Refusal) -> [NumberID: Lineage] {
    var found: [NumberID: Lineage] = [:]
    try IndicatorRow.forEach(in: tables + "/indicators.csv", shownAs: "3-tables/indicators.csv") { row in
      let id = NumberID(indicator: row.indicator, unit: row.unit, period: row.period)
      if ids.contains(id) { found[id] = Lineage(row: row, origins: []) }
    }
    guard !found.isEmpty else { return found }
    let origins = try origins(of: Set(found.keys))
    let numbers = Set(origins.values.joined().map(\.observation)).sorted()
    let reader = try ObservationsReader(
      path: observations + "/observations.arrow", shownAs: "2-observations/observations.arrow")
    let rows = Dictionary(zip(numbers, try reader.rows(numbers)), uniquingKeysWith: { first, _ in first })
    let files = try inputs()
    for (id, list) in origins {
      found[id]?.origins = list.sorted { Self.rank($0) < Self.rank($1) }.compactMap { origin in
        rows[origin.observation].map { row in
          Lineage.Origin(role: origin.role, number: origin.observation, observation: row, file: Self.file(row.file, files))
        }
      }
    }
    return found
  }

  private static func rank(_ origin: (role: OriginRole, observation: Int)) -> (Int, Int) {
    (origin.role == .numerator ? 0 : 1, origin.observation)
  }

  private func origins(
    of ids: Set<NumberID>
  ) throws(Refusal) -> [NumberID: [(role: OriginRole, observation: Int)]] {
    let reader = try OriginsReader(path: tables + "/origins.arrow", shownAs: "3-tables/origins.arrow")
    /// Three codes -> the number they name.
    var wanted: [[Int32]: NumberID] = [:]
    func codes(_ texts: [String]) -> [String: Int32] {
      Dictionary(texts.enumerated().map { ($0.element, Int32($0.offset)) }, uniquingKeysWith: { first, _ in first })
    }
    let (indicators, units, periods) = (codes(reader.indicators), codes(reader.units), codes(reader.periods))
    for id in ids {
      guard let indicator = indicators[id.indicator], let unit = units[id.unit], let period = periods[id.period] else { continue }
      wanted[[indicator, unit, period]] = id
    }
    let wantedIndicators = Set(wanted.keys.map { $0[0] })
    var found: [NumberID: [(role: OriginRole, observation: Int)]] = [:]
    try reader.forEachBatch { batch in
      for row in 0..<batch.count where wantedIndicators.contains(batch.indicator[row]) {
        guard let id = wanted[[batch.indicator[row], batch.unit[row], batch.period[row]]] else { continue }
        found[id, default: []].append((batch.role[row], Int(batch.observation[row])))
      }
    }
    return found
  }

  /// The published files by the names that results show.
  private func inputs() throws(Refusal) -> [String: InputRecord] {
    let record = try StageRecord.read(from: cells, shownAs: "1-cells/" + StageRecord.fileName)
    return Dictionary(record.inputs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The file itself, or the archive that it is a member of.
  private static func file(_ name: String, _ inputs: [String: InputRecord]) -> InputRecord? {
    if let input = inputs[name] { return input }
    // `outer.zip!/inner.zip!/file`: the outermost archive is the file that was received.
    var outer = ""
    for part in name.split(separator: "!", omittingEmptySubsequences: false) {
      outer += outer.isEmpty ? String(part) : "!" + part
      if let input = inputs[outer] { return input }
    }
    return nil
  }

  /// The published cells at some places of one source, with their headings.
  /// - Parameter source: id of the source that the places are of.
  package func cells(at places: Set<Place>, source: String) throws(Refusal) -> [Place: CellRow] {
    let reader = try CellsReader(path: "\(cells)/\(source).arrow", shownAs: "1-cells/\(source).arrow")
    let files = Set(places.map(\.file))
    let wanted = Set(reader.texts.file.indices.filter { files.contains(reader.texts.file[$0]) }.map { Int32($0) })
    var found: [Place: CellRow] = [:]
    for index in 0..<reader.batchCount where found.count < places.count {
      let batch = try reader.batch(index)
      for row in 0..<batch.count where wanted.contains(batch.file[row]) {
        let cell = CellRow(batch, row, reader.texts)
        let place = Place(file: cell.file, sheet: cell.sheet, row: cell.row, column: cell.column)
        if places.contains(place), found[place] == nil { found[place] = cell }
      }
    }
    return found
  }
}
