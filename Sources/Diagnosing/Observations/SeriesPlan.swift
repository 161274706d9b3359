/// The ways in which the published series of a measure can give one wanted breakdown, worked out once for all units and
/// years: the series itself, age groups that tile the wanted ages, men and women, town and village.
indirect enum SeriesPlan: Sendable {
  struct AgePart: Sendable {
    var series: Int
    var ages: AgeRange
  }

  /// - exact: the series with just this breakdown.
  /// - tiles: series of ages within the wanted ones, all else equal, by where they start and then the longest first.
  /// - splits: pairs whose sum is the whole.
  case ways(exact: Int?, wanted: AgeRange?, tiles: [AgePart], splits: [(SeriesPlan, SeriesPlan)])

  /// The dimensions that may be summed over when a whole is not published, with the two values that make it up.
  private static let halves = [("sex", "M", "K"), ("place", "urban", "rural")]

  /// - Parameters:
  ///   - series: breakdowns that are published.
  ///   - isAdditive: whether parts may be summed at all; a mean or a rate is taken as published or not.
  init(_ wanted: Breakdown, of series: [Breakdown], isAdditive: Bool) {
    let exact = series.firstIndex(of: wanted)
    guard isAdditive else {
      self = .ways(exact: exact, wanted: nil, tiles: [], splits: [])
      return
    }
    let ages = wanted.ages
    var tiles: [AgePart] = []
    if let ages {
      let rest = wanted.with("age", nil)
      for (position, breakdown) in series.enumerated() where breakdown["age"] != nil && position != exact {
        guard let part = breakdown.ages, part.from >= ages.from, part.to <= ages.to, breakdown.with("age", nil) == rest
        else { continue }
        tiles.append(AgePart(series: position, ages: part))
      }
      tiles.sort { ($0.ages.from, -$0.ages.to, $0.series) < ($1.ages.from, -$1.ages.to, $1.series) }
    }
    var splits: [(SeriesPlan, SeriesPlan)] = []
    for (name, one, other) in Self.halves where wanted[name] == nil {
      let first = SeriesPlan(wanted.with(name, one), of: series, isAdditive: true)
      let second = SeriesPlan(wanted.with(name, other), of: series, isAdditive: true)
      if first.isPossible && second.isPossible { splits.append((first, second)) }
    }
    self = .ways(exact: exact, wanted: ages, tiles: tiles, splits: splits)
  }

  /// Whether anything published could give the breakdown.
  var isPossible: Bool {
    switch self {
    case .ways(let exact, _, let tiles, let splits): exact != nil || !tiles.isEmpty || !splits.isEmpty
    }
  }
}
