/// What the user asked for: a command of the table with the values given to it. Made only by the parser, so every value
/// has the form that the table demands and every required argument is there.
package struct Invocation: Sendable {
  /// The words that lead to the command, the program's name first: `diagnoza`, `run`.
  package var path: [String]
  package var command: CommandDescription
  /// Values of the arguments in the order of the table; shorter when optional ones were left out.
  package var arguments: [String]
  /// Values of options by long name, in the order given; a flag holds empty texts, as many as it was given times.
  package var options: [String: [String]]

  package init(
    path: [String], command: CommandDescription, arguments: [String] = [], options: [String: [String]] = [:]
  ) {
    self.path = path
    self.command = command
    self.arguments = arguments
    self.options = options
  }

  /// Whether the flag or option was given.
  package func has(_ option: OptionDescription) -> Bool { options[option.long] != nil }

  /// The last value given.
  package func value(of option: OptionDescription) -> String? { options[option.long]?.last }

  package func values(of option: OptionDescription) -> [String] { options[option.long] ?? [] }

  /// The last value given, of an option that the table declares as a number.
  package func number(of option: OptionDescription) -> Int? { value(of: option).flatMap { Int($0) } }

  /// The last value given, of an option that the table declares as a duration, in milliseconds.
  package func duration(of option: OptionDescription) -> Int? { value(of: option).flatMap(ValueForm.milliseconds) }

  /// All values of an argument that may be repeated.
  package func values(of argument: ArgumentDescription) -> [String] {
    guard let place = command.arguments.firstIndex(of: argument) else { return [] }
    return Array(arguments.dropFirst(place))
  }

  /// The value of an argument; nil when an optional one was left out.
  package func value(of argument: ArgumentDescription) -> String? {
    guard let place = command.arguments.firstIndex(of: argument), place < arguments.count else { return nil }
    return arguments[place]
  }
}
