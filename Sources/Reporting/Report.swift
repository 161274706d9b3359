import Bytes
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
  context.progress(Progress("tables", done: 1, total: steps))
  let tables = PublishedTable.all(of: material)
  try publish(tables, of: material, name: context.pipeline.name, in: context.directory)
  context.progress(Progress("index.html", done: 2, total: steps))
  let composition = Composition(material, tables: tables)
  var document = Document(composition, sections: sections)
  document.proven = Set(material.indicators.map(\.id))
  var pages = HTMLWriter.pages(document)
  let size = pages[0].bytes.count
  context.progress(Progress("units", done: 3, total: steps))
  if sections.contains(where: { $0.id == Section.profiles.id }) {
    pages += UnitProfile.pages(composition, like: document)
  }
  for folder in ["indicators", "units", Lineages.folder] {
    try Files.createDirectories(Paths.join(context.directory, folder))
  }
  for page in pages { try Files.write(page.bytes, to: Paths.join(context.directory, page.path)) }
  context.progress(Progress(Lineages.folder, done: 4, total: steps))
  let lineages = try Lineages(
    of: pages.reduce(into: []) { $0.formUnion($1.printed) }, in: material, banner: document.banner,
    EarlierStages(upstream: context.upstream))
  try lineages.forEachPage { page throws(Refusal) in
    try Files.write(page.bytes, to: Paths.join(context.directory, page.path))
  }
  let properties = OfficeProperties(
    title: material.title, publisher: material.publisher, language: material.phrasing.language, date: material.issued)
  let workbook = ReportWorkbook(material: material, document: document, lineages: lineages, properties: properties).workbook()
  try Files.write(try workbook.xlsx(shownAs: "tables.xlsx"), to: Paths.join(context.directory, "tables.xlsx"))
  context.progress(Progress(Lineages.folder, done: steps, total: steps))
  return StageOutcome(findings: ReportFindings.about(pageSize: size))
}

/// Writes the tables in both flavours and the descriptor over them.
private func publish(
  _ tables: [PublishedTable], of material: Material, name: String, in directory: String
) throws(Refusal) {
  try Files.createDirectories(Paths.join(directory, "tables"))
  var resources: [DataResource] = []
  for table in tables {
    resources += try table.write(to: directory, in: material.phrasing)
  }
  let sources = material.sources.map { source in
    DataSource(title: source.publisher.isEmpty ? source.title : "\(source.publisher): \(source.title)")
  }
  let package = DataPackage(
    name: name, title: material.title,
    description: material.isSample ? material.phrasing("Dane przykładowe.", "Sample data.") : "", sources: sources,
    resources: resources)
  try package.write(to: Paths.join(directory, DataPackage.fileName))
}
