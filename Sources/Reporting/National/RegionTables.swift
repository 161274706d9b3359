import Bytes
import Contracts
import Findings

/// A table that every region's report has, put together from those: a column with the region stands before the others.
struct RegionTables {
  /// TERYT prefixes.
  let regions: [String]
  /// The report's folder, with the reports of the regions in `regions/<code>/`.
  let directory: String

  func table(
    _ name: String, _ title: Wording, _ columns: [TableColumn], key: [String]
  ) throws(Refusal) -> PublishedTable {
    let rows = try rows(name, columns)
    let all = [TableColumn("region", .text, Wording("region", en: "region"))] + columns
    let numbers = all.map { $0.kind != .text }
    return PublishedTable(
      name: name, title: title, columns: all, key: key.isEmpty ? [] : ["region"] + key, rowCount: rows.count
    ) { place, lines in
      for (text, isNumber) in zip(rows[place], numbers) {
        if isNumber, let number = Int(text) { lines.integer(number) } else { lines.text(text) }
      }
    }
  }

  /// The rows of all regions; a region whose report has no such table has none.
  func rows(_ name: String, _ columns: [TableColumn]) throws(Refusal) -> [[String]] {
    var rows: [[String]] = []
    for region in regions {
      let shown = "regions/\(region)/tables/\(name).csv"
      let path = Paths.join(directory, shown)
      guard try Files.exists(path) else { continue }
      let table = try SeparatedTable(path: path, shownAs: shown)
      guard table.header == columns.map(\.name) else { continue }
      rows += table.rows.map { [region] + $0 }
    }
    return rows
  }
}
