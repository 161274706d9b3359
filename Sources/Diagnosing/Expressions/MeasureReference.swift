/// A measure as an expression names it: `population[age=45-64,sex=K]@-10`, `wages.gross@country`.
struct MeasureReference: Sendable, Hashable {
  /// Whose figure is meant.
  enum Whose: String, Sendable, Hashable, CaseIterable {
    /// That of the unit for which the expression is worked out.
    case own = ""
    /// That of the powiat, voivodeship or country in which the unit lies (or of the unit itself at that level).
    case powiat, voivodeship, country
  }

  var measure: String
  var breakdown: Breakdown
  /// Years back: `@-10` is 10.
  var yearsBack: Int
  var whose: Whose
}
