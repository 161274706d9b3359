import Bytes
import Findings
import Pipelines
import Testing

@Suite("Definition data")
struct DefinitionTests {
  @Test("Both pipelines load with everything they name", arguments: ["warminsko-mazurskie", "warszawa"])
  func pipelines(name: String) throws {
    let pipeline = try Pipeline.load(Repository.root + "/pipelines/\(name).json")
    #expect(pipeline.sampleData)
    #expect(pipeline.tolerance == Tolerance())
    let measures = try pipeline.loadMeasures()
    let indicators = try pipeline.loadIndicators()
    _ = try pipeline.loadForms()
    _ = try pipeline.loadRegister()
    for source in pipeline.sources {
      let profile = try Profile.load(source.profile, for: pipeline)
      if case .unitTable(let table) = profile.layout {
        for value in table.values { #expect(measures[value.measure]?.unit == value.unit, "\(source.profile): \(value.measure)") }
      }
      if case .bank(let bank) = profile.layout {
        for row in bank.series.rows { #expect(measures[row.measure] != nil, "\(row.measure)") }
      }
      for pattern in source.files {
        #expect(try !Files.glob(pattern, in: Repository.root + "/pipelines").isEmpty, "\(source.id): \(pattern)")
      }
    }
    for indicator in indicators.indicators {
      for word in indicator.numerator.split(separator: " ") + indicator.denominator.split(separator: " ") {
        let name = String(word.prefix { $0 != "[" && $0 != "@" })
        guard name.contains(where: \.isLetter) else { continue }
        #expect(measures[name] != nil, "\(indicator.id): \(name)")
      }
    }
  }

  @Test("The catalogue covers every area")
  func areas() throws {
    let pipeline = try Pipeline.load(Repository.root + "/pipelines/warminsko-mazurskie.json")
    let indicators = try pipeline.loadIndicators().indicators
    #expect(indicators.count >= 60)
    for area in ["labour", "assistance", "exclusion", "disability", "alcohol", "resources"] {
      #expect(indicators.count { $0.area == area } >= 8, "\(area)")
    }
    for indicator in indicators where indicator.denominator == "1" || indicator.unit == "zł" {
      #expect(indicator.interval == .none, "\(indicator.id): money, published rates and ratios have no interval")
    }
    #expect(
      pipeline.index?.domains.flatMap(\.indicators).allSatisfy { id in
        indicators.contains { $0.id == id && $0.levels.contains("gmina") }
      } ?? false)
  }

  @Test("Every measure of the form tables stands in measures.csv")
  func formMeasures() throws {
    let catalogue = try SeparatedTable(path: Repository.root + "/pipelines/measures.csv")
    var measures: Set<String> = []
    for row in catalogue.rows.indices { measures.insert(try catalogue.field(row, "measure")) }
    for form in ["MPiPS-03", "MRiPS-03", "MRiPS-06", "MRPiPS-01"] {
      let rows = try SeparatedTable(path: Repository.root + "/pipelines/forms/\(form).csv")
      let columns = try SeparatedTable(path: Repository.root + "/pipelines/forms/\(form)-columns.csv")
      for row in rows.rows.indices {
        let concept = try rows.field(row, "concept")
        let section = try rows.field(row, "section")
        let version = try rows.field(row, "version_from")
        #expect(["seen", "documented", "unverified"].contains(try rows.field(row, "verification")))
        for column in columns.rows.indices where !concept.isEmpty {
          let aspect = try columns.field(column, "aspect")
          guard try columns.field(column, "section") == section, try columns.field(column, "version_from") == version,
            !aspect.isEmpty
          else { continue }
          // Those entitled to benefit are asked for in every row and used as a whole.
          if aspect.hasPrefix("with_benefit."), concept != "unemployment" { continue }
          #expect(measures.contains(concept + "." + aspect), "\(form) \(section): \(concept).\(aspect)")
        }
      }
    }
  }
}
