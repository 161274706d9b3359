import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct LineageReaderTests {
  /// An edition of one indicator: two observations above the line, one below, of two files.
  private static func edition(_ scratch: Scratch) throws {
    for name in ["1-cells", "2-observations", "3-tables"] { try Files.createDirectories(scratch.file(name)) }
    var record = StageRecord(stage: "ingest", key: "k")
    record.inputs = [
      InputRecord(path: "a.csv", size: 10, sha256: "aa"), InputRecord(path: "b.zip", size: 20, sha256: "bb"),
    ]
    try record.write(to: scratch.file("1-cells"))
    var cells = try CellsWriter(creating: scratch.file("1-cells/s.arrow"))
    for (file, row, text) in [("a.csv", 2, "1 0,5"), ("a.csv", 3, "7"), ("b.zip!/c.csv", 9, "4")] {
      let bytes = Array(text.utf8)
      try cells.append(
        file: cells.texts.file.code(of: file), sheet: 0, row: Int32(row), column: 5,
        CellHeading(unitCode: cells.texts.unitCode.code(of: "U"), period: cells.texts.period.code(of: "rok 2023")),
        text: bytes.span)
    }
    try cells.finish()
    var observations = try ObservationsWriter(creating: scratch.file("2-observations/observations.arrow"))
    for (measure, file, row, value, text) in [
      ("m1", "a.csv", 2, 10.5, "1 0,5"), ("m2", "b.zip!/c.csv", 9, 4, "4"), ("m3", "gone.csv", 3, 7, "7"),
    ] {
      let bytes = Array(text.utf8)
      try observations.append(
        unit: observations.texts.unit.code(of: "2801011"), level: 0, unitName: 0,
        period: observations.texts.period.code(of: "2023"), measure: observations.texts.measure.code(of: measure),
        breakdown: 0, value: value, status: .ok, decimals: 1, unitOfMeasure: 0,
        source: observations.texts.source.code(of: "s"), file: observations.texts.file.code(of: file), sheet: 0,
        row: Int32(row), column: 5, text: bytes.span, updated: 0)
    }
    try observations.finish()
    var origins = try OriginsWriter(creating: scratch.file("3-tables/origins.arrow"))
    for (period, role, number) in [
      ("2022", OriginRole.numerator, 1), ("2023", .denominator, 2), ("2023", .numerator, 1), ("2023", .numerator, 0),
    ] {
      try origins.append(
        indicator: origins.indicators.code(of: "I1"), unit: origins.units.code(of: "2801011"),
        period: origins.periods.code(of: period), role: role, observation: Int32(number))
    }
    try origins.finish()
    let rows = ["2022", "2023", "2024"].map { period in
      var row = IndicatorRow()
      row.indicator = "I1"
      row.unit = "2801011"
      row.period = period
      row.value = 3
      return row
    }
    try IndicatorRow.write(rows, to: scratch.file("3-tables/indicators.csv"))
  }

  @Test func aNumberLeadsBackToItsCells() throws {
    let scratch = try Scratch()
    try Self.edition(scratch)
    let reader = LineageReader(edition: scratch.path)
    let lineage = try #require(try reader.lineage(of: NumberID(indicator: "I1", unit: "2801011", period: "2023")))
    #expect(lineage.row.value == 3)
    #expect(lineage.origins.map(\.role) == [.numerator, .numerator, .denominator])
    #expect(lineage.origins.map(\.observation.measure) == ["m1", "m2", "m3"])
    // The archive stands for its member; a file that the record does not name is not invented.
    #expect(lineage.origins.map(\.file?.sha256) == ["aa", "bb", nil])
    let places = Set(lineage.origins.map(\.place))
    let cells = try reader.cells(at: places, source: "s")
    #expect(cells.count == 2)
    #expect(cells[Place(file: "a.csv", row: 2, column: 5)]?.text == "1 0,5")
    #expect(cells[Place(file: "a.csv", row: 2, column: 5)]?.period == "rok 2023")
  }

  @Test func manyNumbersAtOnceAndNumbersWithoutOrigins() throws {
    let scratch = try Scratch()
    try Self.edition(scratch)
    let ids = ["2021", "2022", "2024"].map { NumberID(indicator: "I1", unit: "2801011", period: $0) }
    let found = try LineageReader(edition: scratch.path).lineages(of: Set(ids))
    #expect(found.count == 2)
    #expect(found[ids[1]]?.origins.map(\.number) == [1])
    #expect(found[ids[2]]?.origins.isEmpty == true)
  }

  @Test(arguments: [Int32(-1), 3, 66_000])
  func anOriginThatIsNoObservationIsRefused(_ observation: Int32) throws {
    let scratch = try Scratch()
    try Self.edition(scratch)
    var origins = try OriginsWriter(creating: scratch.file("3-tables/origins.arrow"))
    let id = NumberID(indicator: "I1", unit: "2801011", period: "2022")
    try origins.append(
      indicator: origins.indicators.code(of: id.indicator), unit: origins.units.code(of: id.unit),
      period: origins.periods.code(of: id.period), role: .numerator, observation: observation)
    try origins.finish()
    let reader = LineageReader(edition: scratch.path)
    #expect(refusal { () throws(Refusal) in _ = try reader.table(of: [id]) }?.kind == .data)
  }

  @Test func originsStandInTheOrderOfTheObservations() throws {
    let scratch = try Scratch()
    try Self.edition(scratch)
    let ids = ["2024", "2023"].map { NumberID(indicator: "I1", unit: "2801011", period: $0) }
    let table = try LineageReader(edition: scratch.path).table(of: ids)
    func texts(_ number: Int, _ role: OriginRole) -> [String] {
      table.cells(of: number, role).map { table.cells.text[Int($0)] }
    }
    #expect(texts(0, .numerator).isEmpty && texts(0, .denominator).isEmpty)
    #expect(texts(1, .numerator) == ["1 0,5", "4"] && texts(1, .denominator) == ["7"])
  }

  @Test(arguments: ["", "C01", "C01/2801000", "C01//2023", "C01/2801000/2023/x"])
  func whatIsNoNameOfANumber(_ text: String) {
    #expect(NumberID(text) == nil)
  }

  @Test func namesReadBack() {
    #expect(NumberID("C01/2801000/2023-Q1")?.text == "C01/2801000/2023-Q1")
  }

  /// The id that a page carries is the number's name.
  @Test(arguments: [
    ("C01-2801000-2023", "C01/2801000/2023"), ("#C01-2801000-2023", "C01/2801000/2023"),
    ("exclusion-risk-2801000-2023", "exclusion-risk/2801000/2023"), ("C01-2801000-2023-H1", "C01/2801000/2023-H1"),
    ("forecasts-C03.2800000-2030", "forecasts/C03.2800000/2030"), ("C01/2801000-2023", nil), ("C01", nil), ("C01-2801000", nil),
  ])
  func anAddressIsAName(anchor: String, text: String?) {
    #expect(NumberID(anchor: anchor)?.text == text)
  }
}
