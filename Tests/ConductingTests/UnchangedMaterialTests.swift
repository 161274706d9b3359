import Bytes
import Contracts
import Findings
import Pipelines
import Testing

@testable import Conducting

/// A stage makes the same of the stage before without the files that are said not to be read.
@Suite struct UnchangedMaterialTests {
  private static let base = Paths.join(Paths.parent(of: Paths.parent(of: #filePath)), "PipelineTests/Golden/base")

  private static func copy(_ from: String, _ to: String, without isLeftOut: (String) -> Bool) throws {
    for file in try FolderTree.files(in: from) where !isLeftOut(file) {
      let place = Paths.join(to, file)
      try Files.createDirectories(Paths.parent(of: place))
      try Files.copy(Paths.join(from, file), place)
    }
  }

  @Test(arguments: [Stage.normalise, .diagnose])
  func whatIsSaidNotToBeReadIsNotRead(_ stage: Stage) throws {
    let trial = try Trial()
    let room = trial.path("real")
    try Self.copy(Self.base, room) { _ in false }
    // A cell that cannot be read gives findings and rejects to both stages.
    let statement = Paths.join(room, "fixtures/mpips03/2801011_2023.xml")
    let text = String(decoding: try Files.read(statement), as: UTF8.self)
    try Files.remove(statement)
    try Files.write(Array(text.replacing(">912<", with: ">9l2<").utf8), to: statement)
    let pipeline = try Pipeline.load(Paths.join(room, "pipelines/demo.json"))
    func directory(_ name: String) throws -> String {
      let path = Paths.join(room, name)
      try Files.createDirectories(path)
      return path
    }
    func perform(_ stage: Stage, from upstream: String, to directory: String) throws {
      let context = StageContext(pipeline: pipeline, directory: directory, upstream: upstream)
      let outcome = try StageWorks.real.perform(stage, context)
      try StageFolder(directory).write(outcome.findings, language: pipeline.language)
    }
    let before = try #require(stage.before)
    var upstream = ""
    for earlier in Stage.allCases where earlier < stage {
      let place = try directory(earlier.directory)
      try perform(earlier, from: upstream, to: place)
      upstream = place
    }
    let less = try directory("less")
    try Self.copy(upstream, less) { UnchangedMaterial.isUnread($0, by: stage) }
    #expect(try FolderTree.files(in: less).count < FolderTree.files(in: upstream).count, "\(before)")
    let (whole, part) = (try directory("whole"), try directory("part"))
    try perform(stage, from: upstream, to: whole)
    try perform(stage, from: less, to: part)
    let files = try FolderTree.files(in: whole)
    #expect(files.count > 1)
    #expect(try FolderTree.files(in: part) == files)
    for file in files { #expect(try Files.read(Paths.join(whole, file)) == Files.read(Paths.join(part, file)), "\(file)") }
  }
}
