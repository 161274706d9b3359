import Commands
import Findings
import Testing

/// The parser on a small table of its own, compared with what swift-argument-parser 1.8.2 does.
@Suite struct CommandLineParserTests {
  static let file = ArgumentDescription("file", .file(ending: nil), Wording("plik", en: "a file"))
  static let second = ArgumentDescription("more", .text, required: false, Wording("więcej", en: "more"))
  static let name = OptionDescription(
    "name", short: "n", value: .init("name", .text), Wording("nazwa", en: "a name"))
  static let format = OptionDescription(
    "format", value: .init("format", .word(["html", "pdf", "xlsx"])), Wording("postać", en: "a format"))
  static let jobs = OptionDescription(
    "jobs", short: "j", value: .init("n", .number(atLeast: 1)), Wording("wątki", en: "threads"))
  static let filter = OptionDescription(
    "where", value: .init("pair", .pair), mayRepeat: true, Wording("warunek", en: "a condition"))
  static let all = OptionDescription("all", short: "a", Wording("wszystko", en: "everything"))
  static let quiet = OptionDescription("quiet", short: "q", Wording("cicho", en: "quiet"))

  static let table = CommandDescription(
    "prog", Wording("program", en: "a program"),
    subcommands: [
      CommandDescription(
        "work", aliases: ["w"], Wording("praca", en: "work"), arguments: [file, second],
        options: [name, format, jobs, filter, all], perform: { _, _ in }),
      CommandDescription("play", Wording("zabawa", en: "play"), perform: { _, _ in }),
    ])
  static let parser = CommandLineParser(table, common: [quiet])

  /// What a request comes to, as a text that cases can be compared by.
  static func outcome(_ words: String...) -> String {
    do throws(UsageError) {
      switch try parser.parse(words) {
      case .version: return "version"
      case .help(let path): return "help " + path.joined(separator: " ")
      case .perform(let invocation):
        let options = invocation.options.sorted { $0.key < $1.key }
          .map { "\($0.key)=\($0.value.joined(separator: ","))" }
        return ([invocation.path.joined(separator: " ")] + invocation.arguments.map { "<\($0)>" } + options)
          .joined(separator: " ")
      }
    } catch {
      return "! " + error.message.english
    }
  }

  @Test func valuesStandApartOrAttached() {
    #expect(Self.outcome("work", "f", "--name", "x") == "prog work <f> name=x")
    #expect(Self.outcome("work", "f", "--name=x=y") == "prog work <f> name=x=y")
    #expect(Self.outcome("work", "f", "--name=") == "prog work <f> name=")
    #expect(Self.outcome("work", "-n", "x", "f") == "prog work <f> name=x")
    #expect(Self.outcome("work", "-n=x", "f") == "prog work <f> name=x")
    #expect(Self.outcome("work", "-nx", "f") == "prog work <f> name=x")
    #expect(Self.outcome("work", "f", "-n", "-") == "prog work <f> name=-")
  }

  @Test func shortFlagsCombine() {
    #expect(Self.outcome("work", "-aq", "f") == "prog work <f> all= quiet=")
    #expect(Self.outcome("work", "-aqj2", "f") == "prog work <f> all= jobs=2 quiet=")
    #expect(Self.outcome("work", "-qaj", "2", "f") == "prog work <f> all= jobs=2 quiet=")
    #expect(Self.outcome("work", "-aq=1", "f") == "! The option '--quiet' takes no value, but '1' was given.")
  }

  @Test func lastValueWinsUnlessItMayRepeat() {
    #expect(Self.outcome("work", "f", "-n", "x", "-n", "y") == "prog work <f> name=y")
    #expect(Self.outcome("work", "f", "--where", "a=1", "--where=b=2") == "prog work <f> where=a=1,b=2")
  }

  @Test func doubleDashEndsTheOptions() {
    #expect(Self.outcome("work", "--", "--name") == "prog work <--name>")
    #expect(Self.outcome("work", "--", "-h", "x") == "prog work <-h> <x>")
    #expect(Self.outcome("work", "-") == "prog work <->")
  }

  @Test func helpWinsAnywhere() {
    #expect(Self.outcome() == "help prog")
    #expect(Self.outcome("-h") == "help prog")
    #expect(Self.outcome("--help", "work") == "help prog work")
    #expect(Self.outcome("work", "--help") == "help prog work")
    #expect(Self.outcome("work", "--nonsense", "f", "-h") == "help prog work")
    #expect(Self.outcome("work", "-ah") == "help prog work")
    #expect(Self.outcome("--version", "work") == "version")
  }

  @Test func aliasesNameTheSameCommand() {
    #expect(Self.outcome("w", "f") == "prog work <f>")
    #expect(Self.outcome("-q", "w", "f") == "prog work <f> quiet=")
  }

  @Test(arguments: [
    (["wrok"], "Unknown subcommand 'wrok'. Did you mean 'work'?"),
    (["zzz"], "Unknown subcommand 'zzz'."),
    (["work"], "Missing expected argument '<file>'."),
    (["work", "f", "g", "h"], "Unexpected argument 'h'."),
    (["work", "f", "g", "h", "i"], "2 unexpected arguments: 'h', 'i'."),
    (["work", "f", "--nmae", "x"], "Unknown option '--nmae'. Did you mean '--name'?"),
    (["work", "f", "--hepl"], "Unknown option '--hepl'. Did you mean '--help'?"),
    (["work", "f", "--nam=x"], "Unknown option '--nam'. Did you mean '--name'?"),
    (["work", "f", "-x"], "Unknown option '-x'."),
    (["work", "f", "-ax"], "Unknown option '-x'."),
    (["work", "f", "--name"], "Missing value for '--name <name>'."),
    (["work", "f", "--name", "--all"], "Missing value for '--name <name>'."),
    (["work", "f", "--all=yes"], "The option '--all' takes no value, but 'yes' was given."),
    (
      ["work", "f", "--format", "pfd"],
      "The value 'pfd' is invalid for '--format <format>'. Please provide one of 'html', 'pdf' or 'xlsx'. Did you mean 'pdf'?"
    ),
    (["work", "f", "-j", "0"], "The value '0' is invalid for '--jobs <n>'. Please provide a whole number of at least 1."),
    (["work", "f", "-j", "+1"], "The value '+1' is invalid for '--jobs <n>'. Please provide a whole number of at least 1."),
    (
      ["work", "f", "-j", "99999999999999999999"],
      "The value '99999999999999999999' is invalid for '--jobs <n>'. Please provide a whole number of at least 1."
    ),
    (["work", "f", "--where", "a"], "The value 'a' is invalid for '--where <pair>'. Please provide COLUMN=VALUE."),
    (["work", ""], "The value '' is invalid for '<file>'. The value must not be empty."),
    (["work", "a\u{1B}[2Jb", "c", "d\n"], "Unexpected argument 'd\\n'."),
  ])
  func mistakesAreNamed(_ words: [String], _ message: String) {
    #expect(throws: UsageError.self) { try Self.parser.parse(words) }
    do throws(UsageError) {
      _ = try Self.parser.parse(words)
    } catch {
      #expect(error.message.english == message)
      #expect(error.message.polish != error.message.english)
    }
  }

  @Test(arguments: [
    ("90", 90_000), ("90s", 90_000), ("10m", 600_000), ("2h", 7_200_000), ("0", 0), ("", nil), ("m", nil), ("-1s", nil),
    ("1.5h", nil), ("10d", nil), ("99999999999999999999", nil), ("9999999h", nil),
  ])
  func durations(_ text: String, _ milliseconds: Int?) {
    #expect(ValueForm.milliseconds(text) == milliseconds)
    #expect(ValueForm.duration.admits(text) == (milliseconds != nil))
  }
}
