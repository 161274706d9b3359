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
    case stageDone = "stage-done"
    case stageReused = "stage-reused"
    case stageFailed = "stage-failed"
    case published
    case stagesKept = "stages-kept"
    case refused
    case runFailed = "run-failed"
    case pruned
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

  /// Called at the start of a run, while the lock is held.
  func turnOver() throws(Refusal) {
    guard let status = try Files.linkStatus(layout.journal), status.size > Self.longest else { return }
    try Files.rename(layout.journal, layout.journal + ".1")
  }

  private static func level(_ event: Event) -> String {
    switch event {
    case .stageFailed, .refused, .runFailed: "error"
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

  /// Whether the last line of the log tells of this edition: then there is nothing to add.
  func tells(_ edition: String) throws(Refusal) -> Bool {
    guard try Files.linkStatus(layout.log)?.kind == .regular else { return false }
    let text = String(decoding: try Files.read(layout.log), as: UTF8.self)
    guard text.hasSuffix("\n"), let last = text.split(separator: "\n").last else { return false }
    return last.contains("\"code\":\"published\"") && last.contains("\"edition\":\"\(edition)\"")
  }

  /// Adds the line of an edition, the whole file at once, so that a line is never seen in part.
  func published(_ edition: String, _ steps: [Plan.Step]) throws(Refusal) {
    guard try !tells(edition) else { return }
    var text: [UInt8] = []
    if try Files.linkStatus(layout.log)?.kind == .regular { text = try Files.read(layout.log) }
    try Files.replace(layout.log, with: text + line(edition, steps))
  }
}
