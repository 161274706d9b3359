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
    row.breaks = ["2020:census-2021"].filter { _ in Bool.random(using: &random) }
    row.baseBreaks = ["2018:income-criterion", "2020:census-2021"].filter { _ in Bool.random(using: &random) }
    return row
  }

  @Test func indicatorsReadBackSorted() throws {
    let scratch = try Scratch()
    let rows = (0..<200).map { (number: Int) -> IndicatorRow in
      let (indicator, unit): (Int, Int) = (10 + number % 7, 2_801_011 + number / 7)
      return Self.indicator("C\(indicator)", String(unit), seed: UInt64(number))
    }
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
        + "previous_period,change_base,base_period,source_count,sources,reliability,location_quotient,breaks,"
        + "base_breaks\r\n")
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

  /// A table whose cells hold each a value of its own, so that two columns cannot change places.
  private func readsBack<Row: TableRow & Hashable>(_ type: Row.Type, _ row: Row, _ text: String) throws {
    let scratch = try Scratch()
    try Row.write([row], to: scratch.file("table.csv"))
    #expect(try Row.read(scratch.file("table.csv")) == [row])
    let lines = String(decoding: try Files.read(scratch.file("table.csv")), as: UTF8.self).split(separator: "\r\n")
    #expect(lines.last.map(String.init) == text)
    #expect(lines.first == Row.columns.map(\.name).joined(separator: ",")[...])
  }

  @Test func tablesOfTheDiagnosisReadBack() throws {
    var trend = TrendRow()
    (trend.indicator, trend.unit, trend.unitName, trend.level) = ("B05", "2801011", "Bartoszyce", "gmina")
    (trend.firstPeriod, trend.lastPeriod, trend.count) = ("2015", "2023", 9)
    (trend.tau, trend.probability, trend.slope, trend.slopeLower, trend.slopeUpper) = (-0.5, 0.03, -0.25, -0.5, -0.125)
    (trend.verdict, trend.meaning, trend.breakPeriod, trend.breakCode) = (.falling, "better", "2012", "income-criterion")
    try readsBack(
      TrendRow.self, trend,
      "B05,2801011,Bartoszyce,gmina,2015,2023,9,-0.5,0.03,-0.25,-0.5,-0.125,falling,better,,2012,income-criterion")
    var forecast = ForecastRow()
    (forecast.indicator, forecast.unit, forecast.period, forecast.value, forecast.mean) = ("B05", "2800000", "2025", 4.5, 4.75)
    (forecast.lower80, forecast.upper80, forecast.lower95, forecast.upper95) = (4, 5, 3.5, 5.5)
    (forecast.purpose, forecast.model, forecast.scale) = (.assessment, "drift", "logit")
    (forecast.scaledError, forecast.coverage, forecast.count) = (0.75, 0.5, 9)
    (forecast.firstPeriod, forecast.lastPeriod) = ("2015", "2023")
    try readsBack(
      ForecastRow.self, forecast,
      "B05,2800000,,,2025,4.5,4.75,4,5,3.5,5.5,assessment,drift,logit,0.75,0.5,9,2015,2023,")
    var method = IndexMethodRow()
    (method.index, method.unit, method.period, method.method) = ("risk", "2801000", "2023", "hellwig")
    (method.score, method.rank, method.unitsRanked) = (0.25, 3, 21)
    (method.rankLow, method.rankMedian, method.rankHigh, method.disagreement) = (2, 3.5, 6, 4)
    (method.driver, method.driverShare) = ("weights", 0.5)
    try readsBack(IndexMethodRow.self, method, "risk,2801000,,,2023,hellwig,0.25,3,21,2,3.5,6,4,weights,0.5")
    var driver = IndexDriverRow()
    (driver.index, driver.level, driver.period, driver.kind, driver.element) = ("risk", "gmina", "2023", "domain", "labour")
    (driver.weight, driver.effectiveWeight, driver.correlation) = (0.2, 0.25, 0.75)
    (driver.shift, driver.firstOrder, driver.total) = (1.5, 0.125, 0.375)
    try readsBack(IndexDriverRow.self, driver, "risk,gmina,2023,domain,labour,0.2,0.25,0.75,1.5,0.125,0.375")
    var adequacy = AdequacyRow()
    (adequacy.unit, adequacy.period, adequacy.workers, adequacy.residents) = ("2801011", "2023", 4, 9000)
    (adequacy.families, adequacy.residentsPerWorker, adequacy.familiesPerWorker) = (180, 2250, 45)
    (adequacy.meetsResidents, adequacy.meetsFamilies, adequacy.meetsThree) = ("no", "yes", "yes")
    (adequacy.verdict, adequacy.required, adequacy.lacking) = (.met, 3.6, 0)
    (adequacy.unitsUnder, adequacy.unitsJudged, adequacy.reason) = (1, 2, "families")
    try readsBack(
      AdequacyRow.self, adequacy, "2801011,,,2023,4,9000,180,2250,45,no,yes,yes,met,3.6,0,1,2,families")
    var pair = AdequacyPairRow()
    (pair.pair, pair.unit, pair.period, pair.need, pair.resource) = ("A04-F07", "2801011", "2023", "A04", "F07")
    (pair.needValue, pair.needScore, pair.resourceValue, pair.resourceScore) = (20, 1.5, 8, -0.5)
    (pair.gap, pair.ratio, pair.ratioLower, pair.ratioUpper) = (2, 4, 3, 5)
    pair.quadrant = .highNeedLowResource
    try readsBack(
      AdequacyPairRow.self, pair,
      "A04-F07,2801011,,,2023,A04,20,1.5,F07,8,-0.5,2,4,3,5,high-need-low-resource")
    var peer = PeerRow()
    (peer.unit, peer.group, peer.titlePolish, peer.titleEnglish, peer.size) = ("2801011", "gmina-1", "miasta", "towns", 9)
    try readsBack(PeerRow.self, peer, "2801011,,,gmina-1,miasta,towns,9")
    var peers = PeerValueRow()
    (peers.indicator, peers.group, peers.level, peers.period, peers.count) = ("B05", "gmina-1", "gmina", "2023", 9)
    (peers.lowerQuartile, peers.median, peers.upperQuartile) = (3, 4, 6)
    try readsBack(PeerValueRow.self, peers, "B05,gmina-1,gmina,2023,9,3,4,6")
    var withheld = DisclosureRow()
    (withheld.subject, withheld.unit, withheld.period) = ("assistance.persons[sex=K]", "2801011", "2023")
    (withheld.lower, withheld.upper, withheld.indicators) = (0, 7.5, ["B05", "E09"])
    try readsBack(DisclosureRow.self, withheld, "assistance.persons[sex=K],2801011,,,2023,0,7.5,B05 E09,")
  }

  @Test func tablesOfTheVersionBeforeAreReadButNotCopied() throws {
    let scratch = try Scratch()
    var row = IndicatorRow()
    (row.id, row.indicator, row.unit, row.period) = ("C01/2801000/2023", "C01", "2801000", "2023")
    (row.value, row.breaks, row.baseBreaks) = (8.5, ["2023:x"], ["2020:census-2021"])
    let lines = String(decoding: IndicatorRow.text(of: [row]), as: UTF8.self).split(separator: "\r\n")
    // Without the last column, which the version before did not have.
    let older = lines.map { String($0.prefix(upTo: $0.lastIndex(of: ",") ?? $0.endIndex)) + "\r\n" }.joined()
    try Files.write(Array(older.utf8), to: scratch.file("t.csv"))
    var expected = row
    expected.baseBreaks = []
    #expect(try IndicatorRow.read(scratch.file("t.csv")) == [expected])
    let refused = refusal { () throws(Refusal) in _ = try IndicatorRow.readPlaced(scratch.file("t.csv"), shownAs: "t.csv") }
    #expect(refused?.what.english == "there is no column \"base_breaks\"")
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

  @Test func everyRowIsFoundWhereItStands() throws {
    let scratch = try Scratch()
    let rows = (0..<700).map { Self.indicator("C\($0 % 7)", String(2_800_000 + $0), seed: UInt64($0)) }
    try IndicatorRow.write(rows, to: scratch.file("t.csv"))
    let placed = try IndicatorRow.readPlaced(scratch.file("t.csv"), shownAs: "t.csv")
    #expect(placed.rows.count == rows.count && placed.records.count == rows.count)
    let bytes = try Files.read(scratch.file("t.csv"))
    for (row, record) in zip(placed.rows, placed.records) {
      #expect(Array(bytes[record]) + [13, 10] == IndicatorRow.text(of: [row]).suffix(record.count + 2))
      #expect(record.lowerBound > 1 && bytes[record.lowerBound - 1] == 10)
    }
  }

  @Test(
    arguments: [
      ("a.csv", "a.csv"), ("b.zip!/c.csv", "b.zip"), ("b.zip!/c.zip!/d.xml", "b.zip"), ("a!b.csv", "a!b.csv"), ("x!", "x!"),
      ("a!b.zip!/c", "a!b.zip"), ("", ""),
    ])
  func theOutermostArchiveIsTheFileThatWasReceived(_ path: String, _ file: String) {
    #expect(InputRecord.outermost(path) == file)
  }
}
