import Bytes
package import Contracts
package import Findings
package import Pipelines
import Territory

/// The third stage: observations -> tables. Reads `observations.arrow` of the stage before and the catalogue, writes
/// `indicators.csv` with `origins.arrow`, what is made of the indicators (`index*.csv`, `trends.csv`, `forecasts.csv`, `adequacy*.csv`,
/// `peer*.csv`), what is withheld (`disclosure.csv`), and `catalogue.csv` and `units.csv`.
///
/// - Throws: `.unavailable` without observations, `.configuration` for a mistake in the catalogue or the index, `.data`
///   for observations that contradict each other.
package func diagnose(_ context: StageContext) throws(Refusal) -> StageOutcome {
  let definitions = try DiagnosisDefinitions(context.pipeline, published: context.published)
  let path = Paths.join(context.upstream, DiagnosisFiles.observations)
  guard try Files.exists(path) else {
    throw Refusal(
      .unavailable, Wording("Nie ma obserwacji do zdiagnozowania.", en: "There are no observations to diagnose."),
      at: Place(file: DiagnosisFiles.observations),
      mend: Wording(
        "Uruchom najpierw normalizację (diagnoza-normalise).", en: "Run the normalise stage first (diagnoza-normalise)."))
  }
  let (cube, balances) = try readCube(path, definitions, context)
  let breaks = try BreakMarks(Paths.join(context.upstream, SeriesBreakRow.fileName))
  var diagnosis = Diagnosis(definitions, FigureResolver(cube), breaks)
  try diagnosis.write(to: context.directory, threads: context.jobs) { done, total in
    context.progress(Progress(DiagnosisFiles.indicators, done: done, total: total))
  }
  return StageOutcome(findings: diagnosis.findings, balances: balances, settings: definitions.settings)
}

/// Whether the catalogue and the index of a pipeline can be worked out; reads no data.
/// - Throws: `.configuration` with every mistake among its findings.
package func checkDiagnosis(of pipeline: Pipeline) throws(Refusal) {
  _ = try DiagnosisDefinitions(pipeline)
}

/// Names of the files of the stage.
enum DiagnosisFiles {
  static let observations = "observations.arrow"
  static let indicators = "indicators.csv"
  static let origins = "origins.arrow"
  static let catalogue = "catalogue.csv"
  static let units = "units.csv"
  static let index = "index.csv"
  static let indexDomains = "index_domains.csv"
}

private func readCube(
  _ path: String, _ definitions: DiagnosisDefinitions, _ context: StageContext
) throws(Refusal) -> (cube: ObservationCube, balances: [Balance]) {
  let reader = try ObservationsReader(path: path, shownAs: DiagnosisFiles.observations)
  var builder = CubeBuilder(
    units: definitions.scope.units, years: definitions.cubeYears, measures: definitions.catalogue.measures,
    texts: reader.texts)
  for index in 0..<reader.batchCount {
    try builder.add(try reader.batch(index))
    context.progress(Progress(DiagnosisFiles.observations, done: index + 1, total: reader.batchCount))
  }
  return builder.finish()
}
