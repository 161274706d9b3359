import Contracts
import Findings
@testable import Reporting
import Testing

/// Sentences against the rows they are made from.
@Suite struct IndicatorProseTests {
  private func prose(_ indicator: String, _ material: Material = Sample.material()) throws -> IndicatorProse {
    let composition = Sample.composition(material)
    return IndicatorProse(reading: try #require(composition.readings[indicator]), material: material)
  }

  /// The words as a reader sees them.
  private func text(_ words: [Inline], _ say: Phrasing = Phrasing(.polish)) -> String {
    words.map { word in
      switch word {
      case .text(let text), .strong(let text), .code(let text), .link(_, let text), .traced(let text, _): text
      case .number(let quantity): quantity.unit.attached(to: quantity, say)
      case .reference(let id): id
      }
    }.joined().replacing("\u{A0}", with: " ")
  }

  /// A material in which the region's rate of the newest year is changed.
  private func material(_ change: (inout IndicatorRow) -> Void) -> Material {
    var rows = Sample.rows
    for index in rows.indices where rows[index].id == "C01/2800000/2017" { change(&rows[index]) }
    return Sample.material(rows: rows)
  }

  @Test("Above the country, outside the interval: more, and worse for a rate of which more is worse")
  func higher() throws {
    // 12.34 - 0.2 = 12.14, country 6.04: 6.1 more.
    #expect(
      text(try prose("C01").level())
        == "Województwo warmińsko-mazurskie, 2017 r.: 12,1% (przedział ufności 95%: 11,9–12,3), o 6,1 p.p. więcej niż w kraju (6,0%), czyli mniej korzystnie."
    )
  }

  @Test("Within the interval nothing is called more or less")
  func withinInterval() throws {
    let material = material { row in
      row.lower = 5
      row.upper = 13
    }
    let words = text(try prose("C01", material).level())
    #expect(words.contains("różnica wobec kraju (6,0%) mieści się w przedziale ufności"))
    #expect(!words.contains("więcej"))
    #expect(!words.contains("korzystnie"))
  }

  @Test("Numbers that print the same are not called different")
  func equal() throws {
    let material = material { row in
      row.value = 6.01
      row.lower = nil
      row.upper = nil
    }
    #expect(text(try prose("C01", material).level()).contains("tyle samo co w kraju (6,0%)"))
  }

  @Test("A missing number of the region is a missing number")
  func missing() throws {
    let material = material { row in
      row.value = nil
      row.lower = nil
      row.upper = nil
      row.reason = "incomplete-children"
    }
    let prose = try prose("C01", material)
    #expect(text(prose.level()) == "Województwo warmińsko-mazurskie, 2017 r.: brak danych: brak danych części jednostek.")
    #expect(prose.change().isEmpty)
    #expect(prose.standing().isEmpty)
  }

  @Test("Changes against the year before and the base year")
  func changes() throws {
    #expect(text(try prose("C01").change()) == "Zmiana wobec 2016 r.: −0,1 p.p., wobec 2015 r.: −0,2 p.p.")
    // The break of 2010 lies before the base year 2015.
    #expect(try prose("C01").breaks().isEmpty)
    let earlier = material { $0.basePeriod = "2005" }
    #expect(
      text(try prose("C01", earlier).breaks())
        == "Nie porównuje się z danymi za 2005 r., bo szereg ma przerwę: 2010 – ludność aktywna zawodowo według nowego spisu rolnego."
    )
    // Nor is the change since then said: only the one since the year before.
    #expect(text(try prose("C01", earlier).change()) == "Zmiana wobec 2016 r.: −0,1 p.p.")
  }

  @Test("Best and worst with rank and range, and how many have no data")
  func places() throws {
    let prose = try prose("C01")
    #expect(
      text(prose.places())
        == "Najmniej korzystnie: w mieście Olsztyn (15,8%, miejsce 6 (5–6) z 6); najkorzystniej: w powiecie bartoszyckim (5,8%, miejsce 1 (1–2) z 6). Bez podanej wartości: 1 z 7 powiatów; skrajne mogą być wśród nich."
    )
    #expect(text(prose.spread()).hasSuffix("Bez podanej wartości: 1 z 7 powiatów; skrajne mogą być wśród nich."))
  }

  /// The ranges of the first and of the last place meet: nothing separates the two units.
  @Test("Where chance decides the order, no unit is called the best or the worst")
  func placesThatOverlap() throws {
    var rows = Sample.rows
    for index in rows.indices where rows[index].indicator == "C01" && rows[index].period == "2017" && rows[index].rank != nil {
      rows[index].rankLow = 1
      rows[index].rankHigh = rows[index].unitsRanked
    }
    let words = text(try prose("C01", Sample.material(rows: rows)).places())
    #expect(!words.contains("korzystnie"))
    #expect(words.contains("najwyższa wartość") && words.contains("zachodzą na siebie"))
  }

  @Test("Units that print the same are named together, with all their places")
  func placesThatPrintAlike() throws {
    var rows = Sample.rows
    let own = rows.indices.filter { rows[$0].indicator == "C01" && rows[$0].period == "2017" && rows[$0].rank != nil }
    let last = try #require(own.max { rows[$0].rank ?? 0 < rows[$1].rank ?? 0 })
    let before = try #require(own.first { rows[$0].rank == (rows[last].rank ?? 0) - 1 && rows[$0].level == rows[last].level })
    rows[before].value = (rows[last].value ?? 0) - 0.001
    let words = text(try prose("C01", Sample.material(rows: rows)).places())
    #expect(words.contains("miejsca 5–6 z 6"), "\(words)")
  }

  @Test("A sum of the parts is no rate: it is compared with nobody, and its change is in per cent")
  func totals() throws {
    var rows = Sample.rows
    for index in rows.indices where rows[index].id == "A01/2800000/2017" {
      rows[index].changePrevious = -4000
      rows[index].previousPeriod = "2016"
    }
    let prose = try prose("A01", Sample.material(rows: rows))
    #expect(prose.reading.isTotal)
    #expect(text(prose.level()) == "Województwo warmińsko-mazurskie, 2017 r.: 196 000 osób.")
    // 4000 of 200 000.
    #expect(text(prose.change()) == "Zmiana wobec 2016 r.: −2,0%.")
  }

  @Test("Where the region has no parts to sum, a count by itself is no rate either, and nobody counts none of them")
  func amountsAlone() throws {
    let levels = ["country", "voivodeship"]
    let units = Sample.units.filter { levels.contains($0.level) }
    let rows = Sample.rows.filter { levels.contains($0.level) } + [Sample.row("A01", units[0], 2017, 38_000_000)]
    var material = Sample.material(units: units, rows: rows)
    #expect(try !prose("A01", material).reading.isTotal)
    material.additiveMeasures = ["population"]
    #expect(try prose("A01", material).reading.isTotal)
    #expect(text(try prose("A01", material).level()) == "Województwo warmińsko-mazurskie, 2017 r.: 196 000 osób.")
    // A mean is over nothing as well, but is not summed.
    #expect(text(try prose("C11", material).level()).contains("mniej niż w kraju (5000,50 zł)"))
    let document = Document(Sample.composition(material), sections: Section.all)
    let page = String(decoding: HTMLWriter.page(document), as: UTF8.self)
    #expect(page.contains("1\u{A0}województwo") && !page.contains(">0\u{A0}gmin") && !page.contains("Najniższa wśród"))
  }

  @Test("More wages are better; the number keeps its decimals")
  func better() throws {
    let words = text(try prose("C11").level())
    #expect(
      words
        == "Województwo warmińsko-mazurskie, 2017 r.: 4321,13 zł, o 679,38 zł mniej niż w kraju (5000,50 zł), czyli mniej korzystnie."
    )
  }

  @Test("English")
  func english() throws {
    let words = text(try prose("C01", Sample.material(.english)).level(), Phrasing(.english))
    #expect(
      words
        == "Warmińsko-mazurskie voivodeship, 2017: 12.1% (95% confidence interval: 11.9–12.3), 6.1 pp more than in the country (6.0%), which is worse."
    )
  }
}
