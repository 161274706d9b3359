import Archive
import Foundation
import Testing

/// A run that reads again only what changed leaves, to the byte, what a run from nothing leaves.
@Suite struct IncrementalTests {
  /// Something done to the input, and the stages that are to be run for it; nil where it does not matter.
  struct Change: CustomTestStringConvertible, Sendable {
    var name: String
    var ran: Set<String>?
    /// File, what stands in it, what is put in its place; an empty text takes the file away, nil makes it.
    var file: String
    var old: String?
    var new: String

    init(_ name: String, _ file: String, _ old: String?, _ new: String, ran: Set<String>?) {
      (self.name, self.file, self.old, self.new, self.ran) = (name, file, old, new, ran)
    }

    var testDescription: String { name }

    func apply(in folder: String) throws {
      let path = "\(folder)/\(file)"
      guard let old else { return try new.write(toFile: path, atomically: true, encoding: .utf8) }
      guard !old.isEmpty else { return try FileManager.default.removeItem(atPath: path) }
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacingOccurrences(of: old, with: new)
      try #require(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private static let statement = "fixtures/mpips03/2801011_2023.xml"

  static let changes = [
    // The cells are the same: the report alone names the file by its hash.
    Change(
      "attributes in another order", statement, #"kod="2801011" typ="OPS""#, #"typ="OPS" kod="2801011""#,
      ran: ["ingest", "report"]),
    Change("a comment in a statement", statement, "</sprawozdanie>", "<!-- x --></sprawozdanie>", ran: ["ingest", "report"]),
    Change("a value", statement, ">1658<", ">1659<", ran: ["ingest", "normalise", "diagnose", "report"]),
    Change("a value that cannot be read", statement, ">912<", ">9l2<", ran: ["ingest", "normalise", "diagnose", "report"]),
    Change("a statement that is gone", statement, "", "", ran: ["ingest", "normalise", "diagnose", "report"]),
    Change(
      "a value of a table", "fixtures/ludnosc/gminy.csv", "2801011;Bartoszyce;2020;23 970;1560",
      "2801011;Bartoszyce;2020;23 971;1560", ran: ["ingest", "normalise", "diagnose", "report"]),
    Change(
      "a table of another region", "fixtures/ludnosc/z.csv", nil,
      "Kod;Gmina;Rok;Ludność;Bezrobotni\n0201011;Bolesławiec;2020;38 000;900\n",
      ran: nil),
    Change("a definition", "pipelines/indicators.csv", "B01;Osoby ze", "B01;Ludzie ze", ran: ["diagnose", "report"]),
    Change("the title", "pipelines/demo.json", "Diagnoza próbna", "Diagnoza inna", ran: ["report"]),
  ]

  /// Every file of an edition, hidden ones too: path -> content.
  private static func files(_ edition: String) throws -> [String: Data] {
    let folder = URL(fileURLWithPath: edition).resolvingSymlinksInPath()
    let names = (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
    var found: [String: Data] = [:]
    for name in names {
      let url = folder.appendingPathComponent(name)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
      found[name] = try Data(contentsOf: url)
    }
    return found
  }

  private static func ran(_ journal: String) throws -> Set<String> {
    var stages: Set<String> = []
    for line in try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n") {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      if event["code"] as? String == "run-started" { stages = [] }
      if event["code"] as? String == "stage-done", let stage = event["stage"] as? String { stages.insert(stage) }
    }
    return stages
  }

  @Test(arguments: changes)
  func theBytesAreThoseOfARunFromNothing(_ change: Change) throws {
    let room = try OperationsTests.Room()
    let pipeline = room.path("in/pipelines/demo.json")
    let settings = try String(contentsOfFile: pipeline, encoding: .utf8)
    try settings.replacingOccurrences(of: #""sample_data""#, with: #""tolerance": {"rejected_cells": 9}, "sample_data""#)
      .write(toFile: pipeline, atomically: true, encoding: .utf8)
    let first = try OperationsTests.diagnoza("run", pipeline, "-j", "2", "-o", room.path("out"))
    #expect(first.code == 0, "\(first.errors)")
    try change.apply(in: room.path("in"))
    let again = try OperationsTests.diagnoza("run", pipeline, "-j", "2", "-o", room.path("out"))
    #expect(again.code == 0, "\(again.errors)")
    if let ran = change.ran { #expect(try Self.ran(room.path("out/demo/.log.jsonl")) == ran) }
    try Self.expectTheBytesOfARunFromNothing(pipeline, in: room)
  }

  private static func expectTheBytesOfARunFromNothing(_ pipeline: String, in room: OperationsTests.Room) throws {
    let fresh = try OperationsTests.diagnoza("run", pipeline, "-o", room.path("fresh"))
    #expect(fresh.code == 0, "\(fresh.errors)")
    let (made, expected) = (try Self.files(room.path("out/demo/current")), try Self.files(room.path("fresh/demo/current")))
    #expect(expected.count > 50)
    let names = Set(made.keys).union(expected.keys).sorted()
    #expect(names.filter { made[$0] != expected[$0] } == [])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: room.path("out/demo/current"))
        == FileManager.default.destinationOfSymbolicLink(atPath: room.path("fresh/demo/current")))
  }

  /// The members of an archive that did not change are taken from the cells before, each a file of its own to the account.
  @Test func anArchiveBesideTheFileThatChanged() throws {
    let room = try OperationsTests.Room()
    let folder = room.path("in/fixtures/mpips03")
    let changed = "2801011_2023.xml"
    var archive = ZipWriter(shownAs: "x.zip")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name != changed {
      try archive.add(name, Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    try Data(archive.finish()).write(to: URL(fileURLWithPath: "\(folder)/a.zip"))
    let pipeline = room.path("in/pipelines/demo.json")
    let settings = try String(contentsOfFile: pipeline, encoding: .utf8)
    try settings.replacingOccurrences(of: #""../fixtures/mpips03/*.xml""#, with: #""../fixtures/mpips03/*""#)
      .write(toFile: pipeline, atomically: true, encoding: .utf8)
    let first = try OperationsTests.diagnoza("run", pipeline, "-o", room.path("out"))
    #expect(first.code == 0, "\(first.errors)")
    try Change("", Self.statement, ">1658<", ">1659<", ran: nil).apply(in: room.path("in"))
    let again = try OperationsTests.diagnoza("run", pipeline, "-o", room.path("out"))
    #expect(again.code == 0, "\(again.errors)")
    try Self.expectTheBytesOfARunFromNothing(pipeline, in: room)
  }

  /// A source without a changed file is not read, nor written: its cells are the very file of the edition before.
  @Test func aSourceThatDidNotChangeIsTakenOverWhole() throws {
    let room = try OperationsTests.Room()
    let pipeline = room.path("in/pipelines/demo.json")
    #expect(try OperationsTests.diagnoza("run", pipeline, "-o", room.path("out")).code == 0)
    func inode(_ source: String) throws -> Int? {
      let path = URL(fileURLWithPath: room.path("out/demo/current")).resolvingSymlinksInPath().path + "/1-cells/\(source).arrow"
      return try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let before = (population: try inode("ludnosc"), statements: try inode("mpips-03"))
    try #require(Self.changes.first { $0.name == "a value" }).apply(in: room.path("in"))
    #expect(try OperationsTests.diagnoza("run", pipeline, "-o", room.path("out")).code == 0)
    #expect(try inode("ludnosc") == before.population)
    #expect(try inode("mpips-03") != before.statements)
  }
}
