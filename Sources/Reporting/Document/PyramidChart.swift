/// Men to the left, women to the right, a bar a group of ages, the youngest at the bottom.
package struct PyramidChart: Sendable {
  package struct Bar: Sendable {
    package var name: String
    package var men: Double
    package var women: Double

    package init(name: String, men: Double, women: Double) {
      self.name = name
      self.men = men
      self.women = women
    }
  }

  /// From the youngest.
  package var bars: [Bar]
  package var men: String
  package var women: String

  package init(bars: [Bar], men: String, women: String) {
    self.bars = bars
    self.men = men
    self.women = women
  }
}
