import Bytes
import Glibc
import Testing

@testable import Commands

/// A program that is told of a failure cannot keep the run from its end.
@Suite struct ChildProcessTests {
  @Test func oneThatDoesNotEndIsEnded() throws {
    let child = try ChildProcess("/bin/sleep", ["3600"], input: [1, 2, 3])
    #expect(child.wait(atMost: 50) == nil)
    // It is gone, and waited for.
    #expect(child.wait() == 1)
  }

  /// What a script has started ends with it.
  @Test func whatItStartedIsEndedToo() throws {
    let file = "/tmp/child-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    defer { _ = unsafe unlink(file) }
    let script = "sleep 3600 & echo $! > \(file); wait"
    let child = try ChildProcess("/bin/sh", ["-c", script], leadsGroup: true)
    #expect(child.wait(atMost: 1_000) == nil)
    let text = String(decoding: try Files.read(file), as: UTF8.self)
    let number = try #require(pid_t(text.filter(\.isNumber)))
    // Nobody may have asked for its code yet.
    let state = try? Files.read("/proc/\(number)/stat")
    let isGone = state.map { String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? true
    #expect(isGone)
  }

  /// A pipe holds 64 KiB.
  @Test func oneThatReadsAllOfALongInputIsGivenIt() throws {
    let child = try ChildProcess("/bin/sh", ["-c", "test $(wc -c) = 1000000"], input: [UInt8](repeating: 65, count: 1_000_000))
    #expect(child.wait(atMost: 60_000) == 0)
  }

  @Test func itsCodeIsGiven() throws {
    #expect(try ChildProcess("/bin/sh", ["-c", "exit 7"]).wait(atMost: 60_000) == 7)
  }
}
