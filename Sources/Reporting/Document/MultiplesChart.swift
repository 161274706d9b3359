/// Many small line charts of the same years side by side: the unit as a line, the region dashed, each panel on a scale of its own.
package struct MultiplesChart: Sendable {
  package struct Panel: Sendable {
    package var name: String
    package var own: [Double?]
    package var region: [Double?]
    package var breaks: [Int]
    package var decimals: Int

    package init(name: String, own: [Double?], region: [Double?], breaks: [Int], decimals: Int) {
      self.name = name
      self.own = own
      self.region = region
      self.breaks = breaks
      self.decimals = decimals
    }
  }

  package var years: [Int]
  package var panels: [Panel]
  package var unit: String
  package var region: String

  package init(years: [Int], panels: [Panel], unit: String, region: String) {
    self.years = years
    self.panels = panels
    self.unit = unit
    self.region = region
  }
}
