import Findings

/// The files of the Local Data Bank for Warmia-Mazury.
struct BankFixtures {
  let population: PopulationFigures
  let labour: LabourFigures
  let assistance: AssistanceFigures
  let resources: RegionResources
  let figures: PublicFigures
  let numbers: SeededNumbers

  var region: Region { population.region }
  var years: [Int] { region.years }
  let poland = (code: "0000000", name: "POLSKA")
  typealias WideRow = (code: String, name: String, values: [String])

  init(_ resources: RegionResources, _ labour: LabourFigures) {
    self.population = resources.population
    self.labour = labour
    self.assistance = resources.assistance
    self.resources = resources
    self.figures = resources.figures
    self.numbers = resources.numbers
  }

  /// A row for each level from a figure of a place that adds up.
  func rows(_ columns: Int, _ value: (_ place: Int, _ column: Int) -> Int?) -> [WideRow] {
    func sum(_ places: [Int], _ column: Int) -> String {
      var total = 0
      for place in places {
        guard let part = value(place, column) else { return "" }
        total += part
      }
      return "\(total)"
    }
    var rows: [WideRow] = []
    rows.append((region.voivodeship, region.voivodeshipName, (0..<columns).map { sum(Array(region.places.indices), $0) }))
    for (index, powiat) in region.powiats.enumerated() {
      let members = region.places(of: index)
      rows.append((powiat.code, powiat.bankName, (0..<columns).map { sum(members, $0) }))
      for place in members {
        rows.append((region.places[place].code, region.places[place].bankName, (0..<columns).map { sum([place], $0) }))
      }
    }
    return rows
  }

  var placesOnly: ([WideRow]) -> [WideRow] { { rows in rows.filter { !$0.code.hasSuffix("000") } } }

  func files() throws(Refusal) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    files.append(("LUDN_2137_CREL_20250113221303.csv", voivodeshipAges()))
    files.append(
      ("LUDN_2137_dane_przykladowe.zip", try archive([("LUDN_2137_CREL_20250522101500.csv", powiatEnds())])))
    files.append(("ludnosc_2013-2023.xlsx", try powiatAges().bytes()))
    files.append(("LUDN_2137_CTAB_20250522102000.csv", placeAges()))
    files.append(("LUDN_2137_CTAB_20250522103000.csv", totals()))
    files.append(("LUDN_1342_CTAB_20250522104000.csv", economicAges()))
    files.append(("LUDN_2462_CREL_20250113230153.csv", urbanRural()))
    files.append(("LUDN_3000_CREL_20250203204210.csv", migration()))
    files.append(("LUDN_1873_CTAB_20250522105000.csv", vital()))
    files.append(("RYNE_1944_CTAB_20250522110000.csv", placeUnemployed()))
    files.append(("RYNE_1946_CREL_20230312143348.csv", subregionUnemployed()))
    files.append(("stopa_bezrobocia_2005-2023.xlsx", try rates().bytes()))
    files.append(("WYNA_2497_CREL_20250113223353.csv", wages()))
    files.append(("OCHR_2993_CREL_20230312173337.csv", familyBenefits()))
    files.append(("OCHR_3538_CREL_20250522111000.csv", beneficiaries()))
    files.append(("OCHR_3536_CTAB_20250522112000.csv", households()))
    files.append(("GOSP_2430_CTAB_20250522113000.csv", housing()))
    return files
  }

  // MARK: Labour

  private func placeUnemployed() -> [UInt8] {
    var columns: [BankFiles.WideColumn] = []
    for name in ["ogółem", "mężczyźni", "kobiety"] {
      for year in years { columns.append(.init(dimensions: [name], year: year)) }
    }
    let all = rows(columns.count) { place, column in
      let year = column % years.count
      let (total, women) = (labour.placeUnemployed[place][year], labour.placeWomen[place][year])
      return [total, total - women, women][column / years.count]
    }
    return BankFiles.wide(columns, rows: placesOnly(all))
  }

  /// Up to 2022 as published; 2023 not yet available (empty with `n`).
  private func subregionUnemployed() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for (code, name) in [
      ("042815400000", "PODREGION ELBLĄSKI"), ("042815500000", "PODREGION EŁCKI"), ("042815600000", "PODREGION OLSZTYŃSKI"),
    ] {
      for (short, published) in [("", "ogółem"), ("M", "mężczyźni"), ("K", "kobiety")] {
        for year in years {
          let value = figures["unemployed-subregions", code, short, "\(year)"].map { "\(rounded($0))" } ?? ""
          rows.append(
            .init(
              code: code, name: name, dimensions: ["ogółem", published], year: year, value: value,
              attribute: value.isEmpty ? "n" : ""))
        }
      }
    }
    return BankFiles.long(dimensions: ["Wiek", "Płeć"], rows)
  }

  private func rates() -> Workbook {
    let columns = years.map { BankFiles.WideColumn(dimensions: ["ogółem"], year: $0, unit: "%") }
    let units =
      [poland, (code: region.voivodeship, name: region.voivodeshipName)]
      + region.powiats.map { (code: $0.code, name: $0.bankName) }
    let rows: [WideRow] = units.map { unit in
      (unit.code, unit.name, years.map { fixed(LabourFigures.rate(unit.code, $0, figures, numbers), 1) })
    }
    return BankFiles.workbook(
      category: "RYNEK PRACY", group: "BEZROBOCIE REJESTROWANE", title: "Stopa bezrobocia rejestrowanego", updated: "11.02.2025",
      dimensionNames: ["Ogółem"], columns: columns, rows: rows)
  }

  private func wages() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for year in years {
      let own = figures["wages", region.voivodeship, "\(year)"] ?? 0
      // Voivodeship in relation to Poland: 84.2 (2013) and 87.2 (2024) are published, the years between invented.
      let country = own / interpolated([2005: 0.839, 2010: 0.838, 2013: 0.842, 2019: 0.834, 2023: 0.866], year)
      rows.append(wageRow(poland.code, poland.name, year, country))
      rows.append(wageRow(region.voivodeship, region.voivodeshipName, year, own))
      for powiat in region.powiats {
        let relation: Double
        switch powiat.code {
        case "2862000": relation = 0.985
        case "2812000": relation = 0.725
        case "2861000": relation = 0.89
        default: relation = 0.8 * numbers.factor("wage/\(powiat.code)", 0.05)
        }
        rows.append(
          wageRow(powiat.code, powiat.bankName, year, country * relation * numbers.factor("wage/\(powiat.code)/\(year)", 0.01)))
      }
    }
    rows.sort { ($0.code, $0.year) < ($1.code, $1.year) }
    return BankFiles.long(dimensions: ["Wyszczególnienie"], rows)
  }

  private func wageRow(_ code: String, _ name: String, _ year: Int, _ value: Double) -> BankFiles.LongRow {
    .init(code: code, name: name, dimensions: ["ogółem"], year: year, value: decimalComma(fixed(value, 2)), unit: "zł")
  }

  // MARK: Assistance and housing

  /// 2010-2021 as published, 2022 and 2023 not yet available.
  private func familyBenefits() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for (code, name) in [
      ("042815400000", "PODREGION ELBLĄSKI"), ("042815500000", "PODREGION EŁCKI"), ("042815600000", "PODREGION OLSZTYŃSKI"),
    ] {
      for year in years where year >= 2008 {
        let value = figures["family-benefits", code, "\(year)"].map { "\(rounded($0))" } ?? ""
        rows.append(
          .init(
            code: code, name: name, dimensions: ["kwota świadczeń rodzinnych"], year: year, value: value, unit: "tys. zł",
            attribute: value.isEmpty ? "n" : ""))
      }
    }
    return BankFiles.long(dimensions: ["Kwoty świadczeń"], rows)
  }

  private func beneficiaries() -> [UInt8] {
    let later = years.filter { $0 >= 2009 }
    let offset = years.count - later.count
    var rows: [BankFiles.LongRow] = []
    func add(_ code: String, _ name: String, _ values: (Int) -> (Int, Int)?) {
      for (position, criterion) in ["ogółem", "poniżej kryterium dochodowego"].enumerated() {
        for (index, year) in later.enumerated() {
          guard let pair = values(index) else { continue }
          rows.append(
            .init(
              code: code, name: name, dimensions: [criterion, "ogółem"], year: year, value: "\(position == 0 ? pair.0 : pair.1)"))
        }
      }
    }
    func below(_ place: Int, _ index: Int) -> Int {
      let share = interpolated([2010: 0.66, 2015: 0.62, 2019: 0.56, 2023: 0.46], later[index])
      return min(
        assistance.beneficiaries[place][offset + index],
        rounded(
          Double(assistance.beneficiaries[place][offset + index]) * share
            * numbers.factor("below/\(region.places[place].code)", 0.15)))
    }
    add(poland.code, poland.name) { index in
      var people = 0
      for sex in Sex.allCases {
        for age in Ages.voivodeship {
          guard let part = population.published(poland.code, sex, age, later[index]) else { return nil }
          people += part
        }
      }
      let all = rounded(
        Double(people) * interpolated(AssistanceFigures.communityRates[poland.code] ?? [:], later[index]) / 10_000)
      return (all, rounded(Double(all) * interpolated([2015: 0.57, 2023: 0.42], later[index])))
    }
    func sum(_ members: [Int]) -> (Int) -> (Int, Int)? {
      { index in
        (members.reduce(0) { $0 + assistance.beneficiaries[$1][offset + index] }, members.reduce(0) { $0 + below($1, index) })
      }
    }
    add(region.voivodeship, region.voivodeshipName, sum(Array(region.places.indices)))
    for (index, powiat) in region.powiats.enumerated() { add(powiat.code, powiat.bankName, sum(region.places(of: index))) }
    for (index, place) in region.places.enumerated() { add(place.code, place.bankName, sum([index])) }
    return BankFiles.long(dimensions: ["Kryterium dochodowe", "Ekonomiczne grupy wieku"], rows)
  }

  private func households() -> [UInt8] {
    let later = years.filter { $0 >= 2009 }
    let offset = years.count - later.count
    let columns = later.map { BankFiles.WideColumn(dimensions: ["ogółem"], year: $0, unit: "-") }
    return BankFiles.wide(
      columns,
      rows: rows(columns.count) { place, column in
        let size =
          interpolated([2010: 2.75, 2023: 2.05], later[column]) * numbers.factor("household/\(region.places[place].code)", 0.08)
        return rounded(Double(assistance.beneficiaries[place][offset + column]) / size)
      })
  }

  /// Published as ratios; each is made from dwellings, floor space and population of the unit itself.
  private func housing() -> [UInt8] {
    let names = [
      "mieszkania na 1000 mieszkańców", "przeciętna powierzchnia użytkowa mieszkania na 1 osobę",
      "przeciętna powierzchnia użytkowa 1 mieszkania",
    ]
    var columns: [BankFiles.WideColumn] = []
    for (index, name) in names.enumerated() {
      for year in years { columns.append(.init(dimensions: [name], year: year, unit: index == 0 ? "-" : "m2")) }
    }
    func values(_ members: [Int]) -> [String] {
      columns.indices.map { column in
        let year = years[column % years.count]
        let people = Double(members.reduce(0) { $0 + population.count($1, year) })
        let parts = members.map { resources.dwellings($0, year) }
        let count = Double(parts.reduce(0) { $0 + $1.count })
        let space = Double(parts.reduce(0) { $0 + $1.space })
        return decimalComma(fixed([count / people * 1000, space / people, space / count][column / years.count], 1))
      }
    }
    var all: [WideRow] = [(region.voivodeship, region.voivodeshipName, values(Array(region.places.indices)))]
    for (index, powiat) in region.powiats.enumerated() {
      all.append((powiat.code, powiat.bankName, values(region.places(of: index))))
      for place in region.places(of: index) {
        all.append((region.places[place].code, region.places[place].bankName, values([place])))
      }
    }
    return BankFiles.wide(columns, rows: all)
  }
}
