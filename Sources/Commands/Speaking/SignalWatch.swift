import Glibc
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into a clean stop: a thread of its own waits for them, says so, has the unfinished work
/// removed, and then lets the signal end the process, so that whoever waits for it sees by what it ended. A second signal
/// ends it at once. Signals that were ignored when the process started (nohup, background jobs) stay ignored.
package enum SignalWatch {
  private struct Watch {
    var signals: [Int32] = []
    var stop: @Sendable (String) -> Void = { _ in }
  }

  private static let watch = Mutex(Watch())

  /// Blocks the signals in this thread and in all that it starts later. To be called once, before any other thread exists.
  /// - Parameter stop: called in the watching thread with the name of the signal.
  package static func begin(stop: @escaping @Sendable (String) -> Void) {
    // A reader that has gone away is met as EPIPE where it is written to.
    _ = signal(SIGPIPE, SIG_IGN)
    // A file that may grow no more is met as EFBIG where it is written to.
    _ = signal(SIGXFSZ, SIG_IGN)
    let signals = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    watch.withLock { $0 = Watch(signals: signals, stop: stop) }
    mask(signals, SIG_BLOCK)
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, { _ in unsafe SignalWatch.wait() }, nil)
    if code == 0 {
      pthread_detach(thread)
    } else {
      // Without the thread the signals must end the process by themselves.
      mask(signals, SIG_UNBLOCK)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self) == 1
  }

  private static func mask(_ signals: [Int32], _ how: Int32) {
    var set = set(of: signals)
    unsafe pthread_sigmask(how, &set, nil)
  }

  private static func set(of signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in signals { unsafe sigaddset(&set, number) }
    return set
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    let watch = watch.withLock { $0 }
    var set = set(of: watch.signals)
    var number: Int32 = 0
    guard unsafe sigwait(&set, &number) == 0 else { return nil }
    for each in watch.signals { _ = signal(each, SIG_DFL) }
    // From here on a second signal ends the process at once.
    mask(watch.signals, SIG_UNBLOCK)
    watch.stop(name(of: number))
    raise(number)
    return nil
  }

  /// As shells tell the end of a process by a signal: 128 and its number.
  static func exitCode(_ name: String) -> Int {
    let numbers = ["SIGINT": SIGINT, "SIGTERM": SIGTERM, "SIGHUP": SIGHUP]
    return 128 + Int(numbers[name] ?? 0)
  }

  private static func name(of number: Int32) -> String {
    switch number {
    case SIGINT: "SIGINT"
    case SIGTERM: "SIGTERM"
    default: "SIGHUP"
    }
  }
}
