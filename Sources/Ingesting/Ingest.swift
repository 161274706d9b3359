import Archive
import Bytes
package import Contracts
package import Findings
package import Pipelines
import Synchronization

/// The ingest stage: published files to cells, one file of cells a source.
///
/// Writes `<source>.arrow` and, for what could not be laid out, `rejects/<source>.csv`. A file that turns out broken is
/// refused as a whole and named in the findings; the others are read to the end, so that one run tells everything. Sources have
/// nothing to do with one another, so that several threads read them.
package func ingest(_ context: StageContext) throws(Refusal) -> StageOutcome {
  var outcome = StageOutcome()
  var plans: [SourcePlan] = []
  for source in context.pipeline.sources {
    let files = try context.pipeline.files(of: source)
    if files.isEmpty { outcome.findings.append(missingSource(source)) }
    plans.append(SourcePlan(source: source, profile: try Profile.load(source.profile, for: context.pipeline), files: files))
  }
  // The longest first, so that no thread is left with it at the end.
  let order = plans.indices.sorted { a, b in
    let (x, y) = (plans[a].files.count, plans[b].files.count)
    return x != y ? x > y : a < b
  }
  let tally = IngestTally(total: plans.reduce(0) { $0 + $1.files.count }, context.progress)
  let all = plans
  let earlier = try context.earlier.flatMap { (directory) throws(Refusal) in try EarlierRun(directory) }
  let others = filesOfSeveralSources(plans)
  var tables: FormTables?
  if plans.contains(where: { $0.profile.layout.namesRows }) { tables = try context.pipeline.loadForms() }
  let forms = tables
  let read = try sharedOut(order.count, threads: context.jobs) { place throws(Refusal) in
    let plan = all[order[place]]
    if let taken = try earlier?.take(plan, known: context.inputs, others: others, to: context.directory) {
      tally.skip(plan.files.count)
      return taken
    }
    return try plan.read(context, earlier, forms, tally)
  }
  var accounts: [FileAccountRow] = []
  for index in plans.indices {
    guard let place = order.firstIndex(of: index) else { continue }
    let result = read[place]
    outcome.inputs += result.inputs
    accounts += result.accounts
    outcome.settings += result.settings
    outcome.findings += result.findings
    outcome.balances.append(result.balance)
  }
  try FileAccountRow.write(accounts, to: Paths.join(context.directory, FileAccountRow.fileName))
  return outcome
}

/// Files that more than one source names.
private func filesOfSeveralSources(_ plans: [SourcePlan]) -> Set<String> {
  var counts: [String: Int] = [:]
  for plan in plans { for file in plan.files { counts[file.shown, default: 0] += 1 } }
  return Set(counts.filter { $0.value > 1 }.keys)
}

/// How far all threads together are.
private final class IngestTally: Sendable {
  private let total: Int
  private let done = Atomic<Int>(0)
  private let cells = Atomic<Int>(0)
  private let progress: @Sendable (Progress) -> Void

  init(total: Int, _ progress: @escaping @Sendable (Progress) -> Void) {
    self.total = total
    self.progress = progress
  }

  /// - Parameter cells: read since the last call of the same source.
  func begin(_ file: String, cells more: Int) {
    let cells = cells.wrappingAdd(more, ordering: .relaxed).newValue
    let done = done.wrappingAdd(1, ordering: .relaxed).oldValue
    progress(Progress(file, done: done, total: total, cells: cells))
  }

  /// Files that need not be read.
  func skip(_ files: Int) { done.add(files, ordering: .relaxed) }
}

/// A source with its files, and what becomes of it.
struct SourcePlan: Sendable {
  var source: Source
  var profile: Profile
  var files: [SourceFile]

  struct Result: Sendable {
    var inputs: [InputRecord]
    var accounts: [FileAccountRow]
    var settings: [SettingRecord]
    var findings: [Finding]
    var balance: Balance
  }

  /// Code of the finding about a source without files.
  static let missing = "missing-source"

  fileprivate func read(
    _ context: StageContext, _ earlier: EarlierRun?, _ forms: FormTables?, _ tally: IngestTally
  ) throws(Refusal) -> Result {
    let sink = try CellSink(source: source.id, path: Paths.join(context.directory, source.id + ".arrow"))
    let cells = try earlier.flatMap { (run) throws(Refusal) in try EarlierCells(run, source: source.id) }
    let reader = SourceReader(
      source: source, profile: profile, sink: sink, earlier: cells, known: context.inputs, hashed: context.hashed,
      forms: profile.layout.namesRows ? forms : nil)
    var counted = 0
    for file in try reader.ordered(files) {
      tally.begin(file.shown, cells: sink.balance.read - counted)
      counted = sink.balance.read
      try reader.read(file)
    }
    reader.finish()
    try sink.finish()
    var rejects = RejectsWriter(in: context.directory, source: source.id, language: context.pipeline.language)
    for reject in sink.rejects { try rejects.append(reject) }
    try rejects.finish()
    return Result(
      inputs: reader.inputs, accounts: reader.accounts, settings: reader.settings, findings: sink.findings,
      balance: sink.balance)
  }
}

/// An optional source without files: the edition goes without it, and says so.
private func missingSource(_ source: Source) -> Finding {
  Finding(
    .warning, SourcePlan.missing,
    Wording(
      "Źródło „\(source.id)” nie ma żadnego pliku; wskaźniki, które z niego korzystają, nie mają wartości.",
      en: "The source “\(source.id)” has no file; indicators that use it have no values."))
}
