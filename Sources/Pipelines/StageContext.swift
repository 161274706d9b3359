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

  package init(
    pipeline: Pipeline, directory: String, upstream: String, jobs: Int = 1,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.directory = directory
    self.upstream = upstream
    self.jobs = jobs
    self.progress = progress
  }
}

/// How far a stage is: shown on a terminal, never written into a result.
package struct Progress: Sendable, Hashable {
  /// What is being worked on: a file or a table.
  package var subject: String
  package var done: Int
  package var total: Int

  package init(_ subject: String, done: Int, total: Int) {
    self.subject = subject
    self.done = done
    self.total = total
  }
}
