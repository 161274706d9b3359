import Foundation
import Glibc

/// One run of a process: what it cost.
struct Measurement {
  let exitCode: Int32
  let wall: Double
  /// Seconds of processor time, user and system.
  let cpu: Double
  /// Peak resident memory in MiB.
  let memory: Double
}

enum Measured {
  /// Runs a program to its end; what it prints is thrown away.
  static func run(_ words: [String], environment extra: [String: String] = [:]) throws -> Measurement {
    let environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }.map { "\($0.key)=\($0.value)" }.sorted()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for number: Int32 in 0...2 {
      unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    let argv = unsafe words.map { unsafe strdup($0) } + [nil]
    let envp = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let start = now()
    let failure = unsafe posix_spawnp(&process, words[0], &actions, nil, argv, envp)
    guard failure == 0 else { throw BenchError("\(words[0]): \(unsafe String(cString: strerror(failure)))") }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    let wall = now() - start
    return Measurement(
      exitCode: status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f), wall: wall,
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), memory: Double(usage.ru_maxrss) / 1024)
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
