import Conducting
import Findings
import Testing

struct QuotationsTests {
  @Test func whatADataMessageQuotesStaysOutOfLogs() {
    let finding = Finding(
      .error, "unreadable-number", at: Place(file: "a.csv", row: 4),
      Wording("„Kowalski Jan” nie jest liczbą. Popraw „a.csv”.", en: "“Kowalski Jan” is not a number. Correct “a.csv”."))
    let refusal = Refusal(.data, Wording("Błąd w „x”", en: "Wrong in “x”"), mend: Wording("m", en: "“m”"), findings: [finding])
    let told = refusal.forLogs
    #expect(told.what == Wording("Błąd w „…”", en: "Wrong in “…”"))
    #expect(
      told.findings.map(\.message) == [
        Wording("„…” nie jest liczbą. Popraw „…”.", en: "“…” is not a number. Correct “…”.")
      ])
    #expect(told.findings[0].place == finding.place && told.mend == refusal.mend)
    #expect(Wording("„Nowak”", en: "„Nowak” i “Anna”").withoutQuotations == Wording("„…”", en: "„…” i “…”"))
    #expect(Wording("\"Kowalski\" i „x", en: "cell \"Kowalski\"").withoutQuotations == Wording("\"…\" i „…", en: "cell \"…\""))
    // A text with marks of its own.
    #expect(
      Wording("Wiersz 3: „a” Jan Kowalski 44051401359” to nie liczba.", en: "“” Anna” and “b “c” Nowak” in “x”.")
        .withoutQuotations
        == Wording("Wiersz 3: „…” to nie liczba.", en: "„…”."))
    #expect(Wording("„a “b Nowak", en: "x").withoutQuotations == Wording("„…”", en: "x"))
    // Forms are no persons.
    #expect(Wording("„MRiPS-03” „Nowak-03” „MPiPS-0x”", en: "x").withoutQuotations == Wording("„MRiPS-03” „…” „…”", en: "x"))
    // What the configuration says is no data of persons.
    let other = Refusal(.configuration, Wording("Nie ma „x”", en: "There is no “x”"))
    #expect(other.forLogs == other)
  }

  /// Codes and short numbers help, and name nobody; numbers of persons are longer.
  @Test(arguments: [
    ("2801011", true), ("1 234,5", true), ("-3", true), ("", true), ("12x", true), ("12,3a)", true), ("x12", false),
    ("5 Maja", false), ("Jan", false), ("85010112345", false),
    ("601 202 303", false), ("1985-01-01", false),
  ])
  func shortNumbersStay(text: String, stays: Bool) {
    #expect(Wording("„\(text)”", en: "“\(text)”").withoutQuotations.english == (stays ? "“\(text)”" : "“…”"))
  }
}
