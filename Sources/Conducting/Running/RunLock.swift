import Bytes
import Findings
import Glibc

/// One run at a time on one pipeline's output. The lock is flock(2) on a descriptor, so it dies with the process and there is
/// never one to remove; what the file says is only for the message to whoever comes second.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// - Parameters:
  ///   - note: who holds the lock, told to others.
  /// - Throws: `tryLater` when another process holds it.
  init(at path: String, note: String) throws(Refusal) {
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard opened >= 0 else { throw SystemFailure(errno, .creating, path).refusal }
    descriptor = opened
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK { throw Self.held(note: Self.note(of: opened), path: path) }
      throw SystemFailure(code, .changing, path).refusal
    }
    let bytes = Array((note + "\n").utf8)
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(opened, $0.baseAddress, $0.count, 0) }
    guard written == bytes.count else { throw SystemFailure(written < 0 ? errno : ENOSPC, .writing, path).refusal }
    guard ftruncate(opened, bytes.count) == 0 else { throw SystemFailure(errno, .writing, path).refusal }
  }

  deinit {
    close(descriptor)
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
        "Wynikami tego zestawu zajmuje się właśnie: \(holder.polish)",
        en: "These results are being worked on by: \(holder.english)"),
      at: Place(file: path),
      mend: Wording(
        "poczekaj, aż skończy, i uruchom ponownie; blokady nie trzeba usuwać, znika razem z procesem",
        en: "wait until it ends and run again; there is no lock to remove, it ends with its process"))
  }
}
