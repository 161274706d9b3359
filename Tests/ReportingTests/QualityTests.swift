import Contracts
import Findings
import Reporting
import Testing

@Suite struct QualityTests {
  private func quality(_ material: Material = Sample.material()) throws -> PageElement {
    let document = Document(Sample.composition(material), sections: try Section.named(["quality", "sources"], in: Place()))
    return try PageElement.tree(of: String(decoding: HTMLWriter.page(document), as: UTF8.self))
  }

  private func cells(_ page: PageElement, _ table: String) -> [[String]] {
    page.table(table)?.first("tbody")?.children
      .map { $0.children.map { $0.text.replacing("\u{A0}", with: " ").replacing("\u{2060}", with: "") } } ?? []
  }

  @Test("The balance of every source, with reasons in words")
  func balance() throws {
    #expect(
      cells(try quality(), "t-bilans-ingest")
        == [["Bank Danych Lokalnych", "100", "90", "4", "6", "wiersz bez kodu jednostki: 6"]])
    var material = Sample.material()
    material.stages[0].balances = [Balance(source: "gus", read: 9, used: 9, rejected: 0, skipped: [:])]
    #expect(cells(try quality(material), "t-bilans-ingest").first?.last == "x")
  }

  @Test("What was rejected, where and why")
  func rejects() throws {
    #expect(
      cells(try quality(), "t-odrzucone")
        == [["a.csv, wiersz 5, kolumna 2", "Bank Danych Lokalnych", "12x", "To nie liczba."]])
  }

  /// By mistake a cell can hold the name of a person, and messages quote cells.
  @Test("What stands in a rejected cell is published only as far as it is no text")
  func textsOfRejectedCells() throws {
    var material = Sample.material()
    var row = try #require(material.stages[0].rejects[0].rows.first)
    row.text = "JanKowalski"
    row.message = Wording("„JanKowalski” to nie liczba.", en: "“JanKowalski” is no number.")
    material.stages[0].rejects[0].rows = [row]
    material.stages[0].findings.append(Finding(.error, row.code, at: row.place, row.message))
    let document = Document(Sample.composition(material), sections: try Section.named(["quality"], in: Place()))
    #expect(!String(decoding: HTMLWriter.page(document), as: UTF8.self).contains("Kowalski"))
    #expect(cells(try quality(material), "t-odrzucone").first?.suffix(2) == ["…", "„…” to nie liczba."])
  }

  @Test("A remark of the conductor stands on the first page and among the findings")
  func remarks() throws {
    var material = Sample.material()
    material.remarks = [Wording("Liczby powstały z nieaktualnego wyniku.", en: "Stale.")]
    let document = Document(Sample.composition(material), sections: try Section.named(["quality"], in: Place()))
    #expect(String(decoding: HTMLWriter.page(document), as: UTF8.self).contains("nieaktualnego"))
  }

  @Test("Missing values by indicator add up with the tables")
  func missing() throws {
    let rows = cells(try quality(), "t-braki")
    // 7 rural gminas in 5 years without B05; of C01 one powiat of 7 + region in one of 5 years.
    #expect(rows.first { $0[0].hasPrefix("B05") } == ["B05 Zasięg pomocy", "105", "35", "33,3", "tajemnica statystyczna: 35"])
    #expect(rows.first { $0[0].hasPrefix("C01") }?[1...2] == ["40", "1"])
  }

  @Test("Findings by severity, disagreements by themselves")
  func findings() throws {
    var material = Sample.material()
    material.stages[0].findings.append(
      Finding(.error, "sources-disagree", at: Place(file: "b.csv", row: 9), Wording("Dwie różne liczby.", en: "Two numbers.")))
    let page = try quality(material)
    #expect(cells(page, "t-ustalenia").map { $0[0] } == ["Błąd", "Ostrzeżenie"])
    #expect(cells(page, "t-niezgodnosci") == [["b.csv, wiersz 9", "Dwie różne liczby."]])
    #expect(cells(page, "t-powazne").count == 2)
  }

  @Test("Kinds of findings in words, of rules in those of checks.csv, beside their codes")
  func kinds() throws {
    var material = Sample.material()
    material.ruleLabels = ["unit-slip": "Inny rząd wielkości"]
    for code in ["break-crossed", "unit-slip"] {
      material.stages[0].findings.append(Finding(.note, code, Wording("Treść.", en: "Text.")))
    }
    let rows = cells(try quality(material), "t-ustalenia").map { Array($0[2...3]) }
    #expect(rows.contains(["zmiana przez przerwę w szeregu", "break-crossed"]))
    #expect(rows.contains(["Inny rząd wielkości", "unit-slip"]))
    // One that nobody has words for is shown as it is.
    #expect(rows.contains(["duplicate", "duplicate"]))
  }

  @Test("Withheld counts are named by what they count")
  func withheld() throws {
    var material = Sample.material()
    material.measureLabels = ["assistance.reason.drugs.persons": "osoby z powodu narkomanii"]
    material.judgements.disclosure = ["assistance.reason.drugs.persons[sex=K]", "x.y"].map { subject in
      var row = DisclosureRow()
      (row.subject, row.unit, row.period) = (subject, "2801000", "2017")
      return row
    }
    #expect(
      Set(cells(try quality(material), "t-ochrona").map { $0[0] })
        == ["osoby z powodu narkomanii assistance.reason.drugs.persons[sex=K]", "x.y"])
    // The sign of what makes no sense is not that of what has no bound.
    #expect(cells(try quality(material), "t-ochrona").allSatisfy { $0[3] == "bez górnej granicy" })
  }

  @Test("How series of changed units were carried over, and where sources and forms change")
  func harmonisation() throws {
    #expect(try quality().table("t-ujednolicenie") == nil)
    var material = Sample.material()
    for (measure, policy) in [("population", HarmonisationRow.Policy.merged), ("births", .merged), ("wages.gross", .broken)] {
      var row = HarmonisationRow()
      row.unit = "0862011"
      row.unitName = "Zielona Góra"
      row.measure = measure
      row.policy = policy
      row.date = "2015-01-01"
      row.from = policy == .merged ? ["0809102", "0862011"] : ["0862011"]
      (row.firstPeriod, row.lastPeriod) = ("2013", "2014")
      material.harmonisation.append(row)
    }
    var form = SeriesBreakRow()
    (form.measure, form.period, form.code, form.detail) = ("births", "2021", .formChange, "A → B")
    var source = SeriesBreakRow()
    (source.measure, source.period, source.code, source.detail) = ("births", "2022", .sourceChange, "gus → x")
    material.seriesBreaks = [form, source]
    let page = try quality(material)
    #expect(
      cells(page, "t-ujednolicenie") == [
        [
          "Zielona Góra (0862011)", "2013–2014", "0862011",
          "bez przeliczenia: granice zmieniły się 1 stycznia 2015 r., szereg się łamie",
          "1",
        ],
        [
          "Zielona Góra (0862011)", "2013–2014", "0809102, 0862011", "suma poprzedników (zmiana z 1 stycznia 2015 r.), dokładnie",
          "2",
        ],
      ])
    let caption = try #require(page.table("t-ujednolicenie")?.first("caption")).text.replacing("\u{A0}", with: " ")
    #expect(caption.contains("do jednostek z 1 stycznia 2024 r."))
    #expect(
      cells(page, "t-zmiany-zrodel")
        == [["2021", "formularz: A → B", "1"], ["2022", "źródło: Bank Danych Lokalnych → x", "1"]])
  }

  @Test("Sources with file, size, date of download and checksum")
  func sources() throws {
    #expect(cells(try quality(), "t-zrodla").first?[1...2] == ["GUS", "nie podano"])
    let row = try #require(cells(try quality(), "t-pliki-gus").first)
    #expect(
      row == [
        "fixtures/LUDN_2137_CREL_20251018204235.csv", "1,2 kB", "18 października 2025 r.", String(repeating: "ab", count: 32),
      ])
  }
}
