import Contracts
package import Findings

/// The proofs of the numbers that the report prints: a page an indicator, and on it for each number the formula with the
/// figures put in, and the published cells that they were read from.
package struct Lineages: Sendable {
  /// Folder of the pages, below the report's.
  package static let folder = "lineage"

  /// Address of a number's proof.
  /// - Parameter root: leads from the page with the link to the report's folder.
  package static func address(of id: ValueID, from root: String) -> String {
    "\(root)\(folder)/\(escaped(id.indicator)).html#\(id.anchor)"
  }

  private let material: Material
  private let banner: String?
  /// Of an indicator: the rows of its printed numbers, in the order of the table.
  private let printed: [String: [Int]]
  private let lineage: LineageTable
  /// Place of a row of the figures in the lineage.
  private let places: [Int: Int]

  /// - Parameter ids: the numbers that some page prints.
  package init(
    of ids: Set<ValueID>, in material: Material, banner: String?, _ stages: EarlierStages
  ) throws(Refusal) {
    self.material = material
    self.banner = banner
    var printed: [String: [Int]] = [:]
    var places: [Int: Int] = [:]
    var numbers: [(indicator: String, unit: String, period: String)] = []
    for (index, row) in material.figures.rows.enumerated() where ids.contains(ValueID(row.id)) {
      printed[row.indicator, default: []].append(index)
      places[index] = numbers.count
      numbers.append((row.indicator, row.unit, row.period))
    }
    self.printed = printed
    self.places = places
    lineage = try LineageTable(
      of: numbers, origins: stages.file("origins.arrow", of: .diagnose),
      observations: stages.file("observations.arrow", of: .normalise))
  }

  /// Indicators that have printed numbers, each with a page, in the order of the catalogue.
  var proven: [Indicator] { material.indicators.filter { printed[$0.id] != nil } }

  /// The page of an indicator's proofs.
  func page(of indicator: Indicator) -> HTMLPage {
    var page = LineagePage(indicator, material, banner: banner)
    for row in printed[indicator.id] ?? [] {
      page.add(material.figures.rows[row], lineage.origins(places[row] ?? 0), lineage)
    }
    return HTMLPage(path: "\(Lineages.folder)/\(indicator.id).html", bytes: page.finish())
  }

  /// The first cells that a number was read from, as text: for the sheet of lineage.
  package func cells(of row: Int, most: Int) -> (count: Int, shown: [String]) {
    guard let place = places[row] else { return (0, []) }
    let origins = lineage.origins(place)
    let shown = origins.prefix(most).map { origin in
      let cell = origin.cell
      let place = Place(
        file: lineage.texts.file[Int(lineage.cells.file[cell])], sheet: lineage.texts.sheet[Int(lineage.cells.sheet[cell])],
        row: Int(lineage.cells.row[cell]), column: Int(lineage.cells.column[cell]))
      return "\(material.phrasing(place.wording)): \(lineage.cells.text[cell])"
    }
    return (origins.count, shown)
  }
}
