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
    var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "SWIFT_BACKTRACE": "enable=no"]
    // Where a trial installation of Slurm says how it is set up.
    environment["SLURM_CONF"] = ProcessInfo.processInfo.environment["SLURM_CONF"]
    process.environment = environment
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
    // `pipelines/*.json` gives the schema of pipelines with them.
    let schema = room.path("in/pipelines/pipeline.schema.json")
    try "{}".write(toFile: schema, atomically: true, encoding: .utf8)
    let run = try Self.diagnoza("run", pipelines[0], schema, pipelines[1], "-o", room.path("out2"))
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    for name in ["demo", "drugi"] {
      let other = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("out2/\(name)/current"))
      #expect(try Self.current(room, name) == other)
    }
    let again = try Self.diagnoza("plan", pipelines[0], pipelines[1], "--format", "make", "-o", room.path("out"))
    #expect(!again.output.contains("diagnoza-ingest"))
    #expect(try Self.run("make", ["-s", "-f", "-"], input: again.output).code == 0)
  }

  /// A link to nothing is a missing file, to `check` as to `run`.
  @Test(arguments: ["check", "run"]) func aLinkToNothingIsAMissingFile(command: String) throws {
    let room = try Room()
    try FileManager.default.createSymbolicLink(
      atPath: room.path("in/fixtures/ludnosc/z.csv"), withDestinationPath: "brak.csv")
    let end = try Self.diagnoza(command, room.path("in/pipelines/demo.json"), "-o", room.path("out"))
    #expect(end.code == 66 && end.errors.contains("z.csv"), "\(end)")
  }

  /// A file that may not grow any more is a failure with a message, not a signal.
  @Test func aLimitOfFileSizeIsTold() throws {
    let room = try Room()
    let program = Self.programs.appendingPathComponent("diagnoza").path
    let end = try Self.run(
      "/bin/sh",
      ["-c", "ulimit -f 8; exec \"$0\" run \"$1\" -o \"$2\"", program, room.path("in/pipelines/demo.json"), room.path("out")])
    #expect(end.code == 74 && end.errors.contains("ulimit -f"), "\(end)")
    #expect(try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-o", room.path("out")).code == 0)
  }

  /// Whoever is to hear of a failure hears of a stop too.
  @Test(.enabled(if: has("flock"), "flock is not installed"))
  func aStopBySignalIsToldToTheProgramForFailures() throws {
    let room = try Room()
    let pipeline = room.path("in/pipelines/demo.json")
    #expect(try Self.diagnoza("run", pipeline, "-o", room.path("out")).code == 0)
    let notice = room.path("tell.sh")
    try "#!/bin/sh\ncat > \(room.path("told.json"))\n".write(toFile: notice, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: notice)
    // It waits for the lock while the signal comes.
    let script = """
      flock "$3/demo/.lock" sleep 30 & holder=$!
      sleep 0.3
      "$0" run --force "$1" -o "$3" --wait 30s --on-failure "$2" & run=$!
      sleep 1
      kill -TERM $run; wait $run; code=$?
      pkill -P $holder; kill $holder; exit $code
      """
    let end = try Self.run(
      "/bin/sh", ["-c", script, Self.programs.appendingPathComponent("diagnoza").path, pipeline, notice, room.path("out")])
    #expect(end.code == 143, "\(end)")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: room.path("told.json")))) as? [String: Any])
    #expect(told["exit"] as? Int == 143 && (told["message"] as? String)?.contains("SIGTERM") == true)
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
    // Nor does its plan keep the others from theirs.
    for format in ["make", "slurm", "text", "json"] {
      let plan = try Self.diagnoza(
        "plan", broken, room.path("in/pipelines/demo.json"), "--format", format, "-o", room.path("new"))
      #expect(plan.code == 66 && plan.errors.contains("drugi.json"))
      // A graph that is to be run has a task for it, which fails: nothing behind it starts without the region.
      let isGraph = ["make", "slurm"].contains(format)
      #expect(plan.output.contains("demo") && plan.output.contains("drugi") == isGraph, "\(format)")
    }
  }

  @Test func aPlanForMakeNeedsTheProgramsThatItStarts() throws {
    let room = try Room()
    let lone = room.path("diagnoza")
    try FileManager.default.copyItem(
      atPath: Self.programs.appendingPathComponent("diagnoza").resolvingSymlinksInPath().path, toPath: lone)
    let pipeline = room.path("in/pipelines/demo.json")
    for format in ["make", "slurm"] {
      let plan = try Self.run(lone, ["plan", pipeline, "--format", format])
      #expect(plan.code == 69 && plan.output.isEmpty && plan.errors.contains("diagnoza-normalise"), "\(plan.errors)")
    }
    // What a person reads starts nothing, and an array of several pipelines starts the program that is there.
    #expect(try Self.run(lone, ["plan", pipeline]).code == 0)
    #expect(try Self.run(lone, ["plan", pipeline, room.path("in/pipelines/drugi.json"), "--format", "slurm"]).code == 0)
  }

  @Test(.enabled(if: has("make"), "GNU make is not installed"))
  func makeRunsPipelinesWhateverTheyAreCalled() throws {
    let room = try Room()
    // Two of one name in different folders, and names that make and the shell would read otherwise.
    try FileManager.default.copyItem(atPath: room.path("in"), toPath: room.path("s2"))
    let names = ["z#1", "ł a'b$x"]
    for name in names {
      try FileManager.default.copyItem(
        atPath: room.path("in/pipelines/demo.json"), toPath: room.path("in/pipelines/\(name).json"))
    }
    let pipelines = (names + ["demo"]).map { room.path("in/pipelines/\($0).json") } + [room.path("s2/pipelines/demo.json")]
    let program = Self.programs.appendingPathComponent("diagnoza").path
    let plan = try Self.run(program, ["plan"] + pipelines + ["--format", "make"])
    #expect(plan.code == 0, "\(plan.errors)")
    let made = try Self.run("make", ["-s", "-k", "-j2", "-f", "-"], input: plan.output)
    #expect(made.code == 0 && made.output.isEmpty && made.errors.isEmpty, "\(made.errors)")
    for folder in ["in/output/z#1", "in/output/ł a'b$x", "in/output/demo", "s2/output/demo"] {
      let link = try FileManager.default.destinationOfSymbolicLink(atPath: room.path(folder + "/current"))
      #expect(link.hasPrefix("editions/"), "\(folder)")
    }
  }

  @Test func aNameIsNoCommandForTheShellThatSendsTheJobs() throws {
    let room = try Room()
    let name = "q;touch INJECTED;$(touch INJECTED)"
    let pipeline = room.path("in/pipelines/\(name).json")
    try FileManager.default.copyItem(atPath: room.path("in/pipelines/demo.json"), toPath: pipeline)
    // Stands for Slurm: does the work at once.
    let jobs = room.path("jobs")
    try FileManager.default.createDirectory(atPath: jobs, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      for word do case $word in --wrap=*) SLURM_ARRAY_TASK_ID=1 sh -c "${word#--wrap=}" || exit 1 ;; esac; done
      echo 7
      """
    try script.write(toFile: jobs + "/sbatch", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: jobs + "/sbatch")
    // A job a stage, and a task a pipeline.
    for (output, words) in [("one", [pipeline]), ("many", [pipeline, room.path("in/pipelines/demo.json")])] {
      let program = Self.programs.appendingPathComponent("diagnoza").path
      let plan = try Self.run(program, ["plan"] + words + ["--format", "slurm", "-o", room.path(output)])
      #expect(plan.code == 0, "\(plan.errors)")
      let sent = try Self.run("sh", ["-s"], input: "PATH='\(jobs)':$PATH\n" + plan.output, in: room.folder)
      #expect(sent.code == 0 && sent.output == "7\n", "\(sent.errors)")
      let link = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("\(output)/\(name)/current"))
      #expect(link.hasPrefix("editions/"))
    }
    #expect(!FileManager.default.fileExists(atPath: room.path("INJECTED")))
  }

  @Test func pipelinesOfOneFolderOfResultsAreRefused() throws {
    let room = try Room()
    try FileManager.default.copyItem(atPath: room.path("in"), toPath: room.path("s2"))
    let pipelines = ["in", "s2"].map { room.path("\($0)/pipelines/demo.json") }
    let program = Self.programs.appendingPathComponent("diagnoza").path
    for words in [["run", "-j2"], ["run", "-n"], ["plan"], ["plan", "--format", "make"], ["plan", "--format", "slurm"]] {
      let end = try Self.run(program, words + pipelines + ["-o", room.path("both"), "--language", "en"])
      #expect(end.code == 64, "\(words)")
      #expect(end.output.isEmpty && end.errors.contains("-o"))
      #expect(pipelines.allSatisfy { end.errors.contains($0) }, "\(end.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: room.path("both")))
    #expect(try Self.run(program, ["plan"] + pipelines).code == 0)
    #expect(try Self.diagnoza("run", pipelines[0], pipelines[0]).code == 64)
    // The folder of the name up to the first point is the same, and so is a folder behind a link.
    let twin = room.path("in/pipelines/demo.b.json")
    try FileManager.default.copyItem(atPath: pipelines[0], toPath: twin)
    #expect(try Self.diagnoza("plan", pipelines[0], twin).code == 64)
    try FileManager.default.createDirectory(atPath: room.path("in/output"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: room.path("s2/output"), withDestinationPath: room.path("in/output"))
    #expect(try Self.run(program, ["plan"] + pipelines).code == 64)
  }

  @Test func ofSeveralFailuresEachIsTold() throws {
    let room = try Room()
    let told = room.path("told.json")
    let program = room.path("tell")
    try "#!/bin/sh\nexec cat > '\(told)'\n".write(toFile: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let pipelines = ["demo", "drugi"].map { room.path("in/pipelines/\($0).json") }
    let good = try String(contentsOfFile: pipelines[0], encoding: .utf8)
    try good.replacingOccurrences(of: "../fixtures/ludnosc", with: "../brak").write(
      toFile: pipelines[1], atomically: true, encoding: .utf8)
    func run() throws -> (code: Int32, output: String, errors: String) {
      try Self.diagnoza(
        "run", pipelines[0], pipelines[1], "-o", room.path("out"), "--on-failure", program, "--language", "en")
    }
    func document() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: told))) as? [String: Any])
    }
    let one = try run()
    #expect(one.code == 66 && one.errors.contains("the others went well"), "\(one.errors)")
    #expect((try document()["failures"] as? [Any])?.count == 1)
    try good.replacingOccurrences(of: "\"title\"", with: "\"tytul\"").write(
      toFile: pipelines[0], atomically: true, encoding: .utf8)
    let both = try run()
    #expect(both.code == 78 && both.errors.contains("2 of 2") && !both.errors.contains("the others"), "\(both.errors)")
    let object = try document()
    #expect(object["exit"] as? Int == 78)
    #expect((object["file"] as? String)?.hasSuffix("demo.json") == true)
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["file"] as? String } == pipelines)
    let failures = try #require(object["failures"] as? [[String: Any]])
    #expect(failures.map { $0["exit"] as? Int } == [78, 66])
    for (failure, finding) in zip(failures, findings) {
      let (message, file) = (failure["message"] as? String ?? "", failure["file"] as? String ?? "")
      #expect(!message.isEmpty && !file.isEmpty)
      #expect((finding["message"] as? String)?.contains(message) == true)
      #expect((finding["message"] as? String)?.contains(file) == true)
      #expect((failure["mend"] as? String)?.isEmpty == false)
    }
  }

  /// Stacks larger than the memory that a process may have: no second thread can be begun.
  private static let noThreads = "ulimit -s 4000000 && ulimit -v 2000000"
  private static let canForbidThreads: Bool = {
    do { return try run("sh", ["-c", noThreads]).code == 0 } catch { return false }
  }()

  @Test(.enabled(if: canForbidThreads, "the limits cannot be set here"))
  func aRunThatGetsNoThreadDoesEverythingByItself() throws {
    let room = try Room()
    let program = Self.programs.appendingPathComponent("diagnoza").path
    let words = [program, "run", room.path("in/pipelines/demo.json"), "-j", "4", "-o", room.path("out")]
    let end = try Self.run("sh", ["-c", Self.noThreads + #"; exec timeout 300 "$@""#, "sh"] + words)
    #expect(end.code == 0, "\(end.errors)")
    let usual = try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-j", "4", "-o", room.path("usual"))
    #expect(usual.code == 0, "\(usual.errors)")
    let other = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("usual/demo/current"))
    #expect(try Self.current(room, "demo") == other)
  }

  @Test func theAnnexOfChangesIsDescribedWithTheTables() throws {
    let room = try Room()
    let pipeline = room.path("in/pipelines/demo.json")
    #expect(try Self.diagnoza("run", pipeline, "-o", room.path("out")).code == 0)
    let edition = try Self.current(room, "demo").replacingOccurrences(of: "editions/", with: "")
    for (file, old, new) in [
      ("in/fixtures/mpips03/2801011_2023.xml", "1658", "1758"),
      ("in/pipelines/demo.json", #""sample_data":"#, #""changes_since": "\#(edition)", "sample_data":"#),
    ] {
      let text = try String(contentsOfFile: room.path(file), encoding: .utf8)
      try text.replacingOccurrences(of: old, with: new).write(toFile: room.path(file), atomically: true, encoding: .utf8)
    }
    let ran = try Self.diagnoza("run", pipeline, "-o", room.path("out"))
    #expect(ran.code == 0, "\(ran.errors)")
    let report = room.path("out/demo/current/4-report")
    let descriptor = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: report + "/datapackage.json")))
    let resources = try #require((descriptor as? [String: Any])?["resources"] as? [[String: Any]])
    let annex = try #require(resources.first { $0["path"] as? String == "changes.csv" })
    let table = try String(contentsOfFile: report + "/changes.csv", encoding: .utf8)
    #expect(table.utf8.count == annex["bytes"] as? Int && table.contains("B01/2801011/2023"))
    let fields = (annex["schema"] as? [String: Any])?["fields"] as? [[String: Any]] ?? []
    #expect(fields.compactMap { $0["name"] as? String }.joined(separator: ",") == table.prefix { !$0.isNewline }.description)
    #expect(try String(contentsOfFile: report + "/dcat.jsonld", encoding: .utf8).contains("changes.csv"))
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
    // A program that does not do its work is said and kept: somebody may wait for its message.
    let file = room.path("in/pipelines/demo.json")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try "{".write(toFile: file, atomically: true, encoding: .utf8)
    let mute = try Self.diagnoza("run", file, "-o", room.path("out"), "--on-failure", "/bin/false", "--language", "en")
    #expect(mute.code == 78 && mute.errors.contains("/bin/false ended with code 1"), "\(mute.errors)")
    let journal = try String(contentsOfFile: room.path("out/demo/.log.jsonl"), encoding: .utf8)
    #expect(journal.contains(#""code":"notice-failed""#) && journal.contains(#""exit":78"#))
    try text.write(toFile: file, atomically: true, encoding: .utf8)
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

  /// The origins of a number as `explain --json` gives them, without the names of sources.
  private static func origins(_ edition: String, _ id: String) throws -> [[String]] {
    let told = try diagnoza("explain", edition, id, "--json")
    try #require(told.code == 0, "\(told.errors)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
    let list = try #require(document["origins"] as? [[String: Any]])
    return list.map { origin in
      let cell = origin["cell"] as? [String: Any] ?? [:]
      let markup = origin["markup"] as? [String: Any] ?? [:]
      let texts = ["role", "measure", "unit", "period", "file", "sha256", "sheet", "text"].map { origin[$0] as? String ?? "" }
      let numbers = ["row", "column"].map { origin[$0] as? Int ?? -1 }.map { String($0) }
      let more = [cell["series"] as? String ?? "", markup["xpath"] as? String ?? ""]
      return texts + numbers + more + [String(markup["line"] as? Int ?? 0)]
    }.sorted { $0.joined() < $1.joined() }
  }

  @Test func aMergedEditionExplainsItsNumbersAsTheRegionsDo() throws {
    let room = try Room()
    let text = try String(contentsOfFile: room.path("in/pipelines/demo.json"), encoding: .utf8)
    for code in ["2801", "2802"] {
      let part = text.replacingOccurrences(of: #""region": "28""#, with: #""region": "\#(code)""#)
        .replacingOccurrences(of: #""voivodeship", "#, with: "")
      #expect(part != text)
      try part.write(toFile: room.path("in/pipelines/r\(code).json"), atomically: true, encoding: .utf8)
    }
    let ran = try Self.diagnoza(
      "run", room.path("in/pipelines/r2801.json"), room.path("in/pipelines/r2802.json"), "-o", room.path("out"))
    #expect(ran.code == 0, "\(ran.errors)")
    let merged = try Self.diagnoza(
      "merge", "polska", room.path("out/r2801/current"), room.path("out/r2802/current"), "--regions", "2801,2802,2803", "-o",
      room.path("out"), "--language", "en")
    #expect(merged.code == 0, "\(merged.errors)")
    for (region, id) in [("r2801", "B01/2801000/2023"), ("r2802", "B01/2802011/2022"), ("r2802", "C02/2802000/2023")] {
      let own = try Self.origins(room.path("out/\(region)/current"), id)
      #expect(!own.isEmpty)
      #expect(try Self.origins(room.path("out/polska/current"), id) == own, "\(id)")
    }
    let statement = try Self.origins(room.path("out/polska/current"), "B01/2801000/2023")
    // The statement has a namespace, and a path has no default one.
    func step(_ name: String) -> String { "*[local-name()='\(name)']" }
    let path = "/\(step("sprawozdanie"))/\(step("dzial"))[@nr='2B']/\(step("wiersz"))[@nr='1']/\(step("kol"))[@nr='1']"
    #expect(statement.contains { $0.contains(path) }, "\(statement)")
    // The report: what is missing, and the regions' own reports behind it.
    let page = try String(contentsOfFile: room.path("out/polska/current/4-report/index.html"), encoding: .utf8)
    #expect(page.contains("2803") && page.contains("regions/2801/index.html"))
    let regional = "out/r2801/current/4-report/index.html"
    #expect(
      FileManager.default.contentsEqual(
        atPath: room.path(regional), andPath: room.path("out/polska/current/4-report/regions/2801/index.html")))
    // Its own tables hold the rows of both, and are as their descriptor says.
    let report = room.path("out/polska/current/4-report")
    let descriptor = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: report + "/datapackage.json")))
    let resources = try #require((descriptor as? [String: Any])?["resources"] as? [[String: Any]])
    let names = resources.compactMap { $0["name"] as? String }
    #expect(
      Set(names).isSuperset(of: [
        "assistance", "assistance-pl", "catalogue", "demography", "labour", "regions", "units", "sources", "balances",
      ]))
    for resource in resources {
      let table = try Data(contentsOf: URL(fileURLWithPath: report + "/" + (resource["path"] as? String ?? "")))
      #expect(table.count == resource["bytes"] as? Int)
      #expect(page.contains("\(resource["path"] ?? "")"))
    }
    for (name, first) in [("tables.xlsx", "PK"), ("report.docx", "PK"), ("report.odt", "PK")] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(report)/\(name)"))
      #expect(bytes.starts(with: Data(first.utf8)) && page.contains("\"\(name)\""), "\(name)")
    }
    let listed = try Self.diagnoza("inspect", report + "/tables.xlsx", "--sheet", "Źródła", "--json")
    #expect(listed.code == 0 && listed.output.contains("2801") && listed.output.contains("2802"), "\(listed.errors)")
    let figures = try String(contentsOfFile: report + "/tables/assistance.csv", encoding: .utf8)
    #expect(figures.contains("B01/2801000/2023,") && figures.contains("B01/2802011/2022,"))
    let shown = try Self.diagnoza("show", room.path("out/polska/current/2-observations/observations.arrow"), "--csv")
    #expect(shown.code == 0 && shown.output.contains("2801/mpips-03") && shown.output.contains("2802/ludnosc"))
    // The same again is the same edition, and a damaged file of it is put in order.
    let edition = try Self.current(room, "polska")
    let table = room.path("out/polska/\(edition)/3-tables/indicators.csv")
    let good = try Data(contentsOf: URL(fileURLWithPath: table))
    try FileManager.default.removeItem(atPath: table)
    try Data("x".utf8).write(to: URL(fileURLWithPath: table))
    let again = try Self.diagnoza(
      "merge", "polska", room.path("out/r2801/current"), room.path("out/r2802/current"), "--regions", "2801,2802,2803", "-o",
      room.path("out"))
    #expect(again.code == 0, "\(again.errors)")
    #expect(try Self.current(room, "polska") == edition)
    #expect(try Data(contentsOf: URL(fileURLWithPath: table)) == good)
  }

  /// Whether a controller answers: that of one node is enough.
  private static let hasSlurm: Bool = {
    guard has("sbatch") else { return false }
    do {
      return try run("sinfo", ["-h", "-o", "%t"]).output.contains("idle")
    } catch {
      return false
    }
  }()

  @Test(.enabled(if: hasSlurm, "no controller of Slurm answers"))
  func slurmRunsThePlansAndTheMergeAfterThem() throws {
    let room = try Room()
    /// Hands a script to Slurm and waits for the last of its jobs.
    func submit(_ script: String, _ words: [String] = []) throws {
      let sent = try Self.run("sh", ["-s", "--"] + words, input: script, in: room.folder)
      #expect(sent.code == 0, "\(sent.errors)")
      let last = sent.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let end = try Self.run(
        "sbatch", ["--wait", "--parsable", "--dependency=afterok:\(last)", "--output=/dev/null", "--wrap=true"], in: room.folder)
      #expect(end.code == 0, "\(end.errors)")
    }
    let pipelines = ["demo", "drugi"].map { room.path("in/pipelines/\($0).json") }
    let alone = try Self.diagnoza("run", pipelines[0], "-o", room.path("alone"))
    #expect(alone.code == 0, "\(alone.errors)")
    let expected = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("alone/demo/current"))
    // One pipeline: a job a stage, each after the one before.
    try submit(Self.diagnoza("plan", pipelines[0], "--format", "slurm", "-o", room.path("out")).output)
    #expect(try Self.current(room, "demo") == expected)
    // Two: an array, and the merge when all of it has ended well.
    let program = Self.programs.appendingPathComponent("diagnoza").path
    try submit(
      Self.diagnoza("plan", pipelines[0], pipelines[1], "--format", "slurm", "-o", room.path("both")).output,
      [program, "merge", "polska", room.path("both/demo/current"), "-o", room.path("both")])
    let merged = try FileManager.default.destinationOfSymbolicLink(atPath: room.path("both/polska/current"))
    #expect(merged.hasPrefix("editions/"))
    let again = try Self.diagnoza("plan", pipelines[0], pipelines[1], "--format", "slurm", "-o", room.path("both"))
    #expect(again.output.contains("everything is current"))
  }

  private static func hasPython(_ module: String) -> Bool {
    do {
      return try has("python3") && run("python3", ["-c", "import \(module)"]).code == 0
    } catch {
      return false
    }
  }

  /// PyPI `prov`, the library of the authors of PROV-JSON, reads the record and finds every relation's two ends declared.
  @Test(.enabled(if: hasPython("prov.model"), "Python has no prov"))
  func theProvenanceIsReadByTheLibraryOfItsAuthors() throws {
    let room = try Room()
    let ran = try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-o", room.path("out"))
    #expect(ran.code == 0, "\(ran.errors)")
    let check = """
      import sys, prov.model as m
      d = m.ProvDocument.deserialize(sys.argv[1], format='json')
      known = {r.identifier for r in d.get_records((m.ProvEntity, m.ProvActivity, m.ProvAgent))}
      relations = list(d.get_records(m.ProvRelation))
      lost = [str(v) for r in relations for _, v in r.formal_attributes if isinstance(v, m.Identifier) and v not in known]
      assert not lost, lost[:3]
      assert m.ProvDocument.deserialize(content=d.serialize(format='json'), format='json') == d
      print(len(known), len(relations))
      """
    let told = try Self.run("python3", ["-c", check, room.path("out/demo/current/prov.json")])
    #expect(told.code == 0, "\(told.errors)")
    let counts = told.output.split(separator: " ").compactMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    #expect(counts.count == 2 && counts.allSatisfy { $0 > 20 })
  }

  /// OpenLineage 2-0-2, https://openlineage.io/spec/2-0-2/OpenLineage.json: what its schema requires of a RunEvent, and of
  /// every facet.
  @Test func theEventsAreAsOpenLineageRequiresThem() throws {
    let room = try Room()
    let events = room.path("events.jsonl")
    let ran = try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-o", room.path("out"), "--openlineage", events)
    #expect(ran.code == 0, "\(ran.errors)")
    try FileManager.default.removeItem(atPath: room.path("in/fixtures/ludnosc/gminy.csv"))
    let failed = try Self.diagnoza("run", room.path("in/pipelines/demo.json"), "-o", room.path("out"), "--openlineage", events)
    #expect(failed.code == 66)
    var types: [String] = []
    for line in try String(contentsOfFile: events, encoding: .utf8).split(separator: "\n") {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      types.append(try #require(event["eventType"] as? String))
      #expect((event["eventTime"] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil)
      for name in ["producer", "schemaURL"] {
        #expect((event[name] as? String).flatMap { URL(string: $0)?.scheme } != nil, "\(name)")
      }
      let run = try #require(event["run"] as? [String: Any])
      #expect((run["runId"] as? String).flatMap { UUID(uuidString: $0) } != nil)
      let job = try #require(event["job"] as? [String: Any])
      let sets = ["inputs", "outputs"].flatMap { event[$0] as? [[String: Any]] ?? [] }
      for named in [job] + sets { #expect(named["namespace"] is String && named["name"] is String) }
      for holder in [run, job] + sets {
        for kind in ["facets", "inputFacets", "outputFacets"] {
          for (name, value) in holder[kind] as? [String: Any] ?? [:] {
            let facet = try #require(value as? [String: Any], "\(name)")
            #expect(facet["_producer"] is String && facet["_schemaURL"] is String, "\(name)")
          }
        }
      }
      if types.last == "FAIL" {
        let message = (run["facets"] as? [String: Any])?["errorMessage"] as? [String: Any]
        #expect(message?["message"] is String && message?["programmingLanguage"] is String)
      }
    }
    #expect(types == ["START", "COMPLETE", "START", "FAIL"])
  }
}
