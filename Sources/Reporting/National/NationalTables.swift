import Bytes
import Contracts
import Findings
import Pipelines

/// The tables of an edition that was put together from editions of regions, in both flavours: one an area with the rows of all
/// regions, the index, the catalogue, the units and the regions themselves; and their descriptor.
struct NationalTables {
  let indicators: [Indicator]
  let say: Phrasing
  /// `3-tables` of the merged edition.
  let upstream: String
  /// The report's folder.
  let directory: String

  /// What was written of one table.
  struct Written {
    var table: PublishedTable
    var resources: [DataResource]
  }

  /// - Parameter regions: TERYT prefixes of those that are in the edition.
  func write(name: String, title: String, regions: [String]) throws(Refusal) -> [Written] {
    try Files.createDirectories(Paths.join(directory, "tables"))
    var written: [Written] = []
    func publish(_ table: PublishedTable) throws(Refusal) {
      guard table.rowCount > 0 else { return }
      let resources = try table.write(to: directory, in: say)
      try Files.settle(resources.map { Paths.join(directory, $0.path) })
      written.append(Written(table: table, resources: resources))
    }
    var areas: [String] = []
    for indicator in indicators where !areas.contains(indicator.area) { areas.append(indicator.area) }
    // One area at a time: all of a country's rows are more than a process should hold.
    for area in areas { try publish(try figures(area)) }
    try publish(
      .stageTable(
        try rows("index.csv", of: IndexRow.self), name: "index",
        Wording("Wskaźniki syntetyczne regionów: wyniki", en: "Composite indices of the regions: scores"),
        key: ["index", "unit", "period"]))
    try publish(
      .stageTable(
        try rows("index_domains.csv", of: IndexDomainRow.self), name: "index-domains",
        Wording("Wskaźniki syntetyczne regionów: obszary", en: "Composite indices of the regions: domains"),
        key: ["index", "domain", "unit", "period"]))
    try publish(.catalogue(indicators, say))
    try publish(
      .stageTable(
        try rows("units.csv", of: UnitRow.self), name: "units", Wording("Jednostki terytorialne", en: "Territorial units"),
        key: ["unit"]))
    try publish(
      .stageTable(
        try rows("regions.csv", of: RegionRow.self), name: "regions",
        Wording("Regiony: co jest w wydaniu i czego brakuje", en: "Regions: what is in the edition and what is missing"),
        key: ["region"]))
    let joined = RegionTables(regions: regions, directory: directory)
    try publish(
      try joined.table(
        "sources", Wording("Pliki źródłowe regionów", en: "Source files of the regions"), PublishedTable.fileColumns,
        key: ["source", "file"]))
    try publish(
      try joined.table(
        "balances", Wording("Bilans komórek źródłowych regionów", en: "Balance of source cells of the regions"),
        PublishedTable.balanceColumns, key: []))
    let package = DataPackage(
      name: name, title: title,
      description: say(
        "Połączone wydania regionów: \(regions.count). Nic nie jest sumowane ani szacowane.",
        "Editions of regions put together: \(regions.count). Nothing is summed or estimated."),
      resources: written.flatMap(\.resources))
    try package.write(to: Paths.join(directory, DataPackage.fileName))
    return written
  }

  private func rows<Row: TableRow>(_ file: String, of type: Row.Type) throws(Refusal) -> [Row] {
    let path = Paths.join(upstream, file)
    return try Files.exists(path) ? try Row.read(path, shownAs: "3-tables/" + file) : []
  }

  private func figures(_ area: String) throws(Refusal) -> PublishedTable {
    let own = indicators.filter { $0.area == area }
    let wanted = Set(own.map(\.id))
    var rows: [IndicatorRow] = []
    try IndicatorRow.forEach(in: Paths.join(upstream, "indicators.csv"), shownAs: "3-tables/indicators.csv") { row in
      if wanted.contains(row.indicator) { rows.append(row) }
    }
    let all = rows
    return .figures(area, own, say, rowCount: all.count) { all[$0] }
  }
}

extension RegionRow: PublishedRow {
  func publish(to lines: inout PublishedLines) {
    for text in [region, status.rawValue, pipeline, edition, sha256] { lines.text(text) }
    lines.integer(rows)
  }
}
