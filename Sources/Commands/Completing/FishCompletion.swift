import Findings

/// Completion for fish: one line an option or word.
func fishCompletion(for programs: [CommandDescription], common: [OptionDescription], language: Language) -> String {
  var lines: [String] = []
  for program in programs {
    lines.append("complete -c \(program.name) -f")
    for option in common { lines.append(fishLine(program.name, option, condition: nil, language: language)) }
    lines.append("complete -c \(program.name) -s h -l help")
    lines.append("complete -c \(program.name) -l version")
    if program.subcommands.isEmpty {
      for option in program.options { lines.append(fishLine(program.name, option, condition: nil, language: language)) }
      for argument in program.arguments {
        if let offer = fishOffer(argument.form) { lines.append("complete -c \(program.name) \(offer)") }
      }
    }
    for command in program.subcommands {
      let text = quotedForFish(command.overview.text(language))
      lines.append("complete -c \(program.name) -n __fish_use_subcommand -a \(command.name) -d \(text)")
      let condition = "__fish_seen_subcommand_from \(([command.name] + command.aliases).joined(separator: " "))"
      for option in command.options {
        lines.append(fishLine(program.name, option, condition: condition, language: language))
      }
      for argument in command.arguments {
        guard let offer = fishOffer(argument.offer(among: program.subcommands.map(\.name))) else { continue }
        lines.append("complete -c \(program.name) -n \(quotedForFish(condition)) \(offer)")
      }
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func fishLine(
  _ program: String, _ option: OptionDescription, condition: String?, language: Language
) -> String {
  var words = ["complete", "-c", program]
  if let condition { words += ["-n", quotedForFish(condition)] }
  if let short = option.short { words += ["-s", String(short)] }
  words += ["-l", option.long]
  if let value = option.value { words += ["-r", fishOffer(value.form) ?? "-f"] }
  words += ["-d", quotedForFish(option.help.text(language))]
  return words.joined(separator: " ")
}

private func fishOffer(_ form: ValueForm) -> String? {
  switch form {
  case .word(let words): "-a \(quotedForFish(words.joined(separator: " ")))"
  case .file: "-F"
  case .folder: "-a '(__fish_complete_directories)'"
  case .text, .number, .duration, .pair: nil
  }
}

private func quotedForFish(_ text: String) -> String {
  "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
}
