import Bytes
import Contracts
import Findings
import Pipelines

/// `catalogue.csv`: the indicators of this edition as they were worked out, in the order of the catalogue.
struct CatalogueTable {
  static let header = [
    "id", "label_pl", "label_en", "definition_pl", "definition_en", "numerator", "denominator", "multiplier", "unit",
    "decimals", "direction", "area", "levels", "interval", "threshold", "source", "breaks",
  ]

  private let rows: [[String]]

  init(_ catalogue: Catalogue) {
    rows = catalogue.entries.map { entry in
      let it = entry.definition
      return [
        it.id, it.label.polish, it.label.english, it.definition.polish, it.definition.english, it.numerator,
        it.denominator, NumberPrinting.shortest(it.multiplier), it.unit, String(it.decimals), it.direction.word,
        it.area, it.levels.joined(separator: " "), it.interval.rawValue, String(it.threshold), it.source,
        it.breaks.map { "\($0.year):\($0.code)" }.joined(separator: " "),
      ]
    }
  }

  func write(to path: String) throws(Refusal) {
    try CatalogueFile.write(header: Self.header, rows: rows, to: path)
  }
}
