/// A chart with what everyone gets who does not see it: a text made from its data and the table with all of them.
package struct Figure: Sendable {
  package var id: String
  package var caption: String
  package var chart: Chart
  /// What the chart shows, in words and numbers.
  package var alternative: String
  /// Id of the table with the same numbers.
  package var table: String
  package var note: String?

  package init(id: String, caption: String, chart: Chart, alternative: String, table: String, note: String? = nil) {
    self.id = id
    self.caption = caption
    self.chart = chart
    self.alternative = alternative
    self.table = table
    self.note = note
  }
}

package enum Chart: Sendable {
  case lines(LineChart)
  case dots(DotChart)
  case tiles(TileChart)
  case map(MapChart)
  case spine(SpineChart)
  case multiples(MultiplesChart)
  case matrix(MatrixChart)
  case pyramid(PyramidChart)
}

extension Chart {
  /// Whether parts of it lead to other pages.
  package var hasLinks: Bool { if case .map(let map) = self { map.hasLinks } else { false } }
}

/// Which line or mark it is; decides colour, dash and shape together, so that none of them is needed alone.
package enum SeriesRole: Sendable, Hashable {
  case region, voivodeship, country
}

/// Values over a list of years that need not be a range. Neighbouring years are joined; where years are left out of the
/// list, or a value is missing, the line is broken.
package struct LineChart: Sendable {
  package struct Series: Sendable {
    package var name: String
    package var role: SeriesRole
    /// One for each year; nil where there is no value.
    package var values: [Double?]

    package init(name: String, role: SeriesRole, values: [Double?]) {
      self.name = name
      self.role = role
      self.values = values
    }
  }

  /// From the least to the greatest value among the units.
  package struct Band: Sendable {
    package var name: String
    package var low: [Double?]
    package var high: [Double?]

    package init(name: String, low: [Double?], high: [Double?]) {
      self.name = name
      self.low = low
      self.high = high
    }
  }

  /// What is expected of the first series in years to come.
  package struct Fan: Sendable {
    package var years: [Int]
    package var middle: [Double]
    /// 80 % and 95 % limits.
    package var inner: [ClosedRange<Double>]
    package var outer: [ClosedRange<Double>]
    /// The model was fitted over a break of the series.
    package var spansBreak = false
    /// On years held back the limits held fewer than half of the values.
    package var isUnreliable = false

    package init(years: [Int], middle: [Double], inner: [ClosedRange<Double>], outer: [ClosedRange<Double>]) {
      self.years = years
      self.middle = middle
      self.inner = inner
      self.outer = outer
    }
  }

  package var years: [Int]
  package var series: [Series]
  package var fan: Fan?
  package var band: Band?
  /// Years from which on values are not comparable with those before.
  package var breaks: [Int]
  package var decimals: Int

  package init(years: [Int], series: [Series], band: Band? = nil, breaks: [Int] = [], decimals: Int) {
    self.years = years
    self.series = series
    self.band = band
    self.breaks = breaks
    self.decimals = decimals
  }
}

/// One row a unit: a dot with its interval, and lines for what the units are compared with.
package struct DotChart: Sendable {
  package struct Item: Sendable {
    package var name: String
    package var value: Double?
    package var lower: Double?
    package var upper: Double?

    package init(name: String, value: Double?, lower: Double? = nil, upper: Double? = nil) {
      self.name = name
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  package struct Reference: Sendable {
    package var name: String
    package var role: SeriesRole
    package var value: Double

    package init(name: String, role: SeriesRole, value: Double) {
      self.name = name
      self.role = role
      self.value = value
    }
  }

  /// In the order in which they are drawn, from the top.
  package var items: [Item]
  /// All that the axis has room for, where these are a part of them; empty for the items alone.
  var scaleItems: [Item] = []
  package var references: [Reference]
  package var decimals: Int

  package init(items: [Item], references: [Reference], decimals: Int) {
    self.items = items
    self.references = references
    self.decimals = decimals
  }
}

/// Units by indicators, each tile a quintile with its number in it.
package struct TileChart: Sendable {
  package struct Row: Sendable {
    package var name: String
    /// Quintile 1-5 for each column; nil where there is no value.
    package var classes: [Int?]

    package init(name: String, classes: [Int?]) {
      self.name = name
      self.classes = classes
    }
  }

  package var columns: [String]
  package var rows: [Row]

  package init(columns: [String], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }
}
