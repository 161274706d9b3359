import Bytes
import Contracts
import Findings
import Pipelines
import Territory

/// Tables that are made of the indicators as they may be shown: trends, forecasts, peers, adequacy.
struct DerivedTables {
  private let definitions: DiagnosisDefinitions
  private let entries: [Catalogue.Entry]
  private let grids: [IndicatorGrid]
  private let breaks: BreakMarks

  init(_ definitions: DiagnosisDefinitions, _ entries: [Catalogue.Entry], _ grids: [IndicatorGrid], _ breaks: BreakMarks) {
    self.breaks = breaks
    self.definitions = definitions
    self.entries = entries
    self.grids = grids
  }

  func write(to directory: String) throws(Refusal) {
    let scope = definitions.scope
    let trends = TrendTable(scope: scope, breaks: breaks)
    let forecasts = ForecastTable(scope: scope, breaks: breaks, horizon: definitions.horizon)
    let residents = grid(StaffingNorm.residentsExpression, over: "1")
    let peers = PeerTables(scope) { unit in residents.flatMap { latest($0, unit) } }
    var trendRows: [TrendRow] = []
    var forecastRows: [ForecastRow] = []
    var peerValues: [PeerValueRow] = []
    for (entry, grid) in zip(entries, grids) {
      trendRows += trends.rows(entry, grid)
      forecastRows += forecasts.rows(entry, grid)
      peerValues += peers.values(entry, grid)
    }
    func path(_ name: String) -> String { Paths.join(directory, name) }
    try TrendRow.write(trendRows, to: path(TrendRow.fileName))
    try ForecastRow.write(forecastRows, to: path(ForecastRow.fileName))
    try PeerRow.write(peers.rows, to: path(PeerRow.fileName))
    try PeerValueRow.write(peerValues, to: path(PeerValueRow.fileName))
    try AdequacyRow.write(staffing(), to: path(AdequacyRow.fileName))
    try AdequacyPairRow.write(pairs(), to: path(AdequacyPairRow.fileName))
  }

  private func latest(_ grid: IndicatorGrid, _ unit: Int) -> Double? {
    for year in definitions.scope.years.reversed() {
      if let position = grid.years.position(of: year), let value = grid[unit, position]?.value { return value }
    }
    return nil
  }

  /// The indicator with just these expressions, by whatever id.
  private func grid(_ numerator: String, over denominator: String) -> IndicatorGrid? {
    zip(entries, grids).first { $0.0.numerator.text == numerator && $0.0.denominator.text == denominator }?.1
  }

  private func staffing() -> [AdequacyRow] {
    let byResidents = grid(StaffingNorm.residentsExpression, over: StaffingNorm.workersExpression)
    let byFamilies = grid(StaffingNorm.familiesExpression, over: StaffingNorm.workersExpression)
    guard byResidents != nil || byFamilies != nil else { return [] }
    return StaffingNorm(scope: definitions.scope).rows { unit, year in
      guard let position = definitions.gridYears.position(of: year) else { return StaffingNorm.Parts() }
      let one = byResidents?[unit, position]
      let other = byFamilies?[unit, position]
      return StaffingNorm.Parts(
        workers: one?.denominator ?? other?.denominator, residents: one?.numerator, families: other?.numerator)
    }
  }

  private func pairs() -> [AdequacyPairRow] {
    let table = AdequacyPairs(scope: definitions.scope)
    func position(_ id: String) -> Int? { entries.firstIndex { $0.definition.id == id } }
    return AdequacyPairs.pairs.flatMap { need, resource -> [AdequacyPairRow] in
      guard let one = position(need), let other = position(resource) else { return [] }
      return table.rows((entries[one], grids[one]), (entries[other], grids[other]))
    }
  }
}
