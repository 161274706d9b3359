/// Completion for bash: one function a program; words by position, options and their values.
func bashCompletion(for programs: [CommandDescription], common: [OptionDescription]) -> String {
  programs.map { bashFunction(for: $0, common: common) }.joined(separator: "\n")
}

private func bashFunction(for program: CommandDescription, common: [OptionDescription]) -> String {
  let function = "_" + program.name.split(separator: "-").joined(separator: "_")
  // The word behind one of these is its value, not an argument.
  let valued = Set(
    (program.subcommands.flatMap(\.options) + program.options + common).filter { $0.value != nil }.flatMap(\.spellings))
  var lines = [
    "\(function)() {",
    "    local cur prev command words files place i",
    "    COMPREPLY=()",
    "    cur=\"${COMP_WORDS[COMP_CWORD]}\"",
    "    prev=\"${COMP_WORDS[COMP_CWORD-1]}\"",
    // bash makes three words of --only=ingest.
    "    if [ \"$cur\" = = ]; then",
    "        cur=''",
    "    elif [ \"$prev\" = = ] && [ \"$COMP_CWORD\" -gt 1 ]; then",
    "        prev=\"${COMP_WORDS[COMP_CWORD-2]}\"",
    "    fi",
    "    command='' words='' files='' place=0",
    "    for ((i = 1; i < COMP_CWORD; i++)); do",
    "        case \"${COMP_WORDS[i]}\" in",
    "            \(valued.sorted().joined(separator: "|")))",
    "                if [ \"${COMP_WORDS[i+1]}\" = = ]; then i=$((i + 2)); else i=$((i + 1)); fi ;;",
    "            -*) ;;",
  ]
  lines.append(
    program.subcommands.isEmpty
      ? "            *) place=$((place + 1)) ;;"
      : "            *) if [ -z \"$command\" ]; then command=\"${COMP_WORDS[i]}\"; else place=$((place + 1)); fi ;;")
  lines += ["        esac", "    done", "    case \"$command\" in"]
  let names = program.subcommands.map(\.name)
  if !names.isEmpty {
    lines.append("        '')")
    lines += bashCases(
      options: common, arguments: ["                                *) words='\(names.joined(separator: " "))' ;;"])
    lines.append("            ;;")
  }
  for command in names.isEmpty ? [program] : program.subcommands {
    lines.append("        \(names.isEmpty ? "*" : ([command.name] + command.aliases).joined(separator: "|")))")
    var places: [String] = []
    for (place, argument) in command.arguments.enumerated() {
      // The last one may be given again and again.
      let pattern = argument.mayRepeat && place == command.arguments.count - 1 ? "*" : "\(place)"
      places.append("                                \(pattern)) \(bashOffer(argument.offer(among: names))) ;;")
    }
    lines += bashCases(options: command.options + common, arguments: places)
    lines.append("            ;;")
  }
  lines += [
    "    esac",
    // A line a word: names of files may have spaces.
    "    if [ -n \"$files\" ]; then",
    "        compopt -o filenames 2>/dev/null",
    "        if [ \"$files\" = / ]; then",
    "            mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")",
    "        else",
    "            mapfile -t COMPREPLY < <(compgen -f -X \"!$files\" -- \"$cur\"; compgen -d -- \"$cur\")",
    "        fi",
    "    else",
    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")",
    "    fi",
    "}",
    "complete -F \(function) \(program.name)",
    "",
  ]
  return lines.joined(separator: "\n")
}

/// What may follow within one command: the value of the option before, an option, or the argument in its place.
private func bashCases(options: [OptionDescription], arguments: [String]) -> [String] {
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
  lines += arguments
  // An argument in any place is the last pattern by itself.
  if arguments.last?.contains(" *) ") != true { lines.append("                                *) ;;") }
  lines += ["                            esac ;;", "                    esac ;;", "            esac"]
  return lines
}

/// `files` is a pattern of names; `/` stands for folders alone.
private func bashOffer(_ form: ValueForm) -> String {
  switch form {
  case .word(let words): "words='\(words.joined(separator: " "))'"
  case .file(let ending): ending.map { "files='*.\($0)'" } ?? "files='*'"
  case .folder: "files=/"
  case .text, .number, .duration, .pair: ":"
  }
}
