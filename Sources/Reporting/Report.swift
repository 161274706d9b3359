import Bytes
package import Contracts
package import Findings
package import Pipelines

/// The report stage: reads `3-tables` and the records of all stages before, writes `index.html`, `tables/*.csv` in two
/// flavours and `datapackage.json` into the stage's directory.
/// - Throws: `.configuration` for a section that there is none of, `.unavailable` or `.data` for results of earlier stages
///   that are missing or damaged.
package func report(_ context: StageContext) throws(Refusal) -> StageOutcome {
  let steps = 3
  let sections = try Section.named(context.pipeline.sections, in: Place(file: context.pipeline.shownFile))
  context.progress(Progress("3-tables", done: 0, total: steps))
  let material = try Material.gather(context)
  context.progress(Progress("tables", done: 1, total: steps))
  let tables = PublishedTable.all(of: material)
  try publish(tables, of: material, name: context.pipeline.name, in: context.directory)
  context.progress(Progress("index.html", done: 2, total: steps))
  let document = Document(Composition(material, tables: tables), sections: sections)
  let page = HTMLWriter.page(document)
  try Files.write(page, to: Paths.join(context.directory, "index.html"))
  context.progress(Progress("index.html", done: steps, total: steps))
  return StageOutcome(findings: ReportFindings.about(page: page, tables: tables))
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
