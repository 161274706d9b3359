import Bytes
import Findings
import Synchronization

/// Lets a signal stop a run cleanly. The thread that heard the signal calls `stop`: it waits for a publication under way,
/// removes the unfinished work, and never lets the run through again; the caller then ends the process.
package final class StopGate: Sendable {
  private struct State {
    var isStopped = false
    var work: String?
    var whenStopped: @Sendable () -> Void = {}
  }

  private let state = Mutex(State())

  package init() {}

  /// Says what else is to be done when a signal stops the run: tell others, stop other processes.
  package func whenStopped(_ deed: @escaping @Sendable () -> Void) {
    state.withLock { $0.whenStopped = deed }
  }

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

  /// Called by the thread that heard the signal.
  package func stop() {
    let (work, deed) = state.withLock { state in
      state.isStopped = true
      return (state.work, state.whenStopped)
    }
    deed()
    guard let work else { return }
    // Stages may still be writing for a moment: try again a few times, and leave what stays to the next run, which removes
    // it as after a power cut.
    for _ in 0..<5 {
      do throws(Refusal) {
        try Files.remove(work)
        return
      } catch {
        Waiting.milliseconds(20)
      }
    }
  }
}
