import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct ExclusionIndexTests {
  /// Scores 0.1, 0.2 ... 0.6 of the first six powiats; the seventh has none.
  private func composition() -> Composition {
    var material = Sample.material()
    var rows: [IndexRow] = []
    var parts: [IndexDomainRow] = []
    for number in 1...7 {
      var row = IndexRow()
      row.index = "risk"
      row.unit = Sample.powiatCode(number)
      row.level = "powiat"
      row.period = "2017"
      row.coverage = number == 7 ? 0.4 : 1
      row.missing = number == 7 ? ["C01"] : []
      if number < 7 {
        row.score = Double(number) / 10
        row.rank = number
        row.unitsRanked = 6
        row.rankLow = number
        row.rankHigh = min(6, number + 1)
        row.quintile = min(5, number)
      }
      rows.append(row)
      for domain in ["a", "b"] {
        var part = IndexDomainRow()
        part.index = "risk"
        part.domain = domain
        part.unit = row.unit
        part.period = "2017"
        part.score = number == 7 && domain == "a" ? nil : Double(domain == "a" ? number : 8 - number) / 10
        parts.append(part)
      }
    }
    material.index = CompositeIndex(
      id: "risk", title: "Zagrożenie", method: "zero-unitarisation", coverage: 0.5,
      domains: [
        CompositeIndex.Domain(id: "a", title: "Praca", weight: 1, indicators: ["C01"]),
        CompositeIndex.Domain(id: "b", title: "Dochód", weight: 3, indicators: ["B05", "C11"]),
      ], rows: rows, domainRows: parts)
    return Sample.composition(material)
  }

  @Test("Best, worst and who has no score")
  func words() throws {
    let figure = try #require(ExclusionIndex(composition())?.keyFigure())
    #expect(figure.quantity.value == 0.6)
    let text = plainText(try #require(figure.lines.first), Phrasing(.polish))
    #expect(
      text.replacing("\u{A0}", with: " ")
        == "Najmniej korzystne położenie: m. Olsztyn (0,600, miejsce 6 z 6); najkorzystniejsze: powiat bartoszycki (0,100, miejsce 1 (1–2) z 6). Bez wyniku z powodu braku danych: 1 powiat."
    )
  }

  @Test("Where the intervals of the places of best and worst meet, it is said")
  func meeting() throws {
    var composition = composition()
    var material = composition.material
    for place in material.index?.rows.indices ?? 0..<0 where material.index?.rows[place].rank != nil {
      material.index?.rows[place].rankLow = 1
      material.index?.rows[place].rankHigh = 6
    }
    composition = Sample.composition(material)
    let figure = try #require(ExclusionIndex(composition)?.keyFigure())
    let text = plainText(try #require(figure.lines.first), Phrasing(.polish)).replacing("\u{A0}", with: " ")
    #expect(text.contains("Przedziały miejsc tych jednostek zachodzą na siebie, więc kolejność nie jest pewna."))
  }

  @Test("The ranking names what is missing, the make-up its weights")
  func tables() throws {
    let document = Document(composition(), sections: try Section.named(["exclusion"], in: Place()))
    let page = try PageElement.tree(of: String(decoding: HTMLWriter.page(document), as: UTF8.self))
    let rows = page.table("t-indeks")?.first("tbody")?.children ?? []
    #expect(rows.count == 7)
    let without = rows.first { $0.children.first?.text == "ąbski" }?.children.map(\.text)
    #expect(without == ["ąbski", "brak danych: za mało wskaźników", "x", "x", "b.d.", "0,100", "40", "C01"])
    let makeUp = page.table("t-indeks-sklad")?.first("tbody")?.children ?? []
    #expect(makeUp.map { $0.children[1].text } == ["25,0", "75,0"])
  }

  @Test("Without scores there is no index")
  func none() {
    #expect(ExclusionIndex(Sample.composition()) == nil)
  }
}
