package import Conducting
import Findings
import Glibc

/// A program from its first instruction to its exit code: the only place that ends the process.
package enum Program {
  /// `diagnoza`.
  package static func diagnoza() -> Never { run(CommandTable.diagnoza) }

  // The programs of the single stages.
  package static func ingest() -> Never { run(CommandTable.program(of: .ingest)) }
  package static func normalise() -> Never { run(CommandTable.program(of: .normalise)) }
  package static func diagnose() -> Never { run(CommandTable.program(of: .diagnose)) }
  package static func report() -> Never { run(CommandTable.program(of: .report)) }

  private static func run(_ root: CommandDescription) -> Never {
    Descriptor.openStandardOnes()
    let gate = StopGate()
    let surroundings = Surroundings.ofThisProcess()
    let speaker = Console(surroundings: surroundings, gate: gate)
    SignalWatch.begin { name in
      speaker.clearProgress()
      speaker.say(
        Wording(
          "\(name): przerywam; to, co opublikowano, jest nienaruszone.", en: "\(name): stopping; what was published is intact."))
      gate.stop(by: name)
    }
    guard Surroundings.wordsOfThisProcess() != nil else {
      speaker.report(
        Refusal(
          .inputOutput,
          Wording(
            "Nie można odczytać własnych argumentów (/proc/self)", en: "The program's own arguments cannot be read (/proc/self)"),
          mend: Wording("sprawdź, czy /proc jest zamontowany", en: "see whether /proc is mounted")))
      exit(Refusal.Kind.inputOutput.rawValue)
    }
    let code = perform(root, surroundings: surroundings, gate: gate)
    gate.pass()
    exit(code)
  }

  /// Reads the command line and does what it asks for.
  /// - Returns: the exit code.
  package static func perform(
    _ root: CommandDescription, surroundings: Surroundings, gate: StopGate = StopGate(), output: Descriptor = .output,
    errors: Descriptor = .errors
  ) -> Int32 {
    let plain = Console(surroundings: surroundings, gate: gate, output: output, errors: errors)
    let request: Request
    do throws(UsageError) {
      request = try CommandLineParser(root, common: EveryCommand.all).parse(surroundings.words)
    } catch {
      plain.report(error, usage: usage(root, path: error.path, language: surroundings.language))
      return Refusal.Kind.usage.rawValue
    }
    var console = plain
    do throws(Refusal) {
      switch request {
      case .version: try plain.result(ProductVersion.text + "\n")
      case .help(let path): try plain.result(CommandTable.help(of: command(root, path: path), path: path, plain))
      case .perform(let invocation):
        console = Console(
          surroundings: surroundings, invocation: invocation, gate: gate, output: output, errors: errors)
        try invocation.command.perform?(invocation, console)
      }
      try console.flush()
      console.clearProgress()
      return 0
    } catch {
      gate.pass()
      console.report(error)
      return error.kind.rawValue
    }
  }

  /// The command that a path of words leads to.
  private static func command(_ root: CommandDescription, path: [String]) -> CommandDescription {
    path.dropFirst().reduce(root) { $0.subcommand(named: $1) ?? $0 }
  }

  private static func usage(_ root: CommandDescription, path: [String], language: Language) -> String {
    HelpText(of: command(root, path: path), path: path, common: EveryCommand.all, language: language).usage
  }
}
