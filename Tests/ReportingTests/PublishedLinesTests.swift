import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct PublishedLinesTests {
  private func lines(_ make: (inout PublishedLines) -> Void) -> (standard: String, polish: String) {
    var lines = PublishedLines()
    make(&lines)
    return (String(decoding: lines.standard, as: UTF8.self), String(decoding: lines.polish, as: UTF8.self))
  }

  @Test("Both flavours: RFC 4180, and mark, semicolon and decimal comma")
  func flavours() {
    let result = lines { lines in
      lines.text("a")
      lines.number(12.5)
      lines.number(nil)
      lines.integer(-3)
      lines.end()
    }
    #expect(result.standard == "a,12.5,,-3\r\n")
    #expect(result.polish == "\u{FEFF}a;12,5;;-3\r\n")
  }

  @Test(
    "Numbers are the shortest text that reads back, never an exponent",
    arguments: [
      (1e22, "10000000000000000000000"), (5e-7, "0.0000005"), (0.1, "0.1"), (-0.5, "-0.5"), (3, "3"), (1_357_910, "1357910"),
    ])
  func numbers(_ value: Double, _ text: String) {
    #expect(lines { $0.number(value) }.standard == text)
  }

  @Test("Fields made once are those that are made in every row")
  func fields() {
    let texts = ["a,b", "=c;d", "", "ą \"e\""]
    let anew = lines { lines in
      lines.text("x")
      for text in texts { lines.text(text) }
      lines.end()
    }
    let once = PublishedFields(texts)
    let again = lines { lines in
      lines.text("x")
      lines.append(once)
      lines.end()
    }
    #expect(again.standard == anew.standard && again.polish == anew.polish)
  }

  @Test("What needs quotes in which flavour")
  func quotes() {
    let result = lines { lines in
      lines.text("a,b")
      lines.text("c;d")
      lines.text("e\"f\nG")
      lines.text(" g")
    }
    #expect(result.standard == "\"a,b\",c;d,\"e\"\"f\nG\",\" g\"")
    #expect(result.polish == "\u{FEFF}a,b;\"c;d\";\"e\"\"f\nG\";\" g\"")
  }

  @Test("Controls that turn or hide a text are left out, and a formula behind one is seen")
  func harmless() {
    let result = lines { lines in
      lines.text("Bie\u{202E}lany\u{2066}")
      lines.text("\r=1+1")
      lines.text("5\u{2013}7 \u{17C}")
    }
    #expect(result.standard == "Bielany,'=1+1,5\u{2013}7 \u{17C}")
    var copied = PublishedLines()
    let columns = NumberColumns([
      TableColumn("a", .text, Wording("a", en: "a")), TableColumn("b", .number, Wording("b", en: "b")),
    ])
    copied.copy(Array("Bie\u{202E}lany,1.5".utf8).span, columns)
    copied.end()
    #expect(String(decoding: copied.standard, as: UTF8.self) == "Bielany,1.5\r\n")
    #expect(String(decoding: copied.polish, as: UTF8.self) == "\u{FEFF}Bielany;1,5\r\n")
  }

  @Test("A text that a spreadsheet would run is made a text", arguments: ["=1+1", "+48", "-x", "@SUM(A1)", "\tx"])
  func formulas(_ text: String) {
    #expect(lines { $0.text(text) }.standard.contains("'" + text))
    #expect(!lines { $0.number(-1) }.standard.contains("'"))
  }
}
