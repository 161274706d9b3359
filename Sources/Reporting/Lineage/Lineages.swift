import Contracts
package import Findings

/// The proofs of the numbers that the report prints: a page an indicator, and on it for each number the formula with the
/// figures put in, and the published cells that they were read from.
package struct Lineages: Sendable {
  /// Folder of the pages, below the report's.
  package static let folder = "lineage"

  private let material: Material
  private let banner: String?
  /// Of an indicator: the rows of its printed numbers, in the order of the table.
  private let printed: [String: [Int]]
  /// Place of a row of the figures in the lineage; -1 for numbers that no page prints.
  private let places: [Int32]
  /// Of a number by its id: the units that some page says it is so many times that of.
  private let ratios: [String: [String]]
  private let words: LineageWords

  /// - Parameter ids: the numbers that some page prints.
  package init(
    of ids: Set<ValueID>, in material: Material, banner: String?, _ stages: EarlierStages
  ) throws(Refusal) {
    self.material = material
    self.banner = banner
    var printed: [String: [Int]] = [:]
    var places = [Int32](repeating: -1, count: material.figures.rows.count)
    var numbers: [NumberID] = []
    for (index, row) in material.figures.rows.enumerated() where ids.contains(ValueID(row.id)) {
      printed[row.indicator, default: []].append(index)
      places[index] = Int32(numbers.count)
      numbers.append(NumberID(indicator: row.indicator, unit: row.unit, period: row.period))
    }
    self.printed = printed
    self.places = places
    var ratios: [String: [String]] = [:]
    for id in ids { if let unit = id.ratioUnit { ratios[id.text, default: []].append(unit) } }
    self.ratios = ratios.mapValues { $0.sorted() }
    let reader = LineageReader(
      cells: stages.directory(of: .ingest), observations: stages.directory(of: .normalise),
      tables: stages.directory(of: .diagnose))
    words = LineageWords(try reader.table(of: numbers), material)
  }

  /// Indicators that have printed numbers, each with a page, in the order of the catalogue.
  var proven: [Indicator] { material.indicators.filter { printed[$0.id] != nil } }

  /// The page of an indicator's proofs.
  func page(of indicator: Indicator) -> HTMLPage {
    var page = LineagePage(indicator, material, words, banner: banner)
    for row in printed[indicator.id] ?? [] {
      page.add(row, place: Int(places[row]), timesThoseOf: ratios[material.figures.rows[row].id] ?? [])
    }
    page.addLines(material.figures.places(ofIndicators: [indicator.id]).filter { places[$0] < 0 })
    return HTMLPage(path: "\(Lineages.folder)/\(indicator.id).html", bytes: page.finish())
  }

  /// The first cells that a number was read from, as text: for the sheet of lineage.
  package func cells(of row: Int, most: Int) -> (count: Int, shown: [String]) {
    guard places[row] >= 0 else { return (0, []) }
    var count = 0
    var shown: [String] = []
    for role in OriginRole.allCases {
      let cells = words.table.cells(of: Int(places[row]), role)
      count += cells.count
      for cell in cells.prefix(most - shown.count) { shown.append(words.text(of: Int(cell), material.phrasing)) }
    }
    return (count, shown)
  }
}
