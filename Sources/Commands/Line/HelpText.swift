package import Findings

/// The help of one command, laid out as swift-argument-parser does it (sections, order, text from column 26), examples first.
package struct HelpText: Sendable {
  private let path: [String]
  private let command: CommandDescription
  private let common: [OptionDescription]
  private let language: Language
  private let width: Int

  /// - Parameters:
  ///   - path: the words that lead to the command.
  ///   - width: columns of the terminal; 80 when there is none.
  package init(
    of command: CommandDescription, path: [String], common: [OptionDescription], language: Language, width: Int = 80
  ) {
    self.command = command
    self.path = path
    self.common = common
    self.language = language
    self.width = max(width, 40)
  }

  package var text: String {
    var sections: [String] = []
    sections.append(wrapped(say("OPIS: ", "OVERVIEW: ") + command.overview.text(language), to: width).joined(separator: "\n"))
    let discussion = command.discussion.text(language)
    if !discussion.isEmpty { sections.append(wrapped(discussion, to: width).joined(separator: "\n")) }
    if !command.examples.isEmpty { sections.append(exampleSection) }
    sections.append(say("UŻYCIE: ", "USAGE: ") + usage)
    section(
      say("ARGUMENTY:", "ARGUMENTS:"), command.arguments.map { ("<\($0.name)>", help($0.help, form: $0.form)) }, to: &sections)
    section(say("OPCJE:", "OPTIONS:"), options, to: &sections)
    let subcommands = command.subcommands.map { sub in
      ((CollectionOfOne(sub.name) + sub.aliases).joined(separator: ", "), sub.overview.text(language))
    }
    section(say("POLECENIA:", "SUBCOMMANDS:"), subcommands, to: &sections)
    if let program = path.first, !command.subcommands.isEmpty {
      sections.append(
        say("  Więcej o poleceniu: '\(program) help <polecenie>'.", "  See '\(program) help <subcommand>' for detailed help."))
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// `diagnoza run <pipeline> [--only <stage>] [--force]`.
  package var usage: String {
    var words = path
    words += command.arguments.map(\.spelling)
    if command.options.count > 12 {
      words.append("[<\(say("opcje", "options"))>]")
    } else {
      words += command.options.map { $0.mayRepeat ? "[\($0.spelling)] ..." : "[\($0.spelling)]" }
    }
    if !command.subcommands.isEmpty { words.append("<\(say("polecenie", "subcommand"))>") }
    return words.joined(separator: " ")
  }

  private func say(_ polish: String, _ english: String) -> String { Wording(polish, en: english).text(language) }

  private var exampleSection: String {
    var lines = [say("PRZYKŁADY:", "EXAMPLES:")]
    for example in command.examples {
      lines.append("  " + example.line)
      lines += wrapped(example.purpose.text(language), to: width - 6).map { "      " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  private var options: [(String, String)] {
    var rows = (command.options + common).map { option in
      let standard = option.value?.standard ?? ""
      return (option.fullSpelling, help(option.help, form: option.value?.form, standard: standard))
    }
    rows.append(("--version", say("Pokaż wersję.", "Show the version.")))
    rows.append(("-h, --help", say("Pokaż pomoc.", "Show help information.")))
    return rows
  }

  /// The help with `(values: ...; default: ...)` behind it.
  private func help(_ wording: Wording, form: ValueForm?, standard: String = "") -> String {
    var notes: [String] = []
    if case .word(let words)? = form { notes.append(say("wartości: ", "values: ") + words.joined(separator: ", ")) }
    if !standard.isEmpty { notes.append(say("domyślnie: ", "default: ") + standard) }
    let text = wording.text(language)
    return notes.isEmpty ? text : text + " (" + notes.joined(separator: "; ") + ")"
  }

  private func section(_ title: String, _ rows: [(label: String, text: String)], to sections: inout [String]) {
    guard !rows.isEmpty else { return }
    let column = 26
    var lines = [title]
    for row in rows {
      let label = "  " + row.label
      var texts = wrapped(row.text, to: width - column)
      if label.count < column, let first = texts.first {
        lines.append(label + String(repeating: " ", count: column - label.count) + first)
        texts.removeFirst()
      } else {
        lines.append(label)
      }
      lines += texts.map { String(repeating: " ", count: column) + $0 }
    }
    sections.append(lines.joined(separator: "\n"))
  }
}
