import Findings
import Pipelines

/// How many entities stand behind the amounts of a measure, as the catalogue of measures says: art. 38 ust. 2 of the act on public
/// statistics (Dz.U. 2024 poz. 1799) lets no figure of fewer than three be shown.
///
/// Its other half - one entity with more than three quarters - and the p % rule need the amount of each entity
/// (`Contributions` in Disclosure); no source of a diagnosis has them, which a finding says.
struct EntityCounts {
  /// By measure.
  private var calculators: [String: IndicatorCalculator] = [:]

  /// Fewest entities whose amount may be shown.
  static let fewest = 3
  /// An amount that is withheld may not be known to within this share of it.
  static let protectedShare = 10

  /// - Parameter contributors: by measure, the expression that counts its entities.
  init(_ contributors: [String: Expression], _ template: Catalogue.Entry?, _ resolver: FigureResolver) {
    guard let template else { return }
    for (measure, expression) in contributors {
      var entry = template
      entry.numerator = expression
      calculators[measure] = IndicatorCalculator(entry, resolver)
    }
  }

  /// nil where no source counts them.
  func count(_ measure: String, unit: Int, year: Int) -> Double? {
    calculators[measure]?.value(unit: unit, year: year).numerator
  }
}
