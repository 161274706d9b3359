// Reference: openpyxl 3.1.5 on the same files (cells that are not empty; numbers times 1000, rounded, summed).
import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct XLSXPublishedFilesTests {
  struct Sums: RowReceiver {
    var sheets: [String: [Int]] = [:]
    private var name = ""

    mutating func open(_ table: TableHeading) {
      name = table.name
      sheets[name] = [0, 0, 0]
    }

    mutating func receive(_ rows: borrowing Rows) {
      for cell in rows.cells {
        sheets[name]?[0] += 1
        guard cell.kind == .number, let number = Double(rows.string(cell)) else { continue }
        sheets[name]?[1] += 1
        sheets[name]?[2] += Int((number * 1000).rounded())
      }
    }

    mutating func close(merged: [String]) {}
  }

  @Test(arguments: [
    ("bdl/ludnosc_2013-2024.xlsx", [110_814, 109_440, 793_419_721_000]),
    ("bdl/stopa_bezrobocia_2013-2024.xlsx", [5585, 4764, 45_257_400]),
  ]) func filesOfTheDataBankAreReadWhole(_ file: String, _ expected: [Int]) throws {
    guard let path = try sharedData(file) else {
      print("skipped: ../shared/data/\(file) is absent")
      return
    }
    var sums = Sums()
    let understanding = try readXLSX(Input(path: path), into: &sums)
    #expect(understanding.date1904 == false && understanding.findings.isEmpty)
    #expect(sums.sheets == ["OPIS": [15, 0, 0], "TABLICA": expected])
  }
}
