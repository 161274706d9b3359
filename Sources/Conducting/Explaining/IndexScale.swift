import Bytes
import Contracts
import Findings
import Pipelines

/// The values of the indicators of an index as its domains average them: brought to the range from 0 to 1 by the least and the greatest
/// value among the units of a level in all years of the tables, high where the situation is worse. The tables hold the values
/// themselves only; what is worked out again here is told when it gives the published scores.
struct IndexScale {
  /// Directory of the tables.
  let tables: String

  /// - Parameters:
  ///   - row: whose index it is.
  ///   - domains: of the index in that unit and period.
  ///   - index: all of `index.csv`.
  /// - Returns: by indicator, those that were used.
  func members(
    of row: IndexRow, _ domains: [IndexDomainRow], among index: [IndexRow]
  ) throws(Refusal) -> [String: Explanation.Part.Member] {
    // Every unit of the region has a row of the index in every year of the tables, with a score or without.
    let alike = index.filter { $0.index == row.index && $0.level == row.level }
    let (units, periods) = (Set(alike.map(\.unit)), Set(alike.map(\.period)))
    let wanted = Set(domains.flatMap(\.indicatorsUsed))
    var values: [String: Double] = [:]
    var least: [String: Double] = [:]
    var most: [String: Double] = [:]
    let path = Paths.join(tables, "indicators.csv")
    try IndicatorRow.forEach(in: path, shownAs: "3-tables/indicators.csv") { (it) throws(Refusal) -> Void in
      guard wanted.contains(it.indicator), it.level == row.level, let value = it.value else { return }
      guard units.contains(it.unit), periods.contains(it.period) else { return }
      least[it.indicator] = min(value, least[it.indicator] ?? value)
      most[it.indicator] = max(value, most[it.indicator] ?? value)
      if it.unit == row.unit, it.period == row.period { values[it.indicator] = value }
    }
    let raising = try raisingIndicators()
    var members: [String: Explanation.Part.Member] = [:]
    for id in wanted {
      var member = Explanation.Part.Member(indicator: id, value: values[id])
      if let value = values[id], let low = least[id], let high = most[id], high > low {
        let isRaising = raising.contains(id)
        member.scaled = Explanation.Part.Scaled(
          value: (isRaising ? value - low : high - value) / (high - low), original: value, least: low, most: high,
          isRaising: isRaising)
      }
      members[id] = member
    }
    for domain in domains where !Self.gives(domain, members) {
      for id in domain.indicatorsUsed { members[id]?.scaled = nil }
    }
    return members
  }

  /// Whether the mean is the score as published. It is not where the least or greatest value is withheld from the tables.
  private static func gives(_ domain: IndexDomainRow, _ members: [String: Explanation.Part.Member]) -> Bool {
    let scaled = domain.indicatorsUsed.compactMap { members[$0]?.scaled?.value }
    guard let score = domain.score, !scaled.isEmpty, scaled.count == domain.indicatorsUsed.count else { return false }
    return (scaled.reduce(0, +) / Double(scaled.count) - score).magnitude < 1e-9
  }

  /// Indicators of which more is worse: they raise the index as they stand, the others turned round.
  private func raisingIndicators() throws(Refusal) -> Set<String> {
    let catalogue = try CatalogueFile.read(Paths.join(tables, "catalogue.csv"), shownAs: "3-tables/catalogue.csv")
    let (ids, directions) = (try catalogue.column("id"), try catalogue.column("direction"))
    let raising = catalogue.rows.filter { IndicatorDefinition.Direction(reading: $0[directions]) == .less }
    return Set(raising.map { $0[ids] })
  }
}

extension Explanation.Part.Scaled {
  /// `0,53 = (17,6 − 5,1) / (28,8 − 5,1)`.
  var calculation: Wording {
    func told(isPolish: Bool) -> String {
      func number(_ value: Double) -> String { NumberPrinting.shortest(value, comma: isPolish) }
      let range = "(\(number(most)) − \(number(least)))"
      let own = isRaising ? "(\(number(original)) − \(number(least)))" : "(\(number(most)) − \(number(original)))"
      return "\(number(value)) = \(own) / \(range)"
    }
    return Wording(told(isPolish: true), en: told(isPolish: false))
  }
}
