import Bytes
import Contracts
import Findings
import Foundation
import Testing

@testable import Reporting

/// Rows copied from the file of the stage before are the rows that would be printed anew.
@Suite struct CopiedRecordsTests {
  /// Rows with everything that is written otherwise in one of the flavours.
  private static var rows: [IndicatorRow] {
    var rows = Sample.rows
    for (place, name) in [
      "=1+1", "Gmina; miasto", "Gmina, miasto", "„Gmina” \"x\"", " z przodu", "@x", "a.b.c", "-", "Łódź\nnowa", "'",
    ].enumerated() {
      rows[place].unitName = name
      rows[place].value = [-0.5, 1e-7, 1e16, 12.5, 3, 0, -7.25, 0.1, 1_000_000, 2.5][place]
      rows[place].reason = place == 3 ? "+48" : ""
    }
    return rows
  }

  @Test("Both flavours, byte for byte")
  func bytes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("copied-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.createDirectories("\(folder)/tables")
    try IndicatorRow.write(Self.rows, to: "\(folder)/indicators.csv")
    var material = Sample.material()
    material.figures = Figures(try IndicatorRow.readPlaced("\(folder)/indicators.csv", shownAs: "indicators.csv"))
    var copied = 0
    for table in PublishedTable.all(of: material) where table.copied != nil {
      let resources = try table.write(to: folder, in: material.phrasing)
      var printed = PublishedLines()
      for column in table.columns { printed.text(column.name) }
      printed.end()
      for row in 0..<table.rowCount {
        table.write(row, &printed)
        printed.end()
      }
      let standard = try Files.read("\(folder)/\(table.path)")
      #expect(standard == printed.standard, "\(table.name)")
      #expect(try Files.read("\(folder)/\(table.polishPath)") == printed.polish, "\(table.name)")
      #expect(resources.map(\.sha256) == [SHA256.hex(of: printed.standard), SHA256.hex(of: printed.polish)])
      copied += table.rowCount
    }
    #expect(copied == Self.rows.count)
  }

  @Test("The newest period is the last of all, whatever unit has it")
  func newestPeriod() {
    let figures = Figures(Sample.rows)
    let powiats = (1...7).map(Sample.powiatCode)
    for indicator in Sample.indicators.map(\.id) {
      for units in [powiats, ["2807000"], ["2800000"], []] {
        #expect(figures.newestPeriod(indicator, of: units) == figures.periods(indicator, of: units).last, "\(indicator) \(units)")
      }
    }
    // The seventh has no rate in the newest year, the others have.
    #expect(figures.newestPeriod("C01", of: ["2807000"]) == "2016" && figures.newestPeriod("C01", of: powiats) == "2017")
  }

  @Test("Marks are known of numbers that are not simply what was counted, and of no others")
  func unusual() {
    var rows = Sample.rows
    for place in rows.indices where rows[place].id == "C01/2801000/2017" { rows[place].status = .preliminary }
    #expect(Figures(rows).unusual == ["C01/2801000/2017": .preliminary])
    #expect(Sample.pages(.polish, Sample.material(rows: rows))["indicators/C01.html"]?.contains("<sup>p</sup>") == true)
    #expect(Sample.pages()["indicators/C01.html"]?.contains("<sup>") == false)
  }

  @Test("Periods of a unit are found in their order, with gaps")
  func places() {
    let figures = Figures(Sample.rows)
    let series = figures.series("C01", "2801000")
    let periods = ["1999"] + series.map(\.period) + ["2999"]
    let places = figures.places("C01", "2801000", periods)
    #expect(places.first == .some(nil) && places.last == .some(nil))
    #expect(places.compactMap(\.self).map { figures.rows[$0] } == series)
    #expect(figures.places("C01", "none", periods).allSatisfy { $0 == nil })
  }
}
