import Bytes
package import Contracts
import Findings

/// What the diagnosis says beyond values: trends, forecasts, adequacy, like units, the index by other methods. A table that the stage
/// before did not leave is an empty one, and the report is silent about it.
package struct Judgements: Sendable {
  /// By indicator and unit.
  package var trends: [String: [String: TrendRow]] = [:]
  package var forecasts: [String: [String: [ForecastRow]]] = [:]
  package var adequacy: [AdequacyRow] = []
  package var pairs: [AdequacyPairRow] = []
  /// By unit.
  package var groups: [String: PeerRow] = [:]
  /// By group and indicator.
  package var groupValues: [String: [String: PeerValueRow]] = [:]
  package var methods: [IndexMethodRow] = []
  package var drivers: [IndexDriverRow] = []
  package var disclosure: [DisclosureRow] = []

  package init() {}

  package func trend(_ indicator: String, _ unit: String) -> TrendRow? { trends[indicator]?[unit] }

  /// The periods forecast for one series, ascending; empty when there is none or it was refused.
  package func forecast(_ indicator: String, _ unit: String) -> [ForecastRow] { forecasts[indicator]?[unit] ?? [] }
}

extension Judgements {
  init(_ stages: EarlierStages) throws(Refusal) {
    func table<Row: TableRow>(_ name: String, of type: Row.Type) throws(Refusal) -> [Row] {
      let file = stages.file(name, of: .diagnose)
      return try Files.exists(file.path) ? try Row.read(file.path, shownAs: file.shown) : []
    }
    for row in try table(TrendRow.fileName, of: TrendRow.self) { trends[row.indicator, default: [:]][row.unit] = row }
    for row in try table(ForecastRow.fileName, of: ForecastRow.self) where row.value != nil {
      forecasts[row.indicator, default: [:]][row.unit, default: []].append(row)
    }
    forecasts = forecasts.mapValues { $0.mapValues { $0.sorted { $0.period < $1.period } } }
    adequacy = try table(AdequacyRow.fileName, of: AdequacyRow.self)
    pairs = try table(AdequacyPairRow.fileName, of: AdequacyPairRow.self)
    for row in try table(PeerRow.fileName, of: PeerRow.self) { groups[row.unit] = row }
    for row in try table(PeerValueRow.fileName, of: PeerValueRow.self) {
      // The newest period of the group stands.
      if let known = groupValues[row.group]?[row.indicator], known.period >= row.period { continue }
      groupValues[row.group, default: [:]][row.indicator] = row
    }
    methods = try table(IndexMethodRow.fileName, of: IndexMethodRow.self)
    drivers = try table(IndexDriverRow.fileName, of: IndexDriverRow.self)
    disclosure = try table(DisclosureRow.fileName, of: DisclosureRow.self)
  }
}
