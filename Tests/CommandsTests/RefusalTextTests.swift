import Commands
import Findings
import Testing

@Suite struct RefusalTextTests {
  let text = RefusalText(language: .english)

  @Test func whatWhereAndHowToMend() {
    let refusal = Refusal(
      .data, Wording("liczba", en: "not a number"), at: Place(file: "a.csv", row: 3, column: 2),
      mend: Wording("popraw", en: "correct it"))
    #expect(text.lines(refusal) == ["Error: not a number.", "Where: a.csv, row 3, column 2", "Fix: correct it."])
    #expect(
      RefusalText(language: .polish).lines(refusal)
        == ["Błąd: liczba.", "Gdzie: a.csv, wiersz 3, kolumna 2", "Co zrobić: popraw."])
  }

  @Test func atMostTwentyFindings() {
    let findings = (1...25).map { row in
      Finding(.error, "bad", at: Place(file: "a.csv", row: row), Wording("źle \(row)", en: "wrong \(row)"))
    }
    let lines = text.lines(Refusal(.data, Wording("x", en: "x"), findings: findings))
    #expect(lines.count == 22)
    #expect(lines[1] == "  a.csv, row 1: wrong 1 [bad]")
    #expect(lines.last == "  … and 5 more.")
  }

  @Test func oneMistakeIsSaidOnce() {
    let findings = (1...3).map { row in
      Finding(.error, "bad", at: Place(file: "a.csv", row: row), Wording("źle", en: "wrong"))
    }
    let many = text.lines(Refusal(.data, Wording("x", en: "x"), findings: findings))
    #expect(many == ["Error: x.", "  a.csv, row 1: wrong (the same in 3 places) [bad]"])
    let place = Place(file: "a.csv", row: 1)
    let under = text.lines(Refusal(.data, Wording("x", en: "x"), at: place, findings: [findings[0]]))
    #expect(under == ["Error: x.", "Where: a.csv, row 1", "  wrong [bad]"])
    let repeated = text.lines(Refusal(.data, Wording("źle", en: "wrong"), at: place, findings: [findings[0]]))
    #expect(repeated == ["Error: wrong.", "Where: a.csv, row 1"])
  }

  /// Standard error is mailed and collected: what stands in a cell may be the name of a person. Where it stands is said of each.
  @Test func textsOfCellsAreNotQuoted() {
    let findings = ["Kowalski Jan", "Nowak Anna", "12 345"].enumerated().map { number, cell in
      Finding(
        .error, "bad", at: Place(file: "a.csv", row: number + 1),
        Wording("„\(cell)” nie jest liczbą", en: "“\(cell)” is no number"))
    }
    let told = text.lines(Refusal(.data, Wording("x", en: "“Kowalski Jan”"), findings: findings))
    #expect(
      told == [
        "Error: “…”.", "  a.csv, row 1: “…” is no number [bad]", "  a.csv, row 2: “…” is no number [bad]",
        "  a.csv, row 3: “12 345” is no number [bad]",
      ])
    let usage = text.lines(Refusal(.usage, Wording("x", en: "there is no “xyz”")))
    #expect(usage == ["Error: there is no “xyz”."])
  }

  @Test func textFromOutsideCannotMoveTheCursor() {
    let refusal = Refusal(.data, Wording("x", en: "bad\u{1B}[2J\nnext"), at: Place(file: "a\u{202E}b"))
    #expect(text.lines(refusal) == ["Error: bad\\u{1b}[2J\\nnext.", "Where: a\\u{202e}b"])
  }

  @Test func wrappingKeepsWordsWhole() {
    #expect(wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(wrapped("extraordinarily long", to: 5) == ["extraordinarily", "long"])
  }
}
