import Findings
import Testing

@testable import Ingesting

/// Line and XPath of numbers of documents in XML; those of statements are tested with `explain`.
struct MarkupPlaceTests {
  private static func input(_ text: String) -> Input { Input(name: "x.xml", bytes: Array(text.utf8)) }

  private static let page = """
    <singleVariableData><totalRecords>2</totalRecords><variableId>72305</variableId>
    <results><unitData><id>1</id><values><yearVal><year>2022</year>
    <val>1</val></yearVal><yearVal><year>2023</year><val>2</val></yearVal></values></unitData>
    <unitData><id>2</id><values><yearVal><year>2022</year><val>3</val></yearVal>
    <yearVal><year>2023</year>
    <val>4</val></yearVal></values></unitData></results></singleVariableData>
    """

  @Test("A value of a page of the bank's API")
  func page() throws {
    let found = try MarkupPlace.find(result: 2, value: 2, in: Self.input(Self.page), shownAs: "x.xml")
    #expect(found == MarkupPlace(line: 6, path: "/singleVariableData/results/*[2]/values/*[2]/val"))
    #expect(try MarkupPlace.find(result: 1, value: 1, in: Self.input(Self.page), shownAs: "x.xml")?.line == 3)
    #expect(try MarkupPlace.find(result: 3, value: 1, in: Self.input(Self.page), shownAs: "x.xml") == nil)
    let named = Self.page.replacing("<singleVariableData>", with: "<singleVariableData xmlns=\"urn:x\">")
    #expect(
      try MarkupPlace.find(result: 2, value: 2, in: Self.input(named), shownAs: "x.xml")?.path
        == "/*[local-name()='singleVariableData']/*[local-name()='results']/*[2]/*[local-name()='values']/*[2]/*[local-name()='val']"
    )
    #expect(try MarkupPlace.find(result: 1, value: 1, in: Self.input("{\"results\": []}"), shownAs: "x.xml") == nil)
  }

  @Test("An observation of SDMX-ML")
  func observation() throws {
    let text = """
      <g:DataSet xmlns:g="urn:g"><g:Series><g:Obs/>
      <g:Obs/></g:Series><g:Series>
      <g:Obs/></g:Series></g:DataSet>
      """
    let found = try MarkupPlace.find(observation: 3, in: Self.input(text), shownAs: "x.xml")
    #expect(found == MarkupPlace(line: 3, path: "(//*[local-name()='Obs'])[3]"))
    #expect(try MarkupPlace.find(observation: 4, in: Self.input(text), shownAs: "x.xml") == nil)
  }
}
