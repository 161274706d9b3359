import Bytes
import Findings
import Markup

/// What is written down of runs, one JSON object a line, in two files. The journal (`.log.jsonl`) tells every event with its
/// time; each line is appended by one write(2), so that lines of two processes never mix. The log (`log.jsonl`) tells the
/// editions published, one line each and without a clock: it is part of what is published, and the same inputs give the
/// same bytes. Neither holds data of persons.
struct RunLog {
  /// What a line tells; the raw value is its stable code.
  enum Event: String {
    case runStarted = "run-started"
    /// A run before this one did not come to an end: it was killed.
    case runInterrupted = "run-interrupted"
    case stageStarted = "stage-started"
    case stageDone = "stage-done"
    case stageReused = "stage-reused"
    case stageFailed = "stage-failed"
    case published
    case stagesKept = "stages-kept"
    case refused
    case runFailed = "run-failed"
    /// By a signal.
    case runStopped = "run-stopped"
    case pruned
    case inputGone = "input-gone"
    /// The program of `--on-failure` did not tell.
    case noticeFailed = "notice-failed"
  }

  let layout: OutputLayout
  let pipeline: String
  let clock: RunClock
  /// Number of this process.
  let process: Int

  /// The journal is put aside when it is longer than this, in bytes; the one put aside before is let go.
  private static let longest = 4 << 20

  func append(_ event: Event, _ members: [(String, JSONValue)] = []) throws(Refusal) {
    let line = JSONValue.object(
      [
        ("time", .string(RunClock.timestamp(clock.milliseconds()))), ("level", .string(Self.level(event))),
        ("code", .string(event.rawValue)), ("pipeline", .string(pipeline)), ("process", .integer(process)),
      ] + members)
    try Files.append(JSONWriter.bytes(of: line) + [0x0A], to: layout.journal)
  }

  /// Of the journal's last run, if no line tells its end: its process and when it began. To be asked while the lock is held.
  func unendedRun() throws(Refusal) -> (process: Int, began: String)? {
    guard try Files.linkStatus(layout.journal)?.kind == .regular else { return nil }
    var run: (process: Int, began: String)?
    for line in try Files.read(layout.journal).split(separator: 0x0A).suffix(Self.linesOfARun) {
      guard let (event, process, time) = Self.event(Array(line)) else { continue }
      switch event {
      case .runStarted: run = (process, time)
      case .published, .stagesKept, .refused, .runFailed, .runStopped, .runInterrupted: run = nil
      default: break
      }
    }
    return run
  }

  /// A run writes a few lines a stage, and one for every edition pruned and every source gone.
  private static let linesOfARun = 4096

  private static func event(_ line: [UInt8]) -> (Event, process: Int, time: String)? {
    do throws(Refusal) {
      var reader = try JSONObjectReader(reading: line, from: JSONOrigin(file: ".log.jsonl", kind: .data), dialect: .json)
      let (code, time) = (try reader.requiredString("code"), try reader.requiredString("time"))
      guard let event = Event(rawValue: code), let process = try reader.integer("process") else { return nil }
      return (event, process, time)
    } catch {
      // A line that was cut off tells nothing.
      return nil
    }
  }

  /// The end of a run that came to nothing.
  func failed(_ refusal: Refusal) throws(Refusal) {
    try append(refusal.kind == .data ? .refused : .runFailed, Self.members(of: refusal))
  }

  /// What went wrong and where, without the texts of cells.
  static func members(of refusal: Refusal) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("exit", .integer(Int(refusal.kind.rawValue))), ("message", .string(refusal.forLogs.what.english)),
      ("file", .string(refusal.place.file)),
    ]
    if refusal.place.row > 0 { members.append(("row", .integer(refusal.place.row))) }
    if refusal.place.column > 0 { members.append(("column", .integer(refusal.place.column))) }
    if !refusal.findings.isEmpty { members.append(("findings", .integer(refusal.findings.count))) }
    return members
  }

  /// Called at the start of a run, while the lock is held.
  func turnOver() throws(Refusal) {
    guard let status = try Files.linkStatus(layout.journal), status.kind == .regular else { return }
    // A power cut may have left half a line: what comes next begins its own.
    if let last = try Files.read(layout.journal).last, last != 0x0A { try Files.append([0x0A], to: layout.journal) }
    guard status.size > Self.longest else { return }
    try Files.rename(layout.journal, layout.journal + ".1")
  }

  private static func level(_ event: Event) -> String {
    switch event {
    case .stageFailed, .refused, .runFailed, .noticeFailed: "error"
    case .inputGone, .runStopped, .runInterrupted: "warning"
    default: "info"
    }
  }

  // MARK: the editions published

  private func line(_ edition: String, _ steps: [Plan.Step]) -> [UInt8] {
    let stages = steps.map { ($0.stage.rawValue, JSONValue.string(String($0.key.prefix(12)))) }
    let line = JSONValue.object([
      ("level", .string("info")), ("code", .string(Event.published.rawValue)), ("pipeline", .string(pipeline)),
      ("edition", .string(edition)), ("version", .string(ProductVersion.text)), ("keys", .object(stages)),
    ])
    return JSONWriter.bytes(of: line) + [0x0A]
  }

  /// Whether the last line of the log is just that of this edition: then there is nothing to add.
  func tells(_ edition: String, _ steps: [Plan.Step]) throws(Refusal) -> Bool {
    guard try Files.linkStatus(layout.log)?.kind == .regular else { return false }
    let text = try Files.read(layout.log)
    let last = line(edition, steps)
    return text.count >= last.count && text.suffix(last.count) == last[...] && Self.whole(text).count == Self.count(text)
  }

  /// Adds the line of an edition, the whole file at once, so that a line is never seen in part. A line that is damaged is let
  /// go: it tells nothing, and must not stand in the way of a run.
  func published(_ edition: String, _ steps: [Plan.Step]) throws(Refusal) {
    guard try !tells(edition, steps) else { return }
    var lines: [Line] = []
    if try Files.linkStatus(layout.log)?.kind == .regular { lines = Self.whole(try Files.read(layout.log)) }
    if lines.last?.edition == edition { lines.removeLast() }
    try Files.replace(layout.log, with: lines.flatMap { $0.bytes + [0x0A] } + line(edition, steps))
  }

  /// A line of the log that reads as one.
  struct Line {
    var edition: String
    var bytes: [UInt8]
  }

  /// The lines of a log that are whole.
  static func whole(_ text: [UInt8]) -> [Line] {
    text.split(separator: 0x0A).compactMap { line in
      do throws(Refusal) {
        var reader = try JSONObjectReader(reading: Array(line), from: JSONOrigin(file: "log.jsonl", kind: .data), dialect: .json)
        guard try reader.requiredString("code") == Event.published.rawValue else { return nil }
        for name in ["level", "pipeline", "version"] { _ = try reader.requiredString(name) }
        let edition = try reader.requiredString("edition")
        return Line(edition: edition, bytes: Array(line))
      } catch {
        // Whatever it was, it is no line of ours.
        return nil
      }
    }
  }

  private static func count(_ text: [UInt8]) -> Int { text.split(separator: 0x0A, omittingEmptySubsequences: true).count }
}
