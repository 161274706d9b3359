import Commands
import Conducting
import Findings
import Synchronization
import Testing

/// Whole programs in this process: what goes to which stream, and with which code they end.
@Suite struct ProgramTests {
  /// What a program left behind.
  struct End {
    var code: Int32
    var output: String
    var errors: String
  }

  static func run(
    _ words: String..., variables: [String: String] = [:], terminal: Bool = false, root: CommandDescription? = nil
  ) -> End {
    run(words, variables: variables, terminal: terminal, root: root)
  }

  static func run(
    _ words: [String], variables: [String: String] = [:], terminal: Bool = false, root: CommandDescription? = nil
  ) -> End {
    let output = Stream()
    let errors = Stream()
    let surroundings = Surroundings(
      words: words, variables: variables, outputIsTerminal: false, errorsAreTerminal: terminal)
    let code = Program.perform(
      root ?? CommandTable.diagnoza, surroundings: surroundings, output: output.descriptor, errors: errors.descriptor)
    return End(code: code, output: output.text, errors: errors.text)
  }

  final class Stream: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    let failure: Int32

    init(failure: Int32 = 0) {
      self.failure = failure
    }

    var descriptor: Descriptor {
      Descriptor { bytes in
        self.bytes.withLock { $0 += bytes }
        return self.failure
      }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
  }

  @Test func versionIsBare() {
    let end = Self.run("--version")
    #expect(end.code == 0)
    #expect(end.output == ProductVersion.text + "\n")
    #expect(end.errors.isEmpty)
  }

  @Test func withoutACommandTheWholeHelpIsPrinted() {
    let end = Self.run()
    #expect(end.code == 0)
    for section in ["OVERVIEW:", "USAGE: diagnoza <subcommand>", "OPTIONS:", "SUBCOMMANDS:"] {
      #expect(end.output.contains(section))
    }
  }

  @Test func everyCommandHasHelpInBothLanguages() {
    for command in CommandTable.diagnoza.subcommands {
      let english = Self.run("help", command.name)
      let polish = Self.run("help", command.name, "--language", "pl")
      let asked = Self.run(command.name, "-h")
      #expect(english.code == 0 && polish.code == 0)
      #expect(english.output == asked.output)
      #expect(english.output != polish.output)
      #expect(!command.overview.polish.isEmpty && !command.overview.english.isEmpty)
    }
  }

  @Test func usageErrorsGoToStandardErrorWithUsageAndWhereToReadMore() {
    let end = Self.run("run", "--frm", "ingest", "x.json")
    #expect(end.code == 64)
    #expect(end.output.isEmpty)
    let lines = end.errors.split(separator: "\n")
    #expect(lines.first == "Error: Unknown option '--frm'. Did you mean '--from'?")
    #expect(lines.contains { $0.hasPrefix("Usage: diagnoza run <pipeline>") })
    #expect(lines.last == "  See 'diagnoza run --help' for more information.")
  }

  @Test(arguments: [
    ([:], "Error"), (["LANG": "pl_PL.UTF-8"], "Błąd"), (["LANG": "pl_PL.UTF-8", "LC_ALL": "C"], "Error"),
    (["LC_MESSAGES": "pl"], "Błąd"), (["LC_ALL": "", "LANG": "pl.UTF-8"], "Błąd"), (["LANG": "plx_PL"], "Error"),
    (["LANG": "tr_TR.UTF-8"], "Error"),
  ])
  func languageComesFromTheEnvironment(_ variables: [String: String], _ word: String) {
    #expect(Self.run("nonsense", variables: variables).errors.hasPrefix(word))
  }

  @Test func languageOptionComesFirst() {
    #expect(Self.run("nonsense", "--language", "pl", variables: ["LC_ALL": "C"]).errors.hasPrefix("Błąd"))
    #expect(Self.run("nonsense", "--language=en", variables: ["LC_ALL": "pl_PL"]).errors.hasPrefix("Error"))
  }

  @Test func stageNamesAreSuggested() {
    #expect(Self.run("run", "x.json", "--only", "normalize").errors.contains("Did you mean 'normalise'?"))
    #expect(Self.run("plan", "x.json", "--format", "jsn").errors.contains("Did you mean 'json'?"))
    #expect(Self.run("list", "indicator").errors.contains("Did you mean 'indicators'?"))
    #expect(Self.run("help", "shwo").errors.contains("'show'"))
  }

  @Test func missingPipelineIsMissingInput() {
    let end = Self.run("run", "/nonexistent/pipeline.json")
    #expect(end.code == 66)
    #expect(end.output.isEmpty)
    #expect(end.errors.contains("/nonexistent/pipeline.json"))
    #expect(end.errors.split(separator: "\n").count <= 5)
  }

  @Test func onlyDoesNotGoWithFrom() {
    #expect(Self.run("run", "x.json", "--only", "ingest", "--from", "ingest").code == 64)
    #expect(Self.run("run", "x.json", "--from", "report", "--to", "ingest").code == 64)
  }

  @Test func aFullDiskBehindTheResultIsAnError() {
    let output = Stream(failure: 28)
    let errors = Stream()
    let code = Program.perform(
      CommandTable.diagnoza, surroundings: Surroundings(words: ["help"]), output: output.descriptor,
      errors: errors.descriptor)
    #expect(code == 74)
    #expect(errors.text.contains("space"))
  }

  @Test func stageProgramsTakeAPipeline() {
    for stage in Stage.allCases {
      let root = CommandTable.program(of: stage)
      let end = Self.run(root: root)
      #expect(end.code == 64)
      #expect(end.errors.contains("Usage: diagnoza-\(stage.rawValue) <pipeline>"))
      #expect(Self.run("--version", root: root).output == ProductVersion.text + "\n")
    }
  }

  @Test func completionsNameEveryCommandAndOption() {
    for shell in CompletionShell.allCases {
      let script = Self.run("completion", shell.rawValue).output
      for command in CommandTable.diagnoza.subcommands {
        #expect(script.contains(command.name))
        for option in command.options { #expect(script.contains(option.long), "\(shell) \(command.name) \(option.long)") }
      }
      for stage in Stage.allCases { #expect(script.contains(stage.program)) }
    }
    #expect(Self.run("completion", "ksh").code == 64)
  }

  @Test func withoutATerminalNothingIsSaid() throws {
    let console = Console(surroundings: Surroundings(words: []), errors: Stream().descriptor)
    let silent = Stream()
    let quiet = Console(surroundings: Surroundings(words: []), errors: silent.descriptor)
    quiet.say(Wording("coś", en: "something"))
    quiet.progress("progress")
    #expect(silent.text.isEmpty)
    #expect(console.loudness == .usual)
    let spoken = Stream()
    Console(surroundings: Surroundings(words: [], errorsAreTerminal: true), errors: spoken.descriptor)
      .say(Wording("coś", en: "some\u{1B}thing"))
    #expect(spoken.text == "some\\u{1b}thing\n")
  }

  @Test("The date of publication is taken from outside where it is a number of seconds, and refused where it is not one")
  func publicationDate() throws {
    func date(_ text: String) throws -> String {
      try Surroundings(words: [], variables: ["SOURCE_DATE_EPOCH": text]).publicationDate()
    }
    #expect(try Surroundings(words: []).publicationDate() == "" && date("") == "")
    #expect(try date("1767225600") == "2026-01-01" && date("951782400") == "2000-02-29")
    for text in ["2026-01-01", "-1", "+5", "1e9", " 5", "99999999999999999999"] {
      let refusal = #expect(throws: Refusal.self) { _ = try date(text) }
      #expect(refusal?.kind == .configuration && refusal?.what.english.contains(text) == true)
    }
  }

  @Test func colourIsRefusedByTheEnvironment() {
    #expect(Surroundings(words: [], variables: ["NO_COLOR": "1"]).refusesColour)
    #expect(Surroundings(words: [], variables: ["TERM": "dumb"]).refusesColour)
    #expect(!Surroundings(words: [], variables: ["NO_COLOR": "", "TERM": "xterm"]).refusesColour)
    #expect(Self.run("nonsense", variables: ["TERM": "xterm"], terminal: true).errors.contains("\u{1B}[") == false)
  }

  @Test func amountsOfEntitiesAreWithheldByArticle38() throws {
    let trial = try ScratchFolder()
    var rows = "gmina,entity,value\n"
    for gmina in ["a", "b", "c"] { for entity in 1...4 { rows += "\(gmina),\(gmina)\(entity),\(entity * 525)\n" } }
    try trial.write("oplaty.csv", rows + "d,d1,7600\nd,d2,1400\nd,d3,1000\n")
    try trial.write("gminy.csv", "child,parent\na,P\nb,P\nc,P\nd,P\n")
    let (amounts, units) = (trial.path("oplaty.csv"), trial.path("gminy.csv"))
    let end = Self.run("suppress", "--contributions", amounts, "--hierarchy", "gmina=\(units)", "--singleton")
    #expect(end.code == 0)
    #expect(end.output.contains("d,10000,1\r\n"))
    #expect(end.output.split(separator: "\r\n").count { $0.hasSuffix(",2") } == 1)
    #expect(
      Self.run("suppress", "--contributions", amounts, "--hierarchy", "gmina=\(units)", "--rule", "p=5").output
        .contains("d,10000,p\r\n"))
    for wrong in [["--threshold", "5"], ["--cells", amounts], ["--rule", "p"]] {
      let words = ["suppress", "--contributions", amounts, "--hierarchy", "gmina=\(units)"] + wrong
      #expect(Self.run(words).code == 64)
    }
    #expect(Self.run("suppress", "--cells", amounts, "--hierarchy", "gmina=\(units)", "--rule", "p=5").code == 64)
  }
}
