/// Population by place, year, sex and five-year group. What is published (powiats 15-69 and totals 2013-2023, voivodeship
/// 2005-2023) is kept to the person; the rest is invented so that it adds up.
struct PopulationFigures {
  let region: Region
  private let figures: PublicFigures
  private let numbers: SeededNumbers
  /// [place][year][sex][age group], years as in `Region.allYears`.
  private(set) var cells: [[[[Int]]]]
  /// 15-17 years old: [place][year][sex].
  private(set) var youth: [[[Int]]]

  init(_ region: Region, _ figures: PublicFigures, _ numbers: SeededNumbers) {
    self.region = region
    self.figures = figures
    self.numbers = numbers
    cells = region.places.map { _ in Region.allYears.map { _ in [[], []] } }
    youth = region.places.map { _ in Region.allYears.map { _ in [0, 0] } }
    for (yearIndex, year) in Region.allYears.enumerated() {
      for sex in Sex.allCases {
        let powiats = powiatCells(year, sex)
        for powiat in region.powiats.indices { split(powiats[powiat], powiat, yearIndex, year, sex) }
      }
    }
  }

  // MARK: Questions

  func count(_ place: Int, _ year: Int, _ sex: Sex? = nil, ages: ClosedRange<Int> = 0...17) -> Int {
    (sex.map { [$0] } ?? Sex.allCases).reduce(0) { $0 + cells[place][year - 2005][$1.rawValue][ages].reduce(0, +) }
  }

  func powiat(_ powiat: Int, _ year: Int, _ sex: Sex? = nil, ages: ClosedRange<Int> = 0...17) -> Int {
    region.places(of: powiat).reduce(0) { $0 + count($1, year, sex, ages: ages) }
  }

  func total(_ year: Int, _ sex: Sex? = nil, ages: ClosedRange<Int> = 0...17) -> Int {
    region.places.indices.reduce(0) { $0 + count($1, year, sex, ages: ages) }
  }

  /// 0-17.
  func preworking(_ place: Int, _ year: Int, _ sex: Sex) -> Int {
    count(place, year, sex, ages: 0...2) + youth[place][year - 2005][sex.rawValue]
  }

  /// Women from 60, men from 65.
  func postworking(_ place: Int, _ year: Int, _ sex: Sex) -> Int {
    count(place, year, sex, ages: (sex == .women ? 12 : 13)...17)
  }

  func working(_ place: Int, _ year: Int, _ sex: Sex) -> Int {
    count(place, year, sex) - preworking(place, year, sex) - postworking(place, year, sex)
  }

  func working(_ place: Int, _ year: Int) -> Int { working(place, year, .men) + working(place, year, .women) }
  func preworking(_ place: Int, _ year: Int) -> Int { preworking(place, year, .men) + preworking(place, year, .women) }
  func adults(_ place: Int, _ year: Int) -> Int { count(place, year) - preworking(place, year) }

  // MARK: Voivodeship and powiats

  /// The published figure of the voivodeship; nil for 0-14 before 2013, which is not published.
  func published(_ unit: String, _ sex: Sex, _ age: String, _ year: Int) -> Int? {
    figures["population-voivodeship", unit, sex.short, age, "\(year)"].map(rounded)
  }

  /// Assumed totals of the years without published 0-14 (invented, not verified).
  private static let assumedTotals: [Int: Double] = [
    2005: 1_428_600, 2006: 1_426_900, 2007: 1_426_200, 2008: 1_427_100, 2009: 1_427_100, 2010: 1_453_800, 2011: 1_452_600,
    2012: 1_450_700,
  ]

  /// Children 0-14 of the voivodeship.
  private func children(_ year: Int, _ sex: Sex) -> Int {
    if let published = published(region.voivodeship, sex, "0-14", year) { return published }
    var older = 0
    for sex in Sex.allCases {
      for age in Ages.voivodeship.dropFirst() { older += published(region.voivodeship, sex, age, year) ?? 0 }
    }
    let all = rounded(interpolated(Self.assumedTotals, year)) - older
    let boys = rounded(Double(all) * 0.5125)
    return sex == .men ? boys : all - boys
  }

  /// [powiat][age group].
  private func powiatCells(_ year: Int, _ sex: Sex) -> [[Int]] {
    let isPublished = year >= 2013
    var middle: [[Int]] = region.powiats.map { _ in [] }
    for group in Ages.restated {
      let age = Ages.published[group]
      if isPublished {
        for (index, powiat) in region.powiats.enumerated() {
          middle[index].append(figures.count("population-powiats", powiat.code, sex.short, age, "\(year)"))
        }
        continue
      }
      // Before 2013 the powiat's share of the voivodeship's group runs on as between 2013 and 2018, at half the pace.
      let weights = region.powiats.map { powiat in
        let early = figures["population-powiats", powiat.code, sex.short, age, "2013"] ?? 0
        let late = figures["population-powiats", powiat.code, sex.short, age, "2018"] ?? 0
        return early + (early - late) / 10 * Double(2013 - year) * (region.voivodeship == "2800000" ? 0.5 : 0)
      }
      let whole =
        region.voivodeship == "2800000"
        ? published(region.voivodeship, sex, age, year) ?? 0 : rounded(weights.reduce(0, +) * (1 - 0.006 * Double(2013 - year)))
      for (index, part) in apportioned(whole, by: weights.map { max($0, 1) }).enumerated() { middle[index].append(part) }
    }
    let (young, old) = ends(middle, year, sex, isPublished: isPublished)
    return region.powiats.indices.map { powiat in
      let key = "\(region.powiats[powiat].code)/\(year)/\(sex.short)"
      let drift = Double(year - 2013) / 10
      let youngWeights = [0.325 - 0.035 * drift, 0.33 + 0.01 * drift, 0.345 + 0.025 * drift]
      let oldWeights =
        sex == .men
        ? [0.42 + 0.05 * drift, 0.27, 0.19 - 0.03 * drift, 0.12] : [0.33 + 0.06 * drift, 0.26, 0.22 - 0.04 * drift, 0.19]
      func shaken(_ weights: [Double], _ name: String) -> [Double] {
        weights.enumerated().map { $1 * numbers.factor("\(key)/\(name)\($0)", 0.03) }
      }
      return apportioned(young[powiat], by: shaken(youngWeights, "young")) + middle[powiat]
        + apportioned(old[powiat], by: shaken(oldWeights, "old"))
    }
  }

  /// Children 0-14 and people 70+ of each powiat. Their sum is published (total less 15-69) from 2013, and both sums over
  /// powiats are; the split within a powiat follows the ages next to them.
  private func ends(_ middle: [[Int]], _ year: Int, _ sex: Sex, isPublished: Bool) -> ([Int], [Int]) {
    // 25-44 have the children, 55-69 are nearest to the old.
    let childWeights = middle.map { Double($0[2...5].reduce(0, +)) }
    let oldWeights = middle.map { Double($0[8...10].reduce(0, +)) }
    guard region.voivodeship == "2800000" else {
      let both = region.powiats.enumerated().map { index, powiat in
        let total = figures["population-powiats", powiat.code, sex.short, "ogółem", "\(max(year, 2013))"] ?? 0
        let known = Double(middle[index].reduce(0, +))
        return isPublished ? rounded(total) - middle[index].reduce(0, +) : rounded(known * 0.33)
      }
      let young = both.map { rounded(Double($0) * (sex == .men ? 0.60 : 0.45)) }
      return (young, zip(both, young).map { $0 - $1 })
    }
    let children = children(year, sex)
    let old = published(region.voivodeship, sex, "70 i więcej", year) ?? 0
    guard isPublished else { return (apportioned(children, by: childWeights), apportioned(old, by: oldWeights)) }
    let both = region.powiats.enumerated().map { index, powiat in
      figures.count("population-powiats", powiat.code, sex.short, "ogółem", "\(year)") - middle[index].reduce(0, +)
    }
    var low = 0.0
    var high = 10.0
    for _ in 0..<60 {
      let scale = (low + high) / 2
      var sum = 0.0
      for index in both.indices {
        sum += Double(both[index]) * childWeights[index] * scale / (childWeights[index] * scale + oldWeights[index])
      }
      if sum < Double(children) { low = scale } else { high = scale }
    }
    let weights = both.indices.map {
      Double(both[$0]) * childWeights[$0] * low / (childWeights[$0] * low + oldWeights[$0])
    }
    let young = apportioned(children, by: weights, atMost: both)
    return (young, zip(both, young).map { $0 - $1 })
  }

  // MARK: Places

  private mutating func split(_ powiatCells: [Int], _ powiat: Int, _ yearIndex: Int, _ year: Int, _ sex: Sex) {
    let members = region.places(of: powiat)
    for (group, total) in powiatCells.enumerated() {
      let weights = members.map { index in
        let place = region.places[index]
        let size = place.weight * (1 + place.growth / 100 * Double(year - 2013))
        // Towns are older, suburbs have children.
        let isTown = place.kind == 1
        let tilt =
          group >= 12 ? (isTown ? 1.12 : (place.growth > 1 ? 0.8 : 0.97)) : group <= 2 ? (isTown ? 0.93 : 1.04) : 1
        return size * tilt * numbers.factor("\(place.code)/\(group)/\(sex.short)", 0.05)
      }
      for (member, part) in zip(members, apportioned(total, by: weights)) {
        cells[member][yearIndex][sex.rawValue].append(part)
        if group == 3 {
          let share = 0.6 + 0.02 * numbers.noise("\(region.places[member].code)/\(year)/\(sex.short)/15-17")
          youth[member][yearIndex][sex.rawValue] = rounded(Double(part) * share)
        }
      }
    }
  }
}
