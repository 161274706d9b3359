import Contracts
import Findings
import Reporting

/// A small diagnosis made in memory: a voivodeship of seven powiats with two gminas each, six indicators, years with a gap.
///
/// Figures follow a fixed rule of the unit's number and the year, so that a test can say what must come out: the rate of
/// powiat n (1-7) in year y is 4 + 2n - (y - 2015) / 10, and region and country have values of their own.
enum Sample {
  static let years = [2005, 2010, 2015, 2016, 2017]
  static let powiats = ["bartoszycki", "ełcki", "łomski", "ostródzki", "żarski", "m. Olsztyn", "ąbski"]

  static func unit(_ code: String, _ name: String, _ level: String, kind: String = "", parent: String = "") -> UnitRow {
    var row = UnitRow()
    row.unit = code
    row.unitName = name
    row.level = level
    row.kind = kind
    row.parent = parent
    return row
  }

  static func powiatCode(_ number: Int) -> String { number == 6 ? "2862000" : "280\(number)000" }

  static var units: [UnitRow] {
    var rows = [unit("0000000", "Polska", "country"), unit("2800000", "warmińsko-mazurskie", "voivodeship", parent: "0000000")]
    for (place, name) in powiats.enumerated() {
      let code = powiatCode(place + 1)
      rows.append(unit(code, name, "powiat", parent: "2800000"))
      let stem = code.prefix(4)
      rows.append(unit("\(stem)011", "Miasto \(place + 1)", "gmina", kind: "1", parent: code))
      rows.append(unit("\(stem)022", "Wieś \(place + 1)", "gmina", kind: "2", parent: code))
    }
    return rows
  }

  static var indicators: [Indicator] {
    var population = Indicator(id: "A01", label: "Ludność", area: "demography", unit: UnitOfMeasure("osoba"), decimals: 0)
    population.numerator = "population"
    population.denominator = "1"
    var rate = Indicator(id: "C01", label: "Stopa bezrobocia rejestrowanego", area: "labour", unit: UnitOfMeasure("%"))
    rate.direction = .moreIsWorse
    rate.numerator = "unemployment.registered"
    rate.denominator = "active"
    rate.multiplier = 100
    rate.interval = "wilson"
    rate.definition = "Bezrobotni w odsetkach aktywnych <zawodowo> & \"innych\"."
    rate.source = "GUS BDL P2392"
    rate.breaks = [Indicator.Break(year: 2010, code: "farm-census")]
    var wage = Indicator(id: "C11", label: "Wynagrodzenie", area: "labour", unit: UnitOfMeasure("zł"), decimals: 2)
    wage.direction = .moreIsBetter
    wage.numerator = "wages.gross"
    wage.denominator = "1"
    var help = Indicator(id: "B05", label: "Zasięg pomocy", area: "assistance", unit: UnitOfMeasure("%"))
    help.direction = .moreIsWorse
    var surveyed = Indicator(id: "B08", label: "Dochód", area: "exclusion", unit: UnitOfMeasure("Polska=100"))
    surveyed.direction = .moreIsBetter
    var empty = Indicator(id: "G06", label: "Leczeni", area: "alcohol", unit: UnitOfMeasure("na 10 tys."))
    empty.direction = .moreIsWorse
    return [population, rate, wage, help, surveyed, empty]
  }

  static func row(
    _ indicator: String, _ unit: UnitRow, _ year: Int, _ value: Double?, reason: String = "not-published"
  ) -> IndicatorRow {
    var row = IndicatorRow()
    row.id = "\(indicator)/\(unit.unit)/\(year)"
    row.indicator = indicator
    row.unit = unit.unit
    row.unitName = unit.unitName
    row.level = unit.level
    row.period = String(year)
    row.value = value
    if value == nil {
      row.status = .notAvailable
      row.reason = reason
    }
    return row
  }

  /// Rate of powiat `number` in a year.
  static func rate(_ number: Int, _ year: Int) -> Double { 4 + 2 * Double(number) - Double(year - 2015) / 10 }

  static var rows: [IndicatorRow] {
    var rows: [IndicatorRow] = []
    for year in years {
      for unit in units {
        let number = Sample.number(of: unit)
        switch unit.level {
        case "country":
          rows.append(ranged(row("C01", unit, year, 6.04), 0.02))
          rows.append(row("C11", unit, year, 5000.5))
        case "voivodeship":
          rows.append(row("A01", unit, year, Double(28_000 * 7)))
          var own = ranged(row("C01", unit, year, 12.34 - Double(year - 2015) / 10), 0.2)
          if year == 2017 {
            own.changePrevious = -0.1
            own.previousPeriod = "2016"
            own.changeBase = -0.2
            own.basePeriod = "2015"
          }
          rows.append(own)
          rows.append(row("C11", unit, year, 4321.125))
          rows.append(row("B08", unit, year, year == 2017 ? nil : 91.5, reason: "not-yet-available"))
        case "powiat":
          rows.append(row("A01", unit, year, 28_000))
          var own = ranged(row("C01", unit, year, number == 7 && year == 2017 ? nil : rate(number, year), reason: "secret"), 0.4)
          if let value = own.value {
            own.numerator = (value * 40).rounded()
            own.denominator = 4000
            own.rank = number
            own.unitsRanked = 6
            own.rankLow = max(1, number - 1)
            own.rankHigh = min(6, number + 1)
            own.quintile = min(5, (number - 1) * 5 / 6 + 1)
          }
          rows.append(own)
          var wage = row("C11", unit, year, 4000 + Double(number) * 0.125)
          wage.rank = 8 - number
          wage.unitsRanked = 7
          wage.quintile = min(5, (7 - number) * 5 / 7 + 1)
          rows.append(wage)
          rows.append(row("B05", unit, year, Double(number) + 0.05))
        case "gmina":
          rows.append(row("A01", unit, year, 14_000))
          rows.append(row("B05", unit, year, unit.kind == "2" ? nil : Double(number), reason: "secret"))
        default: break
        }
      }
    }
    return rows
  }

  private static func ranged(_ row: IndicatorRow, _ half: Double) -> IndicatorRow {
    var row = row
    if let value = row.value {
      row.lower = value - half
      row.upper = value + half
      row.interval = "wilson"
    }
    return row
  }

  /// The powiat's number from 1, also for its gminas.
  private static func number(of unit: UnitRow) -> Int {
    (1...powiats.count).first { powiatCode($0).prefix(4) == unit.unit.prefix(4) } ?? 0
  }

  static func material(
    _ language: Language = .polish, units: [UnitRow] = Sample.units, indicators: [Indicator] = Sample.indicators,
    rows: [IndicatorRow] = Sample.rows
  ) -> Material {
    var material = Material(
      language: language, title: "Diagnoza próbna", region: "28", years: years, baseYear: 2015,
      units: Units(units, region: "28", precedes: <), figures: Figures(rows), indicators: indicators)
    material.registerDate = "2024-01-01"
    material.publisher = "Ośrodek"
    let file = InputRecord(
      path: "fixtures/LUDN_2137_CREL_20251018204235.csv", size: 1234, sha256: String(repeating: "ab", count: 32))
    material.inputs = [file]
    material.sources = [SourceMaterial(id: "gus", title: "Bank Danych Lokalnych", publisher: "GUS", files: [file])]
    material.stages = [
      StageMaterial(
        stage: "ingest",
        balances: [Balance(source: "gus", read: 100, used: 90, rejected: 4, skipped: ["no-unit-code": 6])],
        findings: [
          Finding(
            .warning, "duplicate", at: Place(file: "a.csv", row: 3), unit: "2801000", Wording("Powtórzona wartość.", en: "Twice.")
          )
        ],
        rejects: [
          (
            "gus",
            [
              RejectRow(
                place: Place(file: "a.csv", row: 5, column: 2), unitCode: "2801000", period: "2017", series: "x", text: "12x",
                code: "unreadable-number", message: Wording("To nie liczba.", en: "Not a number."))
            ]
          )
        ])
    ]
    return material
  }

  static func composition(_ language: Language = .polish) -> Composition { composition(material(language)) }

  static func composition(_ material: Material) -> Composition {
    Composition(material, tables: PublishedTable.all(of: material))
  }

  static func document(_ language: Language = .polish) -> Document {
    Document(composition(language), sections: Section.all)
  }

  static func page(_ language: Language = .polish) -> String {
    String(decoding: HTMLWriter.page(document(language)), as: UTF8.self)
  }

  /// Every page of the report and the profiles of its units, by path.
  static func pages(_ language: Language = .polish, _ material: Material? = nil) -> [String: String] {
    let composition = composition(material ?? Sample.material(language))
    let pages = HTMLWriter.pages(Document(composition, sections: Section.all)) + UnitProfile.pages(composition)
    return Dictionary(
      pages.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { first, _ in first })
  }
}
