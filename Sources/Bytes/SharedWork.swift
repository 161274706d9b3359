package import Findings
import Synchronization

/// Does independent pieces of work on several threads. The results stand in the order of the pieces, so that nothing shows how
/// many threads there were.
///
/// - Parameters:
///   - count: pieces, taken up in the order of their numbers.
///   - threads: at most so many work at once; with 1 the caller's own does everything.
/// - Throws: the refusal of the first piece that failed, whichever thread met it first.
package func sharedOut<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @Sendable (Int) throws(Refusal) -> Result
) throws(Refusal) -> [Result] {
  guard threads > 1, count > 1 else {
    var results: [Result] = []
    results.reserveCapacity(count)
    for piece in 0..<count { results.append(try work(piece)) }
    return results
  }
  let results = Mutex<[Result?]>([Result?](repeating: nil, count: count))
  let failure = FirstFailure()
  let end = Atomic<Int>(count)
  concurrently(count, threads: threads) { piece in
    // After one that failed nothing matters any more; one before it may be the first to fail.
    guard piece < end.load(ordering: .relaxed) else { return }
    do throws(Refusal) {
      let result = try work(piece)
      results.withLock { $0[piece] = result }
    } catch {
      failure.note(piece, error)
      end.min(piece, ordering: .relaxed)
    }
  }
  try failure.check()
  return results.withLock { $0.compactMap(\.self) }
}

/// Does independent pieces of work that wait for the disk and need no processor, many at once however few processors there are.
///
/// - Throws: the refusal of the first piece that failed.
func awaited(_ count: Int, _ work: @Sendable (Int) throws(Refusal) -> Void) throws(Refusal) {
  let failure = FirstFailure()
  concurrently(count, threads: 16) { piece in
    do throws(Refusal) { try work(piece) } catch { failure.note(piece, error) }
  }
  try failure.check()
}

/// The failure of the piece with the least number.
private final class FirstFailure: Sendable {
  private let first = Mutex<(piece: Int, refusal: Refusal)?>(nil)

  func note(_ piece: Int, _ refusal: Refusal) {
    first.withLock { first in
      if first.map({ piece < $0.piece }) ?? true { first = (piece, refusal) }
    }
  }

  func check() throws(Refusal) {
    if let first = first.withLock({ $0 }) { throw first.refusal }
  }
}

/// Does something on a thread of its own while the caller goes on with what it alone may touch.
///
/// - Throws: the refusal of `own`, or else that of `other`.
package func aside<Result: Sendable>(
  threads: Int, _ other: @escaping @Sendable () throws(Refusal) -> Result, while own: () throws(Refusal) -> Void
) throws(Refusal) -> Result {
  guard threads > 1 else {
    try own()
    return try other()
  }
  let outcome = Aside<Result>()
  let thread = WorkThread.begin { outcome.work(other) }
  var refusal: Refusal?
  do throws(Refusal) { try own() } catch { refusal = error }
  if let thread { thread.wait() } else if refusal == nil { outcome.work(other) }
  if let refusal { throw refusal }
  return try outcome.result()
}

/// What came of the work on the other thread.
private final class Aside<Result: Sendable>: Sendable {
  private let state = Mutex<(result: Result?, refusal: Refusal?)>((nil, nil))

  func work(_ other: @Sendable () throws(Refusal) -> Result) {
    do throws(Refusal) {
      let result = try other()
      state.withLock { $0.result = result }
    } catch {
      state.withLock { $0.refusal = error }
    }
  }

  func result() throws(Refusal) -> Result {
    let (result, refusal) = state.withLock { $0 }
    if let refusal { throw refusal }
    guard let result else { preconditionFailure("work that was waited for has ended") }
    return result
  }
}
