package import Findings

/// The manual page of a program, in the macros of man(7), from the command table alone.
package struct ManualPage: Sendable {
  private let program: CommandDescription
  private let common: [OptionDescription]
  private let language: Language
  private let version: String

  package init(of program: CommandDescription, common: [OptionDescription], language: Language, version: String) {
    self.program = program
    self.common = common
    self.language = language
    self.version = version
  }

  package var text: String {
    var lines = [
      ".TH \(program.name.uppercased()) 1 \"\" \"diagnoza \(version)\" \"\(say("Polecenia użytkownika", "User Commands"))\"",
      ".SH \(say("NAZWA", "NAME"))",
      "\(escaped(program.name)) \\- \(inline(program.overview))",
      ".SH \(say("SKŁADNIA", "SYNOPSIS"))",
      ".B \(escaped(HelpText(of: program, path: [program.name], common: common, language: language).usage))",
    ]
    if !program.discussion.polish.isEmpty {
      lines += [".SH \(say("OPIS", "DESCRIPTION"))", inline(program.discussion)]
    }
    if !program.subcommands.isEmpty { lines.append(".SH \(say("POLECENIA", "COMMANDS"))") }
    for command in program.subcommands { lines += section(of: command) }
    if program.subcommands.isEmpty { lines += [".SH \(say("ARGUMENTY", "ARGUMENTS"))"] + program.arguments.flatMap(entry) }
    lines += [".SH \(say("OPCJE", "OPTIONS"))"] + (program.options + common).flatMap(entry)
    lines += examples(of: program, heading: ".SH \(say("PRZYKŁADY", "EXAMPLES"))")
    lines += exitCodes
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(of command: CommandDescription) -> [String] {
    let usage = HelpText(of: command, path: [program.name, command.name], common: [], language: language).usage
    var lines = [".SS \(escaped(usage))", inline(command.overview)]
    if !command.discussion.polish.isEmpty { lines += [".PP", inline(command.discussion)] }
    lines += command.arguments.flatMap(entry) + command.options.flatMap(entry)
    return lines + examples(of: command, heading: ".PP")
  }

  private func examples(of command: CommandDescription, heading: String) -> [String] {
    guard !command.examples.isEmpty else { return [] }
    return [heading]
      + command.examples.flatMap { [".TP", ".B \(escaped($0.line))", inline($0.purpose)] }
  }

  private func entry(_ argument: ArgumentDescription) -> [String] {
    [".TP", ".I \(escaped(argument.name))", inline(argument.help)]
  }

  private func entry(_ option: OptionDescription) -> [String] {
    var help = inline(option.help)
    if case .word(let words)? = option.value?.form { help += "\n(\(words.map(escaped).joined(separator: ", ")))" }
    return [".TP", ".B \(escaped(option.fullSpelling))", help]
  }

  private var exitCodes: [String] {
    let codes: [(String, Wording)] = [
      ("0", Wording("zrobione albo nie było nic do zrobienia", en: "done, or nothing to do")),
      ("1", Wording("błąd w programie, który się nie zapowiedział", en: "a bug in the program")),
      ("64", Wording("złe użycie", en: "wrong usage")),
      ("65", Wording("dane odrzucone albo ponad tolerancją", en: "input refused or above its tolerance")),
      ("66", Wording("brak wejścia", en: "an input is missing")),
      (
        "69", Wording("wynik wcześniejszego etapu nieaktualny albo go brak", en: "what the stage before left is missing or stale")
      ),
      ("70", Wording("błąd programu", en: "an invariant of the program is broken")),
      ("73, 74, 77", Wording("zapis, wejście-wyjście, uprawnienia", en: "output, input and output, permission")),
      (
        "75",
        Wording(
          "spróbuj później: trwa inne uruchomienie albo termin źródła nie minął",
          en: "try again later: another run is at work, or a source is not due yet")
      ), ("78", Wording("zła konfiguracja", en: "wrong configuration")),
    ]
    return [".SH \(say("KODY WYJŚCIA", "EXIT STATUS"))"] + codes.flatMap { [".TP", ".B \($0.0)", inline($0.1)] }
  }

  private func say(_ polish: String, _ english: String) -> String { Wording(polish, en: english).text(language) }

  private func inline(_ wording: Wording) -> String { folded(escaped(wording.text(language))) }

  /// Lines of the length that `mandoc -Tlint` wants; it counts a letter beyond ASCII as the eight characters of its roff name.
  private func folded(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ") {
      let own = word.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
      if !line.isEmpty, width + 1 + own > 78 {
        lines.append(line)
        (line, width) = ("", 0)
        // A request begins with a point: a word that does so at the start of a line is no request.
        if word.hasPrefix(".") || word.hasPrefix("'") { line = "\\&" }
      }
      if width > 0 { line += " " }
      line += word
      width += own + 1
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// A line that roff takes as text: no request at its start, hyphens as they are typed.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
