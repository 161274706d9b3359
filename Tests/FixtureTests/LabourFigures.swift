/// Registered unemployment at 31 December. Rates 2013-2023 and totals by subregion and sex up to 2022 are published; the
/// split to powiats follows rate and working-age population, the split to gminas poverty.
struct LabourFigures {
  let population: PopulationFigures
  private let figures: PublicFigures
  private let numbers: SeededNumbers
  /// [powiat][year in region.years]
  private(set) var rates: [[Double]] = []
  private(set) var unemployed: [[Int]] = []
  private(set) var women: [[Int]] = []
  /// [place][year]
  private(set) var placeUnemployed: [[Int]] = []
  private(set) var placeWomen: [[Int]] = []

  /// Groups of the labour office's table, in its order.
  static let groups = [
    "long_term", "under25", "under30", "over50", "age55", "low_education", "no_experience", "unqualified", "over24months",
    "disabled", "rural", "with_benefit", "vacancies",
  ]

  private var region: Region { population.region }

  init(_ population: PopulationFigures, _ figures: PublicFigures, _ numbers: SeededNumbers) {
    self.population = population
    self.figures = figures
    self.numbers = numbers
    rates = region.powiats.map { powiat in region.years.map { Self.rate(powiat.code, $0, figures, numbers) } }
    let powiats = region.powiats.indices
    unemployed = powiats.map { _ in region.years.map { _ in 0 } }
    women = unemployed
    for subregion in Set(region.powiats.map(\.subregion)).sorted() { fill(subregion) }
    placeUnemployed = region.places.map { _ in region.years.map { _ in 0 } }
    placeWomen = placeUnemployed
    for powiat in powiats { splitToPlaces(powiat) }
  }

  /// Rates of 2005 and 2010 are not in the public files at hand: invented from 2013 (voivodeship 27.2 and 20.0, Poland
  /// 17.6 and 12.4, not verified).
  static func rate(_ unit: String, _ year: Int, _ figures: PublicFigures, _ numbers: SeededNumbers) -> Double {
    if let rate = figures["unemployment-rate", unit, "\(year)"] { return rate }
    if unit == "0000000" { return year == 2005 ? 17.6 : 12.4 }
    if unit == "2800000" { return year == 2005 ? 27.2 : 20.0 }
    let base = figures["unemployment-rate", unit, "2013"] ?? 10
    let scale = unit == "1465000" ? 0.7 : (year == 2005 ? 27.2 : 20.0) / 21.6
    return Double(rounded(base * scale * numbers.factor("rate/\(unit)/\(year)", 0.06) * 10)) / 10
  }

  private func weight(_ powiat: Int, _ yearIndex: Int) -> Double {
    let year = region.years[yearIndex]
    let working = region.places(of: powiat).reduce(0) { $0 + population.working($1, year) }
    return rates[powiat][yearIndex] * Double(working) / 100 * 0.78
  }

  private mutating func fill(_ subregion: String) {
    let members = region.powiats.indices.filter { region.powiats[$0].subregion == subregion }
    for (yearIndex, year) in region.years.enumerated() {
      let weights = members.map { weight($0, yearIndex) }
      let total: Int
      let womenTotal: Int
      if let published = figures["unemployed-subregions", subregion, "", "\(year)"] {
        total = rounded(published)
        womenTotal = figures.count("unemployed-subregions", subregion, "K", "\(year)")
      } else if !subregion.isEmpty, yearIndex > 0 {
        // 2023: not yet published; moves with the published rates.
        let before = members.reduce(0.0) { $0 + weight($1, yearIndex - 1) }
        let ratio = weights.reduce(0, +) / before
        total = rounded(Double(members.reduce(0) { $0 + unemployed[$1][yearIndex - 1] }) * ratio)
        womenTotal = rounded(Double(members.reduce(0) { $0 + women[$1][yearIndex - 1] }) * ratio * 0.995)
      } else {
        total = rounded(weights.reduce(0, +))
        womenTotal = rounded(Double(total) * 0.49)
      }
      let parts = apportioned(total, by: weights)
      let shaken = zip(members, parts).map { Double($1) * numbers.factor("women/\(region.powiats[$0].code)/\(year)", 0.04) }
      let womenParts = apportioned(womenTotal, by: shaken, atMost: parts)
      for (index, powiat) in members.enumerated() {
        unemployed[powiat][yearIndex] = parts[index]
        women[powiat][yearIndex] = womenParts[index]
      }
    }
  }

  private mutating func splitToPlaces(_ powiat: Int) {
    let members = region.places(of: powiat)
    for (yearIndex, year) in region.years.enumerated() {
      let weights = members.map { index in
        Double(population.working(index, year)) * (0.4 + 0.6 * region.places[index].poverty)
          * numbers.factor("unemployed/\(region.places[index].code)/\(year)", 0.05)
      }
      let parts = apportioned(unemployed[powiat][yearIndex], by: weights)
      let shaken = zip(members, parts).map { Double($1) * numbers.factor("women/\(region.places[$0].code)/\(year)", 0.05) }
      let womenParts = apportioned(women[powiat][yearIndex], by: shaken, atMost: parts)
      for (index, place) in members.enumerated() {
        placeUnemployed[place][yearIndex] = parts[index]
        placeWomen[place][yearIndex] = womenParts[index]
      }
    }
  }

  /// A group of the unemployed of a powiat (or, for Warsaw, a district), a share of them that moves with the years.
  /// Disabled unemployed of the whole voivodeship are published for 2012, 2019 and 2023.
  func group(_ name: String, of unemployed: Int, key: String, _ year: Int, poverty: Double, ruralShare: Double) -> Int {
    let drift = Double(year - 2015) / 8
    let share: Double
    switch name {
    case "long_term": share = 0.44 + 0.09 * poverty - 0.03 * drift
    case "under25": share = 0.165 - 0.035 * drift
    case "under30": share = 0.27 - 0.04 * drift
    case "over50": share = 0.27 + 0.02 * drift
    case "age55": share = 0.165 + 0.02 * drift
    case "low_education": share = 0.29 + 0.05 * poverty - 0.02 * drift
    case "no_experience": share = 0.2 - 0.01 * drift
    case "unqualified": share = 0.3 + 0.04 * poverty
    case "over24months": share = 0.2 + 0.06 * poverty - 0.02 * drift
    case "rural": share = ruralShare
    case "with_benefit": share = 0.16 - 0.01 * poverty
    case "vacancies": share = (0.03 + 0.05 * (1 + drift)) / (0.4 + 0.6 * poverty)
    default: share = 0
    }
    if share == 0 { return 0 }
    return rounded(Double(unemployed) * share * numbers.factor("\(name)/\(key)/\(year)", name == "vacancies" ? 0.3 : 0.06))
  }

  /// Disabled unemployed by powiat, adding up to the published total where there is one.
  func disabled(_ yearIndex: Int) -> [Int] {
    let year = region.years[yearIndex]
    let total = rounded(interpolated([2005: 3900, 2010: 5600, 2012: 5843, 2015: 4980, 2019: 3345, 2023: 3471], year))
    let weights = region.powiats.indices.map {
      Double(unemployed[$0][yearIndex]) * numbers.factor("disabled/\(region.powiats[$0].code)", 0.25)
    }
    return apportioned(total, by: weights)
  }
}
