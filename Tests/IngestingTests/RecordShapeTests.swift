// Expected shapes: counted by hand from the texts.
import Bytes
import Findings
import Testing

@testable import Ingesting

/// What of a delimited text is the table, and whether it is read alike to its end.
@Suite struct RecordShapeTests {
  private static func read(_ text: String, chunk: Int = 1 << 17) throws -> (
    shape: RecordShape, findings: [Finding], rows: [[String]]
  ) {
    let input = Input(name: "t.csv", bytes: Array(text.utf8))
    let plan = try understandDelimitedText(input, ReadingOptions())
    var reader = DelimitedTextReader(input, plan, FieldLimits(), chunkSize: chunk)
    var collected = CollectedTables()
    try reader.read(into: &collected)
    return (try #require(reader.structure), reader.findings, collected.rows)
  }

  private static let table = "kod;nazwa;x\n1;a;2\n2;b;3\n3;c;4\n"

  @Test(
    "Preamble, footer and ragged rows are told from the table",
    arguments: [
      ("", "", 0, 0, 0), ("Tytuł\nŹródło: GUS\n\n", "", 2, 0, 0), ("", "\n* dane wstępne\n", 0, 1, 0),
      ("Tytuł\n", "a\nb\n", 1, 2, 0),
      ("Tytuł\n", "9;9\n4;d;5\nkoniec\n", 1, 1, 1), ("", "9;9;9;9\n4;d;5\n", 0, 0, 1),
    ])
  func shapes(above: String, below: String, preamble: Int, footer: Int, ragged: Int) throws {
    for chunk in [3, 7, 1 << 17] {
      let (shape, findings, _) = try Self.read(above + Self.table + below, chunk: chunk)
      #expect(shape.width == 3)
      #expect(shape.preamble == preamble)
      #expect(shape.footer?.count ?? 0 == footer)
      #expect(shape.ragged == ragged)
      #expect(
        findings.map(\.code) == (preamble > 0 ? ["preamble"] : []) + (footer > 0 ? ["footer"] : [])
          + (ragged > 0 ? ["ragged-rows"] : []))
    }
  }

  @Test("Texts written as formulas are counted, and the first is named")
  func formulas() throws {
    for chunk in [3, 7, 1 << 17] {
      let (_, findings, rows) = try Self.read("kod;x\n1;2\n=\"0201011\";=\"3\"\n\"=\"\"02\"\"\";=1+1\n", chunk: chunk)
      #expect(rows.suffix(2) == [["0201011", "3"], ["02", "=1+1"]])
      #expect(findings.map(\.code) == ["text-formula"])
      #expect(findings.first?.place.row == 3 && findings.first?.place.column == 1)
      #expect(findings.first?.message.english.contains("3 in all") == true)
    }
  }

  @Test("Text behind a closing quote is told with its place, once a field at any chunk size")
  func looseQuotes() throws {
    for chunk in [3, 7, 1 << 17] {
      let (shape, findings, rows) = try Self.read("a;b\n1;\"x\" y\n2;z\n3;\"p\"q\"\n", chunk: chunk)
      #expect(rows == [["a", "b"], ["1", "x y"], ["2", "z"], ["3", "pq\""]])
      #expect(shape.looseCount == 2)
      #expect(findings.map(\.code) == ["text-after-quote"])
      #expect(findings.first?.place.row == 2)
      #expect(findings.first?.place.column == 2)
    }
  }

  @Test("Another way of quoting that begins far behind the first part of the file is found")
  func lateQuoting() throws {
    let plain = "a,b\n" + (0..<40_000).map { "\($0),\"tekst \($0)\"\n" }.joined()
    let (_, findings, rows) = try Self.read(plain + "x,\"on \\\"tak\\\", ona nie\"\n")
    #expect(rows.last == ["x", "on \"tak\", ona nie"])
    #expect(findings == [])
    let apostrophes = "a,b\n" + (0..<40_000).map { "\($0),tekst \($0)\n" }.joined() + (0..<5).map { "\($0),'x, y'\n" }.joined()
    #expect(try Self.read(apostrophes).rows.last == ["4", "x, y"])
  }

  @Test("A file that changes its shape behind the first part says so")
  func lateChange() throws {
    let text = "a;b\n" + (0..<40_000).map { "\($0);x\n" }.joined() + (0..<500).map { "\($0),x\n" }.joined() + "1;2\n"
    let (shape, findings, rows) = try Self.read(text)
    #expect(rows.count == 40_502)
    #expect(shape.ragged == 500)
    #expect(findings.map(\.code) == ["ragged-rows"])
    #expect(findings.first?.place.row == 40_002)
  }

  @Test(
    "Headers of no, one, two and three rows",
    arguments: [
      ("Kod;Nazwa;2020;2021\n", 1), ("Kod;Nazwa;Ludność;\n;;2020;2021\n", 2),
      ("Kod;Nazwa;A;B\n;;K;M\n;;[osoba];[osoba]\n", 3), ("", 0),
    ])
  func headers(above: String, rows: Int) throws {
    let text = above + (0..<20).map { "28\(10 + $0);powiat;\($0 * 3);\($0)\n" }.joined()
    let input = Input(name: "t.csv", bytes: Array(text.utf8))
    var reader = DelimitedTextReader(input, try understandDelimitedText(input, ReadingOptions()), FieldLimits())
    var receiver = Guessing(guess: HeaderGuess(width: 4))
    try reader.read(into: &receiver)
    #expect(receiver.guess.headerRows == rows)
  }

  private struct Guessing: RowReceiver {
    var guess: HeaderGuess
    mutating func open(_ table: TableHeading) throws(Refusal) {}
    mutating func close(merged: [String]) throws(Refusal) {}
    mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
      var start = 0
      while start < rows.cells.count {
        var end = start + 1
        while end < rows.cells.count, rows.cells[end].column > 1 { end += 1 }
        guess.take(rows, start..<end)
        start = end
      }
    }
  }
}
