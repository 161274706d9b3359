import Findings
import Reporting
import Testing

@Suite struct SectionTests {
  @Test("All sections by default, those named in their order otherwise")
  func named() throws {
    #expect(try Section.named([], in: Place()).count == Section.all.count)
    #expect(try Section.named(["methods", "summary"], in: Place()).map(\.id) == ["methods", "summary"])
  }

  @Test("A name that is none is refused with the nearest, one that stands twice as well")
  func refused() throws {
    let place = Place(file: "pipelines/x.json")
    let unknown = #expect(throws: Refusal.self) { try Section.named(["labuor"], in: place) }
    #expect(unknown?.kind == .configuration)
    #expect(unknown?.place == place)
    #expect(unknown?.mend.polish.contains("labour") == true)
    #expect(throws: Refusal.self) { try Section.named(["labour", "labour"], in: place) }
  }

  @Test("Every area of the catalogue has a section, and ids are unique")
  func areas() {
    let ids = Section.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for area in ["demography", "labour", "assistance", "exclusion", "disability", "alcohol", "family", "housing", "resources"] {
      #expect(ids.contains(area))
    }
    for section in Section.all { #expect(!section.title.polish.isEmpty && !section.title.english.isEmpty) }
  }

  @Test("A chapter without any value is left out")
  func empty() {
    let chapters = Sample.document().chapters.map(\.id)
    #expect(
      chapters == [
        "summary", "changes", "profiles", "demography", "labour", "assistance", "exclusion", "conclusions", "quality", "methods",
        "sources",
        "tables", "accessibility",
      ])
  }
}
