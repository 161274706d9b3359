import Bytes
import Findings
import Markup
import Testing

@testable import Contracts

@Suite struct DataPackageTests {
  @Test func describesEveryTable() throws {
    let scratch = try Scratch()
    try Files.createDirectories(scratch.file("tables"))
    try Files.write(Array("abc".utf8), to: scratch.file("tables/index.csv"))
    let fields = IndexRow.columns.map { DataField($0, in: .polish) }
    let package = DataPackage(
      name: "wm", title: "Diagnoza", licences: [DataLicence(name: "CC-BY-4.0", title: "CC BY 4.0")],
      sources: [DataSource(title: "BDL", path: "https://bdl.stat.gov.pl")],
      resources: [
        try DataResource(
          name: "index", path: "tables/index.csv", in: scratch.path, title: "Indeks", fields: fields,
          primaryKey: ["index", "unit", "period"]),
        DataResource(
          name: "index-pl", path: "tables/index-pl.csv", title: "Indeks", fields: Array(fields[5...6]),
          missingValues: [MissingValue(""), MissingValue("-", label: "brak")], delimiter: ";", bytes: 3, sha256: "00"),
      ])
    try package.write(to: scratch.file(DataPackage.fileName))
    let bytes = try Files.read(scratch.file("datapackage.json"))
    let read = try JSONValue.read(bytes, from: JSONOrigin(file: "datapackage.json", kind: .data), dialect: .json)
    #expect(read.names == ["$schema", "name", "title", "licenses", "sources", "resources"])
    #expect(read["licenses"] == .array([.object([("name", .string("CC-BY-4.0")), ("title", .string("CC BY 4.0"))])]))
    guard case .array(let resources)? = read["resources"]?.content else {
      Issue.record("no resources")
      return
    }
    let hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(resources[0]["hash"] == .string(hash))
    #expect(resources[0]["bytes"] == .integer(3))
    #expect(resources[0]["type"] == .string("table"))
    #expect(resources[0]["dialect"] == nil)
    #expect(resources[0]["schema"]?["primaryKey"] == .array([.string("index"), .string("unit"), .string("period")]))
    #expect(resources[0]["schema"]?["missingValues"] == .array([.string("")]))
    #expect(resources[1]["dialect"] == .object([("delimiter", .string(";"))]))
    let score = JSONValue.object([
      ("name", .string("score")), ("type", .string("number")), ("title", .string("wynik")), ("decimalChar", .string(",")),
    ])
    let rank = JSONValue.object([("name", .string("rank")), ("type", .string("integer")), ("title", .string("miejsce"))])
    #expect(resources[1]["schema"]?["fields"] == .array([score, rank]))
    #expect(
      resources[1]["schema"]?["missingValues"]
        == .array([.string(""), .object([("value", .string("-")), ("label", .string("brak"))])]))
  }
}
