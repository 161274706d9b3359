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

  /// A pipe holds 64 KiB.
  @Test func oneThatReadsAllOfALongInputIsGivenIt() throws {
    let child = try ChildProcess("/bin/sh", ["-c", "test $(wc -c) = 1000000"], input: [UInt8](repeating: 65, count: 1_000_000))
    #expect(child.wait(atMost: 60_000) == 0)
  }

  @Test func itsCodeIsGiven() throws {
    #expect(try ChildProcess("/bin/sh", ["-c", "exit 7"]).wait(atMost: 60_000) == 7)
  }
}
