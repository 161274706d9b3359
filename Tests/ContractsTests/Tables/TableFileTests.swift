import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct TableFileTests {
  static func indicator(_ indicator: String, _ unit: String, seed: UInt64) -> IndicatorRow {
    var random = Seeded(seed)
    func number() -> Double? { Bool.random(using: &random) ? Double.random(in: -10...1000, using: &random) : nil }
    func count() -> Int? { Bool.random(using: &random) ? Int.random(in: 1...400, using: &random) : nil }
    var row = IndicatorRow()
    row.id = "\(indicator)/\(unit)/2023"
    row.indicator = indicator
    row.unit = unit
    row.unitName = "Gmina, \"\(random.text(upTo: 5))\""
    row.level = "gmina"
    row.period = "2023"
    row.value = number()
    row.lower = number()
    row.upper = number()
    row.interval = ["wilson", "byar", "none"][Int.random(in: 0..<3, using: &random)]
    row.numerator = number()
    row.denominator = number()
    row.status = ObservationStatus.allCases[Int.random(in: 0..<13, using: &random)]
    row.reason = random.text(upTo: 4)
    row.rank = count()
    row.unitsRanked = count()
    row.rankLow = count()
    row.rankHigh = count()
    row.quintile = count()
    row.powiatValue = number()
    row.voivodeshipValue = number()
    row.countryValue = number()
    row.changePrevious = number()
    row.previousPeriod = "2022"
    row.changeBase = number()
    row.basePeriod = "2018"
    row.sourceCount = Int.random(in: 0...9, using: &random)
    row.sources = ["bdl", "ops"].filter { _ in Bool.random(using: &random) }
    return row
  }

  @Test func indicatorsReadBackSorted() throws {
    let scratch = try Scratch()
    let rows = (0..<200).map { Self.indicator("C\(10 + $0 % 7)", String(2_801_011 + $0 / 7), seed: UInt64($0)) }
    try IndicatorRow.write(rows, to: scratch.file("indicators.csv"))
    let read = try IndicatorRow.read(scratch.file("indicators.csv"))
    #expect(read == rows.sorted { ($0.indicator, $0.unit) < ($1.indicator, $1.unit) })
  }

  @Test func headerIsTheContracts() throws {
    let scratch = try Scratch()
    try IndicatorRow.write([], to: scratch.file("indicators.csv"))
    try IndexRow.write([], to: scratch.file("index.csv"))
    try IndexDomainRow.write([], to: scratch.file("index_domains.csv"))
    try UnitRow.write([], to: scratch.file("units.csv"))
    func header(_ name: String) throws(Refusal) -> String { String(decoding: try Files.read(scratch.file(name)), as: UTF8.self) }
    #expect(
      try header("indicators.csv")
        == "id,indicator,unit,unit_name,level,period,value,lower,upper,interval,numerator,denominator,status,reason,rank,"
        + "units_ranked,rank_low,rank_high,class,powiat_value,voivodeship_value,country_value,change_previous,"
        + "previous_period,change_base,base_period,source_count,sources,breaks\r\n")
    #expect(
      try header("index.csv")
        == "index,unit,unit_name,level,period,score,rank,units_ranked,rank_low,rank_high,class,coverage,missing\r\n")
    #expect(
      try header("index_domains.csv") == "index,domain,unit,period,score,weight,indicators_used,indicators_missing\r\n")
    #expect(try header("units.csv") == "unit,unit_name,level,kind,parent\r\n")
  }

  @Test func theOtherTablesReadBack() throws {
    let scratch = try Scratch()
    var unit = UnitRow()
    unit.unit = "2801011"
    unit.unitName = "Bartoszyce"
    unit.level = "gmina"
    unit.kind = "1"
    unit.parent = "2801000"
    try UnitRow.write([unit], to: scratch.file("units.csv"))
    #expect(try UnitRow.read(scratch.file("units.csv")) == [unit])
    var index = IndexRow()
    index.index = "exclusion"
    index.unit = "2801000"
    index.score = 0.625
    index.rank = 3
    index.quintile = 2
    index.coverage = 0.9
    index.missing = ["C01", "C02"]
    try IndexRow.write([index], to: scratch.file("index.csv"))
    #expect(try IndexRow.read(scratch.file("index.csv")) == [index])
    var domain = IndexDomainRow()
    domain.index = "exclusion"
    domain.domain = "labour"
    domain.weight = 0.25
    domain.indicatorsUsed = ["B01"]
    try IndexDomainRow.write([domain], to: scratch.file("index_domains.csv"))
    #expect(try IndexDomainRow.read(scratch.file("index_domains.csv")) == [domain])
  }

  static let wrong: [(String, String)] = [
    ("unit,unit_name,levle,kind,parent\r\n", "there is no column \"level\""),
    ("unit_name,unit,level,kind,parent\r\n", "columns unknown or in another order"),
    ("unit,unit_name,level,kind,parent\r\n1,2,3\r\n", "the row has 3 fields instead of 5"),
    ("", "there is no column \"unit\""),
  ]

  @Test(arguments: wrong)
  func anotherTableIsRefused(text: String, what: String) throws {
    let scratch = try Scratch()
    try Files.write(Array(text.utf8), to: scratch.file("units.csv"))
    let refused = refusal { () throws(Refusal) in _ = try UnitRow.read(scratch.file("units.csv")) }
    #expect(refused?.what.english == what)
  }

  static let badNumbers = ["nan", "inf", "0x10", "1e5", "+1", "1,5", "1.5.1", "-", "--1", "٣", "1_000", " 1"]

  @Test(arguments: badNumbers)
  func whatIsNoNumberIsRefusedWithItsPlace(text: String) throws {
    let scratch = try Scratch()
    var line = TableLine()
    for column in IndexDomainRow.columns { line.text(column.name) }
    line.end()
    for column in IndexDomainRow.columns { line.text(column.name == "weight" ? text : "") }
    line.end()
    try Files.write(line.bytes, to: scratch.file("d.csv"))
    let refused = refusal { () throws(Refusal) in _ = try IndexDomainRow.read(scratch.file("d.csv"), shownAs: "d.csv") }
    #expect(refused?.place == Place(file: "d.csv", row: 2, column: 6))
    #expect(refused?.what.english == "column weight: \"\(text)\" is not a number")
  }

  @Test func catalogueKeepsItsOwnColumns() throws {
    let scratch = try Scratch()
    try CatalogueFile.write(header: ["id", "label_pl"], rows: [["C01", "Udział, %"]], to: scratch.file("catalogue.csv"))
    let table = try CatalogueFile.read(scratch.file("catalogue.csv"))
    #expect(table.header == ["id", "label_pl"])
    #expect(table.rows == [["C01", "Udział, %"]])
  }
}
