import Conducting
import Findings

extension CommandTable {
  static let helpCommand: CommandDescription = .init(
    "help", Wording("Pomoc o poleceniu.", en: "Help on a command."),
    arguments: [
      ArgumentDescription(
        "command", .text, required: false,
        Wording("Polecenie; bez niego cały spis.", en: "The command; without it the whole list."))
    ]
  ) { (invocation, console) throws(Refusal) in
    guard let word = invocation.arguments.first else {
      return try console.result(help(of: diagnoza, path: ["diagnoza"], console))
    }
    guard let command = diagnoza.subcommand(named: word) else {
      let names = diagnoza.subcommands.map(\.name)
      throw Refusal(
        .usage, Wording("Nieznane polecenie '\(word)'", en: "Unknown subcommand '\(word)'"),
        mend: nearest(to: word, among: names).map { Wording("czy chodziło o '\($0)'?", en: "did you mean '\($0)'?") }
          ?? Wording("polecenia: \(names.joined(separator: ", "))", en: "commands: \(names.joined(separator: ", "))"))
    }
    try console.result(help(of: command, path: ["diagnoza", command.name], console))
  }

  static let completionCommand: CommandDescription = .init(
    "completion", Wording("Skrypt dopełniania dla powłoki.", en: "Completion script for a shell."),
    examples: [
      CommandExample(
        "diagnoza completion bash > /etc/bash_completion.d/diagnoza",
        Wording("dopełnianie w bash dla wszystkich", en: "completion in bash for everybody"))
    ],
    arguments: [shell]
  ) { (invocation, console) throws(Refusal) in
    let chosen = invocation.value(of: shell).flatMap(CompletionShell.init(rawValue:)) ?? .bash
    try console.result(chosen.script(for: programs, common: EveryCommand.all, language: console.language))
  }

  static let manCommand: CommandDescription = .init(
    "man", Wording("Strona podręcznika (man) programu.", en: "The manual page (man) of a program."),
    examples: [
      CommandExample(
        "diagnoza man > /usr/share/man/man1/diagnoza.1", Wording("strona po angielsku", en: "the page in English")),
      CommandExample(
        "diagnoza man diagnoza-ingest --language pl > /usr/share/man/pl/man1/diagnoza-ingest.1",
        Wording("strona jednego etapu po polsku", en: "the page of one stage in Polish")),
    ],
    arguments: [program]
  ) { (invocation, console) throws(Refusal) in
    let name = invocation.value(of: program) ?? diagnoza.name
    guard let chosen = programs.first(where: { $0.name == name }) else { return }
    let page = ManualPage(
      of: chosen, common: EveryCommand.all, language: console.language, version: ProductVersion.text)
    try console.result(page.text)
  }

  private static let program = ArgumentDescription(
    "program", .word(["diagnoza"] + Stage.allCases.map(\.program)), required: false,
    Wording("Program; bez niego diagnoza.", en: "The program; without it diagnoza."))

  private static let shell = ArgumentDescription(
    "shell", .word(CompletionShell.allCases.map(\.rawValue)), Wording("Powłoka.", en: "The shell."))

  /// The help text of a command for this console.
  static func help(of command: CommandDescription, path: [String], _ console: Console) -> String {
    let width = console.surroundings.outputIsTerminal ? console.surroundings.width : 80
    return HelpText(of: command, path: path, common: EveryCommand.all, language: console.language, width: width).text
  }
}
