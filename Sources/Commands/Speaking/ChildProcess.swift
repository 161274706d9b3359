import Bytes
import Findings
import Glibc

/// Another program, started without a shell: its words are passed on as they are.
struct ChildProcess: Sendable {
  let number: pid_t

  /// Whether it leads a group of its own, in which whatever it starts is too.
  private let leadsGroup: Bool

  /// The end of a pipe from which its report can be read; -1 when there is none.
  private let reports: Int32

  /// The number under which a reporting program finds the other end.
  private static let reportDescriptor: Int32 = 3

  /// - Parameters:
  ///   - program: a path, or a name to be looked up in PATH.
  ///   - input: what it gets on standard input; nothing when empty. One that does not read it is waited for so long at most.
  ///   - isReporting: whether it is this program again, which is to report why it failed.
  ///   - leadsGroup: whether signals are for what it starts too.
  /// - Throws: `missingInput` when it cannot be started.
  init(
    _ program: String, _ words: [String], input: [UInt8] = [], isReporting: Bool = false, leadsGroup: Bool = false
  ) throws(Refusal) {
    self.leadsGroup = leadsGroup
    guard let ends = Self.pipeEnds() else { throw Self.failed(program, errno) }
    // Without a second pipe nothing is reported; the run itself is not the worse for it.
    let report = isReporting ? Self.pipeEnds() : nil
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends.out, STDIN_FILENO)
    if let report {
      unsafe posix_spawn_file_actions_adddup2(&actions, report.into, Self.reportDescriptor)
      unsafe setenv(Surroundings.oneOfSeveral, "1", 1)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    // This process blocks the signals that its own thread waits for, and ignores two others; the other must not.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    var usual = sigset_t()
    unsafe sigemptyset(&usual)
    unsafe sigaddset(&usual, SIGPIPE)
    unsafe sigaddset(&usual, SIGXFSZ)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
    var number = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + words).map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    let code = unsafe posix_spawnp(&number, program, &actions, &attributes, arguments, environ)
    unsafe arguments.forEach { unsafe free($0) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
    close(ends.out)
    if let report {
      unsafe unsetenv(Surroundings.oneOfSeveral)
      close(report.into)
    }
    guard code == 0 else {
      close(ends.into)
      if let report { close(report.out) }
      throw Self.failed(program, code)
    }
    self.number = number
    reports = report?.out ?? -1
    Self.feed(input, to: ends.into)
    close(ends.into)
  }

  /// How long a program may leave its input unread, and how long it may take after having been asked to end, in milliseconds.
  private static let patience = 5_000
  private static let step = 10

  /// A program that does not want to know closes its end; that is its right. One that keeps it open and does not read must not keep this
  /// one from its own end.
  private static func feed(_ input: [UInt8], to end: Int32) {
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
    var rest = input[...]
    var waited = 0
    while !rest.isEmpty, waited < patience {
      let count = unsafe rest.withUnsafeBytes { room in unsafe Glibc.write(end, room.baseAddress, room.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      guard count < 0, errno == EAGAIN || errno == EINTR else { return }
      Waiting.milliseconds(step)
      waited += step
    }
  }

  /// A new pipe, neither end of which is for another program but where it is handed on; nil when there is none to be had.
  private static func pipeEnds() -> (out: Int32, into: Int32)? {
    var ends: [Int32] = [-1, -1]
    let made = unsafe ends.withUnsafeMutableBufferPointer { ends in
      guard let base = ends.baseAddress else { return Int32(-1) }
      return unsafe pipe(base)
    }
    guard made == 0 else { return nil }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    return (out: ends[0], into: ends[1])
  }

  // MARK: reports

  /// Reports to the process that started this one. Nobody reads before this process has ended: what the pipe does not hold is
  /// given up, and the exit code has to say it.
  static func reportToParent(_ bytes: [UInt8]) {
    var status = stat()
    // Whatever else has got this number is none of ours.
    guard unsafe fstat(reportDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
    _ = fcntl(reportDescriptor, F_SETFL, O_NONBLOCK)
    _ = Descriptor.writeAll(bytes, to: reportDescriptor)
  }

  /// What it reported, once it has ended. To be asked for once.
  func report() -> [UInt8] {
    guard reports >= 0 else { return [] }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { room in unsafe Glibc.read(reports, room.baseAddress, room.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    close(reports)
    return bytes
  }

  /// Waits for its end.
  /// - Returns: its exit code, or 128 and the number of the signal that ended it.
  func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(number, &status, 0) < 0 { if errno != EINTR { return 1 } }
    return Self.code(status)
  }

  /// Waits for its end, and ends it when it takes longer than so many milliseconds: by SIGTERM, which it may heed, then by SIGKILL.
  /// - Returns: its exit code; nil when it had to be ended.
  func wait(atMost milliseconds: Int) -> Int32? {
    if let code = end(within: milliseconds) { return code }
    signal(SIGTERM)
    let hasEnded = end(within: Self.patience) != nil
    // What it started may have outlived it.
    if leadsGroup || !hasEnded { signal(SIGKILL) }
    if !hasEnded { _ = wait() }
    return nil
  }

  private func end(within milliseconds: Int) -> Int32? {
    var waited = 0
    while true {
      var status: Int32 = 0
      let found = unsafe waitpid(number, &status, WNOHANG)
      if found == number { return Self.code(status) }
      if found < 0, errno != EINTR { return 1 }
      guard waited < milliseconds else { return nil }
      Waiting.milliseconds(Self.step)
      waited += Self.step
    }
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
  func signal(_ code: Int32) { kill(leadsGroup ? -number : number, code) }

  private static func failed(_ program: String, _ code: Int32) -> Refusal {
    let reason = unsafe String(cString: strerror(code))
    return Refusal(
      .missingInput, Wording("nie można uruchomić „\(program)”: \(reason)", en: "cannot start “\(program)”: \(reason)"),
      at: Place(file: program),
      mend: Wording("podaj ścieżkę programu, który istnieje", en: "give the path of a program that exists"))
  }
}
