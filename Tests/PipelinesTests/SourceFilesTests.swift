import Foundation
import Testing

@testable import Bytes
@testable import Findings
@testable import Pipelines

/// What a pipeline reads stays in the folders that it names.
struct SourceFilesTests {
  /// `pipelines/p.json`, `in/a.csv`, `secret/s.csv` and what the test puts there, gone afterwards.
  private final class Room {
    let root = "/tmp/diagnoza-sources-\(UUID().uuidString)"

    init() throws {
      for folder in ["pipelines/profiles", "in/gminy", "secret"] { try Files.createDirectories("\(root)/\(folder)") }
      try Files.write(Array("a".utf8), to: "\(root)/in/a.csv")
      try Files.write(Array("s".utf8), to: "\(root)/secret/s.csv")
      try Files.write(Array("{}".utf8), to: "\(root)/pipelines/evil.json")
    }

    deinit {
      do { try Files.remove(root) } catch { print("could not remove \(root)") }
    }

    func pipeline(_ pattern: String, profile: String = "bdl") throws(Refusal) -> Pipeline {
      let text =
        #"{"region":"28","title":"x","years":[2020],"sources":[{"id":"a","files":["\#(pattern)"],"profile":"\#(profile)"}]}"#
      return try Pipeline.read(Array(text.utf8), name: "p", shownAs: "pipelines/p.json", folder: "\(root)/pipelines")
    }

    func files(_ pattern: String) throws(Refusal) -> [String] {
      let pipeline = try pipeline(pattern)
      return try pipeline.files(of: pipeline.sources[0]).map(\.shown)
    }
  }

  private func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
    do throws(Refusal) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "A link that leads out of the named folder is refused by its name", arguments: ["../in/*.csv", "../in/link.csv", "../in/**"])
  func linkOut(pattern: String) throws {
    let room = try Room()
    try Files.symlink("../secret/s.csv", at: "\(room.root)/in/link.csv")
    let refusal = try #require(refusal { () throws(Refusal) in _ = try room.files(pattern) })
    #expect(refusal.kind == .data && refusal.place.file == "in/link.csv")
    #expect(refusal.mend.english.contains("files"))
  }

  @Test("So is a linked folder that only a sign matches; one that is named is followed")
  func linkedFolder() throws {
    let room = try Room()
    try Files.symlink("../secret", at: "\(room.root)/in/linked")
    let refusal = try #require(refusal { () throws(Refusal) in _ = try room.files("../in/*/*.csv") })
    #expect(refusal.kind == .data && refusal.place.file == "in/linked/s.csv")
    #expect(try room.files("../in/linked/*.csv") == ["in/linked/s.csv"])
  }

  @Test("Links within the folder, dangling ones, and folders beside that of the pipeline are as they were")
  func within() throws {
    let room = try Room()
    try Files.symlink("../a.csv", at: "\(room.root)/in/gminy/b.csv")
    try Files.symlink("nowhere", at: "\(room.root)/in/gminy/c.csv")
    #expect(try room.files("../in/**/*.csv") == ["in/a.csv", "in/gminy/b.csv", "in/gminy/c.csv"])
    #expect(try room.files("../secret/s.csv") == ["secret/s.csv"])
    #expect(try room.files("\(room.root)/secret/*") == ["secret/s.csv"])
  }

  @Test("A pattern does not climb out of a folder that it does not name", arguments: ["../in/*/../../secret/*", "../in/**/../x"])
  func climbing(pattern: String) throws {
    let room = try Room()
    let refusal = try #require(refusal { () throws(Refusal) in _ = try room.pipeline(pattern) })
    #expect(refusal.kind == .configuration && refusal.place.row == 1)
  }

  @Test("A profile is a name and no path")
  func profileName() throws {
    let room = try Room()
    let pipeline = try room.pipeline("../in/*.csv", profile: "../evil")
    let refusal = try #require(refusal { () throws(Refusal) in _ = try Profile.load("../evil", for: pipeline) })
    #expect(refusal.kind == .configuration && refusal.what.english.contains("no profile"))
  }
}
