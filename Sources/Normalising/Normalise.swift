import Bytes
package import Contracts
package import Findings
package import Pipelines

/// The normalise stage: cells as published to observations keyed by unit, period, measure and breakdown.
///
/// Reads `1-cells/<source>.arrow` of `context.upstream`; writes `observations.arrow`, `rejects/<source>.csv`,
/// `checks.csv` (how often each check was made and failed), `harmonisation.csv` (how series were brought to the register date)
/// and `breaks.csv` (where series are not fully comparable).
package func normalise(_ context: StageContext) throws(Refusal) -> StageOutcome {
  let pipeline = context.pipeline
  let measures = try pipeline.loadMeasures()
  let forms = try pipeline.loadForms()
  let register = try pipeline.loadRegister()
  let checks = try pipeline.loadChecks()
  var candidates = Candidates()
  var tallies = RuleTallies()
  var recodes: [Recode] = []
  var breaks = SeriesBreaks()
  var outcome = StageOutcome()
  outcome.settings = [
    SettingRecord(name: "register.date", value: pipeline.registerDate.value, by: pipeline.registerDate.origin.rawValue)
  ]
  if let finding = register.coverageFinding { outcome.findings.append(finding) }
  for (index, source) in pipeline.sources.enumerated() {
    context.progress(Progress(source.id, done: index, total: pipeline.sources.count))
    let file = source.id + ".arrow"
    let cells = try CellsReader(path: Paths.join(context.upstream, file), shownAs: "1-cells/" + file)
    var normaliser = try SourceNormaliser(
      source, at: index, profile: try Profile.load(source.profile, for: pipeline), measures: measures, forms: forms,
      register: register, region: pipeline.region)
    // There and back: nobody keeps the findings twice.
    swap(&normaliser.findings, &outcome.findings)
    try normaliser.run(cells, into: &candidates, &tallies)
    try normaliser.tellUnusedFiles(cells)
    try normaliser.checkPartSums(cells, &tallies)
    normaliser.checkHeadings(cells, years: pipeline.years)
    recodes += normaliser.recodes
    breaks.addForms(normaliser.formVersions(cells.texts), forms)
    swap(&normaliser.findings, &outcome.findings)
    outcome.balances.append(normaliser.balance)
    var rejects = RejectsWriter(in: context.directory, source: source.id, language: pipeline.language)
    for reject in normaliser.rejects { try rejects.append(reject) }
    try rejects.finish()
  }
  let settled = settleDuplicates(&candidates, &outcome)
  let twins = findTwins(candidates, rows: settled)
  outcome.findings += twins.findings
  outcome.findings += findRepeatedTables(candidates, rows: settled, measures, told: twins.again)
  let published = ObservedSeries(candidates, rows: settled)
  var harmoniser = Harmoniser(register, measures)
  let rows = harmoniser.apply(to: &candidates, settled, &outcome)
  let isUntouched = harmoniser.rows.isEmpty && rows == settled
  harmoniser.add(recodes)
  try HarmonisationRow.write(harmoniser.rows, to: Paths.join(context.directory, HarmonisationRow.fileName))
  breaks.addTerritory(harmoniser.rows, register)
  breaks.addSources(candidates, rows)
  try SeriesBreakRow.write(breaks.rows, to: Paths.join(context.directory, SeriesBreakRow.fileName))
  let (settledCandidates, observations) = (candidates, Paths.join(context.directory, "observations.arrow"))
  // Units add up to the one above them as they were published, before figures are brought into other borders.
  var sums = ObservationChecker(
    published, measures: measures, register: register, region: pipeline.region, tallies: tallies)
  var checker = ObservationChecker(
    isUntouched ? published : ObservedSeries(candidates, rows: rows), measures: measures, register: register,
    region: pipeline.region, tallies: RuleTallies(), ofOtherBorders: harmoniser.ofOtherBorders)
  swap(&sums.findings, &outcome.findings)
  // The checks change nothing of what is written.
  try aside(threads: context.jobs) { () throws(Refusal) in
    try writeObservations(settledCandidates, rows: rows, to: observations)
  } while: { () throws(Refusal) in
    sums.run(checks.rules.filter(\.addsUnits))
    checker.resume(&sums)
    checker.run(checks.rules.filter { !$0.addsUnits })
  }
  swap(&checker.findings, &outcome.findings)
  try Files.write(checker.tallies.table, to: Paths.join(context.directory, "checks.csv"))
  for balance in outcome.balances where !balance.isEven {
    throw Refusal(
      .internalInvariant,
      Wording(
        "Bilans komórek źródła „\(balance.source)” się nie zgadza.",
        en: "The account of cells of “\(balance.source)” is not even."),
      mend: Wording("To błąd programu; zgłoś go.", en: "This is a bug; report it."))
  }
  return outcome
}
