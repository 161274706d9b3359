import Bytes
import Contracts
import Findings

/// The tables of the regions, each under that of the region before: units of the region only.
struct MergedTables {
  let regions: [MergedRegion]
  /// `3-tables` of the merged edition.
  let directory: String

  /// - Returns: region -> how many rows it has in `indicators.csv`.
  func write() throws(Refusal) -> [String: Int] {
    let counts = try join("indicators.csv", IndicatorRow.self) { $0.unit }
    _ = try join("units.csv", UnitRow.self) { $0.unit }
    _ = try join("index.csv", IndexRow.self) { $0.unit }
    _ = try join("index_domains.csv", IndexDomainRow.self) { $0.unit }
    _ = try join(TrendRow.fileName, TrendRow.self) { $0.unit }
    _ = try join(ForecastRow.fileName, ForecastRow.self) { $0.unit }
    _ = try join(AdequacyRow.fileName, AdequacyRow.self) { $0.unit }
    _ = try join(AdequacyPairRow.fileName, AdequacyPairRow.self) { $0.unit }
    return counts
  }

  private func join<Row: TableRow>(_ file: String, _ type: Row.Type, unit: (Row) -> String) throws(Refusal) -> [String: Int] {
    var counts: [String: Int] = [:]
    var writer = try TableWriter<Row>(creating: Paths.join(directory, file))
    for region in regions {
      let path = Paths.join(region.place.directory(of: .diagnose), file)
      guard try Files.exists(path) else { continue }
      var kept: [Row] = []
      try Row.forEach(in: path, shownAs: "\(region.place.id)/\(file)") { row in
        if region.owns(unit(row)) { kept.append(row) }
      }
      for row in kept { try writer.append(row) }
      counts[region.code] = kept.count
    }
    try writer.finish()
    return counts
  }
}
