package import Findings
package import Pipelines

/// What a run is asked to do.
package struct RunOrder: Sendable {
  package var stages: ClosedRange<Stage>
  /// Run the stages even when they are current.
  package var isForced: Bool
  /// Threads that a stage may use.
  package var jobs: Int
  /// How long to wait for another run on the same output, in milliseconds.
  package var patience: Int
  /// Id of an edition that is to be made again from its kept inputs; nil for an ordinary run.
  package var edition: String?
  /// The command line, told to another run that finds the output locked.
  package var command: String

  package init(
    stages: ClosedRange<Stage> = .ingest ... .report, isForced: Bool = false, jobs: Int = 1, patience: Int = 0,
    edition: String? = nil, command: String = ""
  ) {
    self.stages = stages
    self.isForced = isForced
    self.jobs = jobs
    self.patience = patience
    self.edition = edition
    self.command = command
  }
}

/// What a run came to.
package enum RunResult: Sendable, Hashable {
  /// Everything was current.
  case nothingToDo
  /// An edition was published at this path; these stages were run, the others used again.
  case published(edition: String, path: String, ran: [Stage])
  /// These stages were run; the edition is not whole yet.
  case kept(ran: [Stage])
}

/// What a run tells while it works, and how it hears the time.
package struct RunVoice: Sendable {
  package var progress: @Sendable (Stage, Progress) -> Void
  /// A sentence for a person; details only for whoever asked for more.
  package var say: @Sendable (_ wording: Wording, _ isDetail: Bool) -> Void
  package var clock: RunClock
  /// Number of this process, for the journal.
  package var process: Int

  package init(
    clock: RunClock, process: Int = 0, progress: @escaping @Sendable (Stage, Progress) -> Void = { _, _ in },
    say: @escaping @Sendable (Wording, Bool) -> Void = { _, _ in }
  ) {
    self.clock = clock
    self.process = process
    self.progress = progress
    self.say = say
  }
}
