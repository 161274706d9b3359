import Contracts
import Findings
import Reporting
import Testing

@Suite struct DeclensionTests {
  private let polish = Phrasing(.polish)

  @Test(
    "Adjectives by rule, as sentences have them",
    arguments: [
      ("2801000", "bartoszycki", "powiat", "w powiecie bartoszyckim", "powiatu bartoszyckiego"),
      ("2402000", "bielski (śląskie)", "powiat", "w powiecie bielskim (śląskie)", "powiatu bielskiego (śląskie)"),
      ("1432000", "warszawski zachodni", "powiat", "w powiecie warszawskim zachodnim", "powiatu warszawskiego zachodniego"),
      (
        "2800000", "warmińsko-mazurskie", "voivodeship", "w województwie warmińsko-mazurskim", "województwa warmińsko-mazurskiego"
      ),
      ("1000000", "łódzkie", "voivodeship", "w województwie łódzkim", "województwa łódzkiego"),
      ("2862000", "Olsztyn", "powiat", "w mieście Olsztyn", "miasta Olsztyn"),
      ("0000000", "Polska", "country", "w Polsce", "Polski"),
    ])
  func rule(_ code: String, _ name: String, _ level: String, _ locative: String, _ genitive: String) {
    let unit = Sample.unit(code, name, level)
    #expect(Declension().inside(unit, polish) == locative)
    #expect(Declension().genitive(unit, polish) == genitive)
  }

  @Test("English has no cases")
  func english() {
    #expect(Declension().inside(Sample.unit("0000000", "Polska", "country"), Phrasing(.english)) == "in Poland")
  }
}
