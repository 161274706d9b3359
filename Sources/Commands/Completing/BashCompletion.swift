/// Completion for bash: one function a program; words by position, options and their values.
func bashCompletion(for programs: [CommandDescription], common: [OptionDescription]) -> String {
  programs.map { bashFunction(for: $0, common: common) }.joined(separator: "\n")
}

private func bashFunction(for program: CommandDescription, common: [OptionDescription]) -> String {
  let function = "_" + program.name.split(separator: "-").joined(separator: "_")
  // The word behind one of these is its value, not an argument.
  let valued = (program.subcommands.flatMap(\.options) + program.options + common)
    .filter { $0.value != nil }.flatMap(\.spellings).joined(separator: "|")
  var lines = [
    "\(function)() {",
    "    local cur prev command words files place i",
    "    COMPREPLY=()",
    "    cur=\"${COMP_WORDS[COMP_CWORD]}\"",
    "    prev=\"${COMP_WORDS[COMP_CWORD-1]}\"",
    "    command='' words='' files='' place=0",
    "    for ((i = 1; i < COMP_CWORD; i++)); do",
    "        case \"${COMP_WORDS[i]}\" in",
    "            \(valued)) i=$((i + 1)) ;;",
    "            -*) ;;",
    "            *) if [ -z \"$command\" ]; then command=\"${COMP_WORDS[i]}\"; else place=$((place + 1)); fi ;;",
    "        esac",
    "    done",
  ]
  let commands = program.subcommands.isEmpty ? [program] : program.subcommands
  lines.append("    case \"$command\" in")
  if !program.subcommands.isEmpty {
    lines.append("        '') words='\(program.subcommands.map(\.name).joined(separator: " "))' ;;")
  }
  for command in commands {
    let pattern = program.subcommands.isEmpty ? "*" : ([command.name] + command.aliases).joined(separator: "|")
    lines.append("        \(pattern))")
    lines += bashCases(of: command, options: command.options + common)
    lines.append("            ;;")
  }
  lines += [
    "    esac",
    "    if [ -n \"$files\" ]; then",
    "        compopt -o filenames 2>/dev/null",
    "        COMPREPLY=($(compgen \"$files\" -- \"$cur\"))",
    "    else",
    "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))",
    "    fi",
    "}",
    "complete -F \(function) \(program.name)",
    "",
  ]
  return lines.joined(separator: "\n")
}

/// What may follow within one command: the value of the option before, an option, or the argument in its place.
private func bashCases(of command: CommandDescription, options: [OptionDescription]) -> [String] {
  var lines = ["            case \"$prev\" in"]
  for option in options {
    guard let value = option.value else { continue }
    lines.append("                \(option.spellings.joined(separator: "|"))) \(bashOffer(value.form)) ;;")
  }
  let names = options.flatMap(\.spellings) + ["--help", "--version"]
  lines.append("                *)")
  lines.append("                    case \"$cur\" in")
  lines.append("                        -*) words='\(names.joined(separator: " "))' ;;")
  lines.append("                        *)")
  lines.append("                            case \"$place\" in")
  for (place, argument) in command.arguments.enumerated() {
    lines.append("                                \(place)) \(bashOffer(argument.form)) ;;")
  }
  lines += [
    "                                *) ;;", "                            esac ;;", "                    esac ;;",
    "            esac",
  ]
  return lines
}

private func bashOffer(_ form: ValueForm) -> String {
  switch form {
  case .word(let words): "words='\(words.joined(separator: " "))'"
  case .file: "files=-f"
  case .folder: "files=-d"
  case .text, .number, .duration, .pair: ":"
  }
}
