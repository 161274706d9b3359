import Bytes
import Contracts
import Findings
import Foundation
@testable import Reporting
import Testing

/// What other programs and screen readers are told of the report.
@Suite struct PublishedTextsTests {
  private func record(_ material: Material) throws -> [String: Any] {
    let file = PublishedFileRecord(path: "tables/labour.csv", title: "Rynek pracy", mediaType: "text/csv", bytes: [1])
    let bytes = CatalogueRecord.bytes(
      material, name: "probna", title: Wording("Diagnoza", en: "Diagnosis"), publisher: Wording("", en: ""), [file])
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func distribution(_ material: Material) throws -> [String: Any] {
    let all = try #require(try record(material)["dcat:distribution"] as? [[String: Any]])
    return try #require(all.first)
  }

  private func address(_ value: Any?) -> String? { (value as? [String: String])?["@id"] }

  @Test("The data set has a name that does not hang on the edition, and every file a page that leads to it")
  func catalogue() throws {
    #expect(try record(Sample.material())["dct:identifier"] as? String == "probna")
    let file = try distribution(Sample.material())
    #expect(address(file["dcat:accessURL"]) == "index.html")
    #expect(address(file["dcat:downloadURL"]) == "tables/labour.csv")
  }

  @Test("Data set and files are nodes with names of their own, the same in every edition")
  func names() throws {
    let name = try #require(try record(Sample.material())["@id"] as? String)
    let pattern = /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    #expect(name.wholeMatch(of: pattern) != nil)
    let file = try #require(try distribution(Sample.material())["@id"] as? String)
    #expect(file.wholeMatch(of: pattern) != nil && file != name)
    var later = Sample.material()
    later.inputs = []
    later.years = [2030]
    #expect(try record(later)["@id"] as? String == name)
  }

  @Test("A licence with an address is a licence, other words are a statement of rights")
  func licence() throws {
    var material = Sample.material()
    #expect(try !distribution(material).keys.contains("dct:license"))
    #expect(try distribution(material).keys.contains("dct:rights"))
    material.sources[0].licence = "CC BY 4.0"
    #expect(
      try address(distribution(material)["dct:license"])
        == "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0")
    #expect(try !distribution(material).keys.contains("dct:rights"))
    material.sources[0].licence = "informacja sektora publicznego"
    let rights = try #require(try distribution(material)["dct:rights"] as? [[String: Any]])
    #expect((rights.first?["rdfs:label"] as? [String: String])?["@value"] == "informacja sektora publicznego")
    let license = try #require(try distribution(material)["dct:license"] as? [String: Any])
    #expect(license["@type"] as? String == "dct:LicenseDocument")
    #expect((license["rdfs:label"] as? [String: String])?["@value"] == "informacja sektora publicznego")
  }

  @Test("The voivodeship is named by its code and by the NUTS units of its subregions")
  func place() throws {
    let subregions = ["PL621", "PL622"].map { Sample.unit($0, "podregion", "subregion", parent: "2800000") }
    let places = try #require(
      try record(Sample.material(units: Sample.units + subregions))["dct:spatial"] as? [[String: Any]])
    #expect(places.compactMap { $0["dct:identifier"] as? String } == ["2800000"])
    #expect(places.compactMap { $0["@id"] as? String } == ["http://data.europa.eu/nuts/code/PL62"])
  }

  @Test("What an English page says in Polish is marked as Polish, and nothing of a Polish page is")
  func language() throws {
    var material = Sample.material(.english)
    material.sources[0].licence = "informacja sektora publicznego"
    material.untranslated = ["Bank Danych Lokalnych"]
    let page = Sample.pages(.english, material)["index.html"] ?? ""
    #expect(page.contains("Source: <span lang=\"pl\">GUS BDL P2392</span>. "))
    #expect(page.contains("<td class=\"t\" lang=\"pl\">GUS BDL P2392</td>"))
    #expect(page.contains("<td class=\"t\" lang=\"pl\">informacja sektora publicznego</td>"))
    #expect(page.contains("<th scope=\"row\"><span lang=\"pl\">Bank Danych Lokalnych</span></th>"))
    for (path, page) in Sample.pages() {
      #expect(!page.contains("<span lang=") && !page.contains("<td class=\"t\" lang="), "\(path)")
    }
  }

  @Test(
    "Numbers of proofs have no more decimals than they need, and no noise of arithmetic",
    arguments: [
      (27.200000000000003, 1), (6.6000000000000005, 1), (1.0 / 3, 6), (100, 0), (0.5, 1), (12_345_678_901.23, 2),
      (123_456_789.10000002, 1), (-17.6, 1), (0, 0), (2e15, 0), (0.0000005, 6), (.infinity, 0),
    ] as [(Double, Int)])
  func decimals(_ value: Double, _ decimals: Int) {
    #expect(LineagePage.decimals(of: value) == decimals)
  }
}
