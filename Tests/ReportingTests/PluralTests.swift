import Findings
import Reporting
import Testing

@Suite struct PluralTests {
  // Forms after Słownik ortograficzny PWN: 1 osoba; 2-4, 22-24 osoby; 0, 5-21, 12-14, 112 osób.
  @Test(
    "1 osoba, 2 osoby, 5 osób",
    arguments: [
      (0, "osób"), (1, "osoba"), (2, "osoby"), (3, "osoby"), (4, "osoby"), (5, "osób"), (11, "osób"), (12, "osób"), (14, "osób"),
      (21, "osób"), (22, "osoby"), (25, "osób"), (101, "osób"), (102, "osoby"), (112, "osób"), (1001, "osób"), (1004, "osoby"),
    ])
  func persons(_ count: Int, _ form: String) {
    #expect(Plural.person.form(after: count, .polish) == form)
  }

  @Test("A number printed with decimals takes the genitive singular")
  func fractions() {
    #expect(Plural.person.form(after: 2.0, decimals: 1, .polish) == "osoby")
    #expect(Plural.family.form(after: 5.5, decimals: 1, .polish) == "rodziny")
    #expect(Plural.person.form(after: 1842.6, decimals: 0, .polish) == "osoby")
    #expect(Plural.person.form(after: 1.0, decimals: 1, .english) == "persons")
  }

  @Test("English has two")
  func english() {
    #expect(Plural.family.counted(1, .english) == "1\u{A0}family")
    #expect(Plural.family.counted(1200, .english) == "1,200\u{A0}families")
  }

  @Test(
    "Counted nouns keep to their number", arguments: [(21, "21\u{A0}powiatów"), (116, "116\u{A0}gmin"), (22, "22\u{A0}gminy")])
  func counted(_ count: Int, _ text: String) {
    #expect((count == 21 ? Plural.powiat : .gmina).counted(count, .polish) == text)
  }

  @Test("The catalogue may name a unit in any form", arguments: ["osoba", "osób", "osoby", "persons"])
  func nouns(_ word: String) {
    #expect(Plural.noun(for: word) == .person)
  }
}
