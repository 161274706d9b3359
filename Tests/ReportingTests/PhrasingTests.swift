import Findings
import Reporting
import Testing

@Suite struct PhrasingTests {
  private let polish = Phrasing(.polish)

  @Test("One-letter words are tied to the next")
  func ties() {
    #expect(
      tiedSingleLetters("w kraju i w gminie, a to z (i o) domu")
        == "w\u{A0}kraju i\u{A0}w\u{A0}gminie, a\u{A0}to z\u{A0}(i\u{A0}o) domu")
    #expect(tiedSingleLetters("moja mowa") == "moja mowa")
    #expect(tiedSingleLetters("„W granicach” od 2020 r. i „a”") == "„W\u{A0}granicach” od 2020\u{A0}r. i\u{A0}„a”")
    #expect(tiedSingleLetters("2020 razy, 5 r") == "2020 razy, 5 r")
    #expect(tiedSingleLetters("") == "")
    // Groups of a number, but no year beside another number.
    #expect(tiedSingleLetters("od 20 000 do 1 234 567 osób") == "od 20\u{A0}000 do 1\u{A0}234\u{A0}567 osób")
    #expect(tiedSingleLetters("rok 2020 100 osób, 5 0001") == "rok 2020 100 osób, 5 0001")
  }

  @Test("Emphasised words are set as others are")
  func strong() {
    let chapter = Chapter(id: "a", title: "A", blocks: [.paragraph([.strong("usługi i opieka")])])
    let page = HTMLWriter.page(Document(language: .polish, title: "T", chapters: [chapter]))
    #expect(String(decoding: page, as: UTF8.self).contains("<strong>usługi i\u{A0}opieka</strong>"))
  }

  @Test("Ranges of numbers do not break")
  func ranges() {
    #expect(unbrokenRanges("miejsce 21 (19–21)") == "miejsce 21 (19–\u{2060}21)")
    #expect(unbrokenRanges("Kraj – region") == "Kraj – region")
  }

  @Test("One full stop at the end, not two")
  func stops() {
    #expect(polish.ended("spis z 2021 r.") == "spis z 2021 r.")
    #expect(polish.ended("spis") == "spis.")
    let change = Inline.number(Quantity(1, decimals: 1, unit: .percentagePoints))
    #expect(polish.ended([change]) == [change])
    #expect(polish.ended([]) == [])
    #expect(polish.ended([.number(Quantity(1, decimals: 1))]).count == 2)
  }

  @Test("Lists and the other language when one is empty")
  func lists() {
    #expect(polish.list(["a"]) == "a")
    #expect(polish.list(["a", "b", "c"]) == "a, b i c")
    #expect(Phrasing(.english).list(["a", "b"]) == "a and b")
    #expect(Phrasing(.english)(Wording("tylko po polsku", en: "")) == "tylko po polsku")
  }
}
