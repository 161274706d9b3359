import Foundation
import Testing

/// What pictures print is what the tables beside them say, and the chapters about the report count what its files hold.
extension PrintedNumbersTests {
  @Test("Every number in a picture stands in the table that the picture names")
  func pictures() throws {
    let walk = PicturedNumbers(try Self.evidence.get().pages)
    #expect(walk.faults.isEmpty, "\(walk.faults.count): \(walk.faults.prefix(12).joined(separator: "\n"))")
    #expect(walk.pictures > 300 && walk.compared > 3000, "\(walk.pictures) pictures, \(walk.compared) numbers")
  }

  @Test("A digit changed in a picture is noticed")
  func pictureNoticed() throws {
    let walk = PicturedNumbers(try Self.evidence.get().pages, only: "index.html") { page in
      // The newest value beside the line of a chart.
      guard let label = page.range(of: "class=\"vr\">1") else { return page }
      return page.replacingCharacters(in: label, with: "class=\"vr\">81")
    }
    #expect(walk.faults.count == 1, "\(walk.faults)")
  }

  @Test("The chapters of sources and of tables count the files and rows that there are")
  func countedFiles() throws {
    let evidence = try Self.evidence.get()
    let page = String(decoding: try #require(evidence.pages["index.html"]), as: UTF8.self)
    func cells(ofTable id: String) -> [[String]] {
      let rows = page.components(separatedBy: "<caption id=\"\(id)\"").dropFirst().first?.components(separatedBy: "</table>")[0]
      return (rows ?? "").components(separatedBy: "<tr><th scope=\"row\">").dropFirst().map { row in
        row.components(separatedBy: "<td").map { cell in
          cell.components(separatedBy: "</t")[0].components(separatedBy: ">").dropFirst().joined(separator: ">")
        }
      }
    }
    let tables = cells(ofTable: "t-pliki")
    #expect(tables.count > 12)
    for row in tables {
      let name = try #require(row[2].components(separatedBy: "tables/").last?.components(separatedBy: "\"").first)
      #expect(PrintedNumbers.numbers(row[1]) == [String(evidence.records[name] ?? 0)], "\(name)")
    }
    // The balance of the cells: every count of the chapter stands in its file.
    let balances = evidence.balances
    for stage in Set(balances.compactMap { $0["stage"] }) {
      for row in cells(ofTable: "t-bilans-\(stage)") {
        // Read, used, rejected, and left out: the file has what was left out by reason, as the last column tells it.
        let counts = row.dropFirst().prefix(4).map { Int(PrintedNumbers.numbers($0).first ?? "") ?? -1 }
        let reasons = PrintedNumbers.numbers(row.last ?? "").compactMap { Int($0) }
        try #require(counts.count == 4)
        #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(stage): \(row)")
        #expect(counts[3] == reasons.reduce(0, +), "\(stage): \(row)")
        for number in counts.prefix(3) + reasons {
          #expect(number == 0 || balances.contains { $0["cells"] == String(number) }, "\(stage): \(row)")
        }
      }
    }
  }
}
