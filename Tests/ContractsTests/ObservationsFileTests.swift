import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct ObservationsFileTests {
  struct Sample {
    var unit = "2801011"
    var measure = "population"
    var breakdown = ""
    var period = "2023"
    var value: Double? = 12.5
    var status = ObservationStatus.ok
    var text = "12,5"
  }

  static func write(_ rows: [Sample], to path: String) throws(Refusal) {
    var writer = try ObservationsWriter(creating: path)
    for (index, row) in rows.enumerated() {
      let text = Array(row.text.utf8)
      try writer.append(
        unit: writer.texts.unit.code(of: row.unit), level: writer.texts.level.code(of: "gmina"),
        unitName: writer.texts.unitName.code(of: "Gmina \(row.unit)"), period: writer.texts.period.code(of: row.period),
        measure: writer.texts.measure.code(of: row.measure), breakdown: writer.texts.breakdown.code(of: row.breakdown),
        value: row.value, status: row.status, decimals: 1, unitOfMeasure: writer.texts.unitOfMeasure.code(of: "osoba"),
        source: writer.texts.source.code(of: "bdl"), file: writer.texts.file.code(of: "a.csv"),
        sheet: writer.texts.sheet.code(of: ""), row: Int32(index + 2), column: 5, text: text.span,
        updated: writer.texts.updated.code(of: ""))
    }
    try writer.finish()
  }

  /// Every status, in order of periods.
  private let everyStatus = ObservationStatus.allCases.enumerated().map { index, status in
    Sample(period: "\(2001 + index)", value: status.hasNumber ? Double(index) / 3 : nil, status: status, text: status.rawValue)
  }

  @Test func readsBackWhatWasWritten() throws {
    let scratch = try Scratch()
    try Self.write(everyStatus, to: scratch.file("a.arrow"))
    let reader = try ObservationsReader(path: scratch.file("a.arrow"))
    let batch = try reader.batch(0)
    #expect(reader.batchCount == 1)
    #expect(batch.count == ObservationStatus.allCases.count)
    #expect(batch.status == ObservationStatus.allCases)
    #expect(batch.value == everyStatus.map(\.value))
    #expect(ObservationRow(batch, 12, reader.texts).period == "2013")
    let first = ObservationRow(batch, 0, reader.texts)
    #expect(first.unit == "2801011" && first.level == "gmina" && first.unitName == "Gmina 2801011")
    #expect(first.measure == "population" && first.breakdown == "" && first.value == 0 && first.status == .ok)
    #expect(first.decimals == 1 && first.unitOfMeasure == "osoba" && first.source == "bdl" && first.file == "a.csv")
    #expect(first.sheet == "" && first.row == 2 && first.column == 5 && first.text == "ok" && first.updated == "")
  }

  @Test func batchesAreCountedWithoutReadingThem() throws {
    let scratch = try Scratch()
    let rows = (0..<66_000).map { Sample(period: String(1_000_000 + $0), value: Double($0)) }
    try Self.write(rows, to: scratch.file("a.arrow"))
    let reader = try ObservationsReader(path: scratch.file("a.arrow"))
    #expect(try (0..<reader.batchCount).map { try reader.rowCount($0) } == [65_536, 464])
    #expect(try reader.batch(1).value.last == 65_999)
  }

  static let disorder: [(String, [Sample])] = [
    ("twice", [Sample(), Sample()]),
    ("period", [Sample(period: "2023"), Sample(period: "2022")]),
    ("breakdown", [Sample(breakdown: "sex=M"), Sample(breakdown: "sex=K")]),
    ("measure", [Sample(measure: "wages"), Sample(measure: "births")]),
    ("unit", [Sample(unit: "2862011"), Sample(unit: "2801011", period: "2024")]),
    ("again", [Sample(unit: "1"), Sample(unit: "2"), Sample(unit: "1", period: "2024")]),
  ]

  @Test(arguments: disorder)
  func rowsOutOfOrderAreABug(name: String, rows: [Sample]) throws {
    let scratch = try Scratch()
    let refused = refusal { () throws(Refusal) in try Self.write(rows, to: scratch.file("a.arrow")) }
    #expect(refused?.kind == .internalInvariant)
    #expect(try scratch.names == [])
  }

  @Test func rowsInOrderAreTaken() throws {
    let scratch = try Scratch()
    let rows = [
      Sample(unit: "1", measure: "a", breakdown: "", period: "2022"), Sample(unit: "1", measure: "a", period: "2023"),
      Sample(unit: "1", measure: "a", breakdown: "sex=K", period: "2022"), Sample(unit: "1", measure: "b", period: "2022"),
      Sample(unit: "2", measure: "a", period: "2022"),
    ]
    try Self.write(rows, to: scratch.file("a.arrow"))
    #expect(try ObservationsReader(path: scratch.file("a.arrow")).batch(0).count == 5)
  }

  static let contradictions: [(Double?, ObservationStatus)] = [(nil, .ok), (1, .secret), (.nan, .ok), (.infinity, .joint)]

  @Test(arguments: contradictions)
  func aValueThatItsStatusContradictsIsABug(value: Double?, status: ObservationStatus) throws {
    let scratch = try Scratch()
    let refused = refusal { () throws(Refusal) in
      try Self.write([Sample(value: value, status: status)], to: scratch.file("a.arrow"))
    }
    #expect(refused?.kind == .internalInvariant)
  }
}
