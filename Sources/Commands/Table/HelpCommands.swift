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

  private static let shell = ArgumentDescription(
    "shell", .word(CompletionShell.allCases.map(\.rawValue)), Wording("Powłoka.", en: "The shell."))

  /// The help text of a command for this console.
  static func help(of command: CommandDescription, path: [String], _ console: Console) -> String {
    let width = console.surroundings.outputIsTerminal ? console.surroundings.width : 80
    return HelpText(of: command, path: path, common: EveryCommand.all, language: console.language, width: width).text
  }
}
