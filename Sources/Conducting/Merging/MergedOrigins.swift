import Bytes
import Contracts
import Findings

/// `origins.arrow` of all regions: from each number of a region to the observations in the merged table.
enum MergedOrigins {
  static func write(_ regions: [MergedRegion], in observations: MergedObservations, to path: String) throws(Refusal) {
    var writer = try OriginsWriter(creating: path)
    for region in regions {
      let file = Paths.join(region.place.directory(of: .diagnose), "origins.arrow")
      guard try Files.exists(file), let places = observations.places[region.code] else { continue }
      let reader = try OriginsReader(path: file, shownAs: "\(region.place.id)/3-tables/origins.arrow")
      let indicators = reader.indicators.map { writer.indicators.code(of: $0) }
      let units = reader.units.map { region.owns($0) ? writer.units.code(of: $0) : -1 }
      let periods = reader.periods.map { writer.periods.code(of: $0) }
      try reader.forEachBatch { batch throws(Refusal) in
        for row in 0..<batch.count {
          let unit = units[Int(batch.unit[row])]
          let observation = Int(batch.observation[row])
          // An observation that another region has otherwise is told among the findings, and is no origin here.
          guard unit >= 0, places.indices.contains(observation), places[observation] >= 0 else { continue }
          try writer.append(
            indicator: indicators[Int(batch.indicator[row])], unit: unit, period: periods[Int(batch.period[row])],
            role: batch.role[row], observation: places[observation])
        }
      }
    }
    try writer.finish()
  }
}
