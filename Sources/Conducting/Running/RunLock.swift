import Bytes
import Findings

/// One run at a time on one pipeline's output.
enum RunLock {
  /// How often a run that waits looks whether the other one has ended.
  private static let stepMilliseconds = 200

  /// Does the work while holding the lock.
  /// - Parameters:
  ///   - note: who holds the lock, told to others.
  ///   - patience: how long to wait for another run to end, in milliseconds.
  ///   - gate: a signal ends the waiting.
  /// - Throws: `tryLater` when another process holds it to the end.
  static func holding<Result>(
    _ path: String, note: String, patience: Int = 0, gate: StopGate, work: () throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    var waited = 0
    while true {
      switch try FileLock.attempt(path, note: note) {
      case .held(let lock):
        let result = try work()
        _ = consume lock
        return result
      case .taken(let holder):
        guard waited < patience else { throw held(note: holder, path: path, waited: waited) }
        gate.pass()
        Waiting.milliseconds(min(stepMilliseconds, patience - waited))
        waited += stepMilliseconds
      }
    }
  }

  private static func held(note: String, path: String, waited: Int) -> Refusal {
    let holder = note.isEmpty ? Wording("inny proces", en: "another process") : Wording(note, en: note)
    let long =
      waited > 0 ? Wording(" (czekano \(waited / 1000) s)", en: " (waited for \(waited / 1000) s)") : Wording("", en: "")
    return Refusal(
      .tryLater,
      Wording(
        "Wynikami tego potoku zajmuje się właśnie: \(holder.polish)\(long.polish)",
        en: "These results are being worked on by: \(holder.english)\(long.english)"),
      at: Place(file: path),
      mend: Wording(
        "poczekaj, aż skończy, i uruchom ponownie (albo --wait 10m); blokady nie trzeba usuwać, znika razem z procesem",
        en: "wait until it ends and run again (or --wait 10m); there is no lock to remove, it ends with its process"))
  }
}
