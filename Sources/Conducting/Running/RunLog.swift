import Bytes
import Findings
import Glibc
import Markup

/// `log.jsonl`: one JSON object a line, each appended by one write(2), so that lines of two processes never mix. The only file
/// with a clock in it; it holds no data of persons.
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
  }

  let path: String
  let pipeline: String
  let clock: RunClock

  func append(_ event: Event, _ members: [(String, JSONValue)] = []) throws(Refusal) {
    let level =
      switch event {
      case .stageFailed, .refused, .runFailed: "error"
      default: "info"
      }
    let line = JSONValue.object(
      [
        ("time", .string(RunClock.timestamp(clock.milliseconds()))), ("level", .string(level)),
        ("code", .string(event.rawValue)), ("pipeline", .string(pipeline)), ("process", .integer(Int(getpid()))),
      ] + members)
    let bytes = JSONWriter.bytes(of: line) + [0x0A]
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw SystemFailure(errno, .creating, path).refusal }
    let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    let code = errno
    close(descriptor)
    guard written == bytes.count else { throw SystemFailure(written < 0 ? code : ENOSPC, .writing, path).refusal }
  }
}
