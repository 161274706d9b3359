import Contracts
import Findings
import Reporting

/// The observations behind the age structure of the region: `ages/all/2023`, `ages/0-4/2023`, `ages/85-plus/2023`.
struct AgeObservations {
  static let name = "ages"

  let edition: EditionPlace
  let reader: LineageReader

  func find(_ id: NumberID) throws(Refusal) -> [Lineage.Origin] {
    guard id.indicator == Self.name else { return [] }
    let region = try edition.record(of: .normalise).settings.first { $0.name == "region" }?.value ?? ""
    let unit = region + String(repeating: "0", count: max(0, 7 - region.utf8.count))
    let all = try reader.observations(measure: "population", breakdown: nil, unit: unit, period: id.period)
    var counts: [String: Double] = [:]
    for origin in all { counts[origin.observation.breakdown] = origin.observation.value }
    guard let groups = AgeGroups(period: id.period, counts: counts)?.groups else { return [] }
    var wanted: Set<String> = []
    for group in groups where id.unit == "all" || id.unit == "\(group.from)-\(group.to.map(String.init) ?? "plus")" {
      let ages = group.to.map { ["\(group.from)-\($0)"] + ($0 == group.from ? ["\(group.from)"] : []) } ?? ["\(group.from)+"]
      for age in ages { wanted.formUnion(["age=\(age);sex=K", "age=\(age);sex=M"]) }
    }
    return all.filter { wanted.contains($0.observation.breakdown) }
  }
}
