import Foundation
import Testing

/// One golden case: a folder of `Golden/cases` with
/// - `arguments`: command lines, one a line; `{in}` and `{out}` stand for the folders of the input and of the results,
///   `{edition1}` for the edition published first; `@replace FILE OLD NEW` and `@remove FILE` change the input in between;
/// - `exit`: the exit code of each;
/// - `input/`: files laid over `Golden/base`; `remove`: paths taken out of it;
/// - `expected/`: `stdout`, `stderr`, `tree` (files left, the edition's id as `EDITION`), `files/` (those compared byte by byte).
struct GoldenCase: CustomTestStringConvertible {
  let name: String
  let folder: URL

  static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  static let all: [GoldenCase] = {
    let folder = golden.appendingPathComponent("cases")
    let names = (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
    return names.filter { $0.hasSuffix("/arguments") }.sorted().map { path in
      let name = String(path.dropLast("/arguments".count))
      return GoldenCase(name: name, folder: folder.appendingPathComponent(name))
    }
  }()

  var testDescription: String { name }

  /// Under what the commands run; nothing of it may show in a result.
  struct Circumstances {
    var timeZone = "UTC"
    var language = "C"
    var workingDirectory = "/"
    /// Whether input and output stand at a longer path.
    var isDeep = false
    var jobs = 1
  }

  /// What the commands left.
  struct Outcome: Equatable {
    var exits: [Int32] = []
    var output = ""
    var errors = ""
    /// Visible files of the output folder: name with `EDITION`, or `EDITION-1` ... where there are several -> content.
    var files: [String: Data] = [:]
    var editions: [String] = []
  }

  func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func run(_ circumstances: Circumstances = Circumstances()) throws -> Outcome {
    let room = FileManager.default.temporaryDirectory.appendingPathComponent("golden-\(UUID().uuidString)")
    defer { removeIfPossible(room) }
    let place = circumstances.isDeep ? room.appendingPathComponent("głębiej/i jeszcze głębiej") : room
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let input = place.appendingPathComponent("in")
    let output = place.appendingPathComponent("out")
    try FileManager.default.copyItem(at: Self.golden.appendingPathComponent("base"), to: input)
    try prepare(input)
    var outcome = Outcome()
    for line in try lines("arguments") {
      let published = try editions(output)
      var words = line.split(separator: " ").map { word in
        var word = word.replacingOccurrences(of: "{in}", with: input.path).replacingOccurrences(of: "{out}", with: output.path)
        for (number, id) in published.enumerated() { word = word.replacingOccurrences(of: "{edition\(number + 1)}", with: id) }
        return word
      }
      let program = words.removeFirst()
      if program == "@replace" {
        try replace(words[1], by: words[2], in: words[0])
        continue
      }
      if program == "@remove" {
        try FileManager.default.removeItem(atPath: words[0])
        continue
      }
      if line.contains(" run ") || program != "diagnoza" { words += ["-j", "\(circumstances.jobs)"] }
      let end = try start(program, words, circumstances)
      outcome.exits.append(end.code)
      outcome.output += masked(end.output, [(input.path, "{in}"), (output.path, "{out}")])
      outcome.errors += masked(end.errors, [(input.path, "{in}"), (output.path, "{out}")])
    }
    try collect(output, into: &outcome)
    return outcome
  }

  /// The editions that were published, in their order, as `log.jsonl` tells.
  private func editions(_ output: URL) throws -> [String] {
    let log = output.appendingPathComponent("demo/log.jsonl")
    guard FileManager.default.fileExists(atPath: log.path) else { return [] }
    return try String(contentsOf: log, encoding: .utf8).matches(of: /"edition":"([^"]+)"/).map { String($0.1) }
  }

  /// Changes every occurrence of a text in a file of the input.
  private func replace(_ old: String, by new: String, in path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old), "\(path) has no \(old)")
    try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func prepare(_ input: URL) throws {
    let overlay = folder.appendingPathComponent("input")
    for path in try Self.files(in: overlay) {
      let target = input.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(contentsOf: overlay.appendingPathComponent(path)).write(to: target)
    }
    if FileManager.default.fileExists(atPath: folder.appendingPathComponent("remove").path) {
      for path in try lines("remove") { try FileManager.default.removeItem(at: input.appendingPathComponent(path)) }
    }
  }

  /// The built programs stand beside the test bundle.
  private static let programs: URL = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent()
  }()

  private func start(
    _ program: String, _ words: [String], _ circumstances: Circumstances
  ) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = Self.programs.appendingPathComponent(program)
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: circumstances.workingDirectory)
    process.environment = ["TZ": circumstances.timeZone, "LANG": circumstances.language, "SWIFT_BACKTRACE": "enable=no"]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // What is said on standard error is short: it fits into the pipe while the result is read.
    let result = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return (code, String(decoding: result, as: UTF8.self), String(decoding: said, as: UTF8.self))
  }

  private func masked(_ text: String, _ paths: [(String, String)]) -> String {
    paths.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      .replacing(/\d{4}-[0-9a-f]{12}/, with: "EDITION")
      // Keys and methods of stages change with every method; what is explained does not.
      .replacing(/(klucz|key) [0-9a-f]{12}, (metoda|method) \d+/, with: "KEY")
      .replacing(/"(key|method)": "[0-9a-f]+"/, with: "KEY")
  }

  /// Several editions are told apart by the order in which they were published: their ids change with every method.
  private func collect(_ output: URL, into outcome: inout Outcome) throws {
    let published = try editions(output)
    let isOne = Set(published).count < 2
    for path in try Self.files(in: output) {
      let parts = path.split(separator: "/")
      // Of the hidden folders people are sent to one: what a refused run left for correction.
      let hidden = parts.filter { $0.hasPrefix(".") && $0 != ".refused" }
      if !hidden.isEmpty || parts.contains("current") { continue }
      if parts.count > 2, parts[1] == "editions", !outcome.editions.contains(String(parts[2])) {
        outcome.editions.append(String(parts[2]))
      }
      let number = parts.count > 2 ? published.firstIndex(of: String(parts[2])).map { $0 + 1 } : nil
      let name = masked(path, []).replacingOccurrences(of: "EDITION", with: isOne ? "EDITION" : "EDITION-\(number ?? 0)")
      outcome.files[name] = try Data(contentsOf: output.appendingPathComponent(path))
    }
  }

  /// Paths of the files below a folder, links to folders not entered, sorted.
  static func files(in folder: URL) throws -> [String] {
    let paths = (FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []).compactMap { $0 as? String }
    return try paths.filter { path in
      let values = try folder.appendingPathComponent(path).resourceValues(forKeys: [.isDirectoryKey])
      return values.isDirectory == false
    }.sorted()
  }
}

func removeIfPossible(_ folder: URL) {
  do {
    try FileManager.default.removeItem(at: folder)
  } catch {
    // A folder left in the temporary directory does no harm.
  }
}
