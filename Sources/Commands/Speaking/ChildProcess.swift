import Findings
import Glibc

/// Another program, started without a shell: its words are passed on as they are.
struct ChildProcess: Sendable {
  let number: pid_t

  /// - Parameters:
  ///   - program: a path, or a name to be looked up in PATH.
  ///   - input: what it gets on standard input; nothing when empty.
  /// - Throws: `missingInput` when it cannot be started.
  init(_ program: String, _ words: [String], input: [UInt8] = []) throws(Refusal) {
    var ends: [Int32] = [-1, -1]
    let made = unsafe ends.withUnsafeMutableBufferPointer { ends in
      guard let base = ends.baseAddress else { return Int32(-1) }
      return unsafe pipe(base)
    }
    guard made == 0 else { throw Self.failed(program, errno) }
    // Neither end is for the other program but as its standard input.
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    // This process blocks the signals that its own thread waits for, and ignores SIGPIPE; the other must not.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    var usual = sigset_t()
    unsafe sigemptyset(&usual)
    unsafe sigaddset(&usual, SIGPIPE)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var number = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + words).map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    let code = unsafe posix_spawnp(&number, program, &actions, &attributes, arguments, environ)
    unsafe arguments.forEach { unsafe free($0) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      throw Self.failed(program, code)
    }
    self.number = number
    // A program that does not want to know closes its end; that is its right.
    _ = Descriptor.writeAll(input, to: ends[1])
    close(ends[1])
  }

  /// Waits for its end.
  /// - Returns: its exit code, or 128 and the number of the signal that ended it.
  func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(number, &status, 0) < 0 { if errno != EINTR { return 1 } }
    return Self.code(status)
  }

  /// Waits for the end of any of them.
  /// - Returns: its number, 0 when there is none, and its exit code.
  static func waitForAny() -> (number: pid_t, code: Int32) {
    var status: Int32 = 0
    while true {
      let number = unsafe waitpid(-1, &status, 0)
      if number > 0 { return (number, code(status)) }
      if errno != EINTR { return (0, 1) }
    }
  }

  private static func code(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Hands a signal on.
  func signal(_ code: Int32) { kill(number, code) }

  private static func failed(_ program: String, _ code: Int32) -> Refusal {
    let reason = unsafe String(cString: strerror(code))
    return Refusal(
      .missingInput, Wording("nie można uruchomić „\(program)”: \(reason)", en: "cannot start “\(program)”: \(reason)"),
      at: Place(file: program),
      mend: Wording("podaj ścieżkę programu, który istnieje", en: "give the path of a program that exists"))
  }
}
