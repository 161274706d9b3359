import Archive
import Bytes
package import Contracts
package import Findings
package import Pipelines

/// The ingest stage: published files to cells, one file of cells a source.
///
/// Writes `<source>.arrow` and, for what could not be laid out, `rejects/<source>.csv`. A file that turns out broken is
/// refused as a whole and named in the findings; the others are read to the end, so that one run tells everything.
package func ingest(_ context: StageContext) throws(Refusal) -> StageOutcome {
  var outcome = StageOutcome()
  var total = 0
  var plans: [(source: Source, profile: Profile, files: [SourceFile])] = []
  for source in context.pipeline.sources {
    let files = try context.pipeline.files(of: source)
    total += files.count
    plans.append((source, try Profile.load(source.profile, for: context.pipeline), files))
  }
  var done = 0
  for plan in plans {
    let sink = try CellSink(
      source: plan.source.id, path: Paths.join(context.directory, plan.source.id + ".arrow"))
    let reader = SourceReader(source: plan.source, profile: plan.profile, sink: sink)
    for file in try reader.ordered(plan.files) {
      context.progress(Progress(file.shown, done: done, total: total))
      done += 1
      try reader.read(file)
    }
    try sink.finish()
    outcome.inputs += reader.inputs
    outcome.settings += reader.settings
    outcome.findings += sink.findings
    outcome.balances.append(sink.balance)
    var rejects = RejectsWriter(
      in: context.directory, source: plan.source.id, language: context.pipeline.language)
    for reject in sink.rejects { try rejects.append(reject) }
    try rejects.finish()
  }
  return outcome
}
