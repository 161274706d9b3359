import Contracts
import Findings
import Testing

@testable import Reporting

/// What every page must keep to, checked on the sample report in both languages.
@Suite struct HTMLWriterTests {
  static func page(_ language: Language) throws -> PageElement { try PageElement.tree(of: Sample.page(language)) }

  /// All pages, by path.
  static func pages(_ language: Language = .polish) throws -> [String: PageElement] {
    try Sample.pages(language).mapValues { try PageElement.tree(of: $0) }
  }

  /// The path that a relative address leads to from a page.
  static func target(_ address: Substring, from page: String) -> String {
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }

  @Test("The page says its language and has one heading of the first level", arguments: [Language.polish, .english])
  func frame(_ language: Language) throws {
    let page = try Self.page(language)
    #expect(page.first("html")?.attributes["lang"] == language.rawValue)
    #expect(page.elements("h1").count == 1)
    #expect(page.elements("main").count == 1)
    #expect(page.first("title")?.text == "Diagnoza próbna")
    let skip = try #require(page.first("body")?.children.first)
    #expect(skip.attributes["class"] == "skip")
  }

  @Test("No level of heading is skipped on any page, and each has one of the first level")
  func headings() throws {
    for (path, page) in try Self.pages() {
      let levels = page.all.compactMap { element -> Int? in
        guard element.name.hasPrefix("h"), element.name.utf8.count == 2 else { return nil }
        return Int(element.name.dropFirst())
      }
      #expect(levels.first == 1, "\(path)")
      #expect(levels.count { $0 == 1 } == 1, "\(path)")
      for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1, "\(path)") }
    }
  }

  @Test("Ids are unique and every link leads to a page and an id that are there", arguments: [Language.polish, .english])
  func anchors(_ language: Language) throws {
    let pages = try Self.pages(language)
    let ids = pages.mapValues { page in page.all.compactMap { $0.attributes["id"] } }
    var targets = 0
    for (path, page) in pages {
      #expect(Set(ids[path] ?? []).count == ids[path]?.count, "\(path)")
      for address in page.elements("a").compactMap({ $0.attributes["href"] }) {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].isEmpty ? path : Self.target(parts[0], from: path)
        if file.hasSuffix(".html") {
          let known = try #require(ids[file], "\(path): \(address)")
          if parts.count > 1 { #expect(known.contains(String(parts[1])), "\(path): \(address)") }
          targets += 1
        }
      }
      for attribute in ["aria-labelledby", "aria-describedby"] {
        for names in page.all.compactMap({ $0.attributes[attribute] }) {
          for name in names.split(separator: " ") { #expect(ids[path]?.contains(String(name)) == true, "\(path): \(name)") }
        }
      }
    }
    #expect(targets > 100)
  }

  @Test("Links without the section they lead to are plain text")
  func missingTargets() throws {
    let sections = try Section.named(["labour"], in: Place())
    let document = Document(Sample.composition(), sections: sections)
    let page = try PageElement.tree(of: String(decoding: HTMLWriter.page(document), as: UTF8.self))
    let ids = Set(page.all.compactMap { $0.attributes["id"] })
    for target in page.elements("a").compactMap({ $0.attributes["href"] }) where target.hasPrefix("#") {
      #expect(ids.contains(String(target.dropFirst())), "\(target)")
    }
  }

  @Test("Every table has a caption and every heading cell its scope; no row is ragged, no cell merged")
  func tables() throws {
    let tables = try Self.pages().values.flatMap { $0.elements("table") }
    #expect(tables.count > 100)
    for table in tables {
      let name = table.first("caption")?.attributes["id"] ?? ""
      #expect(table.elements("caption").count == 1, "\(name)")
      for cell in table.elements("th") { #expect(["col", "row"].contains(cell.attributes["scope"]), "\(name)") }
      let widths = Set(table.elements("tr").map { $0.children.count })
      #expect(widths.count == 1, "\(name): \(widths)")
      #expect(table.all.allSatisfy { $0.attributes["colspan"] == nil && $0.attributes["rowspan"] == nil })
      for row in table.first("tbody")?.children ?? [] { #expect(row.children.first?.name == "th", "\(name)") }
    }
  }

  @Test("Every figure has a text alternative with numbers and leads to a table that is there")
  func figures() throws {
    let pages = try Self.pages()
    let captions = Set(
      pages.flatMap { path, page in page.elements("caption").compactMap { $0.attributes["id"] }.map { path + "#" + $0 } })
    var seen = 0
    for (path, page) in pages {
      for figure in page.elements("figure") {
        seen += 1
        let drawing = try #require(figure.first("svg"))
        #expect(["img", "group"].contains(drawing.attributes["role"]))
        let alternative = try #require(drawing.first("desc")).text
        #expect(alternative.contains { $0.isNumber }, "\(alternative)")
        #expect(figure.elements("figcaption").first?.text.isEmpty == false)
        let links = figure.elements("p").flatMap { $0.elements("a") }.compactMap { $0.attributes["href"] }.map { address in
          let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
          return (parts[0].isEmpty ? path : Self.target(parts[0], from: path)) + "#" + (parts.count > 1 ? parts[1] : "")
        }
        #expect(links.contains { captions.contains($0) }, "\(path): \(figure.attributes)")
      }
    }
    #expect(seen > 60)
  }

  @Test("Nothing from elsewhere: no script, no address but of the report's own files")
  func selfContained() throws {
    let text = Sample.page()
    for foreign in ["http:", "https:", "<script", "@import", "javascript:", "<img", "<iframe", "<object", "<embed"] {
      #expect(!text.contains(foreign), "\(foreign)")
    }
    for element in try Self.page(.polish).all {
      for (name, value) in element.attributes where name == "href" || name == "src" {
        #expect(
          ["#", "tables/", "indicators/", "units/"].contains { value.hasPrefix($0) }
            || [
              "datapackage.json", "data:,", "report.docx", "report.odt", "tables.xlsx", "tables.json", "map.geojson",
              "csv-metadata.json", "dcat.jsonld",
            ].contains(value), "\(value)")
      }
      #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") })
    }
  }

  @Test("The same document gives the same bytes")
  func deterministic() {
    #expect(Sample.page() == Sample.page())
  }

  @Test("Names that are markup, formulas or tricks of direction stay text")
  func hostileNames() throws {
    var units = Sample.units
    units[2].unitName = "<b onclick=x>\"&\u{202E}zły"
    var indicators = Sample.indicators
    indicators[1].label = "</caption><script>1</script>"
    var rows = Sample.rows
    for index in rows.indices where rows[index].unit == units[2].unit { rows[index].unitName = "=1+1" }
    let material = Sample.material(units: units, indicators: indicators, rows: rows)
    let text = String(
      decoding: HTMLWriter.page(Document(Sample.composition(material), sections: Section.all)), as: UTF8.self)
    #expect(!text.contains("<script"))
    #expect(!text.contains("<b onclick"))
    #expect(!text.contains("\u{202E}"))
    #expect(text.contains("&lt;b onclick=x&gt;&quot;&amp;zły"))
    _ = try PageElement.tree(of: text)
    // Maps on the web put a name into a page as it is.
    units[3].unitName = "=1+1"
    let map = String(decoding: GeoData.bytes(Sample.composition(Sample.material(units: units))), as: UTF8.self)
    #expect(map.contains("‹b onclick=x›") && !map.contains("<b") && map.contains("\"'=1+1\""))
  }

  @Test("A unit's name of one long word does not push the page out of its frame")
  func longNames() {
    #expect(Sample.page().contains("h1,h2,h3,h4{overflow-wrap:anywhere}"))
  }

  @Test("The banner of sample figures stands on the first page, at its end and on every printed page")
  func banner() {
    var material = Sample.material()
    material.isSample = true
    let text = String(
      decoding: HTMLWriter.page(Document(Sample.composition(material), sections: Section.all)), as: UTF8.self)
    #expect(text.components(separatedBy: "Dane przykładowe").count == 4)
    #expect(text.contains("@top-left{content:\"Dane przykładowe"))
    #expect(!Sample.page().contains("Dane przykładowe"))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
