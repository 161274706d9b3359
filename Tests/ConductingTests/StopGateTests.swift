import Bytes
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
    gate.stop()
    #expect(try trial.names("work") == ["1-cells"])
  }

  @Test func nothingStaysOfWorkThatHasHardlyBegun() throws {
    let trial = try Trial()
    try trial.write("work/1-cells/part", "x")
    let gate = StopGate()
    gate.unfinished(trial.path("work"))
    gate.stop()
    #expect(try !trial.exists("work"))
  }
}
