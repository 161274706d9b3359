package import Findings
import Glibc

/// A lock that dies with its process: flock(2) on an open file, so that there is never one to remove. What the file says is
/// only for the message to whoever comes second.
package struct FileLock: ~Copyable {
  private let file: OpenFile
  private let path: String

  /// What an attempt came to.
  package enum Attempt: ~Copyable {
    case held(FileLock)
    /// Another process has it; the note that this one left.
    case taken(note: String)
  }

  private init(_ file: consuming OpenFile, path: String) {
    self.file = file
    self.path = path
  }

  /// Tries to take the lock without waiting.
  /// - Parameter note: who holds it, told to others.
  package static func attempt(_ path: String, note: String) throws(Refusal) -> Attempt {
    try checkPath(path)
    let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard number >= 0 else { throw SystemFailure(errno, .creating, path).refusal }
    let file = OpenFile(number: number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      if code == EWOULDBLOCK { return .taken(note: noteOf(number)) }
      throw SystemFailure(code, .changing, path).refusal
    }
    let lock = FileLock(file, path: path)
    try lock.write(note)
    return .held(lock)
  }

  private borrowing func write(_ note: String) throws(Refusal) {
    let bytes = Array((note + "\n").utf8)
    let number = file.number
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, $0.count, 0) }
    guard written == bytes.count else { throw SystemFailure(written < 0 ? errno : ENOSPC, .writing, path).refusal }
    guard ftruncate(number, bytes.count) == 0 else { throw SystemFailure(errno, .writing, path).refusal }
  }

  private static func noteOf(_ number: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(number, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return "" }
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }
}
