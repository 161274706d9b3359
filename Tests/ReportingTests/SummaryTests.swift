import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct SummaryTests {
  @Test("The first indicator of every area that has a value for the region, then the greatest contrasts")
  func choice() {
    let chosen = Summary(Sample.composition()).chosen(room: 12).map(\.indicator.id)
    // B05 has no figure of the region, B08 none in its newest year, G06 none at all; C11 differs from the country.
    #expect(chosen == ["A01", "C01", "C11", "B08"])
    #expect(Summary(Sample.composition()).chosen(room: 3).map(\.indicator.id) == ["A01", "C01", "B08"])
  }

  @Test("Each finding has its number, its sentences and the way to its table")
  func findings() throws {
    let chapter = try #require(Summary(Sample.composition()).chapter())
    let figures = chapter.blocks.compactMap { block -> [KeyFigure]? in
      if case .keyFigures(let figures) = block { figures } else { nil }
    }.flatMap(\.self)
    #expect(figures.count == 4)
    let rate = try #require(figures.first { $0.label.hasPrefix("Stopa bezrobocia") })
    #expect(rate.quantity.id == ValueID("C01/2800000/2017"))
    #expect(rate.link == .reference(to: "t-C01"))
    #expect(rate.lines.count == 3)
  }

  private func lead(_ sections: [Section]) throws -> String {
    let chapter = try #require(Summary(Sample.composition().with(sections)).chapter())
    let leads = chapter.blocks.compactMap { block -> String? in
      if case .paragraph(let words) = block { plainText(words, Phrasing(.polish)).replacing("\u{A0}", with: " ") } else { nil }
    }
    return try #require(leads.first)
  }

  @Test("The lead tells of no rule that was not used, and plainly where the tables are")
  func lead() throws {
    let whole = try lead(Section.all)
    #expect(!whole.contains("wskaźnik syntetyczny"))
    #expect(whole.contains("pierwszy wskaźnik każdego obszaru z wartością regionu i oceniane wskaźniki o największym"))
    #expect(whole.hasSuffix("Każde ustalenie prowadzi do swojej tabeli."))
    #expect(
      try lead(Section.all.filter { $0.id != "labour" }).hasSuffix(
        "W raporcie nie ma rozdziału „Rynek pracy”; tabele jego ustaleń są na stronach wskaźników i w plikach z tabelami."))
    let few = try lead([.summary])
    #expect(few.contains("„Demografia”, „Rynek pracy” i „Zagrożenie wykluczeniem społecznym”"))
  }

  @Test("Where nothing compares with the country the lead does not say that it does")
  func withoutCountry() throws {
    let rows = Sample.rows.filter { $0.level != "country" }
    let chapter = try #require(Summary(Sample.composition(Sample.material(rows: rows))).chapter())
    guard case .paragraph(let words) = chapter.blocks.first else { return }
    #expect(!plainText(words, Phrasing(.polish)).contains("regionu i kraju"))
  }

  @Test("A finding whose chapter the report leaves out leads to a page of tables, which profiles lead to as well")
  func tablesAlone() throws {
    let document = Document(Sample.composition(), sections: [.summary, .methods])
    let pages = HTMLWriter.pages(document)
    #expect(pages.map(\.path).contains("indicators/C01.html"))
    let first = String(decoding: pages[0].bytes, as: UTF8.self)
    #expect(first.contains("href=\"indicators/C01.html#t-C01\""))
    #expect(!first.contains("<section aria-labelledby=\"C01-tabele\""))
    let page = try #require(pages.first { $0.path == "indicators/C01.html" })
    #expect(!String(decoding: page.bytes, as: UTF8.self).contains("Omówienie w"))
    // On paper there are no such pages.
    #expect(!DocumentFlow(document).marked.contains("t-C01"))
    #expect(!Document(Sample.composition(), sections: Section.all).chapters.contains { $0.page != nil })
  }

  @Test("Without an index neither the profiles speak of a map nor the chapter on exclusion of the index")
  func withoutIndex() {
    let page = Sample.page()
    #expect(page.contains("Prowadzą do niej nazwy na liście."))
    #expect(!page.contains("Prowadzą do niej jednostki") && !page.contains("Wskaźnik syntetyczny porządkuje"))
  }

  @Test("Without any figure of the region there is no summary")
  func empty() {
    let rows = Sample.rows.filter { $0.level != "voivodeship" }
    #expect(Summary(Sample.composition(Sample.material(rows: rows))).chapter() == nil)
  }
}
