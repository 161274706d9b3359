/// An indicator of the catalogue in the language of the report.
package struct Indicator: Sendable, Hashable {
  package enum Direction: String, Sendable {
    case moreIsBetter = "+"
    case moreIsWorse = "-"
    case neither = "n"
  }

  /// `C01`
  package var id: String
  package var label: String
  package var definition: String
  /// Expressions over measures, as in the catalogue.
  package var numerator: String
  package var denominator: String
  package var multiplier: Double
  package var unit: UnitOfMeasure
  package var decimals: Int
  package var direction: Direction
  /// `demography`, `labour` ...: the chapter.
  package var area: String
  /// Levels with data, such as `powiat`.
  package var levels: [String]
  /// `wilson`, `byar` or `none`.
  package var interval: String
  /// Least count that may be published.
  package var threshold: Int
  package var source: String
  package var breaks: [Break]

  /// From this year on values are not comparable with those before.
  package struct Break: Sendable, Hashable {
    package var year: Int
    /// `census-2021`, `income-criterion` ...
    package var code: String

    package init(year: Int, code: String) {
      self.year = year
      self.code = code
    }
  }

  package init(id: String, label: String, area: String, unit: UnitOfMeasure = .none, decimals: Int = 1) {
    self.id = id
    self.label = label
    self.area = area
    self.unit = unit
    self.decimals = decimals
    definition = ""
    numerator = ""
    denominator = ""
    multiplier = 1
    direction = .neither
    levels = []
    interval = "none"
    threshold = 0
    source = ""
    breaks = []
  }

  /// Whether the two say the same turned over, such as outlets to residents and residents to outlets: one problem, not two.
  package func isInverse(of other: Indicator) -> Bool {
    !numerator.isEmpty && !denominator.isEmpty && numerator == other.denominator && denominator == other.numerator
  }
}
