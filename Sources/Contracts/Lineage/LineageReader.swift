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

  // MARK: Numbers

  /// The lineage of one number; nil when there is no such number.
  package func lineage(of id: NumberID) throws(Refusal) -> Lineage? { try lineages(of: [id])[id] }

  /// The lineages of many numbers with one reading of each file. Those that there are none of are left out.
  package func lineages(of ids: Set<NumberID>) throws(Refusal) -> [NumberID: Lineage] {
    var found: [(id: NumberID, row: IndicatorRow)] = []
    try IndicatorRow.forEach(in: tables + "/indicators.csv", shownAs: "3-tables/indicators.csv") { row in
      let id = NumberID(indicator: row.indicator, unit: row.unit, period: row.period)
      if ids.contains(id) { found.append((id, row)) }
    }
    guard !found.isEmpty else { return [:] }
    let table = try table(of: found.map(\.id))
    let files = try inputs()
    var lineages: [NumberID: Lineage] = [:]
    for (number, (id, row)) in found.enumerated() {
      var lineage = Lineage(row: row, origins: [])
      for role in OriginRole.allCases {
        for cell in table.cells(of: number, role) {
          let observation = ObservationRow(table.cells, Int(cell), table.texts)
          lineage.origins.append(
            Lineage.Origin(
              role: role, number: Int(table.kept[Int(cell)]), observation: observation,
              file: files[observation.file] ?? files[InputRecord.outermost(observation.file)]))
        }
      }
      lineages[id] = lineage
    }
    return lineages
  }

  /// The published files by the names that results show.
  private func inputs() throws(Refusal) -> [String: InputRecord] {
    let record = try StageRecord.read(from: cells, shownAs: "1-cells/" + StageRecord.fileName)
    return Dictionary(record.inputs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The observations of one measure in one unit and period, each with the published file it was read from.
  /// - Parameter breakdown: nil for all of them.
  package func observations(
    measure: String, breakdown: String?, unit: String, period: String
  ) throws(Refusal) -> [Lineage.Origin] {
    let reader = try ObservationsReader(path: observations + "/observations.arrow", shownAs: "2-observations/observations.arrow")
    let texts = reader.texts
    guard let measure = texts.measure.firstIndex(of: measure), let unit = texts.unit.firstIndex(of: unit),
      let period = texts.period.firstIndex(of: period)
    else { return [] }
    let files = try inputs()
    var found: [Lineage.Origin] = []
    var first = 0
    try reader.forEachBatch { batch throws(Refusal) in
      for row in 0..<batch.count where Int(batch.measure[row]) == measure && Int(batch.unit[row]) == unit {
        guard Int(batch.period[row]) == period else { continue }
        let observation = ObservationRow(batch, row, texts)
        guard breakdown == nil || observation.breakdown == breakdown else { continue }
        let file = files[observation.file] ?? files[InputRecord.outermost(observation.file)]
        found.append(Lineage.Origin(role: .numerator, number: first + row, observation: observation, file: file))
      }
      first += batch.count
    }
    return found
  }

  // MARK: Columns

  /// The same for a hundred thousand numbers: what they come from in columns.
  /// - Parameter numbers: the lineage of number `n` is asked by its place in this list; one that there is none of has no origin.
  package func table(of numbers: [NumberID]) throws(Refusal) -> LineageTable {
    var table = LineageTable(try origins(of: numbers), of: numbers.count)
    try readObservations(of: &table)
    table.pointToCells()
    return table
  }

  private func origins(of numbers: [NumberID]) throws(Refusal) -> [LineageTable.Found] {
    let reader = try OriginsReader(path: tables + "/origins.arrow", shownAs: "3-tables/origins.arrow")
    let (units, periods) = (reader.units.count, reader.periods.count)
    func codes(_ texts: [String]) -> [String: Int] {
      Dictionary(texts.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
    let (indicatorCodes, unitCodes, periodCodes) = (codes(reader.indicators), codes(reader.units), codes(reader.periods))
    // One key for the three codes; numbers that nobody asked for have no entry.
    var wanted: [Int: Int32] = [:]
    wanted.reserveCapacity(numbers.count)
    for (place, number) in numbers.enumerated() {
      guard let indicator = indicatorCodes[number.indicator], let unit = unitCodes[number.unit],
        let period = periodCodes[number.period]
      else { continue }
      wanted[(indicator * units + unit) * periods + period] = Int32(place)
    }
    var found: [LineageTable.Found] = []
    try reader.forEachBatch { batch in
      // Origins of one number follow one another, so that most rows need no look-up.
      var last = (key: -1, number: Int32?.none)
      for row in 0..<batch.count {
        let key = (Int(batch.indicator[row]) * units + Int(batch.unit[row])) * periods + Int(batch.period[row])
        if key != last.key { last = (key, wanted[key]) }
        guard let number = last.number else { continue }
        found.append(LineageTable.Found(number: number, role: batch.role[row], observation: batch.observation[row]))
      }
    }
    return found
  }

  /// Reads the observations that are named, and no batch that holds none of them.
  private func readObservations(of table: inout LineageTable) throws(Refusal) {
    let shown = "2-observations/observations.arrow"
    let reader = try ObservationsReader(path: observations + "/observations.arrow", shownAs: shown)
    table.texts = reader.texts
    if let number = table.origins.first(where: { $0 < 0 }) { throw LineageReader.missing(number, in: shown) }
    let named = LineageReader.distinct(table.origins)
    var next = 0
    var first: Int32 = 0
    for index in 0..<reader.batchCount where next < named.count {
      let end = first + Int32(try reader.rowCount(index))
      if named[next] < end {
        let batch = try reader.batch(index)
        while next < named.count, named[next] < end {
          table.cells.append(row: Int(named[next] - first), of: batch)
          next += 1
        }
      }
      first = end
    }
    guard next == named.count else { throw LineageReader.missing(named[next], in: shown) }
    table.kept = named
  }

  private static func missing(_ number: Int32, in shown: String) -> Refusal {
    damagedArrow(shown, "nie ma obserwacji nr \(number)", en: "there is no observation number \(number)")
  }

  /// Row numbers in ascending order, each once.
  private static func distinct(_ numbers: [Int32]) -> [Int32] {
    var sorted = numbers.sorted()
    var count = 0
    for number in sorted where count == 0 || sorted[count - 1] != number {
      sorted[count] = number
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    return sorted
  }

  // MARK: Cells

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

extension ObservationBatch {
  /// Adds a row of another batch of the same file.
  fileprivate mutating func append(row: Int, of other: ObservationBatch) {
    unit.append(other.unit[row])
    level.append(other.level[row])
    unitName.append(other.unitName[row])
    period.append(other.period[row])
    measure.append(other.measure[row])
    breakdown.append(other.breakdown[row])
    value.append(other.value[row])
    status.append(other.status[row])
    decimals.append(other.decimals[row])
    unitOfMeasure.append(other.unitOfMeasure[row])
    source.append(other.source[row])
    file.append(other.file[row])
    sheet.append(other.sheet[row])
    self.row.append(other.row[row])
    column.append(other.column[row])
    text.append(other.text.bytes[other.text.range(row)])
    updated.append(other.updated[row])
  }
}
