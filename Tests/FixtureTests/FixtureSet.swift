import Bytes
import Findings

/// Everything the generator makes: paths below fixtures/ and their bytes.
struct FixtureSet {
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  let warmia: RegionFixtures
  let warsaw: RegionFixtures

  /// - Parameter root: of the repository.
  init(root: String) throws(Refusal) {
    let figures = try PublicFigures(folder: root + "/fixtures/public-figures")
    let register = try RegisterExcerpt(unitsFile: root + "/pipelines/registers/units.csv")
    let numbers = SeededNumbers(seed: 28_14_2024)
    let years = [2005, 2010] + Array(2015...2023)
    warmia = RegionFixtures(
      try register.region("28", weights: figures.weights["gmina-weights"] ?? [], years: years), figures, numbers)
    warsaw = RegionFixtures(
      try register.region("1465", weights: figures.weights["district-weights"] ?? [], years: Array(years.dropFirst())), figures,
      numbers)
    files += [
      ("warminsko-mazurskie/teryt/TERC_Urzedowy_2024-01-01.csv", try register.separated("28", on: "2024-01-01")),
      ("warminsko-mazurskie/teryt/TERC_Urzedowy_2025-01-01.xml", try register.newXML("28", on: "2025-01-01")),
      ("warminsko-mazurskie/teryt/TERC_2017-01-01.xml", try register.oldXML("28", on: "2017-01-01")),
      ("warszawa/teryt/TERC_Urzedowy_2024-01-01.csv", try register.separated("1465", on: "2024-01-01")),
    ]
    files += try warmia.warmiaFiles()
    files += try warsaw.warsawFiles()
    files.sort { $0.path < $1.path }
  }
}

/// All figures of one region and its files.
struct RegionFixtures {
  let region: Region
  let figures: PublicFigures
  let numbers: SeededNumbers
  let population: PopulationFigures
  let labour: LabourFigures
  let assistance: AssistanceFigures
  let statements: AssistanceStatements
  let resources: RegionResources

  init(_ region: Region, _ figures: PublicFigures, _ numbers: SeededNumbers) {
    self.region = region
    self.figures = figures
    self.numbers = numbers
    population = PopulationFigures(region, figures, numbers)
    labour = LabourFigures(population, figures, numbers)
    assistance = AssistanceFigures(population, labour, numbers)
    statements = AssistanceStatements(figures: assistance, numbers: numbers)
    resources = RegionResources(population: population, assistance: assistance, figures: figures, numbers: numbers)
  }

  typealias File = (path: String, bytes: [UInt8])

  // MARK: Warmia-Mazury

  func warmiaFiles() throws(Refusal) -> [File] {
    var files: [File] = []
    func add(_ path: String, _ bytes: [UInt8]) { files.append(("warminsko-mazurskie/" + path, bytes)) }
    for file in try BankFixtures(resources, labour).files() { add("gus/" + file.path, file.bytes) }
    let tables = LabourTables(labour, numbers)
    add("praca/MP1231228.dbf", tables.transportFile())
    add("praca/wup_powiaty_2005-2019.csv", tables.powiatTable(Array(2005...2019)).separated(encoding: .windows1250))
    add("praca/wup_powiaty_2020-2023.xlsx", try tables.powiatTable(Array(2020...2023)).workbook(sheet: "powiaty", textColumns: 3))
    for (yearIndex, year) in region.years.enumerated() {
      let made = region.places.indices.map { statements.statement($0, yearIndex) }
      if year < 2015 {
        add("mpips03/\(year).zip", try archive(made.map { ("dane-przykladowe/\($0.unit).xml", $0.xml()) }))
      } else {
        for statement in made { add("mpips03/\(year)/\(statement.unit).xml", statement.xml()) }
      }
      let institutions = region.powiats.indices.map { powiatStatement($0, year) }
      if year <= 2020 {
        add("mpips03-powiaty/mpips03_powiaty_\(year).csv", statementTable(institutions).separated(encoding: .utf8WithMark))
      } else {
        add("mrips06/mrips06_powiaty_\(year).csv", statementTable(institutions).separated(encoding: .utf8WithMark))
        let staff = region.places.indices.map { statements.staffStatement($0, year) }
        add("mrips06/mrips06_ops_\(year).csv", statementTable(staff).separated(encoding: .windows1250))
      }
    }
    for file in try unitTables() { add(file.path, file.bytes) }
    return files
  }

  /// Foster families' money (2C, without a concept) and institutions of a powiat: MPiPS-03 to 2020, MRiPS-06 from 2021.
  private func powiatStatement(_ powiat: Int, _ year: Int) -> Statement {
    let unit = region.powiats[powiat]
    let rows = resources.institutions(unit: unit.code, members: region.places(of: powiat), year)
    let children = rows.first { $0.number == "11" }?.value(3) ?? 0
    let family = children * 3 / 4
    let money = [
      Statement.Row(
        1, "Rodziny zastępcze – pomoc pieniężna na utrzymanie dziecka",
        [children, children * 12, children * 12 * 780, family, children + family * 2]),
      Statement.Row(
        2, "Pomoc pieniężna na usamodzielnienie",
        [children / 30, children / 30, children / 30 * 4200, children / 30, children / 30]),
    ]
    let isNew = year >= 2021
    let sections: [Statement.Section] =
      isNew
      ? [.init(number: "2", title: "Infrastruktura", rows: rows)]
      : [.init(number: "2C", title: "Zadania powiatu", rows: money), .init(number: "6A", title: "Jednostki", rows: rows)]
    return Statement(
      form: isNew ? "MRiPS-06" : "MPiPS-03", version: AssistanceStatements.version(year), unit: unit.code,
      unitName: unit.isCity ? "PCPR m. \(unit.name)" : "PCPR \(unit.name)", year: year, sections: sections)
  }

  private func statementTable(_ statements: [Statement]) -> UnitTable {
    UnitTable(
      preamble: ["DANE PRZYKŁADOWE"], header: Statement.tableHeader, rows: statements.flatMap { $0.tableRows() }, footnotes: [])
  }

  private func table(_ title: String, _ header: [String], note: String, _ rows: (_ year: Int) -> [[String]]) -> UnitTable {
    UnitTable(
      preamble: ["DANE PRZYKŁADOWE – \(title)"], header: header, rows: region.years.flatMap(rows),
      footnotes: ["Dane przykładowe, zmyślone. \(note)"])
  }

  private func unitTables() throws(Refusal) -> [File] {
    let places = region.places.indices
    let powiats = region.powiats.indices
    func place(_ index: Int, _ year: Int, _ fields: [String]) -> [String] {
      [region.places[index].code, region.places[index].bankName, "\(year)"] + fields
    }
    func powiat(_ index: Int, _ year: Int, _ fields: [String]) -> [String] {
      [region.powiats[index].code, region.powiats[index].bankName, "\(year)"] + fields
    }
    func members(_ index: Int) -> [Int] { region.places(of: index) }
    return [
      (
        "alkohol/kcpu_g1_2005-2023.csv",
        table("ankieta gminna o przeciwdziałaniu alkoholizmowi", Self.alcoholHeader, note: "Puste pole: gmina nie odpowiedziała.")
        { year in
          places.map { alcoholRow($0, year, code: String(region.places[$0].code.prefix(6))) }
        }.separated(encoding: .utf8)
      ),
      (
        "alkohol/policja_2005-2023.xlsx",
        try table("Policja, zdarzenia według powiatów", Self.policeHeader, note: "Kreska: w tym roku nie zbierano.") { year in
          powiats.map { powiat($0, year, resources.police(region.powiats[$0].code, members($0), year)) }
        }.workbook(sheet: "zdarzenia", textColumns: 3)
      ),
      (
        "alkohol/nfz_f10_2005-2023.csv",
        table(
          "NFZ, pacjenci z rozpoznaniem F10", ["Kod powiatu", "Powiat", "Rok", "Liczba pacjentów"], note: "Rok 2005: brak danych."
        ) { year in
          powiats.map { index in
            let patients = resources.count(
              "f10", region.powiats[index].code, year, base: resources.adults(members(index), year),
              rate: [2010: 0.0062, 2015: 0.0071, 2020: 0.0058, 2023: 0.0066], spread: 0.25)
            return [
              String(region.powiats[index].code.prefix(4)), region.powiats[index].name, "\(year)",
              year < 2010 ? "" : grouped(patients),
            ]
          }
        }.separated(encoding: .windows1250)
      ),
      (
        "niepelnosprawnosc/orzeczenia_2005-2023.csv",
        table(
          "orzeczenia powiatowych zespołów",
          [
            "Kod", "Powiat", "Rok", "Orzeczenia ogółem", "stopień znaczny", "stopień umiarkowany", "stopień lekki",
            "osoby do 16 lat",
          ], note: "Ogółem = suma czterech kolumn."
        ) { year in
          powiats.map { powiat($0, year, resources.certificates(region.powiats[$0].code, members($0), year)) }
        }.separated(encoding: .windows1250)
      ),
      ("niepelnosprawnosc/nsp_2011-2021.csv", census()),
      (
        "zasoby/rb28s_2005-2023.csv",
        table(
          "Rb-28S, wydatki budżetów gmin",
          [
            "Kod", "Gmina", "Rok", "Dział 852 (tys. zł)", "Dział 853 (tys. zł)", "Dział 855 (tys. zł)",
            "Rozdział 85154 (tys. zł)", "Zadania zlecone organizacjom (tys. zł)",
          ], note: "x: działu 855 przed 2017 r. nie było; kreska: nie wystąpiło."
        ) { year in
          places.map { place($0, year, resources.spending($0, year)) }
        }.separated(encoding: .utf8WithMark)
      ),
      (
        "zasoby/regon_2005-2023.csv",
        table(
          "REGON, organizacje", ["Kod", "Gmina", "Rok", "Fundacje, stowarzyszenia i organizacje społeczne"],
          note: "Stan 31 grudnia."
        ) { year in
          places.map { place($0, year, ["\(resources.organisations($0, year))"]) }
        }.separated(encoding: .utf8)
      ),
      (
        "zasoby/mieszkania_2005-2023.csv",
        table(
          "mieszkania i dodatki mieszkaniowe",
          ["Kod", "Gmina", "Rok", "Wypłacone dodatki mieszkaniowe", "Gospodarstwa oczekujące na najem lokalu"],
          note: "Kreska: zjawisko nie wystąpiło."
        ) { year in
          places.map { place($0, year, resources.housing($0, year)) }
        }.separated(encoding: .windows1250)
      ),
      (
        "zasoby/bezdomni_2015-2023.csv",
        UnitTable(
          preamble: ["DANE PRZYKŁADOWE – badanie liczby osób bezdomnych"],
          header: ["Kod", "Gmina", "Rok", "Liczba osób bezdomnych"],
          rows: region.years.filter { $0 >= 2015 }.flatMap { year in
            places.map { place($0, year, [resources.homeless($0, year)]) }
          },
          footnotes: ["Dane przykładowe, zmyślone. Kreska: w tym roku badania nie było."]
        ).separated(encoding: .utf8)
      ),
      ("wskazniki/sdg_2010-2023.csv", development()),
    ]
  }

  static let alcoholHeader = [
    "Kod gminy", "Gmina", "Rok", "Punkty sprzedaży poza miejscem spożycia", "Punkty sprzedaży w miejscu spożycia",
    "Wnioski do komisji o leczenie", "Osoby zmotywowane w rozmowie", "Wnioski komisji do sądu", "Dochody z zezwoleń (zł)",
  ]
  static let policeHeader = [
    "Kod", "Jednostka", "Rok", "Przestępstwa z art. 178a kk", "Osoby doprowadzone do wytrzeźwienia",
    "Procedury „Niebieskie Karty”",
  ]

  /// One gmina in sixty leaves the question about talks unanswered, one in nine hundred that about motions to the court.
  private func alcoholRow(_ place: Int, _ year: Int, code: String) -> [String] {
    var fields = resources.alcohol(place, year)
    let silence = numbers.unit("silent/\(region.places[place].code)/\(year)")
    if silence < 1.0 / 60 { fields[silence < 1.0 / 900 ? 4 : 3] = "" }
    return [code, region.places[place].name, "\(year)"] + fields
  }

  private func census() -> [UInt8] {
    var table = UnitTable(
      preamble: ["DANE PRZYKŁADOWE – osoby niepełnosprawne według spisów powszechnych"],
      header: ["Kod", "Nazwa", "Rok", "Osoby niepełnosprawne ogółem", "w tym prawnie"],
      footnotes: ["Dane przykładowe, zmyślone. Lata spisów: 2011 i 2021."])
    for year in [2011, 2021] {
      for (index, powiat) in region.powiats.enumerated() {
        let base = resources.people(region.places(of: index), year)
        let all = resources.count("census", powiat.code, year, base: base, rate: [2011: 0.128, 2021: 0.146], spread: 0.12)
        let legal = min(all, resources.count("legal", powiat.code, year, base: all, rate: [2011: 0.66, 2021: 0.6], spread: 0.06))
        table.rows.append([powiat.code, powiat.bankName, "\(year)", grouped(all), grouped(legal)])
      }
    }
    return table.separated(encoding: .utf8)
  }

  /// Only the published values; what is not at hand is a full stop (no information).
  private func development() -> [UInt8] {
    var table = UnitTable(
      preamble: ["GUS, wskaźniki zrównoważonego rozwoju – wybrane wartości publikowane (plik przepisany, dane przykładowe)"],
      header: [
        "Kod", "Nazwa", "Rok", "Osoby z decyzją na 10 tys. ludności (1.B.1)",
        "Beneficjenci środowiskowej pomocy na 10 tys. ludności (1.D.5)",
        "Dochód rozporządzalny, Polska=100 (1.D.1)", "Wskaźnik zatrudnienia osób niepełnosprawnych 16-64 (1.F.3)",
        "Bezrobotni niepełnosprawni (1.F.2)",
      ], footnotes: ["Kropka: wartości nie przytoczono. Źródło: GUS, SDG."])
    for (code, name) in [("0000000", "POLSKA"), (region.voivodeship, region.voivodeshipName)] {
      for year in region.years where year >= 2010 {
        func figure(_ name: String, _ decimals: Int) -> String {
          figures["reference-numbers", name, code, "\(year)"].map { decimalComma(fixed($0, decimals)) } ?? "."
        }
        let income = code == "0000000" ? "100,0" : figure("income_index", 1)
        table.rows.append([
          code, name, "\(year)", figure("by_decision_rate", 1), figure("community_rate", 0), income,
          figure("disabled_employment", 1), figure("disabled_unemployed", 0),
        ])
      }
    }
    return table.separated(encoding: .utf8WithMark)
  }

  // MARK: Warsaw

  func warsawFiles() throws(Refusal) -> [File] {
    var files: [File] = []
    func add(_ path: String, _ bytes: [UInt8]) { files.append(("warszawa/" + path, bytes)) }
    for file in WarsawBank(population).files() { add("gus/" + file.path, file.bytes) }
    add("praca/up_dzielnice_2010-2023.csv", LabourTables(labour, numbers).districtTable().separated(encoding: .windows1250))
    for (yearIndex, year) in region.years.enumerated() {
      let made = region.places.indices.map { statements.statement($0, yearIndex) }
      add("mpips03/mpips03_dzielnice_\(year).csv", statementTable(made).separated(encoding: .utf8WithMark))
      var others = region.places.indices.map { index in
        var rows = resources.institutions(unit: region.places[index].code, members: [index], year)
        rows.removeAll { (Int($0.number) ?? 0) > 10 }
        let isNew = year >= 2021
        return Statement(
          form: isNew ? "MRiPS-06" : "MPiPS-03", version: AssistanceStatements.version(year), unit: region.places[index].code,
          unitName: "OPS \(region.places[index].name)", year: year,
          sections: [.init(number: isNew ? "2" : "6A", title: "", rows: rows)])
      }
      if year >= 2021 { others += region.places.indices.map { statements.staffStatement($0, year) } }
      add("mrips06/jednostki_\(year).csv", statementTable(others).separated(encoding: .windows1250))
    }
    add(
      "alkohol/kcpu_g1_2010-2023.csv",
      table("ankieta o przeciwdziałaniu alkoholizmowi", Self.alcoholHeader, note: "Puste pole: brak odpowiedzi.") { year in
        region.places.indices.map { alcoholRow($0, year, code: region.places[$0].code) }
      }.separated(encoding: .utf8))
    add(
      "alkohol/policja_2010-2023.csv",
      table("Policja, zdarzenia według dzielnic", Self.policeHeader, note: "Zmyślone.") { year in
        region.places.indices.map {
          [region.places[$0].code, region.places[$0].name, "\(year)"] + resources.police(region.places[$0].code, [$0], year)
        }
      }.separated(encoding: .utf8WithMark))
    return files
  }
}
