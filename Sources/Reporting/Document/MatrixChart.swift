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
  package var horizontal: String
  package var vertical: String

  package init(points: [Point], horizontal: String, vertical: String) {
    self.points = points
    self.horizontal = horizontal
    self.vertical = vertical
  }
}
