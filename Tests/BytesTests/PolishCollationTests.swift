// Reference order: the Polish alphabet and Słownik języka polskiego; glibc's pl_PL for names.
import Bytes
import Testing

@Suite struct PolishCollationTests {
  private static let orders: [[String]] = [
    ["a", "A", "ą", "Ą", "b"], ["Lublin", "Łódź"], ["Zamość", "Ząbki"], ["cap", "ćma", "dom"],
    ["1", "2", "a"],
    ["Nowe Miasto", "Nowemiasto"], ["Nowe", "Nowe Miasto"], ["sola", "sól", "śmiech"],
    ["e", "é", "ę"],
    ["z", "ź", "ż"], ["Elbląg", "elbląski"], ["łąka", "łoś"], ["", " ", "a"],
    ["bielski", "Bielski", "bielsko"],
  ]

  @Test(arguments: orders)
  func order(words: [String]) {
    #expect(words.shuffled().sorted(by: polishOrder) == words)
  }

  @Test func twoPieceLettersAreTheSame() {
    #expect(PolishCollation.key("Łódź") == PolishCollation.key("Ło\u{301}dz\u{301}"))
    #expect(LatinComposition.composed("z\u{307}e\u{328}") == "żę")
    #expect(Array(LatinComposition.composed("z\u{307}e\u{328}").utf8) == Array("żę".utf8))
    #expect(Array(LatinComposition.composed("x\u{301}").utf8) == Array("x\u{301}".utf8))
  }
}
