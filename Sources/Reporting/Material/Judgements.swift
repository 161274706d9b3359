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
  /// The same as they stand in the files of the diagnosis, for the report's own tables.
  var tables: [PublishedTable] = []

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
    func published<Row: TableRow>(
      _ name: String, of type: Row.Type, as shownName: String, _ title: Wording, key: [String]
    ) throws(Refusal) -> [Row] {
      let file = stages.file(name, of: .diagnose)
      guard try Files.exists(file.path) else { return [] }
      let placed = try Row.readPlaced(file.path, shownAs: file.shown)
      tables.append(PublishedTable(copying: placed, name: shownName, title, key: key))
      return placed.rows
    }
    let tested = try published(
      TrendRow.fileName, of: TrendRow.self, as: "trends", Wording("Trendy", en: "Trends"), key: ["indicator", "unit"])
    for row in tested { trends[row.indicator, default: [:]][row.unit] = row }
    let forecast = try published(
      ForecastRow.fileName, of: ForecastRow.self, as: "forecasts", Wording("Prognozy", en: "Forecasts"),
      key: ["indicator", "unit", "period"])
    for row in forecast where row.value != nil {
      forecasts[row.indicator, default: [:]][row.unit, default: []].append(row)
    }
    forecasts = forecasts.mapValues { $0.mapValues { $0.sorted { $0.period < $1.period } } }
    adequacy = try published(
      AdequacyRow.fileName, of: AdequacyRow.self, as: "adequacy",
      Wording("Pracownicy socjalni a norma art. 110", en: "Social workers and the norm of art. 110"), key: ["unit", "period"])
    pairs = try published(
      AdequacyPairRow.fileName, of: AdequacyPairRow.self, as: "adequacy-pairs",
      Wording("Potrzeby i zasoby", en: "Needs and resources"), key: ["pair", "unit", "period"])
    let like = try published(
      PeerRow.fileName, of: PeerRow.self, as: "peers", Wording("Grupy jednostek podobnych", en: "Groups of like units"),
      key: ["level", "group", "unit"])
    for row in like { groups[row.unit] = row }
    let ofGroups = try published(
      PeerValueRow.fileName, of: PeerValueRow.self, as: "peer-values",
      Wording("Kwartyle jednostek podobnych", en: "Quartiles of like units"), key: ["indicator", "group", "period"])
    for row in ofGroups {
      // The newest period of the group stands.
      if let known = groupValues[row.group]?[row.indicator], known.period >= row.period { continue }
      groupValues[row.group, default: [:]][row.indicator] = row
    }
    methods = try published(
      IndexMethodRow.fileName, of: IndexMethodRow.self, as: "index-methods",
      Wording("Wskaźnik syntetyczny według metod", en: "Composite index by method"), key: ["index", "unit", "period", "method"])
    drivers = try published(
      IndexDriverRow.fileName, of: IndexDriverRow.self, as: "index-drivers",
      Wording("Od czego zależą miejsca", en: "What the places hang on"), key: ["index", "level", "period", "kind", "element"])
    disclosure = try table(DisclosureRow.fileName, of: DisclosureRow.self)
  }
}
