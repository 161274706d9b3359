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
  let steps = 6
  let sections = try Section.named(context.pipeline.sections, in: Place(file: context.pipeline.shownFile))
  context.progress(Progress("3-tables", done: 0, total: steps))
  let material = try Material.gather(context)
  context.progress(Progress("tables", done: 1, total: steps))
  let tables = PublishedTable.all(of: material)
  let resources = try publish(tables, of: material, name: context.pipeline.name, in: context.directory)
  context.progress(Progress("index.html", done: 2, total: steps))
  let composition = Composition(material, tables: tables)
  var document = Document(composition, sections: sections)
  document.proven = Set(material.indicators.map(\.id))
  if ExclusionIndex(composition) != nil, let index = material.index { document.proven.insert(index.id) }
  var pages = HTMLWriter.pages(document)
  let size = pages[0].bytes.count
  context.progress(Progress("units", done: 3, total: steps))
  // Maps and tables lead to the profiles, whether or not the chapter that lists them was chosen.
  pages += UnitProfile.pages(composition, like: document) + IndexProofs.pages(composition, like: document)
  context.progress(Progress(Lineages.folder, done: 4, total: steps))
  let lineages = try Lineages(
    of: pages.reduce(into: []) { $0.formUnion($1.printed) }, in: material, banner: document.banner,
    EarlierStages(upstream: context.upstream))
  try write(pages, lineages, to: context.directory)
  context.progress(Progress("report.docx", done: 5, total: steps))
  let office = try OfficeFiles(composition, document, lineages).write(to: context.directory)
  try describe(composition, resources, office, title: context.pipeline, in: context.directory)
  context.progress(Progress("report.docx", done: steps, total: steps))
  return StageOutcome(findings: ReportFindings.about(pageSize: size))
}

/// Writes the pages that pass the checks of accessibility; one that does not stops the publication.
private func write(_ pages: [HTMLPage], _ lineages: Lineages, to directory: String) throws(Refusal) {
  for folder in ["indicators", "units", Lineages.folder] { try Files.createDirectories(Paths.join(directory, folder)) }
  var gate = AccessibilityGate()
  for page in pages {
    gate.look(at: page)
    try Files.write(page.bytes, to: Paths.join(directory, page.path))
  }
  try lineages.forEachPage { page throws(Refusal) in
    gate.look(at: page)
    try Files.write(page.bytes, to: Paths.join(directory, page.path))
  }
  try gate.close()
}

/// Writes what catalogues and other programs read: GeoJSON, JSON, CSV on the Web, DCAT.
private func describe(
  _ composition: Composition, _ resources: [DataResource], _ office: [PublishedFileRecord], title pipeline: Pipeline,
  in directory: String
) throws(Refusal) {
  let material = composition.material
  var files = office
  for (name, title, type, bytes) in [
    (
      GeoData.file, Wording("Jednostki ze wskaźnikami", en: "Units with indicators"), "application/geo+json",
      GeoData.bytes(composition)
    ),
    (
      TableData.file, Wording("Najnowsze wartości wskaźników", en: "Newest values of the indicators"), "application/json",
      TableData.bytes(composition)
    ),
    (
      WebTables.file, Wording("Opis tabel (CSV on the Web)", en: "Description of the tables (CSV on the Web)"),
      "application/csvm+json",
      WebTables.bytes(composition.tables, title: pipeline.title)
    ),
  ] {
    try Files.write(bytes, to: Paths.join(directory, name))
    files.append(PublishedFileRecord(path: name, title: material.phrasing(title), mediaType: type, bytes: bytes))
  }
  files += resources.map {
    PublishedFileRecord(path: $0.path, title: $0.title, mediaType: "text/csv", size: $0.bytes, sha256: $0.sha256)
  }
  try Files.write(
    CatalogueRecord.bytes(material, title: pipeline.title, publisher: pipeline.publisher, files),
    to: Paths.join(directory, CatalogueRecord.file))
}

/// Writes the tables in both flavours and the descriptor over them.
private func publish(
  _ tables: [PublishedTable], of material: Material, name: String, in directory: String
) throws(Refusal) -> [DataResource] {
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
  return resources
}
