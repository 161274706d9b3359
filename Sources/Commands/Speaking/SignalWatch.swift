package import Findings
import Glibc

/// Turns SIGINT, SIGTERM and SIGHUP into a clean stop: a thread of its own waits for them, says so, has the unfinished work
/// removed, and then lets the signal end the process, so that whoever waits for it sees by what it ended. A second signal
/// ends it at once. Signals that were ignored when the process started (nohup, background jobs) stay ignored.
package enum SignalWatch {
  /// Blocks the signals in this thread and in all that it starts later. To be called first, before any other thread exists.
  /// - Parameter stop: called in the watching thread with the name of the signal.
  package static func begin(stop: @escaping @Sendable (String) -> Void) {
    // A reader that has gone away is met as EPIPE where it is written to.
    _ = unsafe signal(SIGPIPE, SIG_IGN)
    var wanted = sigset_t()
    unsafe sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      if unsafe sigaction(number, nil, &action) == 0, unsafe isIgnored(action) { continue }
      unsafe sigaddset(&wanted, number)
    }
    unsafe pthread_sigmask(SIG_BLOCK, &wanted, nil)
    let box = Unmanaged.passRetained(Watch(signals: wanted, stop: stop))
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, { unsafe watch($0) }, box.toOpaque())
    if code != 0 {
      // Without the thread the signals must end the process by themselves.
      unsafe box.release()
      unsafe pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    } else {
      unsafe pthread_detach(thread)
    }
  }

  private final class Watch {
    let signals: sigset_t
    let stop: @Sendable (String) -> Void

    init(signals: sigset_t, stop: @escaping @Sendable (String) -> Void) {
      self.signals = signals
      self.stop = stop
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
    return handler == 1
  }

  private static func watch(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer = unsafe pointer else { return nil }
    let watch = unsafe Unmanaged<Watch>.fromOpaque(pointer).takeRetainedValue()
    var signals = watch.signals
    var number: Int32 = 0
    guard unsafe sigwait(&signals, &number) == 0 else { return nil }
    for each in [SIGINT, SIGTERM, SIGHUP] where unsafe sigismember(&signals, each) == 1 { _ = unsafe signal(each, SIG_DFL) }
    // From here on a second signal ends the process at once.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    watch.stop(name(of: number))
    raise(number)
    return nil
  }

  private static func name(of number: Int32) -> String {
    switch number {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    default: "SIGHUP"
    }
  }
}
