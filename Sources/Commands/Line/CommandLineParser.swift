/// What a command line asks for.
package enum Request: Sendable {
  case perform(Invocation)
  /// The help of the command that these words lead to.
  case help(path: [String])
  case version
}

/// Reads a command line by the table, as programs made with swift-argument-parser do: `--opt value`, `--opt=value`, `-o value`,
/// `-o=value`, `-abc`, `--` ends the options, `-h` and `--help` anywhere win over every error. Long names are never abbreviated.
package struct CommandLineParser: Sendable {
  private let root: CommandDescription
  /// Options that every command takes.
  private let common: [OptionDescription]

  package init(_ root: CommandDescription, common: [OptionDescription]) {
    self.root = root
    self.common = common
  }

  /// - Parameter words: the arguments without the program's name.
  package func parse(_ words: [String]) throws(UsageError) -> Request {
    var reading = Reading(root: root, common: common, words: words)
    do throws(UsageError) {
      return try reading.run()
    } catch {
      if reading.asksForHelpFurtherOn { return .help(path: reading.path) }
      throw error
    }
  }
}

/// One pass over the words of a command line.
private struct Reading {
  let common: [OptionDescription]
  let words: [String]
  var next = 0
  var command: CommandDescription
  var path: [String]
  var arguments: [String] = []
  var options: [String: [String]] = [:]
  var optionsEnded = false

  init(root: CommandDescription, common: [OptionDescription], words: [String]) {
    self.common = common
    self.words = words
    self.command = root
    self.path = [root.name]
  }

  /// Whether `-h` stands behind the place where reading stopped on an error.
  var asksForHelpFurtherOn: Bool {
    !optionsEnded && words[min(next, words.count)...].prefix { $0 != "--" }.contains { $0 == "-h" || $0 == "--help" }
  }

  private var known: [OptionDescription] { command.options + common }

  mutating func run() throws(UsageError) -> Request {
    while next < words.count {
      let word = words[next]
      next += 1
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        try takePositional(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word == "-h" || word == "--help" {
        resolveFurtherSubcommands()
        return .help(path: path)
      } else if word == "--version" {
        return .version
      } else if word.hasPrefix("--") {
        try takeLong(word)
      } else if try takeShort(word) {
        resolveFurtherSubcommands()
        return .help(path: path)
      }
    }
    if !command.subcommands.isEmpty, command.perform == nil { return .help(path: path) }
    try checkArguments()
    return .perform(Invocation(path: path, command: command, arguments: arguments, options: options))
  }

  /// `diagnoza -h run` asks for the help of `run`.
  private mutating func resolveFurtherSubcommands() {
    for word in words[next...] {
      guard let sub = command.subcommand(named: word) else { continue }
      command = sub
      path.append(sub.name)
    }
  }

  private mutating func takePositional(_ word: String) throws(UsageError) {
    guard !command.subcommands.isEmpty, arguments.isEmpty, !optionsEnded else { return arguments.append(word) }
    guard let sub = command.subcommand(named: word) else {
      throw .unknownCommand(word, known: command.subcommands, path: path)
    }
    command = sub
    path.append(sub.name)
  }

  private mutating func takeLong(_ word: String) throws(UsageError) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = known.first(where: { $0.long == name }) else {
      throw .unknownOption("--" + name, known: known, path: path)
    }
    try take(option, attached: parts.count == 2 ? String(parts[1]) : nil)
  }

  /// `-n`, `-nq`, `-j 2`, `-j2`, `-j=2`, `-nj2`.
  /// - Returns: whether `h` is among the letters.
  private mutating func takeShort(_ word: String) throws(UsageError) -> Bool {
    var rest = word.dropFirst()
    while let letter = rest.first {
      rest = rest.dropFirst()
      if letter == "h" { return true }
      guard let option = known.first(where: { $0.short == letter }) else {
        throw .unknownOption("-\(letter)", known: known, path: path)
      }
      if option.value == nil, rest.first != "=" {
        try take(option, attached: nil)
        continue
      }
      let attached = rest.first == "=" ? rest.dropFirst() : rest
      try take(option, attached: rest.isEmpty ? nil : String(attached))
      return false
    }
    return false
  }

  private mutating func take(_ option: OptionDescription, attached: String?) throws(UsageError) {
    guard let wanted = option.value else {
      if let attached { throw .needlessValue(option, value: attached, path: path) }
      options[option.long, default: []].append("")
      return
    }
    var value = attached
    if value == nil, next < words.count, words[next] == "-" || !words[next].hasPrefix("-") {
      value = words[next]
      next += 1
    }
    guard let value else { throw .missingValue(option, path: path) }
    guard wanted.form.admits(value) else {
      throw .badValue(value, for: option.spelling, form: wanted.form, help: option.help, path: path)
    }
    if option.mayRepeat {
      options[option.long, default: []].append(value)
    } else {
      options[option.long] = [value]
    }
  }

  private func checkArguments() throws(UsageError) {
    let wanted = command.arguments
    if arguments.count > wanted.count, wanted.last?.mayRepeat != true {
      throw .surplus(Array(arguments[wanted.count...]), path: path)
    }
    for (place, argument) in wanted.enumerated() {
      guard place < arguments.count else {
        if argument.isRequired { throw .missingArgument(argument, path: path) }
        continue
      }
      guard argument.form.admits(arguments[place]) else {
        throw .badValue(
          arguments[place], for: argument.spelling, form: argument.form, help: argument.help, path: path)
      }
    }
    guard let last = wanted.last, last.mayRepeat else { return }
    for text in arguments.dropFirst(wanted.count) where !last.form.admits(text) {
      throw .badValue(text, for: last.spelling, form: last.form, help: last.help, path: path)
    }
  }
}

extension ValueForm {
  /// A duration in milliseconds; nil for what is none, or is longer than a month.
  package static func milliseconds(_ text: String) -> Int? {
    let units = ["s": 1000, "m": 60_000, "h": 3_600_000]
    let unit = text.last.flatMap { units[String($0)] }
    let digits = unit == nil ? Substring(text) : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit ?? 1000)
    return overflow || product > 31 * 24 * 3_600_000 ? nil : product
  }

  /// Whether the text has this form.
  package func admits(_ text: String) -> Bool {
    switch self {
    case .text: true
    case .file, .folder: !text.isEmpty
    case .word(let words): words.contains(text)
    case .number(let least): text.utf8.allSatisfy { (0x30...0x39).contains($0) } && (Int(text) ?? Int.min) >= least
    case .duration: ValueForm.milliseconds(text) != nil
    case .pair: text.contains("=") && !text.hasPrefix("=")
    }
  }
}
