import Foundation
import Testing

/// What `inspect --json` shows against two independent readers, over generated files. Each script of `Peers/` makes the
/// files, reads them with the others and compares; it ends with 77 where a reader is not installed.
@Suite struct InspectPeersTests {
  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Peers")

  @Test(arguments: [("xml_documents.py", 120)]) func othersReadTheSame(_ script: String, _ count: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("peers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { removeIfPossible(folder) }
    let program = OperationsTests.programs.appendingPathComponent("diagnoza").path
    let words = [Self.scripts.appendingPathComponent(script).path, program, "1", "\(count)", folder.path]
    let run = try OperationsTests.run("python3", words)
    if run.code == 77 || run.code == 127 {
      print("\(script): a reader that it compares with is not installed here")
      return
    }
    #expect(run.code == 0, "\(run.output.suffix(3000)) \(run.errors.suffix(500))")
  }
}
