package import Findings

/// A command line that the table does not allow (exit 64). Names the nearest valid word wherever there is one.
package struct UsageError: Error, Sendable, Equatable {
  package var message: Wording
  /// Line of help for the option or argument concerned, when one is known.
  package var subject: String
  package var subjectHelp: Wording
  /// The words that lead to the command in question.
  package var path: [String]

  package init(
    _ message: Wording, subject: String = "", subjectHelp: Wording = Wording("", en: ""), path: [String]
  ) {
    self.message = message
    self.subject = subject
    self.subjectHelp = subjectHelp
    self.path = path
  }
}

extension UsageError {
  static func unknownOption(_ given: String, known: [OptionDescription], path: [String]) -> UsageError {
    let candidates =
      given.hasPrefix("--")
      ? known.map { "--" + $0.long } + ["--help", "--version"] : known.compactMap { option in option.short.map { "-\($0)" } }
    var message = Wording("Nieznana opcja '\(shown(given))'.", en: "Unknown option '\(shown(given))'.")
    if let near = nearest(to: given, among: candidates), near.count > 2 { message = message.asking(near) }
    return UsageError(message, path: path)
  }

  static func unknownCommand(_ given: String, known: [CommandDescription], path: [String]) -> UsageError {
    var message = Wording("Nieznane polecenie '\(shown(given))'.", en: "Unknown subcommand '\(shown(given))'.")
    if let near = nearest(to: given, among: known.flatMap { [$0.name] + $0.aliases }) { message = message.asking(near) }
    return UsageError(message, path: path)
  }

  static func missingValue(_ option: OptionDescription, path: [String]) -> UsageError {
    UsageError(
      Wording("Brak wartości opcji '\(option.spelling)'.", en: "Missing value for '\(option.spelling)'."),
      subject: option.fullSpelling, subjectHelp: option.help, path: path)
  }

  static func needlessValue(_ option: OptionDescription, value: String, path: [String]) -> UsageError {
    UsageError(
      Wording(
        "Opcja '--\(option.long)' nie przyjmuje wartości, a podano '\(shown(value))'.",
        en: "The option '--\(option.long)' takes no value, but '\(shown(value))' was given."),
      subject: option.fullSpelling, subjectHelp: option.help, path: path)
  }

  static func missingArgument(_ argument: ArgumentDescription, path: [String]) -> UsageError {
    UsageError(
      Wording("Brak wymaganego argumentu '<\(argument.name)>'.", en: "Missing expected argument '<\(argument.name)>'."),
      subject: "<\(argument.name)>", subjectHelp: argument.help, path: path)
  }

  static func surplus(_ words: [String], path: [String]) -> UsageError {
    let list = words.map { "'\(shown($0))'" }.joined(separator: ", ")
    return UsageError(
      words.count == 1
        ? Wording("Nieoczekiwany argument \(list).", en: "Unexpected argument \(list).")
        : Wording("Nieoczekiwane argumenty: \(list).", en: "\(words.count) unexpected arguments: \(list)."),
      path: path)
  }

  /// A value that does not have the form which the table demands.
  /// - Parameter subject: `--format <format>` or `<what>`.
  static func badValue(
    _ value: String, for subject: String, form: ValueForm, help: Wording, path: [String]
  ) -> UsageError {
    var message = Wording(
      "Wartość '\(shown(value))' nie pasuje do '\(subject)'.", en: "The value '\(shown(value))' is invalid for '\(subject)'.")
    switch form {
    case .word(let words):
      message.polish += " Podaj \(enumeration(words, last: " albo "))."
      message.english += " Please provide one of \(enumeration(words, last: " or "))."
      if let near = nearest(to: value, among: words) { message = message.asking(near) }
    case .number(let least):
      message.polish += " Podaj liczbę całkowitą nie mniejszą niż \(least)."
      message.english += " Please provide a whole number of at least \(least)."
    case .duration:
      message.polish += " Podaj czas, na przykład 90s, 10m albo 2h."
      message.english += " Please provide a time such as 90s, 10m or 2h."
    case .pair:
      message.polish += " Podaj KOLUMNA=WARTOŚĆ."
      message.english += " Please provide COLUMN=VALUE."
    case .text, .file, .folder:
      message.polish += " Wartość nie może być pusta."
      message.english += " The value must not be empty."
    }
    return UsageError(message, subject: subject, subjectHelp: help, path: path)
  }

  /// `'html', 'pdf' or 'xlsx'`.
  private static func enumeration(_ words: [String], last: String) -> String {
    let quoted = words.map { "'\($0)'" }
    guard let end = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + last + end
  }
}

extension Wording {
  /// The sentence with "did you mean" behind it.
  fileprivate func asking(_ near: String) -> Wording {
    Wording(polish + " Czy chodziło o '\(near)'?", en: english + " Did you mean '\(near)'?")
  }
}
