import Bytes
import Findings
import Glibc

/// One run at a time on one pipeline's output. The lock is flock(2) on a descriptor, so it dies with the process and there is
/// never one to remove; what the file says is only for the message to whoever comes second.
enum RunLock {
  /// Does the work while holding the lock.
  /// - Parameter note: who holds the lock, told to others.
  /// - Throws: `tryLater` when another process holds it.
  static func holding<Result>(
    _ path: String, note: String, work: () throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw SystemFailure(errno, .creating, path).refusal }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK { throw held(note: self.note(of: descriptor), path: path) }
      throw SystemFailure(code, .changing, path).refusal
    }
    try write(note, to: descriptor, path: path)
    return try work()
  }

  private static func write(_ note: String, to descriptor: Int32, path: String) throws(Refusal) {
    let bytes = Array((note + "\n").utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard written == bytes.count else { throw SystemFailure(written < 0 ? errno : ENOSPC, .writing, path).refusal }
    guard ftruncate(descriptor, bytes.count) == 0 else { throw SystemFailure(errno, .writing, path).refusal }
  }

  private static func note(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return "" }
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }

  private static func held(note: String, path: String) -> Refusal {
    let holder = note.isEmpty ? Wording("inny proces", en: "another process") : Wording(note, en: note)
    return Refusal(
      .tryLater,
      Wording(
        "Wynikami tego potoku zajmuje się właśnie: \(holder.polish)",
        en: "These results are being worked on by: \(holder.english)"),
      at: Place(file: path),
      mend: Wording(
        "poczekaj, aż skończy, i uruchom ponownie; blokady nie trzeba usuwać, znika razem z procesem",
        en: "wait until it ends and run again; there is no lock to remove, it ends with its process"))
  }
}
