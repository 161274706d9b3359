package import Findings

/// One command of the command line. The tree of these is the one place that says what can be typed: the parser, `help`,
/// usage errors and the completions are all made from it.
package struct CommandDescription: Sendable {
  package typealias Performance = @Sendable (Invocation, Console) throws(Refusal) -> Void

  package var name: String
  package var aliases: [String]
  /// One sentence for the list of commands.
  package var overview: Wording
  /// Further paragraphs for the command's own help.
  package var discussion: Wording
  package var examples: [CommandExample]
  package var arguments: [ArgumentDescription]
  package var options: [OptionDescription]
  package var subcommands: [CommandDescription]
  /// What the command does; nil for one that only groups others and shows its help.
  package var perform: Performance?

  package init(
    _ name: String, aliases: [String] = [], _ overview: Wording, discussion: Wording = Wording("", en: ""),
    examples: [CommandExample] = [], arguments: [ArgumentDescription] = [], options: [OptionDescription] = [],
    subcommands: [CommandDescription] = [], perform: Performance? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.overview = overview
    self.discussion = discussion
    self.examples = examples
    self.arguments = arguments
    self.options = options
    self.subcommands = subcommands
    self.perform = perform
  }

  /// The subcommand of that name or alias.
  package func subcommand(named word: String) -> CommandDescription? {
    subcommands.first { $0.name == word || $0.aliases.contains(word) }
  }
}

/// A line that can be typed as it stands, and what it is good for.
package struct CommandExample: Sendable {
  package var line: String
  package var purpose: Wording

  package init(_ line: String, _ purpose: Wording) {
    self.line = line
    self.purpose = purpose
  }
}

/// What a value of an option or argument may be; checked by the parser, offered by the completions.
package enum ValueForm: Sendable, Equatable {
  case text
  /// A path to a file; the ending (without dot) narrows what completion offers.
  case file(ending: String?)
  case folder
  /// One of these words.
  case word([String])
  /// A whole number of at least this.
  case number(atLeast: Int)
  /// `90`, `90s`, `10m`, `2h`.
  case duration
  /// `COLUMN=VALUE`.
  case pair
}

/// A positional argument.
package struct ArgumentDescription: Sendable, Equatable {
  /// Name shown between angle brackets.
  package var name: String
  package var form: ValueForm
  package var isRequired: Bool
  /// Whether several may be given; only of the last argument.
  package var mayRepeat: Bool
  package var help: Wording
  /// Words that completion offers; the command itself says what else it takes.
  package var offered: [String]

  package init(
    _ name: String, _ form: ValueForm, required: Bool = true, mayRepeat: Bool = false, offered: [String] = [], _ help: Wording
  ) {
    self.mayRepeat = mayRepeat
    self.offered = offered
    self.name = name
    self.form = form
    self.isRequired = required
    self.help = help
  }

  package static func == (a: ArgumentDescription, b: ArgumentDescription) -> Bool { a.name == b.name }

  /// `<pipeline>` or `[<command>]`.
  package var spelling: String { (isRequired ? "<\(name)>" : "[<\(name)>]") + (mayRepeat ? " ..." : "") }
}

/// An option: a flag when it takes no value.
package struct OptionDescription: Sendable, Equatable {
  /// The value that the option takes.
  package struct Value: Sendable {
    package var name: String
    package var form: ValueForm
    /// The standard value as shown in help; empty when there is none to show.
    package var standard: String

    package init(_ name: String, _ form: ValueForm, standard: String = "") {
      self.name = name
      self.form = form
      self.standard = standard
    }
  }

  /// Name after two dashes; unique, the key of the option.
  package var long: String
  package var short: Character?
  package var value: Value?
  package var mayRepeat: Bool
  package var help: Wording

  package init(
    _ long: String, short: Character? = nil, value: Value? = nil, mayRepeat: Bool = false, _ help: Wording
  ) {
    self.long = long
    self.short = short
    self.value = value
    self.mayRepeat = mayRepeat
    self.help = help
  }

  package static func == (a: OptionDescription, b: OptionDescription) -> Bool { a.long == b.long }

  /// `--output <folder>` as named in messages.
  package var spelling: String { value.map { "--\(long) <\($0.name)>" } ?? "--\(long)" }

  /// `-o, --output <folder>` as named in help.
  package var fullSpelling: String { short.map { "-\($0), \(spelling)" } ?? spelling }
}
