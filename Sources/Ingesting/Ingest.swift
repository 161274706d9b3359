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
    if files.isEmpty { outcome.findings.append(missingSource(source)) }
    total += files.count
    plans.append((source, try Profile.load(source.profile, for: context.pipeline), files))
  }
  var done = 0
  var cells = 0
  var accounts: [FileAccountRow] = []
  for plan in plans {
    let sink = try CellSink(
      source: plan.source.id, path: Paths.join(context.directory, plan.source.id + ".arrow"))
    let earlier = try context.earlier.flatMap { (directory) throws(Refusal) in
      try EarlierCells(directory, source: plan.source.id)
    }
    let reader = SourceReader(source: plan.source, profile: plan.profile, sink: sink, earlier: earlier, known: context.inputs)
    for file in try reader.ordered(plan.files) {
      context.progress(Progress(file.shown, done: done, total: total, cells: cells + sink.balance.read))
      done += 1
      try reader.read(file)
    }
    reader.finish()
    try sink.finish()
    cells += sink.balance.read
    outcome.inputs += reader.inputs
    accounts += reader.accounts
    outcome.settings += reader.settings
    outcome.findings += sink.findings
    outcome.balances.append(sink.balance)
    var rejects = RejectsWriter(
      in: context.directory, source: plan.source.id, language: context.pipeline.language)
    for reject in sink.rejects { try rejects.append(reject) }
    try rejects.finish()
  }
  try FileAccountRow.write(accounts, to: Paths.join(context.directory, FileAccountRow.fileName))
  return outcome
}

/// An optional source without files: the edition goes without it, and says so.
private func missingSource(_ source: Source) -> Finding {
  Finding(
    .warning, "missing-source",
    Wording(
      "Źródło „\(source.id)” nie ma żadnego pliku; wskaźniki, które z niego korzystają, nie mają wartości.",
      en: "The source “\(source.id)” has no file; indicators that use it have no values."))
}
