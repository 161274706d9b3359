/// Population, migration and vital statistics as the Local Data Bank publishes them.
extension BankFixtures {
  func voivodeshipAges() -> [UInt8] {
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
  func powiatEnds() -> [UInt8] {
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

  func powiatAges() -> Workbook {
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

  func placeAges() -> [UInt8] {
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
  func totals() -> [UInt8] {
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

  func economicAges() -> [UInt8] {
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

  func urbanRural() -> [UInt8] {
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
  func migration() -> [UInt8] {
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

  func vital() -> [UInt8] {
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
}
