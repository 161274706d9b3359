import Findings

/// The labour office's tables of powiats (or districts) and the transport file of December.
struct LabourTables {
  let labour: LabourFigures
  let numbers: SeededNumbers
  private var region: Region { labour.population.region }

  static let header = [
    "Kod", "Powiat", "Rok", "Bezrobotni ogółem", "w tym kobiety", "długotrwale bezrobotni", "do 25 roku życia",
    "do 30 roku życia",
    "powyżej 50 roku życia", "55 lat i więcej", "wykształcenie gimnazjalne i niższe", "bez doświadczenia zawodowego",
    "bez kwalifikacji zawodowych", "bez pracy powyżej 24 miesięcy", "niepełnosprawni", "zamieszkali na wsi",
    "z prawem do zasiłku",
    "Wolne miejsca pracy",
  ]

  init(_ labour: LabourFigures, _ numbers: SeededNumbers) {
    self.labour = labour
    self.numbers = numbers
  }

  /// Groups of one powiat and year that fit together: under 25 within under 30, 55+ within over 50 and so on.
  func groups(_ powiat: Int, _ yearIndex: Int) -> [String: Int] {
    let year = region.years[yearIndex]
    let unemployed = labour.unemployed[powiat][yearIndex]
    let rural = labour.population.region.places(of: powiat).reduce(0.0) {
      let kind = region.places[$1].kind
      return $0 + Double(labour.placeUnemployed[$1][yearIndex]) * (kind == 2 ? 1 : kind == 3 ? 0.5 : 0)
    }
    var groups: [String: Int] = [:]
    for name in LabourFigures.groups {
      groups[name] = labour.group(
        name, of: unemployed, key: region.powiats[powiat].code, year, poverty: labour.rates[powiat][yearIndex] / 16,
        ruralShare: rural / Double(max(1, unemployed)))
    }
    groups["disabled"] = labour.disabled(yearIndex)[powiat]
    groups["rural"] = min(unemployed, groups["rural"] ?? 0)
    groups["under30"] = max(groups["under30"] ?? 0, groups["under25"] ?? 0)
    groups["over50"] = max(groups["over50"] ?? 0, groups["age55"] ?? 0)
    groups["long_term"] = max(groups["long_term"] ?? 0, groups["over24months"] ?? 0)
    return groups
  }

  func powiatTable(_ years: [Int]) -> UnitTable {
    var table = UnitTable(
      preamble: [
        "Wojewódzki Urząd Pracy w Olsztynie – DANE PRZYKŁADOWE",
        "Bezrobotni zarejestrowani według powiatów (stan w końcu roku; osoby)", "",
      ], header: Self.header,
      footnotes: [
        "", "Kreska (-) oznacza, że zjawisko nie wystąpiło; x – grupy nie wyodrębniano.",
        "Dane przykładowe: ogółem i kobiety sumują się do podregionów GUS, reszta zmyślona.",
      ])
    for (yearIndex, year) in region.years.enumerated() where years.contains(year) {
      for (index, powiat) in region.powiats.enumerated() {
        let groups = groups(index, yearIndex)
        var row = [String(powiat.code.prefix(4)), powiat.isCity ? "m. \(powiat.name)" : powiat.name, "\(year)"]
        row.append(grouped(labour.unemployed[index][yearIndex]))
        row.append(grouped(labour.women[index][yearIndex]))
        for name in [
          "long_term", "under25", "under30", "over50", "age55", "low_education", "no_experience", "unqualified", "over24months",
          "disabled", "rural", "with_benefit", "vacancies",
        ] {
          let value = groups[name] ?? 0
          row.append(name == "under30" && year < 2014 ? "x" : value == 0 ? "-" : grouped(value))
        }
        table.rows.append(row)
      }
    }
    return table
  }

  /// Warsaw: one table of districts.
  func districtTable() -> UnitTable {
    var table = UnitTable(
      preamble: ["Urząd Pracy m.st. Warszawy – DANE PRZYKŁADOWE", "Bezrobotni według dzielnic (stan 31 grudnia)"],
      header: [
        "Kod", "Dzielnica", "Rok", "Bezrobotni ogółem", "w tym kobiety", "długotrwale bezrobotni", "do 25 roku życia",
        "wykształcenie gimnazjalne i niższe", "bez kwalifikacji zawodowych", "niepełnosprawni", "Wolne miejsca pracy",
      ],
      footnotes: ["Dane przykładowe, zmyślone; suma dzielnic odpowiada stopie bezrobocia m.st. Warszawy."])
    for (yearIndex, year) in region.years.enumerated() {
      for (index, place) in region.places.enumerated() {
        let unemployed = labour.placeUnemployed[index][yearIndex]
        var row = [place.code, place.name, "\(year)", grouped(unemployed), grouped(labour.placeWomen[index][yearIndex])]
        for name in ["long_term", "under25", "low_education", "unqualified"] {
          row.append(
            grouped(labour.group(name, of: unemployed, key: place.code, year, poverty: place.poverty * 0.6, ruralShare: 0)))
        }
        row.append(grouped(rounded(Double(unemployed) * 0.055 * numbers.factor("disabled/\(place.code)/\(year)", 0.2))))
        row.append(grouped(labour.group("vacancies", of: unemployed, key: place.code, year, poverty: 0.5, ruralShare: 0)))
        table.rows.append(row)
      }
    }
    return table
  }

  /// MRPiPS-01 of December of the last year: `MP1` + year + month + voivodeship; one record a form row.
  func transportFile() -> [UInt8] {
    let yearIndex = region.years.count - 1
    let year = region.years[yearIndex]
    var records: [[String]] = []
    for (index, powiat) in region.powiats.enumerated() {
      let unemployed = labour.unemployed[index][yearIndex]
      let women = labour.women[index][yearIndex]
      let groups = groups(index, yearIndex)
      let womenShare = Double(women) / Double(max(1, unemployed))
      let key = powiat.code
      func record(_ section: String, _ table: String, _ row: String, _ values: [Int]) {
        var fields = [String(powiat.code.prefix(4)), "12", "\(year)", section, table, row]
        for column in 0..<15 { fields.append(column < values.count ? "\(values[column])" : "") }
        records.append(fields)
      }
      func figures(_ row: String, _ value: Int) -> [Int] {
        let women = rounded(Double(value) * womenShare)
        let incoming = rounded(Double(value) * 0.09 * numbers.factor("in/\(key)/\(row)", 0.2))
        let outgoing = rounded(Double(value) * 0.035 * numbers.factor("out/\(key)/\(row)", 0.2))
        // In the first row as in the table of the labour office: two sources of one figure.
        let benefit = row == "001" ? groups["with_benefit"] ?? 0 : rounded(Double(value) * 0.14)
        return [
          incoming, incoming / 2, outgoing, outgoing / 2, value, row == "001" ? self.labour.women[index][yearIndex] : women,
          benefit, benefit / 2,
        ]
      }
      let before = rounded(Double(unemployed) * 0.86)
      // The form prints w. 1 = w. 2 + 4, and no row is above the first.
      let total = figures("001", unemployed)
      let neverEmployed = zip(total, figures("004", unemployed - before)).map { $1 > $0 ? $0 / 5 : $1 }
      func stock(_ row: String, _ value: Int) {
        record("1", "1", row, zip(total, figures(row, value)).map { min($0, $1) })
      }
      record("1", "1", "001", total)
      record("1", "1", "002", zip(total, neverEmployed).map { $0 - $1 })
      stock("003", rounded(Double(before) * 0.04))
      record("1", "1", "004", neverEmployed)
      stock("005", groups["rural"] ?? 0)
      stock("006", rounded(Double(groups["rural"] ?? 0) * 0.03))
      stock("007", groups["unqualified"] ?? 0)
      stock("008", groups["no_experience"] ?? 0)
      stock("012", rounded(Double(unemployed) * 0.82))
      stock("013", groups["under30"] ?? 0)
      stock("014", groups["under25"] ?? 0)
      stock("015", groups["long_term"] ?? 0)
      stock("016", groups["over50"] ?? 0)
      stock("020", groups["disabled"] ?? 0)
      let incoming = rounded(Double(unemployed) * 0.09 * numbers.factor("in/\(key)/001", 0.2))
      let first = incoming / 6
      record("1", "2", "021", [incoming, incoming / 2])
      record("1", "2", "022", [first, first / 2])
      record("1", "2", "023", [incoming - first, incoming / 2 - first / 2])
      record("1", "2", "065", [unemployed, women])
      let vacancies = groups["vacancies"] ?? 0
      record("3", "", "001", [vacancies + 12, 9, 5, 0, vacancies, vacancies / 5])
      record("3", "", "002", [vacancies + 4, 9, 3, 0, vacancies - vacancies / 6, vacancies / 5])
      record("3", "", "003", [8, 0, 2, 0, vacancies / 6, 0])
      record("C", "", "CZ1", [90 + index, 20 + index])
    }
    return dBaseFile(columns: 15, records: records)
  }
}
