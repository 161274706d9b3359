package import Findings

/// Where many numbers of `indicators.csv` come from, held in columns: for the report, which proves every number it prints. One number at
/// a time, for a person, is the affair of whoever explains it on the command line.
package struct LineageTable: Sendable {
  /// The observations kept, in the order of `observations.arrow`; `[Int32]` columns but `row` and `column` are codes of `texts`.
  package private(set) var cells = ObservationBatch()
  package private(set) var texts = ObservationTexts()
  /// Origins of number `n`: `starts[n] ..< starts[n + 1]` of the two lists that follow.
  private var starts: [Int32] = [0]
  private var roles: [OriginRole] = []
  /// Row of `cells`.
  private var places: [Int32] = []

  /// Numbers without any origin, such as those of a table that was never written.
  package init(withoutOrigins count: Int) {
    starts = [Int32](repeating: 0, count: count + 1)
  }

  /// - Parameters:
  ///   - numbers: indicator, unit and period of each number; the lineage of number `n` is asked by its place in this list.
  ///   - origins: `3-tables/origins.arrow`, and `observations` `2-observations/observations.arrow`.
  package init(
    of numbers: [(indicator: String, unit: String, period: String)], origins: (path: String, shown: String),
    observations: (path: String, shown: String)
  ) throws(Refusal) {
    let reader = try OriginsReader(path: origins.path, shownAs: origins.shown)
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
    var found: [(number: Int32, role: OriginRole, observation: Int32)] = []
    try reader.forEachBatch { batch in
      // Origins of one number follow one another, so that most rows need no look-up.
      var last = (key: -1, number: Int32?.none)
      for row in 0..<batch.count {
        let key = (Int(batch.indicator[row]) * units + Int(batch.unit[row])) * periods + Int(batch.period[row])
        if key != last.key { last = (key, wanted[key]) }
        if let number = last.number { found.append((number, batch.role[row], batch.observation[row])) }
      }
    }
    arrange(found, numbers: numbers.count)
    try keep(observations)
  }

  /// The observations behind number `n`, numerator first; each is a row of `cells`.
  package func origins(_ n: Int) -> [(role: OriginRole, cell: Int)] {
    (Int(starts[n])..<Int(starts[n + 1])).map { (roles[$0], Int(places[$0])) }
  }

  /// Origins by number, numerators before denominators, each in the order of the observations.
  private mutating func arrange(_ found: [(number: Int32, role: OriginRole, observation: Int32)], numbers: Int) {
    var counts = [Int32](repeating: 0, count: numbers + 1)
    for origin in found { counts[Int(origin.number) + 1] += 1 }
    for index in 1..<max(1, counts.count) { counts[index] += counts[index - 1] }
    starts = counts
    roles = [OriginRole](repeating: .numerator, count: found.count)
    places = [Int32](repeating: 0, count: found.count)
    for role in OriginRole.allCases {
      for origin in found where origin.role == role {
        let place = Int(counts[Int(origin.number)])
        counts[Int(origin.number)] += 1
        roles[place] = role
        places[place] = origin.observation
      }
    }
  }

  /// Reads the observations that are named, and has `places` name their rows in `cells`.
  private mutating func keep(_ file: (path: String, shown: String)) throws(Refusal) {
    let reader = try ObservationsReader(path: file.path, shownAs: file.shown)
    texts = reader.texts
    let count = try reader.count()
    if let number = places.first(where: { $0 < 0 || $0 >= count }) {
      throw damagedArrow(file.shown, "nie ma obserwacji nr \(number)", en: "there is no observation number \(number)")
    }
    let named = LineageTable.distinct(places)
    var next = 0
    var first: Int32 = 0
    for index in 0..<reader.batchCount where next < named.count {
      let batch = try reader.batch(index)
      let end = first + Int32(batch.count)
      while next < named.count, named[next] < end {
        cells.append(row: Int(named[next] - first), of: batch)
        next += 1
      }
      first = end
    }
    var rows = [Int32](repeating: 0, count: (named.last.map(Int.init) ?? -1) + 1)
    for (row, number) in named.enumerated() { rows[Int(number)] = Int32(row) }
    for index in places.indices { places[index] = rows[Int(places[index])] }
  }

  /// Row numbers in ascending order, each once; all of them are row numbers of one file.
  private static func distinct(_ numbers: [Int32]) -> [Int32] {
    var isNamed = [Bool](repeating: false, count: (numbers.max().map(Int.init) ?? -1) + 1)
    for number in numbers { isNamed[Int(number)] = true }
    return isNamed.indices.compactMap { isNamed[$0] ? Int32($0) : nil }
  }
}

extension ObservationBatch {
  /// Adds a row of another batch of the same file.
  mutating func append(row: Int, of other: ObservationBatch) {
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
