import Findings

/// Completion for zsh: `_arguments` for each command, subcommands described.
func zshCompletion(for programs: [CommandDescription], common: [OptionDescription], language: Language) -> String {
  var lines = ["#compdef \(programs.map(\.name).joined(separator: " "))", ""]
  for program in programs {
    lines += zshFunctions(for: program, common: common, language: language)
  }
  lines.append("case \"$service\" in")
  for program in programs { lines.append("    \(program.name)) \(zshFunction(program.name)) \"$@\" ;;") }
  lines += ["esac", ""]
  return lines.joined(separator: "\n")
}

private func zshFunction(_ name: String) -> String { "_" + name.split(separator: "-").joined(separator: "_") }

private func zshFunctions(
  for program: CommandDescription, common: [OptionDescription], language: Language
) -> [String] {
  guard !program.subcommands.isEmpty else {
    return ["\(zshFunction(program.name))() {"] + zshArguments(of: program, in: program, common: common, language: language) + [
      "}", "",
    ]
  }
  var lines = [
    "\(zshFunction(program.name))() {", "    local line state", "    _arguments -C '1: :->command' '*::argument:->rest'",
    "    case $state in", "        command)", "            local -a commands=(",
  ]
  for command in program.subcommands {
    lines.append("                " + quotedForShell("\(command.name):\(command.overview.text(language))"))
  }
  lines += [
    "            )", "            _describe command commands ;;", "        rest)", "            case $line[1] in",
  ]
  for command in program.subcommands {
    lines.append("                \(([command.name] + command.aliases).joined(separator: "|")))")
    lines += zshArguments(of: command, in: program, common: common, language: language).map { "                " + $0 }
    lines.append("                    ;;")
  }
  lines += ["            esac ;;", "    esac", "}", ""]
  return lines
}

private func zshArguments(
  of command: CommandDescription, in program: CommandDescription, common: [OptionDescription], language: Language
) -> [String] {
  let names = program.subcommands.map(\.name)
  var specifications: [String] = []
  for option in command.options + common {
    let text = plain(option.help.text(language))
    for spelling in option.spellings {
      let repeated = option.mayRepeat ? "*" : ""
      if let value = option.value {
        let attached = spelling.hasPrefix("--") ? "=" : "+"
        specifications.append("\(repeated)\(spelling)\(attached)[\(text)]:\(value.name):\(zshOffer(value.form))")
      } else {
        specifications.append("\(spelling)[\(text)]")
      }
    }
  }
  specifications += ["(- *)--help[help]", "(- *)--version[version]"]
  specifications += command.arguments.map { argument in
    let mark = argument.mayRepeat ? "*:" : argument.isRequired ? ":" : "::"
    return "\(mark)\(argument.name):\(zshOffer(argument.offer(among: names)))"
  }
  return ["    _arguments \\"] + specifications.dropLast().map { "        \(quotedForShell($0)) \\" }
    + specifications.suffix(1).map { "        \(quotedForShell($0))" }
}

private func zshOffer(_ form: ValueForm) -> String {
  switch form {
  case .word(let words): "(\(words.joined(separator: " ")))"
  case .file(let ending): ending.map { "_files -g \"*.\($0)\"" } ?? "_files"
  case .folder: "_files -/"
  case .text, .number, .duration, .pair: " "
  }
}

/// Help text without the characters that mean something inside a specification.
private func plain(_ text: String) -> String {
  String(text.map { "[]:\\".contains($0) ? " " : $0 })
}
