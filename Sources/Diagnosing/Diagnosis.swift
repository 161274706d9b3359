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
  mutating func write(to directory: String, progress: (Int, Int) -> Void) throws(Refusal) {
    let grids = try writeIndicators(to: directory, progress: progress)
    try writeIndex(to: directory, grids: grids)
    try CatalogueTable(definitions.catalogue).write(to: Paths.join(directory, DiagnosisFiles.catalogue))
    try UnitRow.write(unitRows(), to: Paths.join(directory, DiagnosisFiles.units))
    findings += gapFindings(resolver.gaps, cube: resolver.cube, years: Set(definitions.scope.years))
  }

  /// - Returns: the values of the indicators that the index needs.
  private mutating func writeIndicators(
    to directory: String, progress: (Int, Int) -> Void
  ) throws(Refusal) -> [String: IndicatorGrid] {
    let scope = definitions.scope
    let indexed = Set(definitions.index?.domains.flatMap(\.indicators) ?? [])
    var grids: [String: IndicatorGrid] = [:]
    var table = try TableWriter<IndicatorRow>(creating: Paths.join(directory, DiagnosisFiles.indicators))
    var origins = try OriginsTable(creating: Paths.join(directory, DiagnosisFiles.origins), resolver)
    let entries = definitions.catalogue.entries.sorted { precedesByBytes($0.definition.id, $1.definition.id) }
    for (done, entry) in entries.enumerated() {
      progress(done, entries.count)
      let calculator = IndicatorCalculator(entry, resolver)
      let grid = grid(of: entry, calculator)
      if indexed.contains(entry.definition.id) { grids[entry.definition.id] = grid }
      var notes = IndicatorFindings(entry, file: definitions.catalogueFile)
      try IndicatorRows(scope, entry, grid).forEach { (unit, year, bare) throws(Refusal) in
        var row = bare
        row.breaks = breaks.breaks(of: entry, row)
        try origins.append(calculator, unit: unit, year: year, to: &row)
        notes.take(row, isInRegion: scope.units.isInRegion[unit])
        try table.append(row)
      }
      findings += notes.finish()
    }
    try table.finish()
    try origins.finish()
    progress(entries.count, entries.count)
    return grids
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

  private mutating func writeIndex(to directory: String, grids: [String: IndicatorGrid]) throws(Refusal) {
    var result = CompositeIndex.Result()
    if let index = definitions.index {
      result =
        CompositeIndex(
          index, definitions.scope, definitions.catalogue, grids: grids, file: definitions.pipelineFile
        ).result()
    }
    findings += result.findings
    try IndexRow.write(result.rows, to: Paths.join(directory, DiagnosisFiles.index))
    try IndexDomainRow.write(result.domains, to: Paths.join(directory, DiagnosisFiles.indexDomains))
  }

  /// The units that can have a row in some table.
  private func unitRows() -> [UnitRow] {
    let scope = definitions.scope
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
