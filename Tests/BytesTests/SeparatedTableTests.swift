import Bytes
import Findings
import Testing

@Suite struct SeparatedTableTests {
  @Test func readsWhatPeopleSave() throws {
    let table = try SeparatedTable(
      Array("\u{feff}id;nazwa;uwaga\r\n1;\"a;\"\"b\"\"\nc\";\r\n\r\n2;ż;x\n".utf8), name: "t.csv")
    #expect(table.header == ["id", "nazwa", "uwaga"])
    #expect(table.rows == [["1", "a;\"b\"\nc", ""], ["2", "ż", "x"]])
    #expect(table.rowNumbers == [2, 5])
    #expect(try table[1, "nazwa"] == "ż")
    #expect(try table["id"] == ["1", "2"])
    #expect(table.place(1, column: "uwaga") == Place(file: "t.csv", row: 5, column: 3))
    #expect(
      refusal { () throws(Refusal) in _ = try table.column("nazwo") }?.mend.english
        == "did you mean 'nazwa'?")
  }

  @Test(arguments: [("a,b\n1,2\n", ","), ("a\tb\n1\t2\n", "\t"), ("a;b,c\n1;2\n", ";")])
  func delimiters(text: String, delimiter: String) throws {
    let table = try SeparatedTable(Array(text.utf8), name: "t")
    #expect(table.header.count == 2)
    #expect(table.rows == [["1", "2"]])
  }

  @Test(arguments: [
    ("", 0), ("a;a\n", 1), ("a;b\n1;2;3\n", 2), ("a;b\n1\n", 2), ("a;b\n\n1;\"2\n", 3),
    ("a;b\n1;\u{0}2\n", -1),
  ])
  func refusals(text: String, row: Int) {
    let refused = refusal { () throws(Refusal) in
      _ = try SeparatedTable(Array(text.utf8), name: "t")
    }
    if row < 0 { #expect(refused == nil) } else { #expect(refused?.place.row == row) }
  }

  @Test func badUTF8IsRefused() {
    let refused = refusal { () throws(Refusal) in
      _ = try SeparatedTable([0x61, 10, 0xb9, 10], name: "t")
    }
    #expect(refused?.place == Place(file: "t", row: 2, column: 1))
  }

  @Test func writtenIsRead() throws {
    let rows: [[String]] = [["a", "b\"c"], ["", ""], ["x\ny", "1,5;"], [" z", "ą"]]
    for flavour in [SeparatedFlavour.exchange, .polish] {
      let bytes = writeSeparated(["k", "w"], rows.map { $0.map { .text($0) } }, flavour)
      let table = try SeparatedTable(bytes, name: "t")
      #expect(table.rows == rows)
    }
  }

  @Test func flavours() {
    let rows: [[SeparatedField]] = [
      [
        .text("=1+1"), .number(12.5), .fixed(2.675, decimals: 2), .integer(-3), .empty,
        .number(nil),
      ]
    ]
    #expect(
      String(
        decoding: writeSeparated(["a", "b", "c", "d", "e", "f"], rows, .exchange), as: UTF8.self)
        == "a,b,c,d,e,f\r\n=1+1,12.5,2.68,-3,,\r\n")
    #expect(
      String(
        decoding: writeSeparated(["a", "b", "c", "d", "e", "f"], rows, .polish), as: UTF8.self)
        == "\u{feff}a;b;c;d;e;f\r\n'=1+1;12,5;2,68;-3;;\r\n")
    var lone = SeparatedText(.exchange)
    lone.append([""])
    #expect(String(decoding: lone.bytes, as: UTF8.self) == "\"\"\r\n")
  }
}
