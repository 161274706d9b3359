/// Units where they lie, shaded by class: outlines when the pipeline gives boundaries, else tiles of equal size.
package struct MapChart: Sendable {
  package enum Shape: Sendable, Hashable {
    /// Column and row of the tile, from 0.
    case tile(column: Int, row: Int)
    /// Rings of points in any flat coordinates, y growing to the south.
    case outline([[Point]])
  }

  package struct Point: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Area: Sendable {
    package var name: String
    package var shape: Shape
    /// 1-5; nil where there is no value, which is hatched.
    package var quintile: Int?
    /// Printed below the name; nil where there is no value.
    package var value: Double?
    /// File below the report's folder; nil where the unit has no page.
    package var link: String?
    /// There is a value, kept back to protect persons.
    package var isWithheld = false

    package init(name: String, shape: Shape, quintile: Int?, value: Double? = nil, link: String? = nil) {
      self.name = name
      self.shape = shape
      self.quintile = quintile
      self.value = value
      self.link = link
    }
  }

  package var areas: [Area]
  package var decimals: Int
  /// Legend of classes 1 to 5.
  package var legend: String

  package init(areas: [Area], decimals: Int, legend: String) {
    self.areas = areas
    self.decimals = decimals
    self.legend = legend
  }

  package var hasLinks: Bool { areas.contains { $0.link != nil } }
}
