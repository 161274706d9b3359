import Bytes
package import Findings
import Glibc

/// What the process was given by whoever started it: words, environment, terminals. Read once, here and nowhere else.
package struct Surroundings: Sendable {
  /// The arguments without the program's name.
  package var words: [String]
  package var variables: [String: String]
  package var outputIsTerminal: Bool
  package var errorsAreTerminal: Bool
  /// Columns of the terminal that messages go to; 80 when there is none.
  package var width: Int
  package var processors: Int
  /// Number of this process.
  package var process: Int
  /// Whether standard error goes to the systemd journal, which reads a level at the start of each line.
  package var errorsAreJournal: Bool

  package init(
    words: [String], variables: [String: String] = [:], outputIsTerminal: Bool = false, errorsAreTerminal: Bool = false,
    width: Int = 80, processors: Int = 1, process: Int = 0, errorsAreJournal: Bool = false
  ) {
    self.errorsAreJournal = errorsAreJournal
    self.words = words
    self.variables = variables
    self.outputIsTerminal = outputIsTerminal
    self.errorsAreTerminal = errorsAreTerminal
    self.width = width
    self.processors = processors
    self.process = process
  }

  /// The variables that the product heeds; no other one changes what it does.
  private static let names = [
    "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "COLUMNS", "JOURNAL_STREAM", "SOURCE_DATE_EPOCH", oneOfSeveral,
  ]

  /// Set by a run of several pipelines for the runs that it starts, and of no use to anybody else.
  static let oneOfSeveral = "DIAGNOZA_ONE_OF_SEVERAL"

  /// Whether a run of several pipelines started this one, and waits for what it reports.
  var isOneOfSeveral: Bool { variables[Self.oneOfSeveral] != nil }

  /// Those of this process.
  package static func ofThisProcess() -> Surroundings {
    var variables: [String: String] = [:]
    for name in names {
      if let text = unsafe getenv(name) { variables[name] = unsafe String(cString: text) }
    }
    let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    let errorsAreTerminal = isatty(STDERR_FILENO) == 1
    let width = columns(variables: variables, descriptor: errorsAreTerminal ? STDERR_FILENO : STDOUT_FILENO)
    return Surroundings(
      words: wordsOfThisProcess() ?? [], variables: variables, outputIsTerminal: outputIsTerminal,
      errorsAreTerminal: errorsAreTerminal, width: width, processors: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      process: Int(getpid()), errorsAreJournal: isJournal(variables["JOURNAL_STREAM"], descriptor: STDERR_FILENO))
  }

  /// The variable alone says little (systemd.exec(5)): it is inherited by programs whose output goes elsewhere. It names
  /// device and inode of the stream.
  package static func isJournal(_ stream: String?, descriptor: Int32) -> Bool {
    let parts = (stream ?? "").split(separator: ":").map { UInt64($0) }
    guard parts.count == 2, let device = parts[0], let inode = parts[1] else { return false }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return false }
    return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
  }

  /// The arguments without the program's name. The runtime finds them by way of `/proc/self/maps`, and gives none when that
  /// cannot be read: a run must not turn into a request for help by it.
  /// - Returns: nil when they cannot be found out.
  static func wordsOfThisProcess() -> [String]? {
    let arguments = CommandLine.arguments
    guard arguments.isEmpty else { return Array(arguments.dropFirst()) }
    do throws(Refusal) {
      let parts = try Files.read("/proc/self/cmdline").split(separator: 0, omittingEmptySubsequences: false)
      guard !parts.isEmpty else { return nil }
      return parts.dropFirst().dropLast().map { String(decoding: $0, as: UTF8.self) }
    } catch {
      return nil
    }
  }

  private static func columns(variables: [String: String], descriptor: Int32) -> Int {
    if let text = variables["COLUMNS"], let columns = Int(text), (20...1000).contains(columns) { return columns }
    var size = winsize()
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
    return 80
  }

  /// The language of messages: `--language`, else LC_ALL, LC_MESSAGES, LANG, else English. Looked up before the command
  /// line is parsed, so that a mistake in it is already told in the right language.
  package var language: Language {
    for (place, word) in words.enumerated() {
      if word == "--" { break }
      if word == "--language", place + 1 < words.count, let chosen = Language(rawValue: words[place + 1]) { return chosen }
      if word.hasPrefix("--language="), let chosen = Language(rawValue: String(word.dropFirst(11))) { return chosen }
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = variables[name], !value.isEmpty else { continue }
      return value == "pl" || value.hasPrefix("pl_") || value.hasPrefix("pl.") ? .polish : .english
    }
    return .english
  }

  /// The date that publications are to bear, as `YYYY-MM-DD` in UTC: reproducible-builds.org/specs/source-date-epoch. Empty when the
  /// variable is not set.
  /// - Throws: `.configuration` for a text that is no number of seconds of the years 1970-9999, as the specification asks: a date that
  ///   was meant and is not borne would be told by nobody.
  package func publicationDate() throws(Refusal) -> String {
    guard let text = variables["SOURCE_DATE_EPOCH"], !text.isEmpty else { return "" }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int(text), seconds < 253_402_300_800 else {
      throw Refusal(
        .configuration,
        Wording(
          "Zmienna SOURCE_DATE_EPOCH („\(text)”) nie jest liczbą sekund od 1 stycznia 1970 r. (do 9999 r.); ustaw np. 1767225600 albo ją usuń.",
          en:
            "The variable SOURCE_DATE_EPOCH (“\(text)”) is no number of seconds since 1 January 1970 (to 9999); set, say, 1767225600, or unset it."
        ))
    }
    // Civil date of a day number, after Howard Hinnant's algorithm; years of 1970 and later only.
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(calendarMonth))-\(two(day))"
  }

  /// Whether the terminal understands more than plain lines.
  package var terminalIsDumb: Bool { variables["TERM"] == "dumb" || variables["TERM"] == "" }

  /// Whether colour was refused by the environment (https://no-color.org: set and not empty).
  package var refusesColour: Bool { !(variables["NO_COLOR"] ?? "").isEmpty || terminalIsDumb }
}
