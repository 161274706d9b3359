package import Findings

/// The shells that completions are made for, from the command table alone.
package enum CompletionShell: String, Sendable, CaseIterable {
  case bash, zsh, fish

  /// The script that completes every one of the programs.
  package func script(for programs: [CommandDescription], common: [OptionDescription], language: Language) -> String {
    switch self {
    case .bash: bashCompletion(for: programs, common: common)
    case .zsh: zshCompletion(for: programs, common: common, language: language)
    case .fish: fishCompletion(for: programs, common: common, language: language)
    }
  }
}

extension OptionDescription {
  /// `-o` and `--output`.
  var spellings: [String] { (short.map { ["-\($0)"] } ?? []) + ["--\(long)"] }
}

extension ArgumentDescription {
  /// What is offered for it: for one called `command` the commands of the program.
  func offer(among commands: [String]) -> ValueForm {
    if name == "command", !commands.isEmpty { return .word(commands) }
    return offered.isEmpty ? form : .word(offered)
  }
}

/// A text inside single quotes of bash and zsh.
func quotedForShell(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
