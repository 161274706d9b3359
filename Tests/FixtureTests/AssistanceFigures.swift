/// Social assistance by place and year: totals of the voivodeship follow the published rates (persons by decision, SDG
/// 1.B.1; beneficiaries of community assistance, SDG 1.D.5), the split follows poverty; the rest is invented.
struct AssistanceFigures {
  let population: PopulationFigures
  let labour: LabourFigures
  private let numbers: SeededNumbers
  /// [place][year in region.years]
  private(set) var decisions: [[Int]] = []
  private(set) var families: [[Int]] = []
  private(set) var persons: [[Int]] = []
  private(set) var beneficiaries: [[Int]] = []

  private var region: Region { population.region }

  /// Persons by decision on 10 000: 2010, 2015, 2020, 2023 published for Warmia-Mazury, the other years invented.
  static let decisionRates: [String: [Int: Double]] = [
    "2800000": [
      2005: 1085, 2010: 899.8, 2015: 782.4, 2016: 718, 2017: 655, 2018: 600, 2019: 546, 2020: 501.4, 2021: 468, 2022: 433,
      2023: 403.9,
    ],
    "1400000": [2010: 310, 2015: 262, 2020: 172, 2023: 148],
  ]
  /// Beneficiaries on 10 000: 2010, 2016, 2019, 2023 published (2013: 1397), the other years invented.
  static let communityRates: [String: [Int: Double]] = [
    "2800000": [
      2010: 1426, 2013: 1397, 2015: 1190, 2016: 1090, 2017: 985, 2018: 885, 2019: 797, 2020: 735, 2021: 680, 2022: 630, 2023: 576,
    ],
    "0000000": [
      2010: 867, 2013: 832, 2015: 700, 2016: 645, 2017: 575, 2018: 515, 2019: 463, 2020: 430, 2021: 400, 2022: 365, 2023: 338,
    ],
  ]

  init(_ population: PopulationFigures, _ labour: LabourFigures, _ numbers: SeededNumbers) {
    self.population = population
    self.labour = labour
    self.numbers = numbers
    let none = region.places.map { _ in region.years.map { _ in 0 } }
    (decisions, families, persons, beneficiaries) = (none, none, none, none)
    for (yearIndex, year) in region.years.enumerated() {
      let weights = region.places.indices.map { Double(population.count($0, year)) * poverty($0, year) }
      let rate = interpolated(Self.decisionRates[region.voivodeship] ?? [:], year)
      let total = rounded(Double(population.total(year)) * rate / 10_000)
      let parts = apportioned(total, by: weights)
      let size = interpolated([2005: 2.35, 2010: 2.05, 2015: 1.95, 2023: 1.72], year)
      for place in region.places.indices {
        decisions[place][yearIndex] = parts[place]
        let count = rounded(Double(parts[place]) * 0.86)
        families[place][yearIndex] = count
        let rural =
          region.places[place].kind == 2 ? 1.1 : region.places[place].kind == 1 || region.places[place].kind == 8 ? 0.93 : 1.02
        persons[place][yearIndex] = max(
          parts[place], rounded(Double(count) * size * rural * numbers.factor("size/\(region.places[place].code)/\(year)", 0.03)))
      }
      guard let rates = Self.communityRates[region.voivodeship], year >= 2009 else { continue }
      let community = rounded(Double(population.total(year)) * interpolated(rates, year) / 10_000)
      let shares = region.places.indices.map {
        Double(persons[$0][yearIndex]) * numbers.factor("community/\(region.places[$0].code)/\(year)", 0.06)
      }
      for (place, part) in apportioned(community, by: shares).enumerated() { beneficiaries[place][yearIndex] = part }
    }
  }

  /// Need in relation to the region's mean: the powiat's unemployment rate of 2015 against the voivodeship's, and the place's own.
  func poverty(_ place: Int, _ year: Int) -> Double {
    let item = region.places[place]
    let own = labour.rates[item.powiat][region.years.firstIndex(of: 2015) ?? 0]
    let relative = region.powiats.count == 1 ? 1 : own / 16.2
    return (0.3 + 0.7 * relative) * item.poverty * numbers.factor("poverty/\(item.code)", 0.08)
      * numbers.factor("poverty/\(item.code)/\(year)", 0.03)
  }

  func ruralShare(_ place: Int) -> Double {
    switch region.places[place].kind {
    case 2: 1
    case 3: 0.45 + 0.2 * numbers.unit("rural/\(region.places[place].code)")
    default: 0
    }
  }

  /// Full-time posts of social workers in quarters: about one for 2000 inhabitants, at least two, more with the years.
  func socialWorkerQuarters(_ place: Int, _ year: Int) -> Int {
    let norm = Double(population.count(place, year)) / 2000
    let factor = 0.82 + 0.012 * Double(year - 2005) + 0.18 * numbers.noise("workers/\(region.places[place].code)")
    return max(8, rounded(norm * factor * 4))
  }

  /// Full-time posts of care workers in quarters; some small centres buy the service and have none.
  func careWorkerQuarters(_ place: Int, _ year: Int) -> Int {
    let key = "care/\(region.places[place].code)"
    if numbers.unit(key) < 0.15 && region.places[place].kind == 2 { return 0 }
    let old = Double(population.count(place, year, ages: 13...17))
    return max(2, rounded(old * 0.0045 * numbers.factor(key, 0.4) * 4))
  }
}

/// `2.50` from ten quarters.
func quarters(_ count: Int) -> String { "\(count / 4).\(["00", "25", "50", "75"][count % 4])" }
