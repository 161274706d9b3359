import Foundation
import Testing

/// What the night needs around the program: other programs really run what we print.
@Suite(.serialized) struct OperationsTests {
  static let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A folder with the input of two regions, removed at the end.
  final class Room {
    let folder: URL

    init() throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("operations-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: GoldenCase.golden.appendingPathComponent("base"), to: folder.appendingPathComponent("in"))
      let one = path("in/pipelines/demo.json")
      try FileManager.default.copyItem(atPath: one, toPath: path("in/pipelines/drugi.json"))
    }

    deinit {
      do {
        try FileManager.default.removeItem(at: folder)
      } catch {
        // A folder left in the temporary directory does no harm.
      }
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  }

  /// Runs a program by its path or its name.
  static func run(_ program: String, _ words: [String], input: String = "", in folder: URL? = nil) throws -> (
    code: Int32, output: String, errors: String
  ) {
    let process = Process()
    process.executableURL = program.hasPrefix("/") ? URL(fileURLWithPath: program) : URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (program.hasPrefix("/") ? [] : [program]) + words
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "SWIFT_BACKTRACE": "enable=no"]
    let (given, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    given.fileHandleForWriting.write(Data(input.utf8))
    try given.fileHandleForWriting.close()
    let result = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: result, as: UTF8.self), String(decoding: said, as: UTF8.self))
  }

  static func diagnoza(_ words: String...) throws -> (code: Int32, output: String, errors: String) {
    try run(programs.appendingPathComponent("diagnoza").path, words)
  }

  static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
  }

  static func current(_ room: Room, _ name: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: room.path("out/\(name)/current"))
  }

  @Test(.enabled(if: has("make"), "GNU make is not installed"))
  func makeRunsThePlanOfTwoPipelinesAndThenHasNothingToDo() throws {
    let room = try Room()
    let pipelines = ["demo", "drugi"].map { room.path("in/pipelines/\($0).json") }
    let plan = try Self.diagnoza("plan", pipelines[0], pipelines[1], "--format", "make", "-o", room.path("out"))
    #expect(plan.code == 0)
    let made = try Self.run("make", ["-s", "-k", "-j2", "-f", "-"], input: plan.output)
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.isEmpty && made.errors.isEmpty)
    // The same editions as those of a run.
    let run = try Self.diagnoza("run", pipelines[0], pipelines[1], "-o", room.path("out2"))
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    for name in ["demo", "drugi"] {
      let other = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("out2/\(name)/current"))
      #expect(try Self.current(room, name) == other)
    }
    let again = try Self.diagnoza("plan", pipelines[0], pipelines[1], "--format", "make", "-o", room.path("out"))
    #expect(!again.output.contains("diagnoza-ingest"))
    #expect(try Self.run("make", ["-s", "-f", "-"], input: again.output).code == 0)
  }

  @Test func aPipelineThatFailsLeavesTheOthersAlone() throws {
    let room = try Room()
    let broken = room.path("in/pipelines/drugi.json")
    let text = try String(contentsOfFile: broken, encoding: .utf8).replacingOccurrences(
      of: "../fixtures/ludnosc", with: "../brak")
    try text.write(toFile: broken, atomically: true, encoding: .utf8)
    let end = try Self.diagnoza("run", broken, room.path("in/pipelines/demo.json"), "-j", "2", "-o", room.path("out"))
    #expect(end.code == 66)
    #expect(end.errors.contains("1 of 2") && end.errors.contains("drugi.json (66)"))
    #expect(try Self.current(room, "demo").hasPrefix("editions/"))
  }

  @Test func aProgramIsToldOfAFailureAsJSON() throws {
    let room = try Room()
    let told = room.path("told.json")
    let program = room.path("tell")
    try "#!/bin/sh\nexec cat > \(told)\n".write(toFile: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let end = try Self.diagnoza("run", room.path("in/none.json"), "--on-failure", program)
    #expect(end.code == 66)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: told))) as? [String: Any])
    #expect(object["exit"] as? Int == 66)
    #expect(object["schema"] as? String == "diagnoza.failure/1")
    let good = try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-o", room.path("out"), "--on-failure", "/none")
    #expect(good.code == 0 && good.errors.isEmpty)
  }

  @Test func unitsAndCrontabCallTheProgramAsItCanBeCalled() throws {
    let folder = Self.root.appendingPathComponent("pipelines/operations")
    let help = try Self.diagnoza("help", "run").output
    for name in ["diagnoza@.service", "crontab"] {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.contains("/usr/bin/diagnoza run") })
      for option in line.matches(of: /--[a-z-]+/) { #expect(help.contains(option.0), "\(name): \(option.0)") }
    }
    let timer = try String(contentsOf: folder.appendingPathComponent("diagnoza@.timer"), encoding: .utf8)
    #expect(timer.contains("Persistent=true") && timer.contains("OnCalendar="))
  }

  @Test(.enabled(if: has("systemd-analyze"), "systemd-analyze is not installed"))
  func systemdTakesTheUnits() throws {
    let folder = Self.root.appendingPathComponent("pipelines/operations")
    let room = try Room()
    for name in ["diagnoza@.service", "diagnoza@.timer"] {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        .replacingOccurrences(of: "/usr/bin/diagnoza", with: "/bin/true")
      try text.write(toFile: room.path(name.replacingOccurrences(of: "@.", with: "@x.")), atomically: true, encoding: .utf8)
    }
    let end = try Self.run("systemd-analyze", ["verify", room.path("diagnoza@x.service"), room.path("diagnoza@x.timer")])
    let about = (end.output + end.errors).split(separator: "\n").filter { $0.contains("diagnoza@") && !$0.contains("man") }
    #expect(about.isEmpty, "\(about)")
  }

  @Test(.enabled(if: has("mandoc"), "mandoc is not installed"), arguments: ["en", "pl"])
  func manualPagesAreWellFormed(_ language: String) throws {
    for program in ["diagnoza", "diagnoza-ingest"] {
      let page = try Self.diagnoza("man", program, "--language", language)
      #expect(page.code == 0)
      let lint = try Self.run("mandoc", ["-Tlint", "-Werror"], input: page.output)
      #expect(lint.code == 0, "\(lint.output)\(lint.errors)")
    }
  }
}
