import Bytes
import Synchronization
import Testing

@testable import Conducting

/// A run that a signal stops gives back what is unfinished and leaves what came to an end.
@Suite struct StopGateTests {
  @Test func finishedStagesStay() throws {
    let trial = try Trial()
    try trial.write("work/1-cells/cells", "x")
    try trial.write("work/1-cells/" + StageFolder.seal, "x")
    try trial.write("work/2-observations/part", "x")
    let gate = StopGate()
    gate.unfinished(trial.path("work"))
    gate.stop(by: "SIGTERM")
    #expect(try trial.names("work") == ["1-cells"])
  }

  @Test func nothingStaysOfWorkThatHasHardlyBegun() throws {
    let trial = try Trial()
    try trial.write("work/1-cells/part", "x")
    let gate = StopGate()
    gate.unfinished(trial.path("work"))
    gate.stop(by: "SIGTERM")
    #expect(try !trial.exists("work"))
  }

  /// Whoever reads the journal in the morning must see why the run ended.
  @Test func theSignalIsWrittenDownWhileARunIsAtWork() {
    let told = Mutex<[String]>([])
    let gate = StopGate()
    gate.tell { signal in told.withLock { $0.append(signal) } }
    gate.stop(by: "SIGTERM")
    gate.closeJournal()
    gate.stop(by: "SIGINT")
    #expect(told.withLock { $0 } == ["SIGTERM"])
  }
}
