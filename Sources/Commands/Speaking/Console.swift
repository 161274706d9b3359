package import Conducting
package import Findings
import Glibc
import Synchronization

/// The two streams: results go to standard output through checked writes, everything said goes to standard error. Without a
/// terminal only errors are said, so that cron stays silent.
package final class Console: Sendable {
  /// How much is said.
  package enum Loudness: Int, Sendable, Comparable {
    case quiet, usual, verbose

    package static func < (a: Loudness, b: Loudness) -> Bool { a.rawValue < b.rawValue }
  }

  package let language: Language
  package let loudness: Loudness
  package let surroundings: Surroundings
  /// Lets a signal stop a run cleanly.
  package let gate: StopGate
  private let colour: Bool
  private let showsProgress: Bool
  private let output: Descriptor
  private let errors: Descriptor
  private let state = Mutex(State())

  private struct State {
    var pending: [UInt8] = []
    /// Whether a progress line stands on the terminal.
    var progressStands = false
    var lastProgress: ContinuousClock.Instant?
  }

  private let begin = ContinuousClock.now
  /// Results gather to this many bytes before they are written.
  private static let bufferSize = 1 << 16

  package init(
    surroundings: Surroundings, loudness: Loudness = .usual, colour: Bool = false, showsProgress: Bool = false,
    gate: StopGate = StopGate(), output: Descriptor = .output, errors: Descriptor = .errors
  ) {
    self.surroundings = surroundings
    self.gate = gate
    self.language = surroundings.language
    self.loudness = loudness
    self.colour = colour
    self.showsProgress = showsProgress
    self.output = output
    self.errors = errors
  }

  /// A console as the environment and the common options ask for it.
  package convenience init(
    surroundings: Surroundings, invocation: Invocation?, gate: StopGate = StopGate(), output: Descriptor = .output,
    errors: Descriptor = .errors
  ) {
    let quiet = invocation?.has(EveryCommand.quiet) ?? false
    let verbose = invocation?.has(EveryCommand.verbose) ?? false
    let refusesColour = surroundings.refusesColour || invocation?.has(EveryCommand.noColour) ?? false
    let refusesProgress = surroundings.terminalIsDumb || invocation?.has(EveryCommand.noProgress) ?? false
    self.init(
      surroundings: surroundings, loudness: quiet ? .quiet : verbose ? .verbose : .usual,
      colour: surroundings.errorsAreTerminal && !refusesColour,
      showsProgress: surroundings.errorsAreTerminal && !refusesProgress && !quiet, gate: gate, output: output, errors: errors)
  }

  // MARK: results

  /// Adds to the result on standard output.
  package func result(_ text: String) throws(Refusal) { try result(Array(text.utf8)) }

  package func result(_ bytes: [UInt8]) throws(Refusal) {
    let full = state.withLock { state -> [UInt8] in
      state.pending += bytes
      guard state.pending.count >= Self.bufferSize else { return [] }
      defer { state.pending.removeAll(keepingCapacity: true) }
      return state.pending
    }
    try put(full)
  }

  /// Writes what has gathered. Called once before a successful end.
  package func flush() throws(Refusal) {
    let rest = state.withLock { state -> [UInt8] in
      defer { state.pending.removeAll() }
      return state.pending
    }
    try put(rest)
  }

  private func put(_ bytes: [UInt8]) throws(Refusal) {
    guard !bytes.isEmpty else { return }
    clearProgress()
    let code = output.write(bytes)
    if code == 0 { return }
    if code == EPIPE { endByBrokenPipe() }
    let reason = unsafe String(cString: strerror(code))
    throw Refusal(
      .inputOutput,
      Wording(
        "Nie udało się zapisać wyniku na wyjściu: \(reason)", en: "The result could not be written to standard output: \(reason)"),
      mend: code == ENOSPC
        ? Wording("zwolnij miejsce na dysku i powtórz", en: "make room on the disk (no space left) and run again")
        : Wording("sprawdź, dokąd prowadzi przekierowanie", en: "see where the redirection leads to"))
  }

  /// Whoever reads the result has had enough: end as every other program in a pipe does.
  private func endByBrokenPipe() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(0)
  }

  // MARK: what is said

  /// How grave a line is: the levels of syslog, which the journal reads as `<3>` at its start.
  private enum Level: Int {
    case error = 3
    case information = 6
  }

  /// Said on a terminal, or when asked for with `-v`; `detail` only with `-v`.
  package func say(_ wording: Wording, detail: Bool = false) {
    let wanted = detail ? loudness == .verbose : surroundings.errorsAreTerminal && loudness >= .usual || loudness == .verbose
    if wanted { speak([shown(wording.text(language))], .information) }
  }

  package func report(_ refusal: Refusal) {
    speak(RefusalText(language: language, colour: colour).lines(refusal), .error)
  }

  package func report(_ mistake: UsageError, usage: String) {
    speak(RefusalText(language: language, colour: colour).lines(mistake, usage: usage), .error)
  }

  /// Nothing can be done about a standard error that does not take what is written: the exit code still speaks.
  private func speak(_ lines: [String], _ level: Level) {
    clearProgress()
    let lines = surroundings.errorsAreJournal ? lines.map { "<\(level.rawValue)>\($0)" } : lines
    _ = errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// A moment, to measure from.
  package var now: ContinuousClock.Instant { .now }

  /// Seconds with one decimal, as both languages write them.
  package func seconds(since begin: ContinuousClock.Instant) -> Wording {
    let parts = (ContinuousClock.now - begin).components
    let tenths = parts.seconds * 10 + parts.attoseconds / 100_000_000_000_000_000
    return Wording("\(tenths / 10),\(tenths % 10)", en: "\(tenths / 10).\(tenths % 10)")
  }

  // MARK: progress

  /// Shows how far the work is: on a terminal, from half a second on, at most ten times a second.
  package func progress(_ text: @autoclosure () -> String) {
    guard showsProgress else { return }
    let now = ContinuousClock.now
    guard now - begin > .milliseconds(500) else { return }
    let due = state.withLock { state -> Bool in
      if let last = state.lastProgress, now - last < .milliseconds(100) { return false }
      state.lastProgress = now
      state.progressStands = true
      return true
    }
    guard due else { return }
    let line = shown(text()).prefix(max(surroundings.width - 1, 20))
    _ = errors.write(Array("\r\(line)\u{1B}[K".utf8))
  }

  package func clearProgress() {
    let stands = state.withLock { state -> Bool in
      defer { state.progressStands = false }
      return state.progressStands
    }
    if stands { _ = errors.write(Array("\r\u{1B}[K".utf8)) }
  }
}
