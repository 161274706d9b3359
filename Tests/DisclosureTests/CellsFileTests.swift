import Bytes
import Disclosure
import Findings
import Testing

@Suite struct CellsFileTests {
  static let units = "child,parent\na,T\nb,T\nc,T\n"
  static let sexes = "child,parent\nK,T\nM,T\n"
  static let cells = "unit,sex,value\na,K,10\na,M,12\nb,K,2\nb,M,20\nc,K,30\nc,M,9\n"

  static func file(_ text: String) throws(Refusal) -> CellsFile {
    try CellsFile(
      try SeparatedTable(Array(text.utf8), name: "cells.csv"),
      hierarchies: [
        try Hierarchy(try SeparatedTable(Array(units.utf8), name: "u.csv"), dimension: "unit"),
        try Hierarchy(try SeparatedTable(Array(sexes.utf8), name: "s.csv"), dimension: "sex"),
      ])
  }

  static func suppressed(_ text: String, threshold: Int = 3) throws -> String {
    String(decoding: try SuppressedTable(try file(text), threshold: threshold, singleton: true).bytes, as: UTF8.self)
  }

  @Test func everyCellWithTotalsComesOut() throws {
    #expect(
      try Self.suppressed(Self.cells)
        == """
        unit,sex,value,status\r
        T,T,83,p\r
        T,K,42,p\r
        T,M,41,p\r
        a,T,22,p\r
        a,K,10,2\r
        a,M,12,2\r
        b,T,22,p\r
        b,K,2,1\r
        b,M,20,2\r
        c,T,39,p\r
        c,K,30,p\r
        c,M,9,p\r

        """)
  }

  @Test func orderOfRowsColumnsOfTotalsAndMissingZerosDoNotMatter() throws {
    let other = "sex;unit;value\nM;c;9\nK;c;30\nM;b;20\nT;b;22\nK;b;2\nM;a;12\nK;a;10\nT;T;83\n"
    let lines = try Self.suppressed(other).split(separator: "\r\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    let expected = try Self.suppressed(Self.cells).split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(Set(lines.map { [$0[1], $0[0], $0[2], $0[3]] }) == Set(expected))
    let sparse = try Self.file("unit,sex,value\na,K,10\n").counts()
    #expect(sparse.reduce(0, +) == 40)
  }

  @Test func whatSuppressLeavesAuditReads() throws {
    let suppressed = try Self.suppressed(Self.cells)
    let audited = String(decoding: try auditedTable(try Self.file(suppressed)), as: UTF8.self)
    #expect(audited == "unit,sex,lower,upper\r\na,K,0,12\r\na,M,10,22\r\nb,K,0,12\r\nb,M,10,22\r\n")
    // The values of withheld cells are not looked at.
    let empty = suppressed.replacing("10,2", with: ",2").replacing("12,2", with: "99,2").replacing("b,K,2,1", with: "b,K,,1")
    #expect(String(decoding: try auditedTable(try Self.file(empty)), as: UTF8.self) == audited)
  }

  @Test func decimalsAndUnboundedCells() throws {
    let text = "unit,sex,value,status\nT,T,,2\na,K,1.25,p\na,M,,1\na,T,3.5,p\n"
    #expect(
      String(decoding: try auditedTable(try Self.file(text)), as: UTF8.self)
        == "unit,sex,lower,upper\r\nT,T,3.5,inf\r\na,M,2.25,2.25\r\n")
  }

  struct Mistake: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var row: Int
    var column: Int
    var code: String
  }

  @Test(
    "Mistakes are placed by row and column",
    arguments: [
      Mistake(testDescription: "unknown code", text: "unit,sex,value\na,K,1\nd,K,2\n", row: 3, column: 1, code: "unknown-code"),
      Mistake(testDescription: "twice", text: "unit,sex,value\na,K,1\na,K,2\n", row: 3, column: 0, code: "duplicate-cell"),
      Mistake(testDescription: "negative", text: "unit,sex,value\na,K,-1\n", row: 2, column: 3, code: "value-out-of-range"),
      Mistake(testDescription: "half", text: "unit,sex,value\na,K,1.5\n", row: 2, column: 3, code: "unreadable-number"),
      Mistake(testDescription: "empty", text: "unit,sex,value\na,K,\n", row: 2, column: 3, code: "unreadable-number"),
      Mistake(testDescription: "total", text: "unit,sex,value\na,K,1\na,T,2\n", row: 3, column: 3, code: "total-differs"),
      Mistake(
        testDescription: "beyond 2^53", text: "unit,sex,value\na,K,99999999999999999999\n", row: 2, column: 3,
        code: "value-out-of-range"),
    ])
  func mistakesInCounts(_ mistake: Mistake) throws {
    #expect {
      _ = try Self.file(mistake.text).counts()
    } throws: { error in
      guard let refusal = error as? Refusal, let finding = refusal.findings.first else { return false }
      return refusal.kind == .data && refusal.place == Place(file: "cells.csv", row: mistake.row, column: mistake.column)
        && finding.code == mistake.code
    }
  }

  @Test(
    "Mistakes of what is published are placed too",
    arguments: [
      Mistake(testDescription: "status", text: "unit,sex,value,status\na,K,1,x\n", row: 2, column: 4, code: "unknown-status"),
      Mistake(testDescription: "empty", text: "unit,sex,value,status\na,K,,p\n", row: 2, column: 3, code: "unreadable-number"),
      Mistake(
        testDescription: "total", text: "unit,sex,value,status\na,K,1,p\na,M,1,p\na,T,3,p\n", row: 4, column: 3,
        code: "total-differs"),
      Mistake(
        testDescription: "part above total", text: "unit,sex,value,status\na,K,4,p\na,M,1,1\na,T,3,p\n", row: 4, column: 3,
        code: "total-differs"),
    ])
  func mistakesInPublished(_ mistake: Mistake) throws {
    #expect {
      _ = try auditedTable(try Self.file(mistake.text))
    } throws: { error in
      guard let refusal = error as? Refusal, let finding = refusal.findings.first else { return false }
      return refusal.place == Place(file: "cells.csv", row: mistake.row, column: mistake.column) && finding.code == mistake.code
    }
  }

  @Test func aHierarchyWithoutItsColumnIsRefusedWithTheNearest() {
    #expect {
      _ = try Self.file("units,sex,value\na,K,1\n")
    } throws: { error in
      (error as? Refusal)?.mend.english.contains("'units'") == true
    }
  }

  @Test func allMistakesAreReported() {
    #expect {
      _ = try Self.file("unit,sex,value\nx,K,1\ny,K,1\nz,Q,1\n")
    } throws: { error in
      (error as? Refusal)?.findings.count == 4
    }
  }
}
