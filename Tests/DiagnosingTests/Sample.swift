import Bytes
import Contracts
import Findings
import Pipelines
import Territory

@testable import Diagnosing

/// Observations, register and definitions made by hand, small enough to work out on paper.
enum Sample {
  /// Voivodeship 28 with powiats 2801 (gminas of kinds 1, 2, 3 and the parts 4, 5 of the last) and 2802 (two gminas) in
  /// subregion PL621, another voivodeship, and Warsaw with two districts.
  static let units: [Unit] = [
    Unit(code: "0000000", name: "Polska", level: .country),
    Unit(code: "0200000", name: "dolnośląskie", level: .voivodeship, parent: "0000000"),
    Unit(code: "1400000", name: "mazowieckie", level: .voivodeship, parent: "0000000"),
    Unit(code: "1465000", name: "m. st. Warszawa", level: .powiat, parent: "1400000"),
    Unit(code: "1465011", name: "Warszawa", level: .gmina, kind: .urban, parent: "1465000"),
    Unit(code: "1465028", name: "Bemowo", level: .district, kind: .district, parent: "1465000"),
    Unit(code: "1465038", name: "Białołęka", level: .district, kind: .district, parent: "1465000"),
    Unit(code: "2800000", name: "warmińsko-mazurskie", level: .voivodeship, parent: "0000000"),
    Unit(code: "2801000", name: "pierwszy", level: .powiat, parent: "2800000", nuts: "PL621"),
    Unit(code: "2801011", name: "Miasto", level: .gmina, kind: .urban, parent: "2801000"),
    Unit(code: "2801022", name: "Wieś", level: .gmina, kind: .rural, parent: "2801000"),
    Unit(code: "2801033", name: "Miasteczko", level: .gmina, kind: .urbanRural, parent: "2801000"),
    Unit(code: "2801034", name: "Miasteczko – miasto", level: .gmina, kind: .townPart, parent: "2801000"),
    Unit(code: "2801035", name: "Miasteczko – obszar wiejski", level: .gmina, kind: .ruralPart, parent: "2801000"),
    Unit(code: "2802000", name: "drugi", level: .powiat, parent: "2800000", nuts: "PL621"),
    Unit(code: "2802012", name: "Dolna", level: .gmina, kind: .rural, parent: "2802000"),
    Unit(
      code: "2802022", name: "Nowa", level: .gmina, kind: .rural, parent: "2802000", validFrom: "2015-01-01"),
    Unit(code: "PL621", name: "podregion", level: .subregion, parent: "2800000"),
  ]
  static let register = Register(units, on: "2024-01-01")

  /// One observation as a test writes it down.
  struct Seen {
    var unit: String
    var period: String
    var measure: String
    var breakdown: String
    var value: Double?
    var status: ObservationStatus
    var source: String

    init(
      _ unit: String, _ period: String, _ measure: String, _ value: Double?, _ breakdown: String = "",
      _ status: ObservationStatus? = nil, source: String = "gus"
    ) {
      self.unit = unit
      self.period = period
      self.measure = measure
      self.breakdown = breakdown
      self.value = value
      self.status = status ?? (value == nil ? .notAvailable : .ok)
      self.source = source
    }
  }

  static func batch(_ seen: [Seen]) -> (batch: ObservationBatch, texts: ObservationTexts) {
    var batch = ObservationBatch()
    var texts = ObservationTexts()
    func code(_ text: String, _ list: inout [String]) -> Int32 {
      if let known = list.firstIndex(of: text) { return Int32(known) }
      list.append(text)
      return Int32(list.count - 1)
    }
    for (row, one) in seen.enumerated() {
      batch.unit.append(code(one.unit, &texts.unit))
      batch.level.append(code(register[one.unit]?.level.rawValue ?? "gmina", &texts.level))
      batch.unitName.append(code(register[one.unit]?.name ?? "", &texts.unitName))
      batch.period.append(code(one.period, &texts.period))
      batch.measure.append(code(one.measure, &texts.measure))
      batch.breakdown.append(code(one.breakdown, &texts.breakdown))
      batch.value.append(one.value)
      batch.status.append(one.status)
      batch.decimals.append(0)
      batch.unitOfMeasure.append(code("osoba", &texts.unitOfMeasure))
      batch.source.append(code(one.source, &texts.source))
      batch.file.append(code("dane.csv", &texts.file))
      batch.sheet.append(code("", &texts.sheet))
      batch.row.append(Int32(row + 2))
      batch.column.append(6)
      batch.text.append(one.value.map { "\($0)" } ?? "-")
      batch.updated.append(code("", &texts.updated))
    }
    return (batch, texts)
  }

  static let measuresText = """
    measure;label_pl;label_en;unit;kind;additive;note
    population;ludność;population;osoba;stock;yes;
    unemployed;bezrobotni;unemployed;osoba;stock;yes;
    births;urodzenia;births;osoba;flow;yes;
    migration;saldo migracji;migration balance;osoba;flow;yes;
    wages;wynagrodzenie;wage;zł;mean;no;
    rate;stopa;rate;%;rate;no;
    outlets;punkty sprzedaży;outlets;punkt;stock;yes;
    revenue;opłaty;fees;zł;flow;yes;

    """

  static func measures() throws(Refusal) -> MeasureTable {
    try MeasureTable(try SeparatedTable(Array(measuresText.utf8), name: "measures.csv"))
  }

  static let catalogueHeader =
    "id;label_pl;label_en;definition_pl;definition_en;numerator;denominator;multiplier;unit;decimals;direction;area;levels;interval;threshold;source;breaks"

  /// A row of the catalogue.
  static func indicator(
    _ id: String, _ numerator: String, _ denominator: String = "1", multiplier: String = "1", direction: String = "-",
    levels: String = "voivodeship subregion powiat gmina district", interval: String = "none", breaks: String = ""
  ) -> String {
    "\(id);\(id) po polsku;\(id) in English;;;\(numerator);\(denominator);\(multiplier);%;1;\(direction);labour;\(levels);\(interval);3;GUS;\(breaks)"
  }

  static func indicators(_ rows: [String]) throws(Refusal) -> IndicatorTable {
    let text = ([catalogueHeader] + rows).joined(separator: "\n") + "\n"
    return try IndicatorTable(try SeparatedTable(Array(text.utf8), name: "indicators.csv"))
  }

  static func catalogue(_ rows: [String]) throws(Refusal) -> Catalogue {
    try Catalogue(try indicators(rows), measures: try measures())
  }

  static func cube(
    _ seen: [Seen], region: String = "28", years: [Int] = Array(2010...2024)
  ) throws(Refusal) -> (cube: ObservationCube, balances: [Balance]) {
    let (batch, texts) = batch(seen)
    var builder = CubeBuilder(
      units: RegionUnits(register, region: region), years: YearList(years), measures: try measures().measures, texts: texts)
    try builder.add(batch)
    return builder.finish()
  }

  /// The figure of a measure, worked out alone.
  static func figure(
    _ seen: [Seen], _ unit: String, _ year: Int, _ measure: String, _ breakdown: String = "", region: String = "28"
  ) throws(Refusal) -> (figure: Figure, origins: [Int32], gaps: [FigureResolver.Gap]) {
    let cube = try cube(seen, region: region).cube
    let resolver = FigureResolver(cube)
    let term = resolver.term(
      cube.measures.firstIndex { $0.definition.id == measure } ?? 0, Breakdown(canonical: breakdown))
    let figure = resolver.figure(
      term, unit: cube.units.position(of: unit) ?? 0, year: cube.years.position(of: year) ?? 0)
    return (figure, Array(resolver.origins[figure.origins]), resolver.gaps)
  }
}
