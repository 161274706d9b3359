import Bytes
import Findings

/// The restated public figures of `fixtures/public-figures/`: small tables, each with its source in fixtures/SOURCES.md.
struct PublicFigures {
  /// Keys joined by `/`, the last being the year: `2801000/K/15-19/2013`.
  private var numbers: [String: Double] = [:]
  /// Names of the units of a table, in its order: table -> [(unit, name)].
  private(set) var weights: [String: [UnitWeight]] = [:]

  /// What the generator knows of a gmina or district beforehand; all of it invented.
  struct UnitWeight {
    var code: String
    var name: String
    /// Size in relation to the other units of the same powiat.
    var weight: Double
    /// Growth of the population, per cent a year.
    var growth: Double
    /// Poverty in relation to the powiat.
    var poverty: Double
  }

  init(folder: String) throws(Refusal) {
    for name in [
      "population-voivodeship", "population-powiats", "unemployment-rate", "population-place", "migration", "wages",
      "unemployed-subregions", "family-benefits", "reference-numbers",
    ] {
      try add(try SeparatedTable(path: "\(folder)/\(name).csv"), name: name)
    }
    for name in ["gmina-weights", "district-weights"] {
      let table = try SeparatedTable(path: "\(folder)/\(name).csv")
      for row in table.rows.indices {
        weights[name, default: []].append(
          UnitWeight(
            code: try table.field(row, "unit"), name: try table.field(row, "name"),
            weight: Double(try table.field(row, "weight")) ?? 0,
            growth: Double(try table.field(row, "growth")) ?? 0, poverty: Double(try table.field(row, "poverty")) ?? 1))
      }
    }
  }

  private mutating func add(_ table: SeparatedTable, name: String) throws(Refusal) {
    let keyNames = table.header.filter { Int($0) == nil && !["value", "attribute", "name"].contains($0) }
    for row in table.rows.indices {
      var keys = [name]
      for key in keyNames { keys.append(try table.field(row, key)) }
      if table.header.contains("value") {
        numbers[keys.joined(separator: "/")] = number(try table.field(row, "value"))
        continue
      }
      for year in table.header where Int(year) != nil {
        let text = try table.field(row, year)
        if !text.isEmpty { numbers[(keys + [year]).joined(separator: "/")] = number(text) }
      }
    }
  }

  private func number(_ text: String) -> Double { Double(text.replacing(",", with: ".")) ?? 0 }

  /// The figure, or nil where it is not published.
  subscript(_ keys: String...) -> Double? { numbers[keys.joined(separator: "/")] }

  /// A whole figure that is there.
  func count(_ keys: String...) -> Int { rounded(numbers[keys.joined(separator: "/")] ?? 0) }
}
