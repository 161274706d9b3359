package import Bytes
package import Contracts
package import Findings

/// What one stage is given. A stage reads `upstream`, writes into `directory`, says how far it is, and touches nothing else.
package struct StageContext: Sendable {
  package var pipeline: Pipeline
  /// Existing empty directory for the stage's results.
  package var directory: String
  /// Directory with the results of the stage before; empty for the first stage.
  package var upstream: String
  /// Threads that may be used, at least 1. The result does not depend on it.
  package var jobs: Int
  package var progress: @Sendable (Progress) -> Void
  /// An earlier result of the same stage from which only some of the published files differ; nil when there is none.
  package var earlier: String?
  /// Directory of the tables of the edition published before (`changes_since`); empty when there is none.
  package var published: String
  /// Published files as shown -> their content, as the conductor found it.
  package var inputs: [String: InputRecord]
  /// SHA-256 of files that were hashed as this version of them, and need not be hashed again.
  package var hashed: [FileStatus: String]
  /// What the conductor has to say of the results that are read: for the report, which people read instead of the findings.
  package var remarks: [Finding] = []

  package init(
    pipeline: Pipeline, directory: String, upstream: String, jobs: Int = 1, earlier: String? = nil,
    published: String = "", inputs: [String: InputRecord] = [:], hashed: [FileStatus: String] = [:],
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.directory = directory
    self.upstream = upstream
    self.jobs = jobs
    self.earlier = earlier
    self.published = published
    self.inputs = inputs
    self.hashed = hashed
    self.progress = progress
  }
}

/// How far a stage is: shown on a terminal, never written into a result.
package struct Progress: Sendable, Hashable {
  /// What is being worked on: a file or a table.
  package var subject: String
  package var done: Int
  package var total: Int
  /// Cells read so far; 0 where that is not counted.
  package var cells: Int

  package init(_ subject: String, done: Int, total: Int, cells: Int = 0) {
    self.cells = cells
    self.subject = subject
    self.done = done
    self.total = total
  }
}
