import Findings

/// The files of the Local Data Bank for Warmia-Mazury.
struct BankFixtures {
  let population: PopulationFigures
  let labour: LabourFigures
  let assistance: AssistanceFigures
  let resources: RegionResources
  let figures: PublicFigures
  let numbers: SeededNumbers

  private var region: Region { population.region }
  private var years: [Int] { region.years }
  private let poland = (code: "0000000", name: "POLSKA")
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
  private func rows(_ columns: Int, _ value: (_ place: Int, _ column: Int) -> Int?) -> [WideRow] {
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

  private var placesOnly: ([WideRow]) -> [WideRow] { { rows in rows.filter { !$0.code.hasSuffix("000") } } }

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

  // MARK: Population

  private func voivodeshipAges() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for unit in [poland, (code: region.voivodeship, name: region.voivodeshipName)] {
      for age in Ages.voivodeship {
        for sex in Sex.allCases {
          for year in years {
            rows.append(
              .init(
                code: unit.code, name: unit.name, dimensions: [age, sex.published], year: year,
                value: population.published(unit.code, sex, age, year).map { "\($0)" } ?? ""))
          }
        }
      }
    }
    return BankFiles.long(dimensions: ["Wiek", "Płeć"], rows)
  }

  /// The groups that the workbook of powiats does not have: 0-14 and 70+ in five years, and all groups of 2005 and 2010.
  private func powiatEnds() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for (index, powiat) in region.powiats.enumerated() {
      for group in 0..<18 {
        for sex in Sex.allCases {
          for year in years where year < 2013 || !Ages.restated.contains(group) {
            rows.append(
              .init(
                code: powiat.code, name: powiat.bankName, dimensions: [Ages.published[group], sex.published], year: year,
                value: "\(population.powiat(index, year, sex, ages: group...group))"))
          }
        }
      }
    }
    return BankFiles.long(dimensions: ["Wiek", "Płeć"], rows)
  }

  private func powiatAges() -> Workbook {
    var columns: [BankFiles.WideColumn] = []
    let ages = ["ogółem"] + Ages.restated.map { Ages.published[$0] }
    for age in ages {
      for sex in Sex.allCases {
        for year in 2013...2023 { columns.append(.init(dimensions: [age, sex.published], year: year)) }
      }
    }
    let rows: [WideRow] = region.powiats.map { powiat in
      (
        powiat.code, powiat.bankName,
        columns.map { column in
          let sex = column.dimensions[1] == Sex.men.published ? "M" : "K"
          return "\(figures.count("population-powiats", powiat.code, sex, column.dimensions[0], "\(column.year)"))"
        }
      )
    }
    return BankFiles.workbook(
      category: "LUDNOŚĆ", group: "STAN LUDNOŚCI", title: "Ludność wg grup wieku i płci", updated: "22.05.2025",
      dimensionNames: ["Wiek", "Płeć"], columns: columns, rows: rows)
  }

  private func placeAges() -> [UInt8] {
    var columns: [BankFiles.WideColumn] = []
    var keys: [(Int, Sex, Int)] = []
    for group in 0..<18 {
      for sex in Sex.allCases {
        for year in years {
          columns.append(.init(dimensions: [Ages.published[group], sex.published], year: year))
          keys.append((group, sex, year))
        }
      }
    }
    let all = rows(columns.count) { place, column in
      population.count(place, keys[column].2, keys[column].1, ages: keys[column].0...keys[column].0)
    }
    return BankFiles.wide(columns, rows: placesOnly(all))
  }

  /// Totals of every year, with the two parts of Wielbark (kinds 4 and 5) from 2019, which must not be summed.
  private func totals() -> [UInt8] {
    let columns = Region.allYears.map { BankFiles.WideColumn(dimensions: ["ogółem", "ogółem"], year: $0) }
    var all = rows(columns.count) { place, column in population.count(place, Region.allYears[column]) }
    if let index = all.firstIndex(where: { $0.code == "2817083" }) {
      let values = all[index].values
      func part(_ share: Int) -> [String] {
        zip(Region.allYears, values).map { year, value in
          let town = (Int(value) ?? 0) * 46 / 100
          return year < 2019 ? "" : "\(share == 4 ? town : (Int(value) ?? 0) - town)"
        }
      }
      all.insert(("2817085", "Wielbark - obszar wiejski (5)", part(5)), at: index + 1)
      all.insert(("2817084", "Wielbark - miasto (4)", part(4)), at: index + 1)
    }
    return BankFiles.wide(columns, rows: all)
  }

  private func economicAges() -> [UInt8] {
    let groups = ["w wieku przedprodukcyjnym", "w wieku produkcyjnym", "w wieku poprodukcyjnym"]
    var columns: [BankFiles.WideColumn] = []
    var keys: [(Int, Sex?, Int)] = []
    for group in groups.indices {
      for sex in [nil, Sex.men, Sex.women] {
        for year in years {
          columns.append(.init(dimensions: [groups[group], sex?.published ?? "ogółem"], year: year))
          keys.append((group, sex, year))
        }
      }
    }
    let all = rows(columns.count) { place, column in
      let (group, sex, year) = keys[column]
      return (sex.map { [$0] } ?? Sex.allCases).reduce(0) { sum, sex in
        switch group {
        case 0: sum + population.preworking(place, year, sex)
        case 1: sum + population.working(place, year, sex)
        default: sum + population.postworking(place, year, sex)
        }
      }
    }
    return BankFiles.wide(columns, separator: ",", rows: all)
  }

  private func urbanRural() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for (place, published) in [("urban", "w miastach"), ("rural", "na wsi")] {
      for sex in Sex.allCases {
        for year in 2019...2023 {
          rows.append(
            .init(
              code: region.voivodeship, name: region.voivodeshipName, dimensions: ["rok", published, sex.published], year: year,
              value: "\(figures.count("population-place", region.voivodeship, place, sex.short, "\(year)"))"))
        }
      }
    }
    return BankFiles.long(dimensions: ["Okresy", "Lokalizacje", "Płeć"], rows)
  }

  /// Published for the voivodeship; split to powiats so that it adds up. Foreign migration of 2015 is a zero with `x`
  /// everywhere; a true zero of a powiat has `z`.
  private func migration() -> [UInt8] {
    var rows: [BankFiles.LongRow] = []
    for (kind, published) in [("internal", "saldo migracji wewnętrznych"), ("foreign", "saldo migracji zagranicznych")] {
      let parts = years.map { year in migrationParts(kind, year) }
      let units = [(region.voivodeship, region.voivodeshipName)] + region.powiats.map { ($0.code, $0.bankName) }
      for (index, unit) in units.enumerated() {
        for (yearIndex, year) in years.enumerated() {
          let isMissing = kind == "foreign" && year == 2015
          let total = rounded2(figures["migration", region.voivodeship, kind, "\(year)"] ?? 0)
          let value = isMissing ? 0 : index == 0 ? total : parts[yearIndex][index - 1]
          rows.append(
            .init(
              code: unit.0, name: unit.1, dimensions: ["rok", published], year: year, value: "\(value)",
              attribute: isMissing ? "x" : value == 0 ? "z" : ""))
        }
      }
    }
    return BankFiles.long(dimensions: ["Okresy", "Migracje"], rows)
  }

  private func rounded2(_ value: Double) -> Int { value < 0 ? -rounded(-value) : rounded(value) }

  private func migrationParts(_ kind: String, _ year: Int) -> [Int] {
    let total = rounded2(figures["migration", region.voivodeship, kind, "\(year)"] ?? 0)
    var parts = region.powiats.indices.map { index -> Int in
      let people = Double(population.powiat(index, year))
      let code = region.powiats[index].code
      let pull = kind == "foreign" ? -0.0001 : code == "2814000" ? 0.0085 : code == "2862000" ? -0.0009 : -0.0036
      return rounded2(people * pull + people * 0.0007 * numbers.noise("\(kind)/\(code)/\(year)"))
    }
    let gap = total - parts.reduce(0, +)
    let shares = apportioned(gap < 0 ? -gap : gap, by: region.powiats.indices.map { Double(population.powiat($0, year)) })
    for index in parts.indices { parts[index] += gap < 0 ? -shares[index] : shares[index] }
    return parts
  }

  private func vital() -> [UInt8] {
    var columns: [BankFiles.WideColumn] = []
    for name in ["urodzenia żywe", "zgony ogółem"] {
      for year in years { columns.append(.init(dimensions: [name, "ogółem"], year: year)) }
    }
    let births = years.map { resources.births($0) }
    let deaths = years.map { resources.deaths($0) }
    return BankFiles.wide(
      columns,
      rows: rows(columns.count) { place, column in
        column < years.count ? births[column][place] : deaths[column - years.count][place]
      })
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
