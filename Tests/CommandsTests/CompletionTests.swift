import Foundation
import Testing

/// Completions do what a shell asks of them.
@Suite struct CompletionTests {
  /// What bash offers behind these words, by the script itself.
  @Test(arguments: [
    (["diagnoza", "run", "--only", ""], "ingest normalise diagnose report"),
    (["diagnoza", "run", "--only", "="], "ingest normalise diagnose report"),
    (["diagnoza", "run", "--only", "=", "no"], "normalise"), (["diagnoza", "--language", ""], "pl en"),
    (["diagnoza", "run", "pipe lines/a.json", "--only", "=", "report", "pipe lines/"], "pipe lines/a.json|pipe lines/sub"),
    (["diagnoza", "run", "pipe lines/a.json", "pipe"], "pipe lines"), (["diagnoza", "help", "expl"], "explain"),
    (["diagnoza", "method", "wil"], "wilson"), (["diagnoza-ingest", "pipe lines/a"], "pipe lines/a.json"),
    (["diagnoza", "run", "-o", "pipe"], "pipe lines"), (["diagnoza", "ru"], "run"),
  ])
  func bashOffersWhatMayFollow(words: [String], offered: String) throws {
    let folder = NSTemporaryDirectory() + "complete-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/pipe lines/sub", withIntermediateDirectories: true)
    for name in ["a.json", "b.csv"] { try Data().write(to: URL(fileURLWithPath: "\(folder)/pipe lines/\(name)")) }
    let script = folder + "/script.bash"
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let function = "_" + words[0].replacingOccurrences(of: "-", with: "_")
    let call = "COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); \(function); (IFS='|'; echo \"${COMPREPLY[*]}\")\n"
    try (ProgramTests.run("completion", "bash").output + call).write(toFile: script, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let told = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(told.replacingOccurrences(of: "|", with: " ") == offered.replacingOccurrences(of: "|", with: " "))
  }
}
