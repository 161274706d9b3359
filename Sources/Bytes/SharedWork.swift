import Dispatch
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
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      do throws(Refusal) {
        let result = try work(piece)
        results.withLock { $0[piece] = result }
      } catch {
        failure.note(piece, error)
        // Pieces before this one have been taken already; those after it no longer matter.
        next.store(count, ordering: .relaxed)
      }
    }
  }
  try failure.check()
  return results.withLock { $0.compactMap(\.self) }
}

/// Does independent pieces of work that wait for the disk and need no processor, many at once however few processors there are.
///
/// - Throws: the refusal of the first piece that failed.
func awaited(_ count: Int, _ work: @escaping @Sendable (Int) throws(Refusal) -> Void) throws(Refusal) {
  let failure = FirstFailure()
  let group = DispatchGroup()
  let lanes = min(16, count)
  for lane in 0..<lanes {
    // A queue of its own has a thread of its own, whatever the others wait for.
    DispatchQueue(label: "diagnoza.wait").async(group: group) {
      for piece in stride(from: lane, to: count, by: lanes) {
        do throws(Refusal) { try work(piece) } catch { failure.note(piece, error) }
      }
    }
  }
  group.wait()
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
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group) { outcome.work(other) }
  var refusal: Refusal?
  do throws(Refusal) { try own() } catch { refusal = error }
  group.wait()
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
