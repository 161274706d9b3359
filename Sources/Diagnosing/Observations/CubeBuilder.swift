import Contracts
import Findings
import Pipelines
import Territory

/// Fills an `ObservationCube` from batches of observations, and counts what became of each of them.
///
/// The texts of the file are looked at once, as dictionaries; a row is then a handful of array accesses.
struct CubeBuilder {
  private var cube: ObservationCube
  private let texts: ObservationTexts
  private var balances: [Balance]
  /// From codes of the file to positions in the cube; -1 where the cube has no such thing.
  private let unitOfCode: [Int32]
  private let measureOfCode: [Int32]
  private let periodOfCode: [Period]
  /// (measure code, breakdown code) to measure and series.
  private var seriesOfKey: [Int: (measure: Int, series: Int)] = [:]
  private var lastKey = -1
  private var last = (measure: 0, series: 0)
  private var row: Int32 = 0

  private struct Period {
    /// Position in the cube's years; nil when the period is none that is needed.
    var year: Int?
    var isDecember: Bool
    var isYear: Bool
  }

  /// - Parameters:
  ///   - years: all that any expression may ask for.
  ///   - measures: those that the catalogue needs.
  ///   - texts: dictionaries of the file from which the batches come.
  init(units: RegionUnits, years: YearList, measures: [MeasureDefinition], texts: ObservationTexts) {
    cube = ObservationCube(
      units: units, years: years,
      measures: measures.map {
        ObservationCube.Measure(
          definition: $0, series: [], isPresent: Array(repeating: false, count: Level.allCases.count * years.count))
      }, sourceOfRow: [], sources: texts.source)
    self.texts = texts
    balances = texts.source.map { Balance(source: $0) }
    var measurePositions: [String: Int32] = [:]
    for (position, measure) in measures.enumerated() { measurePositions[measure.id] = Int32(position) }
    unitOfCode = texts.unit.map { units.position(of: $0).map(Int32.init) ?? -1 }
    measureOfCode = texts.measure.map { measurePositions[$0] ?? -1 }
    periodOfCode = texts.period.map { text in
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let year = parts.first.flatMap { Int($0) }.flatMap { years.position(of: $0) }
      return Period(year: year, isDecember: parts.count == 2 && parts[1] == "12", isYear: parts.count == 1)
    }
  }

  /// - Throws: `.data` when two rows say the figure of one unit, period, measure and breakdown.
  mutating func add(_ batch: ObservationBatch) throws(Refusal) {
    cube.sourceOfRow.append(contentsOf: batch.source)
    for index in 0..<batch.count {
      defer { row += 1 }
      let source = Int(batch.source[index])
      balances[source].read += 1
      if let reason = try place(batch, index) {
        balances[source].skip(reason)
      } else {
        balances[source].used += 1
      }
    }
  }

  /// - Returns: why the row is not used, or nil when it is.
  private mutating func place(_ batch: ObservationBatch, _ index: Int) throws(Refusal) -> String? {
    let measure = Int(measureOfCode[Int(batch.measure[index])])
    guard measure >= 0 else { return "measure-not-in-catalogue" }
    let unit = Int(unitOfCode[Int(batch.unit[index])])
    guard unit >= 0 else { return "unit-not-in-region" }
    let period = periodOfCode[Int(batch.period[index])]
    guard let year = period.year else { return "period-not-needed" }
    if !period.isYear {
      // The state at the end of the year; a flow of one month says nothing of the year.
      guard period.isDecember, cube.measures[measure].definition.kind == .stock else { return "part-of-year" }
    }
    let series = series(measure, batch.measure[index], batch.breakdown[index])
    let place = cube.place(unit: unit, year: year)
    var replaced = false
    if cube.measures[measure].series[series].rows[place] >= 0 {
      let heldIsDecember = cube.measures[measure].series[series].fromDecember[place]
      guard heldIsDecember == period.isYear else { throw twice(batch, index) }
      // The figure of the year goes before December's, in whichever order they come.
      if !period.isYear { return "year-figure-present" }
      replaced = true
    }
    if replaced {
      let former = Int(cube.sourceOfRow[Int(cube.measures[measure].series[series].rows[place])])
      balances[former].used -= 1
      balances[former].skip("year-figure-present")
    }
    cube.measures[measure].series[series].rows[place] = row
    cube.measures[measure].series[series].values[place] = batch.value[index] ?? .nan
    let status = batch.status[index]
    cube.measures[measure].series[series].statuses[place] =
      status.hasNumber && batch.value[index] == nil ? .noInformation : status
    cube.measures[measure].series[series].fromDecember[place] = !period.isYear
    let level = cube.units.levels[unit].position
    cube.measures[measure].isPresent[level * cube.years.count + year] = true
    return nil
  }

  private mutating func series(_ measure: Int, _ measureCode: Int32, _ breakdownCode: Int32) -> Int {
    let key = Int(measureCode) * texts.breakdown.count + Int(breakdownCode)
    if key == lastKey { return last.series }
    lastKey = key
    if let known = seriesOfKey[key] {
      last = known
      return known.series
    }
    let breakdown = Breakdown(canonical: texts.breakdown[Int(breakdownCode)])
    if let same = cube.measures[measure].series.firstIndex(where: { $0.breakdown == breakdown }) {
      // Another spelling of the same breakdown (dimensions in another order).
      last = (measure, same)
      seriesOfKey[key] = last
      return same
    }
    let places = cube.units.count * cube.years.count
    cube.measures[measure].series.append(
      ObservationCube.Series(
        breakdown: breakdown, rows: Array(repeating: -1, count: places), values: Array(repeating: .nan, count: places),
        statuses: Array(repeating: .notAvailable, count: places), fromDecember: Array(repeating: false, count: places)))
    last = (measure, cube.measures[measure].series.count - 1)
    seriesOfKey[key] = last
    return last.series
  }

  private func twice(_ batch: ObservationBatch, _ index: Int) -> Refusal {
    let what = [
      texts.unit[Int(batch.unit[index])], texts.period[Int(batch.period[index])],
      texts.measure[Int(batch.measure[index])], texts.breakdown[Int(batch.breakdown[index])],
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    return Refusal(
      .data,
      Wording("Obserwacja powtarza się: \(what).", en: "An observation stands twice: \(what)."),
      at: Place(
        file: texts.file[Int(batch.file[index])], sheet: texts.sheet[Int(batch.sheet[index])],
        row: Int(batch.row[index]), column: Int(batch.column[index])),
      mend: Wording(
        "Uruchom ponownie normalizację; to ona rozstrzyga powtórzenia.",
        en: "Run the normalise stage again; it is the one that settles duplicates."))
  }

  /// The cube, its series in an order that does not depend on that of the rows, and the balance of each source.
  consuming func finish() -> (cube: ObservationCube, balances: [Balance]) {
    for measure in cube.measures.indices {
      cube.measures[measure].series.sort { $0.breakdown.canonical < $1.breakdown.canonical }
    }
    return (cube, balances.filter { $0.read > 0 }.sorted { $0.source < $1.source })
  }
}
