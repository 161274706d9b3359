import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// What the signs and attributes of a publisher become, and that none of it turns into a number or vanishes.
struct StatusTests {
  @Test func everySignAndAttributeHasItsStatus() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let signs = [
      "": ObservationStatus.notAvailable, "-": .trueZero, ".": .noInformation, "x": .notApplicable, "#": .secret,
      "n": .notYetAvailable, "0": .belowUnit,
    ]
    let attributes = [
      "p": ObservationStatus.joint, "s": .preliminary, "v": .lowPrecision, "M": .methodChanged, "k": .incomplete, "": .ok,
    ]
    var cells: [TinyEdition.Cell] = []
    var expected: [String: ObservationStatus] = [:]
    for (year, sign) in zip(1990..., signs.sorted { $0.key < $1.key }) {
      cells.append(TinyEdition.Cell(unit: "2801011", period: String(year), text: sign.key))
      expected[String(year)] = sign.value
    }
    for (year, attribute) in zip(2010..., attributes.sorted { $0.key < $1.key }) {
      cells.append(TinyEdition.Cell(unit: "2801011", period: String(year), text: "120", attribute: attribute.key))
      expected[String(year)] = attribute.value
    }
    let rows = try edition.normalise(cells)
    #expect(rows.count == signs.count + attributes.count)
    for row in rows {
      let status = try #require(expected[row.period])
      #expect(row.status == status)
      #expect((row.value != nil) == status.hasNumber)
      if status.hasNumber { #expect(row.value == (Int(row.period).map { $0 < 2000 } ?? false ? 0 : 120)) }
    }
    // Nothing was rejected, and all of the publisher's statuses came through.
    #expect(edition.outcome.balances[0].rejected == 0)
    #expect(Set(rows.map(\.status)).union([.revised, .estimated]) == Set(ObservationStatus.allCases))
    #expect(try edition.breaks().map(\.code) == [.methodChanged])
  }

  /// The capital letters of the bank: the status is that of the small letter, and the series breaks as with `M`.
  @Test(arguments: [
    ("A", "0", ObservationStatus.belowUnit), ("Z", "0", .trueZero), ("K", "120", .incomplete), ("X", "0", .noInformation),
  ])
  func aCapitalLetterTellsOfAChangedMethodToo(attribute: String, text: String, status: ObservationStatus) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "2801000", period: "2014", text: "100"),
      TinyEdition.Cell(unit: "2801000", period: "2015", text: text, attribute: attribute),
      TinyEdition.Cell(
        unit: "2802000", period: "2015", text: text, attribute: attribute.lowercased()),
    ])
    #expect(rows.filter { $0.period == "2015" }.map(\.status) == [status, status])
    let breaks = try edition.breaks()
    #expect(breaks.map(\.code) == [.methodChanged])
    #expect(breaks.map(\.unit) == ["2801000"] && breaks.map(\.period) == ["2015"])
  }

  @Test("An attribute that only qualifies a number makes none of nothing, and is told", arguments: ["", "x"], ["p", "M", "k"])
  func attributeWithoutNumber(text: String, attribute: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "2801011", period: "2015", text: text, attribute: attribute)
    ])
    #expect(rows.map(\.value) == [nil])
    #expect(rows.map(\.status) == [text.isEmpty ? .notAvailable : .notApplicable])
    #expect(edition.outcome.findings.filter { $0.code == "attribute-without-number" }.map(\.severity) == [.warning])
  }
}
