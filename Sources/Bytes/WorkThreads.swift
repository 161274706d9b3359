import Glibc
import Synchronization

/// Does numbered pieces of work on threads of their own, the caller's among them. A system that gives no more threads - too little
/// memory, too many processes - has the work done by those there are: a pool of threads would wait for one for ever.
///
/// - Parameters:
///   - count: pieces, taken up in the order of their numbers.
///   - threads: at most so many work at once.
package func concurrently(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Void) {
  let next = Atomic<Int>(0)
  withoutActuallyEscaping(work) { work in
    @Sendable func takeUp() {
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        work(piece)
      }
    }
    var others: [WorkThread] = []
    for _ in 1..<max(1, min(threads, count)) {
      guard let other = WorkThread.begin(takeUp) else { break }
      others.append(other)
    }
    takeUp()
    for other in others { other.wait() }
  }
}

/// A thread of the system's, to be waited for.
struct WorkThread {
  private let thread: pthread_t

  /// - Returns: nil when there is none to be had.
  static func begin(_ work: @escaping @Sendable () -> Void) -> WorkThread? {
    let errand = unsafe Unmanaged.passRetained(Errand(work))
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { errand in
        guard let errand = unsafe errand else { return nil }
        unsafe Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().work()
        return nil
      }, errand.toOpaque())
    guard code == 0 else {
      unsafe errand.release()
      return nil
    }
    return WorkThread(thread: thread)
  }

  func wait() { pthread_join(thread, nil) }

  /// What the thread is to do, where a C function can carry it.
  private final class Errand: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
