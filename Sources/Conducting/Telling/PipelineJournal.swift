import Bytes
package import Findings
import Markup
import Pipelines

/// The journal of a pipeline for those who have no run to speak of: the pipeline file could not be read, or the program that was to
/// tell of a failure did not. Without a folder of results there is no journal either.
package struct PipelineJournal {
  private let path: String
  private let output: String?
  private let clock: RunClock
  private let process: Int

  /// - Parameters:
  ///   - path: of the pipeline file, readable or not.
  ///   - output: the folder given with `-o`.
  package init(of path: String, output: String?, clock: RunClock, process: Int) {
    self.path = path
    self.output = output
    self.clock = clock
    self.process = process
  }

  /// A run did not begin.
  package func failed(_ refusal: Refusal) throws(Refusal) {
    guard let log = try log() else { return }
    try log.failed(refusal)
  }

  /// The program of `--on-failure` did not do its work, and somebody may wait for its message in vain.
  package func notTold(by program: String, because refusal: Refusal) throws(Refusal) {
    guard let log = try log() else { return }
    try log.append(.noticeFailed, [("program", .string(program)), ("message", .string(refusal.what.english))])
  }

  private func log() throws(Refusal) -> RunLog? {
    let pipeline = try Pipeline.standIn(for: path)
    let layout = OutputLayout(pipeline: pipeline, root: output)
    guard try Files.exists(layout.folder) else { return nil }
    return RunLog(layout: layout, pipeline: pipeline.name, clock: clock, process: process)
  }
}
