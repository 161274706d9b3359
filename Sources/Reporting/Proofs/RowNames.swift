import Contracts

// The names of rows of the derived tables, as those of indicators are: table, what the row is about, period.

extension AdequacyRow {
  var valueID: ValueID { ValueID("adequacy/\(unit)/\(period)") }
}

extension AdequacyPairRow {
  var valueID: ValueID { ValueID("adequacy_pairs/\(pair).\(unit)/\(period)") }
}

extension PeerValueRow {
  var valueID: ValueID { ValueID("peer_values/\(group).\(indicator)/\(period)") }
}

extension ForecastRow {
  var valueID: ValueID { ValueID("forecasts/\(indicator).\(unit)/\(period)") }
}

extension TrendRow {
  var valueID: ValueID { ValueID("trends/\(indicator).\(unit)/\(lastPeriod)") }
}

extension IndexMethodRow {
  /// The same for all methods: what they say of a unit is compared in one place.
  var valueID: ValueID { ValueID("index_methods/\(index).\(unit)/\(period)") }
}

extension IndexDriverRow {
  var valueID: ValueID { ValueID("index_drivers/\(index).\(kind).\(element)/\(period)") }
}

extension AgeGroups.Group {
  /// - Parameter period: of the groups.
  func valueID(_ period: String) -> ValueID { ValueID("ages/\(from)-\(to.map(String.init) ?? "plus")/\(period)") }
}

extension AgeGroups {
  /// All ages together.
  var valueID: ValueID { ValueID("ages/all/\(period)") }
}

extension TargetState {
  var valueID: ValueID {
    ValueID("targets/\(target.indicator).\(target.unit).\(target.targetPeriod)/\(current?.period ?? target.basePeriod)")
  }
}
