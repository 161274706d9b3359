import Contracts

extension Material {
  /// Adds to the breaks of the catalogue those that the data show (another form, another source, another method), for the indicators made
  /// from such a measure: charts, tables and sentences then heed both alike. Breaks of one unit alone are kept for its profile.
  package mutating func noteSeriesBreaks() {
    let region = units.region?.unit ?? ""
    var byMeasure: [String: [SeriesBreakRow]] = [:]
    for row in seriesBreaks where row.unit.isEmpty || row.unit == region { byMeasure[row.measure, default: []].append(row) }
    guard !byMeasure.isEmpty else { return }
    for place in indicators.indices {
      var breaks = indicators[place].breaks
      for measure in indicators[place].measures {
        for row in byMeasure[measure] ?? [] {
          guard let year = Int(row.period.prefix(4)), !breaks.contains(where: { $0.year == year }) else { continue }
          breaks.append(Indicator.Break(year: year, code: row.code.rawValue))
        }
      }
      indicators[place].breaks = breaks.sorted { ($0.year, $0.code) < ($1.year, $1.code) }
    }
  }

  /// Years from which on the series of one unit is not comparable: those of the indicator, and of the unit's own borders and sources.
  func breakYears(of indicator: Indicator, unit: String) -> [Int] {
    var years = Set(indicator.breaks.map(\.year))
    // Most units have no breaks of their own.
    if let own = breaksByUnit[unit] {
      let measures = indicator.measures
      for row in own where measures.contains(row.measure) {
        if let year = Int(row.period.prefix(4)) { years.insert(year) }
      }
    }
    return years.sorted()
  }
}

extension Indicator {
  /// Names of the measures in numerator and denominator, without breakdowns and years.
  package var measures: Set<String> {
    var names: Set<String> = []
    for formula in [numerator, denominator] {
      var name = ""
      var isBreakdown = false
      for character in formula + " " {
        switch character {
        case "[": isBreakdown = true
        case "]": isBreakdown = false
        case "a"..."z", "0"..."9", "_", ".": if !isBreakdown { name.append(character); continue }
        default: break
        }
        if !isBreakdown || character == "[" {
          if name.first?.isLetter == true { names.insert(name) }
          name = ""
        }
      }
    }
    return names
  }
}
