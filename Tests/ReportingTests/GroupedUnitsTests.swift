// Expected numbers: counted by hand from the rules below.
import Bytes
import Contracts
import Findings
import Foundation
import Pipelines
import Testing

@testable import Reporting

/// Hundreds of units stand under what they belong to, in tables, lists and word processors, whatever levels the edition has.
@Suite struct GroupedUnitsTests {
  private static let polish = Phrasing(.polish)
  private static let names = ["02": "dolnośląskie", "10": "łódzkie", "28": "warmińsko-mazurskie"]

  /// Poland with three voivodeships of 25 powiats of two gminas each; every powiat has its own name.
  private static func country() -> [UnitRow] {
    var rows = [Sample.unit("0000000", "Polska", "country")]
    for (code, name) in names.sorted(by: { $0.key < $1.key }) {
      rows.append(Sample.unit(code + "00000", name, "voivodeship", parent: "0000000"))
      for powiat in 1...25 {
        let stem = code + (powiat < 10 ? "0" : "") + String(powiat)
        rows.append(Sample.unit(stem + "000", "powiatowy \(stem)", "powiat", parent: code + "00000"))
        rows.append(Sample.unit(stem + "011", "Miasto \(stem)", "gmina", kind: "1", parent: stem + "000"))
        rows.append(Sample.unit(stem + "022", "Wieś \(stem)", "gmina", kind: "2", parent: stem + "000"))
      }
    }
    return rows
  }

  /// An edition with some levels only; the register has all.
  private static func material(_ levels: Set<String>, region: String) -> Material {
    let all = country()
    let rows = all.filter { levels.contains($0.level) }
    let units = Units(rows, above: all.filter { !levels.contains($0.level) }, region: region, precedes: polishOrder)
    var figures: [IndicatorRow] = []
    for (place, unit) in rows.enumerated() {
      for year in [2016, 2017] { figures.append(Sample.row("C01", unit, year, 5 + Double(place) / 10)) }
    }
    return Material(
      language: .polish, title: "Kraj", region: region, years: [2016, 2017], baseYear: 2016, units: units,
      figures: Figures(figures), indicators: Sample.indicators)
  }

  private static func table(_ material: Material) throws -> Table {
    let indicator = try #require(material.indicator("C01"))
    return IndicatorTables(reading: try #require(Reading(indicator, in: material)), material: material).units()
  }

  @Test("Powiats of the country stand under their voivodeships, once each and after the row of that voivodeship")
  func powiats() throws {
    let table = try Self.table(Self.material(["country", "voivodeship", "powiat"], region: ""))
    #expect(
      table.groups.map(\.summary) == [
        "Województwo dolnośląskie: 25\u{A0}powiatów", "Województwo łódzkie: 25\u{A0}powiatów",
        "Województwo warmińsko-mazurskie: 25\u{A0}powiatów",
      ])
    #expect(table.groups.map(\.rows) == [1..<27, 27..<53, 53..<79] && table.rows.count == 79)
    for group in table.groups {
      let head = table.rows[group.rows.lowerBound]
      #expect(!group.beginsWithName && head.isReference && plainText(head.heading, Self.polish) == group.title)
      if case .number = head.cells[0] {} else { Issue.record("the voivodeship's own value") }
    }
  }

  @Test("Gminas of a voivodeship without powiats stand under the powiats that the register names")
  func gminas() throws {
    let material = Self.material(["voivodeship", "gmina"], region: "28")
    // 50 gminas are one list, as are 24 powiats.
    #expect(material.units.groups.isEmpty)
    var rows = Self.country().filter { $0.level == "voivodeship" || $0.level == "gmina" }
    for number in 3...9 {
      rows.append(Sample.unit("28010\(number)2", "Osada \(number)", "gmina", kind: "2", parent: "2801000"))
      rows.append(Sample.unit("28020\(number)2", "Osada \(number)", "gmina", kind: "2", parent: "2802000"))
    }
    let above = Self.country().filter { $0.level == "powiat" }
    let units = Units(rows, above: above, region: "28", precedes: polishOrder)
    #expect(units.groups.count == 25 && units.groups[0].unit.unitName == "powiatowy 2801" && !units.groups[0].isPublished)
    #expect(units.groups[0].units.map(\.unitName).first == "Miasto 2801" && units.groups[0].units.count == 9)
    #expect(units.groups.flatMap(\.all).count == units.main.count && units.main.count == 64)
    // The powiat tells two gminas of one name apart, though it is not published and has no page.
    let twin = try #require(units["2801032"])
    #expect(units.distinct(twin.shortName(Self.polish), of: twin, Self.polish) == "Osada 3 (w, powiat powiatowy 2801)")
    let powiat = try #require(units.above(twin))
    #expect(units["2801000"] == nil && !units.hasProfile(powiat) && units.hasProfile(twin))
  }

  @Test("Gminas of the country stand under voivodeships, and there under powiats that have a name and no number")
  func gminasOfTheCountry() throws {
    let material = Self.material(["country", "voivodeship", "gmina"], region: "")
    let table = try Self.table(material)
    #expect(table.groups.count == 3 && table.groups[1].summary == "Województwo łódzkie: 50\u{A0}gmin")
    // The country, and of each voivodeship its own row, 25 names of powiats and 50 gminas.
    #expect(table.rows.count == 1 + 3 * 76)
    let named = table.rows[table.groups[1].rows].filter { plainText($0.heading, Self.polish).hasPrefix("Powiat") }
    #expect(named.count == 25 && named.allSatisfy { row in row.cells.allSatisfy { $0 == .text("") } })
    #expect(table.notes.first == "(m) gmina miejska, (w) wiejska, (m-w) miejsko-wiejska.")
    // The number of columns is that of the headings in every row.
    #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count })
  }

  @Test("The register gives the names of the powiats that no table of the edition has")
  func register() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let rows = try Pipeline.load(root.path + "/pipelines/warminsko-mazurskie.json").loadUnitRows()
    // Of every unit the one state that held on the day of the register.
    #expect(Set(rows.map(\.unit)).count == rows.count && rows.count { $0.level == "powiat" } == 380)
    let powiat = try #require(rows.first { $0.unit == "2801000" })
    #expect(powiat.unitName == "bartoszycki" && powiat.level == "powiat" && powiat.parent == "2800000")
    let gminas = rows.filter { $0.unit.hasPrefix("28") && $0.level == "gmina" && ["1", "2", "3"].contains($0.kind) }
    let units = Units(gminas, above: rows.filter { $0.level == "powiat" }, region: "28", precedes: polishOrder)
    #expect(gminas.count == 116 && units.groups.count == 21 && units.groups.allSatisfy { $0.unit.unitName != $0.unit.unit })
  }

  @Test("On the page each group is a table of its own to be unfolded; the list of profiles is folded alike")
  func page() throws {
    let material = Self.material(["country", "voivodeship", "powiat"], region: "")
    let pages = Sample.pages(.polish, material)
    let tables = try PageElement.tree(of: try #require(pages["indicators/C01.html"]))
    let folded = tables.elements("details").filter { $0.first("table") != nil }
    #expect(folded.count == 3 && folded.allSatisfy { $0.elements("tr").count == 27 })
    #expect(folded[1].first("caption")?.text.hasSuffix("Województwo łódzkie") == true)
    #expect(tables.table("t-C01")?.elements("tr").count == 2)
    let first = try PageElement.tree(of: try #require(pages["index.html"]))
    let lists = first.elements("details").filter {
      $0.first("summary")?.text.hasPrefix("Województwo") == true && $0.first("ul") != nil
    }
    #expect(lists.map { $0.elements("a").count } == [25, 25, 25])
    // Pictures of all units stand with their tables: the first page has to open on a telephone.
    #expect(!first.text.isEmpty && pages["index.html"]?.contains("id=\"d-C01\"") == false)
    #expect(pages["indicators/C01.html"]?.contains("id=\"d-C01\"") == true)
    let longest = first.elements("ul").map { list in list.children.count }.max() ?? 0
    #expect(longest <= UnitGroup.mostInList)
    // A profile names the voivodeship, which has no page to lead to.
    let profile = try PageElement.tree(of: try #require(pages["units/1001000.html"]))
    #expect(profile.text.contains("województwo łódzkie"))
    #expect(!profile.elements("a").contains { $0.attributes["href"]?.contains("1000000") == true })
  }

  @Test("A document to be printed has the groups of a table too long for paper by their heads alone, and says where the rest is")
  func printed() throws {
    var long = Table(id: "t", caption: "T", stub: "Gmina", columns: [Table.Column("Wartość")], rows: [])
    long.rows.append(Table.Row("Polska", [.text("1")], isReference: true))
    for group in 0..<3 {
      let start = long.rows.count
      long.rows.append(Table.Row("Województwo \(group)", [.text("2")], isReference: true))
      for unit in 0..<200 { long.rows.append(Table.Row("gmina \(group) \(unit)", [.text("3")])) }
      long.groups.append(
        Table.Group(title: "W\(group)", summary: "W\(group): 200 gmin", rows: start..<long.rows.count, beginsWithName: false))
    }
    let document = Document(
      language: .polish, title: "T", chapters: [Chapter(id: "a", title: "A", blocks: [.table(long)])])
    let tables = DocumentFlow(document).items.compactMap { item in if case .table(let table, _) = item { table } else { nil } }
    #expect(tables.first?.rows.count == 4 && tables.first?.notes.last?.contains("tables.xlsx") == true)
  }

  @Test("Charts with a row for each of thousands of units are not drawn")
  func charts() {
    let items = (0..<2477).map { DotChart.Item(name: "gmina \($0)", value: Double($0)) }
    let figure = Figure(
      id: "d", caption: "C", chart: .dots(DotChart(items: items, references: [], decimals: 0)), alternative: "A", table: "t")
    #expect(figure.parts(Self.polish).isEmpty)
  }
}
