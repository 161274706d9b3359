package import Findings

/// What becomes of a cell.
package enum CellStatus: String, Sendable, Hashable, CaseIterable {
  case published = "p"
  /// Withheld for its own sake.
  case primary = "1"
  /// Withheld so that a primary one cannot be worked out.
  case secondary = "2"

  package var isWithheld: Bool { self != .published }
}

/// A cell to be protected: tables must exist that agree with everything published and hold at most `lower` there, and at
/// least `upper`.
package struct ProtectionNeed: Sendable, Hashable {
  package var cell: Int
  package var lower: Int
  package var upper: Int
  /// Where a contributor's knowledge alone excludes `lower`, an interval of the same width further up will do.
  package var mayShift: Bool

  package init(cell: Int, lower: Int, upper: Int, mayShift: Bool = false) {
    self.cell = cell
    self.lower = lower
    self.upper = upper
    self.mayShift = mayShift
  }
}

/// How secondary cells may be chosen.
package struct SuppressionOptions: Sendable, Hashable {
  /// Whether empty cells may be withheld to protect others. Often an attacker knows that they must be empty.
  package enum Zeros: Sendable, Hashable {
    case published
    /// Only where nothing else protects.
    case lastResort
    case usable
  }

  /// Protects also against whoever is alone in a cell and so knows it.
  package var singleton: Bool
  /// Cells of one contributor; nil for counts of persons, where they are the cells of 1.
  package var soleCells: Set<Int>?
  package var zeros: Zeros
  /// Cells that are public already (published by the statistical office, say) and cannot be withheld.
  package var mustPublish: Set<Int>
  /// Cells withheld before: taken again in preference, so that patterns do not change from edition to edition.
  package var favoured: Set<Int>
  /// Whether several prices are tried for a pattern of fewer cells. On a single hierarchy they rarely differ.
  package var triesPrices: Bool
  /// Multiplications that the search of one pattern may cost. What is not protected by then is so by withholding totals, or all
  /// of its table (`PlainDeviation`), and nothing is published again; the same in every run, on every machine.
  package var mostWork: Int

  /// A minute or so of one processor.
  package static let standardWork = 30_000_000_000

  package init(
    singleton: Bool = false, soleCells: Set<Int>? = nil, zeros: Zeros = .lastResort, mustPublish: Set<Int> = [],
    favoured: Set<Int> = [],
    triesPrices: Bool = true, mostWork: Int = standardWork
  ) {
    self.mostWork = mostWork
    self.triesPrices = triesPrices
    self.singleton = singleton
    self.soleCells = soleCells
    self.zeros = zeros
    self.mustPublish = mustPublish
    self.favoured = favoured
  }
}

/// A pattern of suppression.
package struct Suppression: Sendable, Hashable {
  /// By cell.
  package var statuses: [CellStatus]
  /// Primary cells that no pattern protects under the options; empty unless `mustPublish` or the zeros forbid too much.
  package var unprotected: [Int]
  /// Whether every proof is a table of whole numbers, so that an attacker who knows that counts are whole gains nothing.
  package var isProvenForWholeNumbers: Bool
  /// The search came to the end of its work: more may be withheld than is needed.
  package var isCutShort = false

  package var withheldCount: Int { statuses.count { $0.isWithheld } }
}

/// Chooses the cells that are withheld beside the primary ones.
///
/// For each primary cell, the one that needs most first, the cheapest deviation upwards and downwards is withheld
/// (`DeviationSearch`; cost 1 + sqrt(value), next to nothing for what is withheld already); then the same against each
/// contributor of a 1; then every secondary cell, the largest first, is published again if all proofs can be had
/// without it. Several prices are tried on tables of ordinary size, and the pattern with the fewest cells is taken (then
/// that which withholds least). Every need ends with a proof in exact arithmetic. The same input gives the same pattern.
///
/// - Parameters:
///   - values: counts, or magnitudes as whole numbers of a small unit; not negative, and adding up.
///   - needs: the primary cells; each once.
/// - Throws: `.data` when the values do not add up or are negative.
package func suppression(
  of structure: Additivity, values: [Int], needs: [ProtectionNeed], options: SuppressionOptions = SuppressionOptions()
) throws(Refusal) -> Suppression {
  for (cell, value) in values.enumerated() where value < 0 {
    throw Refusal(.data, Wording("komórka \(cell + 1) jest ujemna", en: "the cell \(cell + 1) is negative"))
  }
  if let broken = structure.broken(by: values).first {
    let relation = structure.relations[broken.relation]
    throw Refusal(
      .data,
      Wording(
        "komórka \(relation.total + 1) nie jest sumą swoich części",
        en: "the cell \(relation.total + 1) is not the sum of its parts"))
  }
  var best: (pattern: Suppression, weight: (Int, Int, Double))?
  let isSmall = structure.cellCount <= SecondaryPrice.tablesTriedTwice
  let prices: [SecondaryPrice] = options.triesPrices && isSmall ? SecondaryPrice.allCases : [.root]
  for price in prices {
    var search = PatternSearch(structure: structure, values: values, needs: needs, options: options, price: price)
    let pattern = try search.run()
    let withheld = pattern.statuses.indices.filter { pattern.statuses[$0].isWithheld }
    let weight = (pattern.unprotected.count, withheld.count, withheld.reduce(0.0) { $0 + Double(values[$1]) })
    if best.map({ weight < $0.weight }) ?? true { best = (pattern, weight) }
    // The other prices would cost as much again.
    if pattern.isCutShort { break }
  }
  return best?.pattern ?? Suppression(statuses: [], unprotected: [], isProvenForWholeNumbers: true)
}

/// What one unit of deviation of a published cell costs.
enum SecondaryPrice: CaseIterable {
  /// 1 + sqrt(value): small cells before large ones, few before many.
  case root
  /// 1: few cells.
  case flat
  /// 1 + log2(1 + value).
  case logarithm
  /// 1 + value: small cells, even if more.
  case value

  /// Cells up to which all prices are tried.
  static let tablesTriedTwice = 1_500

  func of(_ value: Int) -> Double {
    let value = Double(value)
    switch self {
    case .root: return 1 + value.squareRoot()
    case .flat: return 1
    // log2 to within its whole part and fraction of the significand: exact logarithms are not needed for a price.
    case .logarithm: return 1 + Double((value + 1).exponent) + ((value + 1).significand - 1)
    case .value: return 1 + value
    }
  }
}
