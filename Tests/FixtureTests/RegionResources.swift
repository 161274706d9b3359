/// Powiat and gmina figures that are all invented: institutions, foster care, police, disability boards, alcohol, money.
/// Each is a rate of the population with a lasting difference between units, a trend and a little noise.
struct RegionResources {
  let population: PopulationFigures
  let assistance: AssistanceFigures
  let figures: PublicFigures
  let numbers: SeededNumbers

  var region: Region { population.region }

  /// A count in proportion to `base`: `rate` moves over the years, `spread` is the lasting difference between units.
  func count(_ name: String, _ unit: String, _ year: Int, base: Int, rate: [Int: Double], spread: Double) -> Int {
    let value =
      Double(base) * interpolated(rate, year) * numbers.factor("\(name)/\(unit)", spread)
      * numbers.factor("\(name)/\(unit)/\(year)", 0.05)
    return max(0, rounded(value))
  }

  // MARK: Institutions (MPiPS-03 Dział 6A, MRiPS-06 section 2)

  /// Units, places, persons, waiting of each row; nil where the form crosses the field out.
  func institutions(unit: String, members: [Int], _ year: Int) -> [Statement.Row] {
    let people = members.reduce(0) { $0 + population.count($1, year) }
    let old = members.reduce(0) { $0 + population.count($1, year, ages: 13...17) }
    let children = members.reduce(0) { $0 + population.preworking($1, year) }
    func places(_ name: String, _ base: Int, _ rate: [Int: Double], _ spread: Double) -> Int {
      // Places change seldom: no yearly noise.
      max(0, rounded(Double(base) * interpolated(rate, year) * numbers.factor("\(name)/\(unit)", spread) / 5) * 5)
    }
    func units(_ places: Int, _ size: Int) -> Int { places == 0 ? 0 : max(1, (places + size / 2) / size) }
    func row(_ number: Int, _ label: String, _ places: Int, size: Int, filled: Double, waiting: Double? = nil) -> Statement.Row {
      let persons = rounded(Double(places) * filled * numbers.factor("filled\(number)/\(unit)/\(year)", 0.03))
      var cells = [(1, "\(units(places, size))"), (2, "\(places)"), (3, "\(persons)")]
      if let waiting {
        cells.append((4, "\(rounded(Double(places) * waiting * numbers.factor("waiting\(number)/\(unit)/\(year)", 0.4)))"))
      }
      return Statement.Row(number, label, cells)
    }
    let base = max(25, places("dps", people, [2005: 0.0021, 2023: 0.0022], 0.6))
    let workshops = max(20, places("wtz", people, [2005: 0.0007, 2015: 0.00105, 2023: 0.00115], 0.25))
    let homes = places("sds", people, [2005: 0.0007, 2015: 0.0011, 2023: 0.0013], 0.4)
    let family = count("foster", unit, year, base: children, rate: [2005: 0.0085, 2015: 0.0093, 2023: 0.0098], spread: 0.25)
    let institutional = count(
      "institution", unit, year, base: children, rate: [2005: 0.0062, 2015: 0.0041, 2023: 0.0034], spread: 0.35)
    let nursery = year < 2011 ? places("nursery", children, [2005: 0.003, 2010: 0.004], 0.4) : nurseryPlaces(unit, members, year)
    return [
      row(1, "Domy pomocy społecznej", base, size: 90, filled: 0.97, waiting: 0.06),
      row(2, "Środowiskowe domy samopomocy", homes, size: 35, filled: 0.98, waiting: 0.05),
      row(3, "Warsztaty terapii zajęciowej", workshops, size: 40, filled: 0.99),
      row(4, "Zakłady aktywności zawodowej", old > 14_000 || numbers.unit("zaz/\(unit)") < 0.3 ? 40 : 0, size: 40, filled: 0.95),
      row(5, "Centra integracji społecznej", numbers.unit("cis/\(unit)") < 0.6 && year >= 2010 ? 40 : 0, size: 40, filled: 0.85),
      row(
        6, "Kluby integracji społecznej", year < 2010 ? 0 : places("kis", people, [2010: 0.0003, 2023: 0.0005], 0.8), size: 25,
        filled: 0.8),
      row(7, "Dzienne domy pomocy", places("day", old, [2005: 0.001, 2015: 0.0015, 2023: 0.006], 0.7), size: 30, filled: 0.85),
      row(8, "Noclegownie i schroniska", places("shelter", people, [2005: 0.0004, 2023: 0.0005], 0.8), size: 30, filled: 0.75),
      row(
        9, "Mieszkania chronione", places("supported", people, [2005: 0.00002, 2015: 0.0001, 2023: 0.0003], 0.6), size: 6,
        filled: 0.8),
      row(10, "Żłobki i kluby dziecięce", nursery, size: 45, filled: 0.92),
      Statement.Row(11, "Rodzinna piecza zastępcza", [(3, "\(family)")]),
      Statement.Row(
        12, "Instytucjonalna piecza zastępcza",
        [(1, "\(max(1, institutional / 14))"), (2, "\(institutional + 4)"), (3, "\(institutional)")]),
      Statement.Row(13, "Ośrodki interwencji kryzysowej", [(1, numbers.unit("oik/\(unit)") < 0.4 ? "1" : "0")]),
    ]
  }

  /// Nursery places: 2021 follows the published rates of the subregions (per 1000 children under 3, here 3/5 of 0-4).
  private func nurseryPlaces(_ unit: String, _ members: [Int], _ year: Int) -> Int {
    let subregion = members.first.map { region.powiats[region.places[$0].powiat].subregion } ?? ""
    let rate = figures["reference-numbers", "nursery_rate", subregion, "2021"] ?? 190
    let children = members.reduce(0) { $0 + population.count($1, year, ages: 0...0) }
    let growth = interpolated([2010: 0.25, 2015: 0.45, 2021: 1, 2023: 1.25], year)
    let isCity = region.places[members[0]].kind == 1 || region.places[members[0]].kind == 8
    return rounded(
      Double(children) * 0.6 * rate / 1000 * growth * (isCity ? 1.25 : 0.9) * numbers.factor("nursery/\(unit)", 0.15))
  }

  // MARK: Police, health, disability: powiats or districts

  func adults(_ members: [Int], _ year: Int) -> Int { members.reduce(0) { $0 + population.adults($1, year) } }
  func people(_ members: [Int], _ year: Int) -> Int { members.reduce(0) { $0 + population.count($1, year) } }

  func police(_ unit: String, _ members: [Int], _ year: Int) -> [String] {
    let drunk = count(
      "178a", unit, year, base: adults(members, year), rate: [2005: 0.0049, 2015: 0.0023, 2023: 0.0019], spread: 0.25)
    let sober = count(
      "sober", unit, year, base: adults(members, year), rate: [2005: 0.009, 2015: 0.0062, 2023: 0.0041], spread: 0.35)
    let cards = count(
      "blue", unit, year, base: people(members, year), rate: [2010: 0.0031, 2015: 0.0022, 2023: 0.0019], spread: 0.25)
    return ["\(drunk)", "\(sober)", year < 2010 ? "-" : "\(cards)"]
  }

  func certificates(_ unit: String, _ members: [Int], _ year: Int) -> [String] {
    let severe = count("severe", unit, year, base: people(members, year), rate: [2005: 0.0024, 2023: 0.0041], spread: 0.15)
    let moderate = count("moderate", unit, year, base: people(members, year), rate: [2005: 0.0059, 2023: 0.0062], spread: 0.15)
    let light = count("light", unit, year, base: people(members, year), rate: [2005: 0.0026, 2023: 0.0016], spread: 0.2)
    let child = count(
      "child", unit, year, base: members.reduce(0) { $0 + population.preworking($1, year) }, rate: [2005: 0.0058, 2023: 0.0098],
      spread: 0.15)
    return [severe + moderate + light + child, severe, moderate, light, child].map(grouped)
  }

  // MARK: Gminas or districts

  /// Off-trade, on-trade, motions, motivated, court motions, revenue.
  func alcohol(_ place: Int, _ year: Int) -> [String] {
    let code = region.places[place].code
    let people = population.count(place, year)
    let adults = population.adults(place, year)
    let lakes = ["2806", "2810", "2816"].contains(String(code.prefix(4)))
    let off = max(
      2, count("off", code, year, base: people, rate: [2005: 0.0029, 2017: 0.0024, 2018: 0.0023, 2023: 0.0021], spread: 0.2))
    let on = count(
      "on", code, year, base: people, rate: lakes ? [2005: 0.0019, 2023: 0.0021] : [2005: 0.0009, 2023: 0.0009], spread: 0.35)
    let motions = count("motions", code, year, base: adults, rate: [2005: 0.0038, 2015: 0.0031, 2023: 0.0019], spread: 0.4)
    let motivated = min(motions, count("motivated", code, year, base: motions, rate: [2005: 0.6], spread: 0.3))
    let court = min(motions, count("court", code, year, base: motions, rate: [2005: 0.42, 2023: 0.31], spread: 0.35))
    let revenue = count("permits", code, year, base: people, rate: [2005: 17, 2015: 24, 2023: 31], spread: 0.2) + on * 300
    return ["\(off)", "\(on)", "\(motions)", "\(motivated)", "\(court)", "\(revenue)"]
  }

  /// Thousands of złoty with one decimal: divisions 852, 853, 855, chapter 85154, contracted.
  func spending(_ place: Int, _ year: Int) -> [String] {
    let code = region.places[place].code
    let people = population.count(place, year)
    let need = 0.5 + 0.5 * assistance.poverty(place, year)
    func thousands(_ name: String, _ rate: [Int: Double], _ spread: Double, _ scale: Double) -> String {
      let value =
        Double(people) * interpolated(rate, year) * scale * numbers.factor("\(name)/\(code)", spread)
        * numbers.factor("\(name)/\(code)/\(year)", 0.04)
      let tenths = rounded(value / 100)
      return grouped(tenths / 10) + ",\(tenths % 10)"
    }
    let contracted = numbers.unit("contracts/\(code)") < 0.35
    return [
      thousands("852", [2005: 610, 2010: 760, 2015: 860, 2016: 1420, 2017: 430, 2023: 690], 0.1, need),
      thousands("853", [2005: 12, 2010: 45, 2015: 30, 2021: 35, 2022: 160, 2023: 90], 0.5, 1),
      year < 2017 ? "x" : thousands("855", [2017: 1330, 2020: 1780, 2021: 1750, 2022: 960, 2023: 610], 0.08, 0.6 + 0.4 * need),
      thousands("85154", [2005: 15, 2015: 21, 2023: 27], 0.2, 1),
      contracted ? "-" : thousands("contracted", [2005: 4, 2015: 11, 2023: 24], 0.6, 1),
    ]
  }

  func organisations(_ place: Int, _ year: Int) -> Int {
    count(
      "ngo", region.places[place].code, year, base: population.count(place, year),
      rate: [2005: 0.0022, 2015: 0.0034, 2023: 0.0043], spread: 0.2)
  }

  /// Housing allowances and households waiting; small rural gminas have none waiting (a dash, meaning zero).
  func housing(_ place: Int, _ year: Int) -> [String] {
    let item = region.places[place]
    let base = rounded(Double(population.count(place, year)) * (0.4 + 0.6 * item.poverty) * (item.kind == 2 ? 0.45 : 1.2))
    let allowances = count(
      "allowance", item.code, year, base: base, rate: [2005: 0.23, 2010: 0.17, 2015: 0.14, 2023: 0.052], spread: 0.2)
    let waiting =
      item.kind == 2 && numbers.unit("waiting/\(item.code)") < 0.2
      ? 0 : count("waiting", item.code, year, base: base, rate: [2005: 0.0062, 2015: 0.0058, 2023: 0.0046], spread: 0.5)
    return [grouped(allowances), waiting == 0 ? "-" : grouped(waiting)]
  }

  func homeless(_ place: Int, _ year: Int) -> String {
    guard [2015, 2017, 2019].contains(year) else { return "-" }
    let item = region.places[place]
    let town = item.kind == 1 ? 0.0013 : 0.0004
    return
      "\(count("homeless", item.code, year, base: population.count(place, year), rate: [2015: town, 2019: town * 0.85], spread: 0.5))"
  }

  /// Dwellings and their floor space (m2).
  func dwellings(_ place: Int, _ year: Int) -> (count: Int, space: Int) {
    let item = region.places[place]
    let rate = interpolated([2005: 0.315, 2015: 0.345, 2023: 0.402], year) * (item.kind == 2 ? 0.9 : 1.05)
    let count = rounded(Double(population.count(place, year)) * rate * numbers.factor("dwellings/\(item.code)", 0.06))
    let size = interpolated([2005: 66, 2023: 70.5], year) * (item.kind == 2 ? 1.22 : 0.93) * (item.growth > 1 ? 1.15 : 1)
    return (count, rounded(Double(count) * size * numbers.factor("space/\(item.code)", 0.05)))
  }

  // MARK: Vital statistics

  /// Births by place: 2023 of the voivodeship is published (8487), the rest invented.
  func births(_ year: Int) -> [Int] {
    let rate = interpolated(
      [2005: 0.0101, 2010: 0.0106, 2015: 0.0094, 2017: 0.0103, 2020: 0.0083, 2021: 0.0078, 2022: 0.0069], year)
    let total =
      figures["reference-numbers", "births", region.voivodeship, "\(year)"].map(rounded)
      ?? rounded(Double(population.total(year)) * rate)
    return apportioned(
      total,
      by: region.places.indices.map {
        Double(population.count($0, year, ages: 0...0)) * numbers.factor("births/\(region.places[$0].code)/\(year)", 0.08)
      })
  }

  func deaths(_ year: Int) -> [Int] {
    let rate = interpolated(
      [2005: 0.0089, 2010: 0.0091, 2015: 0.0098, 2019: 0.0106, 2020: 0.0123, 2021: 0.0134, 2022: 0.0117, 2023: 0.0111], year)
    let weights = region.places.indices.map {
      (Double(population.count($0, year, ages: 13...17)) * 0.045 + Double(population.count($0, year)) * 0.0025)
        * numbers.factor("deaths/\(region.places[$0].code)/\(year)", 0.05)
    }
    return apportioned(rounded(Double(population.total(year)) * rate), by: weights)
  }
}
