import Bytes
import Findings
import Synchronization

/// Lets a signal stop a run cleanly. The thread that heard the signal calls `stop`: it waits for a publication under way,
/// removes unfinished stages, and never lets the run through again; the caller then ends the process.
package final class StopGate: Sendable {
  private struct State {
    var isStopped = false
    var work: String?
    var whenStopped: @Sendable () -> Void = {}
    var journal: @Sendable (_ signal: String) -> Void = { _ in }
    var lastDeed: @Sendable (_ signal: String) -> Void = { _ in }
  }

  private let state = Mutex(State())

  package init() {}

  /// Says what else is to be done when a signal stops the run: tell others, stop other processes.
  package func whenStopped(_ deed: @escaping @Sendable () -> Void) {
    state.withLock { $0.whenStopped = deed }
  }

  /// Says what is to be done when a signal has stopped the run and all is put away: it may take its time.
  package func afterwards(_ deed: @escaping @Sendable (_ signal: String) -> Void) {
    state.withLock { $0.lastDeed = deed }
  }

  /// Says where it is to be written down that a signal stopped the run; nothing is from `closeJournal` on.
  func tell(_ journal: @escaping @Sendable (_ signal: String) -> Void) {
    state.withLock { $0.journal = journal }
  }

  func closeJournal() { tell { _ in } }

  /// Says which folder is unfinished work; nil when there is none.
  func unfinished(_ work: String?) {
    pass()
    state.withLock { $0.work = work }
  }

  /// Runs steps that must happen together or not at all: a few renames.
  func wholly<Result>(_ steps: () throws(Refusal) -> Result) throws(Refusal) -> Result {
    pass()
    return try state.withLock { _ throws(Refusal) -> Result in try steps() }
  }

  /// Goes on unless the run has been stopped; then this thread waits for the end of the process. Whatever fails because the
  /// work was taken away must not be reported as a fault.
  package func pass() {
    guard state.withLock({ $0.isStopped }) else { return }
    Waiting.forEver()
  }

  /// Removes what is unfinished. Stages that came to an end stay for the next run, which takes them up as after a kill.
  private static func giveBack(_ work: String) throws(Refusal) {
    guard try Files.exists(work) else { return }
    var isEmpty = true
    for name in try Files.list(work) {
      let path = Paths.join(work, name)
      if try Files.exists(Paths.join(path, StageFolder.seal)) { isEmpty = false } else { try Files.remove(path) }
    }
    if isEmpty { try Files.remove(work) }
  }

  /// Called by the thread that heard the signal.
  package func stop(by signal: String) {
    let last = state.withLock { state in
      state.isStopped = true
      return state
    }
    last.whenStopped()
    last.journal(signal)
    if let work = last.work { Self.putAway(work) }
    last.lastDeed(signal)
  }

  private static func putAway(_ work: String) {
    // Stages may still be writing for a moment: try again a few times, and leave what stays to the next run, which removes
    // it as after a power cut.
    for _ in 0..<5 {
      do throws(Refusal) {
        try giveBack(work)
        return
      } catch {
        Waiting.milliseconds(20)
      }
    }
  }
}
