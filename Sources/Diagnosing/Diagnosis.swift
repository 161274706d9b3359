import Bytes
import Contracts
import Findings
import Pipelines
import Territory

/// The work of the stage on a cube of observations: indicator by indicator, each written as soon as it is worked out.
struct Diagnosis {
  private let definitions: DiagnosisDefinitions
  private let resolver: FigureResolver
  private let breaks: BreakMarks
  private(set) var findings: [Finding] = []

  init(_ definitions: DiagnosisDefinitions, _ resolver: FigureResolver, _ breaks: BreakMarks) {
    self.definitions = definitions
    self.breaks = breaks
    self.resolver = resolver
  }

  /// - Parameter progress: indicators done, of how many.
  mutating func write(to directory: String, threads: Int, progress: (Int, Int) -> Void) throws(Refusal) {
    let entries = definitions.catalogue.entries.sorted { precedesByBytes($0.definition.id, $1.definition.id) }
    let calculators = entries.map { IndicatorCalculator($0, resolver) }
    var grids: [IndicatorGrid] = []
    for (done, entry) in entries.enumerated() {
      progress(done, 2 * entries.count)
      grids.append(grid(of: entry, calculators[done]))
    }
    try withhold(in: &grids, entries, calculators, to: directory)
    // What is made of the indicators as they may be shown needs nothing of the rows that are being written.
    let (definitions, breaks, shown) = (definitions, breaks, grids)
    let derived = try aside(threads: threads) { () throws(Refusal) in
      let result = try Diagnosis.writeIndex(to: directory, definitions, entries, shown)
      try DerivedTables(definitions, entries, shown, breaks).write(to: directory)
      try CatalogueTable(definitions.catalogue).write(to: Paths.join(directory, DiagnosisFiles.catalogue))
      try UnitRow.write(Diagnosis.unitRows(definitions.scope), to: Paths.join(directory, DiagnosisFiles.units))
      return result
    } while: { () throws(Refusal) in
      try writeIndicators(to: directory, entries, calculators, shown, threads: threads) {
        progress(entries.count + $0, 2 * entries.count)
      }
    }
    findings += derived
    findings += emptinessFindings(findings, of: entries.count, at: definitions)
    findings += gapFindings(resolver.gaps, cube: resolver.cube, years: Set(definitions.scope.years))
    progress(2 * entries.count, 2 * entries.count)
  }

  /// Everything after this is made from what may be shown.
  private mutating func withhold(
    in grids: inout [IndicatorGrid], _ entries: [Catalogue.Entry], _ calculators: [IndicatorCalculator], to directory: String
  ) throws(Refusal) {
    var disclosure = EditionDisclosure(
      entries, definitions.catalogue.measures, definitions.scope, years: definitions.gridYears,
      settings: definitions.disclosure, knowledge: try knowledge(entries, calculators))
    try disclosure.apply(to: &grids)
    findings += disclosure.findings
    try DisclosureRow.write(disclosure.rows, to: Paths.join(directory, DisclosureRow.fileName))
  }

  private func knowledge(
    _ entries: [Catalogue.Entry], _ calculators: [IndicatorCalculator]
  ) throws(Refusal) -> EditionDisclosure.Knowledge {
    let cube = resolver.cube
    let isOpen = cube.sources.map { definitions.disclosure.publicSources.contains($0) }
    let earlier =
      definitions.published.isEmpty
      ? nil : try EarlierEdition(tables: definitions.published, measures: definitions.catalogue.measures)
    return EditionDisclosure.Knowledge(
      entities: EntityCounts(definitions.catalogue.contributors, entries.first, resolver), earlier: earlier
    ) { entry, isNumerator, unit, year in
      guard isOpen.contains(true) else { return false }
      let origins = calculators[entry].origins(unit: unit, year: year)
      let rows = isNumerator ? origins.numerator : origins.denominator
      return !rows.isEmpty && rows.allSatisfy { isOpen[Int(cube.sourceOfRow[Int($0)])] }
    }
  }

  /// The rows of an indicator become text on another thread while those of the next are made.
  private mutating func writeIndicators(
    to directory: String, _ entries: [Catalogue.Entry], _ calculators: [IndicatorCalculator], _ grids: [IndicatorGrid],
    threads: Int, progress: (Int) -> Void
  ) throws(Refusal) {
    let scope = definitions.scope
    var made: [IndicatorRow] = []
    var table = try TableWriter<IndicatorRow>(creating: Paths.join(directory, DiagnosisFiles.indicators))
    var origins = try OriginsTable(creating: Paths.join(directory, DiagnosisFiles.origins), resolver)
    for (done, entry) in entries.enumerated() {
      progress(done)
      var notes = IndicatorFindings(entry, file: definitions.catalogueFile)
      let before = made
      var rows: [IndicatorRow] = []
      let lines = try aside(threads: threads) {
        IndicatorRow.lines(of: before)
      } while: { () throws(Refusal) in
        try IndicatorRows(scope, entry, grids[done]).forEach { (unit, year, bare) throws(Refusal) in
          var row = bare
          row.breaks = breaks.breaks(of: entry, row, since: row.previousPeriod)
          row.baseBreaks =
            row.basePeriod == row.previousPeriod ? row.breaks : breaks.breaks(of: entry, row, since: row.basePeriod)
          try origins.append(calculators[done], unit: unit, year: year, to: &row)
          notes.take(row, isInRegion: scope.units.isInRegion[unit])
          rows.append(row)
        }
      }
      try table.append(lines: lines)
      made = rows
      findings += notes.finish()
    }
    try table.append(lines: IndicatorRow.lines(of: made))
    try table.finish()
    try origins.finish()
  }

  private func grid(of entry: Catalogue.Entry, _ calculator: IndicatorCalculator) -> IndicatorGrid {
    let scope = definitions.scope
    var grid = IndicatorGrid(units: scope.units.count, years: definitions.gridYears)
    for unit in 0..<scope.units.count where scope.isReported(unit, entry) || isAbove(unit) {
      for position in 0..<definitions.gridYears.count {
        grid[unit, position] = calculator.value(unit: unit, year: definitions.gridYears[position])
      }
    }
    return grid
  }

  /// Levels that other units are compared with, whatever the catalogue says of the indicator's own.
  private func isAbove(_ unit: Int) -> Bool {
    switch definitions.scope.units.levels[unit] {
    case .country, .voivodeship, .powiat: true
    case .macroregion, .region, .subregion, .gmina, .district: false
    }
  }

  private static func writeIndex(
    to directory: String, _ definitions: DiagnosisDefinitions, _ entries: [Catalogue.Entry], _ all: [IndicatorGrid]
  ) throws(Refusal) -> [Finding] {
    var result = CompositeIndex.Result()
    if let index = definitions.index {
      let indexed = Set(index.domains.flatMap(\.indicators))
      var grids: [String: IndicatorGrid] = [:]
      for (entry, grid) in zip(entries, all) where indexed.contains(entry.definition.id) { grids[entry.definition.id] = grid }
      result =
        CompositeIndex(
          index, definitions.scope, definitions.catalogue, grids: grids, file: definitions.pipelineFile
        ).result()
    }
    try IndexRow.write(result.rows, to: Paths.join(directory, DiagnosisFiles.index))
    try IndexDomainRow.write(result.domains, to: Paths.join(directory, DiagnosisFiles.indexDomains))
    try IndexMethodRow.write(result.methods, to: Paths.join(directory, IndexMethodRow.fileName))
    try IndexDriverRow.write(result.drivers, to: Paths.join(directory, IndexDriverRow.fileName))
    return result.findings
  }

  /// The units that can have a row in some table.
  private static func unitRows(_ scope: IndicatorRows.Scope) -> [UnitRow] {
    return (0..<scope.units.count).compactMap { position in
      let it = scope.units[position]
      let isInRegion = scope.units.isInRegion[position]
      guard (isInRegion && scope.levels.contains(it.unit.level)) || scope.isCompared(position) else { return nil }
      var row = UnitRow()
      row.unit = it.unit.code
      row.unitName = it.unit.name
      row.level = it.unit.level.rawValue
      row.kind = it.unit.kind.map { String($0.rawValue) } ?? ""
      row.parent = it.unit.parent
      return row
    }
  }
}
