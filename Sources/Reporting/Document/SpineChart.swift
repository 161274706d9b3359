/// How one unit stands by many indicators at once, after the habit of public health profiles: each row runs from the worst unit on the
/// left to the best on the right, the region's value in the middle, the middle half of the units as a darker bar, the unit as a mark.
package struct SpineChart: Sendable {
  /// How the unit compares with the region; decides shape and colour of the mark together.
  package enum Standing: Sendable, Hashable {
    case better, worse, similar
    /// Neither end is good, or nothing to compare with.
    case unrated
  }

  package struct Row: Sendable {
    package var name: String
    /// From -1 (worst, or least where neither end is good) to 1, the region at 0.
    package var position: Double?
    /// The middle half of the units, in the same measure.
    package var quartiles: ClosedRange<Double>?
    /// Ends of the bar: the worst and the best unit.
    package var extent: ClosedRange<Double>
    package var standing: Standing
    package var value: String
    /// The confidence interval of the value, in the same measure.
    package var interval: ClosedRange<Double>?
    /// Where the country stands.
    package var country: Double?
    /// Place among the units: `5/21`; empty where there is none.
    package var rank: String

    package init(
      name: String, position: Double?, quartiles: ClosedRange<Double>?, extent: ClosedRange<Double>, standing: Standing,
      value: String, interval: ClosedRange<Double>? = nil, country: Double? = nil, rank: String = ""
    ) {
      self.interval = interval
      self.country = country
      self.rank = rank
      self.name = name
      self.position = position
      self.quartiles = quartiles
      self.extent = extent
      self.standing = standing
      self.value = value
    }
  }

  package var rows: [Row]
  /// The unit whose value is the middle line: `region`.
  package var middle: String
  /// The unit of the triangles; empty where there is none.
  package var country: String

  package init(rows: [Row], middle: String, country: String = "") {
    self.rows = rows
    self.middle = middle
    self.country = country
  }
}
