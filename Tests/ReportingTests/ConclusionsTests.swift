import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct ConclusionsTests {
  private static func trend(_ slope: Double, meaning: String, first: String = "2010") -> TrendRow {
    var row = TrendRow()
    row.indicator = "C01"
    row.unit = "2800000"
    row.firstPeriod = first
    row.lastPeriod = "2017"
    row.verdict = slope > 0 ? .rising : .falling
    row.slope = slope
    row.slopeLower = slope - 0.05
    row.slopeUpper = slope + 0.05
    row.meaning = meaning
    return row
  }

  private static func material(_ trend: TrendRow? = nil, _ change: (inout IndicatorRow) -> Void = { _ in }) -> Material {
    var rows = Sample.rows
    for place in rows.indices { change(&rows[place]) }
    var material = Sample.material(rows: rows)
    if let trend { material.judgements.trends["C01"] = ["2800000": trend] }
    return material
  }

  private static func texts(_ sentences: [Conclusions.Sentence]) -> [String] {
    sentences.map { plainText($0.words, Phrasing(.polish)).replacing("\u{A0}", with: " ") }
  }

  @Test("What is worse than the country is said with both numbers, and the trend that a test found")
  func worse() {
    let conclusions = Conclusions(Sample.composition(Self.material(Self.trend(0.2, meaning: "worse"))))
    let texts = Self.texts(conclusions.against(isBetter: false))
    #expect(texts.contains("Stopa bezrobocia rejestrowanego, 2017 r.: 12,1% wobec 6,0% w kraju; trend niekorzystny."))
    #expect(
      Self.texts(conclusions.worsening()) == [
        "Stopa bezrobocia rejestrowanego: trend rosnący w latach 2010–2017: +0,20 p.p. rocznie (95%: od +0,15 do +0,25), w kierunku niekorzystnym."
      ])
    #expect(conclusions.against(isBetter: true).isEmpty)
  }

  @Test("How many times one value is another is what the values of the tables give, and no bound")
  func ratio() throws {
    let material = Self.material { row in
      guard row.id.hasPrefix("C01/"), row.period == "2017", row.level == "powiat" else { return }
      row.value = row.unit == "2801000" ? 1.16 : row.unit == "2862000" ? 9.68 : 5
      (row.lower, row.upper) = row.value.map { ($0 - 0.01, $0 + 0.01) } ?? (nil, nil)
    }
    // 9.68 / 1.16 is 8.34; 9.7 / 1.2 would be 8.1.
    let texts = Self.texts(Conclusions(Sample.composition(material)).unequal())
    #expect(
      texts.contains(
        "Stopa bezrobocia rejestrowanego, 2017 r.: m. Olsztyn (9,7%) i powiat bartoszycki (1,2%); pierwsza wartość jest około 8,3 raza większa."
      ), "\(texts)")
  }

  @Test("A difference within the interval, a trend over a break, or of nothing as printed, is no conclusion")
  func guarded() {
    let near = Self.material { row in if row.id == "C01/0000000/2017" { row.value = 12.2 } }
    #expect(!Self.texts(Conclusions(Sample.composition(near)).against(isBetter: false)).contains { $0.contains("bezrobocia") })
    // The series breaks in 2010.
    let broken = Self.material(Self.trend(0.2, meaning: "worse", first: "2005"))
    #expect(Conclusions(Sample.composition(broken)).worsening().isEmpty)
    #expect(!Self.texts(Conclusions(Sample.composition(broken)).against(isBetter: false)).joined().contains("trend"))
    #expect(Conclusions(Sample.composition(Self.material(Self.trend(0.05, meaning: "worse")))).worsening().isEmpty)
  }

  @Test("Every sentence's claims hold in the tables it is made from, and fail in tables that say otherwise")
  func claims() {
    let material = Self.material(Self.trend(0.2, meaning: "worse"))
    let conclusions = Conclusions(Sample.composition(material))
    let sentences = conclusions.against(isBetter: false) + conclusions.worsening() + conclusions.unequal() + conclusions.heaped()
    #expect(sentences.count >= 4)
    for sentence in sentences {
      #expect(!sentence.claims.isEmpty && sentence.claims.allSatisfy { $0.holds(in: material) })
    }
    var other = Self.material(Self.trend(-0.2, meaning: "better")) { row in
      if let value = row.value, row.level != "country" { row.value = 20 - value }
      row.lower = nil
      row.upper = nil
      row.quintile = nil
    }
    other.judgements.trends["C01"]?["2800000"]?.verdict = .falling
    let reversed = sentences.filter { sentence in
      sentence.claims.contains { if case .differs(let id, _, _) = $0 { id.indicator == "C11" } else { false } } == false
    }
    for sentence in reversed { #expect(!sentence.claims.allSatisfy { $0.holds(in: other) }, "\(sentence.claims)") }
  }

  @Test("Chapter and table of base values; nothing is set as a target")
  func chapter() throws {
    let chapter = try #require(Conclusions(Sample.composition()).chapter())
    #expect(chapter.parts.map(\.id).contains("wnioski-wskazniki"))
    let titles = chapter.parts.flatMap(\.blocks).compactMap {
      if case .table(let table) = $0 { table.columns.map(\.title) } else { nil }
    }
    #expect(titles.joined().contains("Wartość bazowa") && !titles.joined().contains { $0.contains("docelowa") })
  }
}
