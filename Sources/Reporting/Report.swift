package import Contracts
package import Findings
package import Pipelines

/// The report stage: reads `3-tables` and the records of all stages before, writes into the stage's directory `index.html`, a page
/// for every indicator (`indicators/`), unit (`units/`) and indicator's proofs (`lineage/`), `tables/*.csv` in two flavours and
/// `datapackage.json`.
/// - Throws: `.configuration` for a section that there is none of, `.unavailable` or `.data` for results of earlier stages
///   that are missing or damaged.
package func report(_ context: StageContext) throws(Refusal) -> StageOutcome {
  let steps = 5
  let sections = try Section.named(context.pipeline.sections, in: Place(file: context.pipeline.shownFile))
  context.progress(Progress("3-tables", done: 0, total: steps))
  let material = try Material.gather(context)
  let composition = Composition(material, tables: PublishedTable.all(of: material))
  context.progress(Progress("index.html", done: 1, total: steps))
  var document = try Document(composition, sections: sections, threads: context.jobs)
  document.proven = Set(material.indicators.map(\.id))
  if ExclusionIndex(composition) != nil, let index = material.index { document.proven.insert(index.id) }
  let sheets = ProofSheet.all(composition)
  document.proven.formUnion(sheets.map(\.name))
  var files = try ReportFiles(composition, document, sheets, context)
  context.progress(Progress("units", done: 2, total: steps))
  try files.writePages()
  context.progress(Progress(Lineages.folder, done: 3, total: steps))
  let lineages = try Lineages(
    of: files.printed, in: material, banner: document.banner, EarlierStages(upstream: context.upstream))
  try files.writeProofs(lineages)
  context.progress(Progress("datapackage.json", done: 4, total: steps))
  try files.finish(context.pipeline)
  context.progress(Progress("datapackage.json", done: steps, total: steps))
  return StageOutcome(findings: material.ownFindings + ReportFindings.about(pageSize: files.firstPageSize))
}
