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

  @Test("The lead promises no index and no table that the report may not have")
  func lead() throws {
    let chapter = try #require(Summary(Sample.composition()).chapter())
    let leads = chapter.blocks.compactMap { block -> String? in
      if case .paragraph(let words) = block { plainText(words, Phrasing(.polish)) } else { nil }
    }
    let lead = try #require(leads.first)
    #expect(!lead.contains("wskaźnik syntetyczny") && lead.contains("jeśli raport ma rozdział"))
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
