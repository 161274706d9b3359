/// Units by need and resource: how far each is from the mean of all, in standard deviations.
package struct MatrixChart: Sendable {
  package struct Point: Sendable {
    package var name: String
    package var x: Double
    package var y: Double
    /// Of the quarter that the reader looks for.
    package var isMarked: Bool

    package init(name: String, x: Double, y: Double, isMarked: Bool) {
      self.name = name
      self.x = x
      self.y = y
      self.isMarked = isMarked
    }
  }

  package var points: [Point]
  /// Where the region lies, from which the quarters are told; the mean of the units where it has no value.
  package var cross: (x: Double, y: Double)
  package var horizontal: String
  package var vertical: String

  package init(points: [Point], cross: (x: Double, y: Double) = (0, 0), horizontal: String, vertical: String) {
    self.points = points
    self.cross = cross
    self.horizontal = horizontal
    self.vertical = vertical
  }
}
