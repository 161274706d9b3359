package import Contracts
package import Findings
package import Ingesting

/// All that is known of one published number: how it was computed, from which observations, read from which cells of which
/// files, and what the checks had to say about them.
package struct Explanation: Sendable {
  /// What the catalogue said when the number was computed.
  package struct Definition: Sendable {
    package var label: Wording
    package var definition: Wording
    package var numerator: String
    package var denominator: String
    package var multiplier: String
    package var unit: String
    package var decimals: Int
    package var publisher: String
  }

  package struct Origin: Sendable {
    package var origin: Lineage.Origin
    /// The cell with its headings as published; nil when the file of cells no longer has it.
    package var cell: CellRow?
    /// Where in the file's markup it stands, for a document in XML that was kept.
    package var markup: MarkupPlace?
    /// How the figure was brought to the register date, where its unit was another one then.
    package var harmonised: [HarmonisationRow]
    /// Of the cell, of its file as a whole, or of the measure in this unit.
    package var findings: [Finding]
  }

  /// A domain of an index.
  package struct Part: Sendable {
    package struct Member: Sendable {
      package var indicator: String
      package var value: Double?
      /// nil where the tables do not hold what it was brought to its range by.
      package var scaled: Scaled?
    }

    /// A value brought to the range from 0 to 1.
    package struct Scaled: Sendable {
      package var value: Double
      package var original: Double
      /// Least and greatest among the units of the level in all years of the tables.
      package var least: Double
      package var most: Double
      /// Whether more of the indicator is more of what the index is called by.
      package var isRaising: Bool
    }

    package var domain: String
    package var score: Double?
    package var weight: Double?
    /// What the domain adds to the score of the index; those of all domains sum to it.
    package var contribution: Double?
    package var members: [Member]
    package var missing: [String]
  }

  /// An indicator that another number was made of.
  package struct Basis: Sendable {
    package var id: NumberID
    package var row: IndicatorRow
    package var definition: Definition?
    package var origins: [Origin]
  }

  package enum Subject: Sendable {
    case indicator(IndicatorRow, Definition?, [Origin])
    case index(IndexRow, [Part], [Basis])
    /// A row of a table that was derived from indicators.
    case derived(DerivedNumber, [Basis])
    /// Observations of a measure, which no formula changed.
    case observations([Origin])
  }

  /// Under which content hash and method a stage made its part.
  package struct StageMark: Sendable {
    package var stage: Stage
    package var key: String
    package var method: String
  }

  package var id: NumberID
  package var edition: EditionPlace
  package var subject: Subject
  /// What place, changes and comparisons of the number were made from; nil for what has none.
  package var standing: Standing?
  /// About the number itself.
  package var findings: [Finding]
  package var stages: [StageMark]
}
