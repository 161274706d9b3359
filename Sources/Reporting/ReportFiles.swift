import Bytes
import Contracts
import Findings
import Pipelines

/// Writes the files of the report, each a piece of work of its own on as many threads as there are; what is told of them stands in
/// the order of the pieces, whoever came first.
struct ReportFiles {
  private let composition: Composition
  private let document: Document
  private let sheets: [ProofSheet]
  private let directory: String
  private let threads: Int
  private var pieces: ReportPieces
  private var paths: [String] = []
  private var findings: [Finding] = []
  private var resources: [DataResource] = []
  private var records: [PublishedFileRecord] = []
  /// The numbers that some page prints.
  private(set) var printed: Set<ValueID> = []
  /// Bytes of `index.html`.
  private(set) var firstPageSize = 0

  private var material: Material { composition.material }

  init(
    _ composition: Composition, _ document: Document, _ sheets: [ProofSheet], _ context: StageContext
  ) throws(Refusal) {
    self.composition = composition
    self.document = document
    self.sheets = sheets
    directory = context.directory
    threads = context.jobs
    pieces = ReportPieces(composition, document, sheets, directory)
    for folder in ["tables", "indicators", "units", Lineages.folder] {
      try Files.createDirectories(Paths.join(directory, folder))
    }
  }

  private mutating func take(_ all: [ReportPieces.Written]) {
    for written in all {
      paths += written.paths
      findings += written.findings
      printed.formUnion(written.printed)
      if firstPageSize == 0 { firstPageSize = written.pageSize }
      resources += written.resources
      records += written.records
    }
  }

  /// The report, the indicators, the profiles of the units, the tables, and what word processors open; the longest first, so that no
  /// thread waits for another's last piece. Maps and tables lead to the profiles, whether or not the chapter that lists them was
  /// chosen.
  mutating func writePages() throws(Refusal) {
    let pages = HTMLWriter.parts(of: document).map { ReportPieces.Piece.page($0) }
    let tables = composition.tables.map { ReportPieces.Piece.table($0) }
    let profiles = material.units.profiled.map { ReportPieces.Piece.profile($0) }
    let derived = sheets.map { ReportPieces.Piece.sheet($0) }
    take(try pieces.write([.word, .openDocument] + pages + tables + profiles + derived + [.indexProofs], threads: threads))
  }

  /// The proofs of the printed numbers, the workbook that holds some of them, and what other programs read.
  mutating func writeProofs(_ lineages: Lineages) throws(Refusal) {
    let proofs = lineages.proven.map { ReportPieces.Piece.proofs($0) }
    pieces.lineages = lineages
    take(try pieces.write([.workbook, .geography, .newestValues] + proofs, threads: threads))
  }

  /// Writes the descriptors over all files, and has everything on the disk. Pages that do not pass the checks of accessibility stop
  /// the publication.
  mutating func finish(_ pipeline: Pipeline) throws(Refusal) {
    try AccessibilityGate(findings).close()
    resources += try annexes()
    let webTables = ReportFile(
      WebTables.file, Wording("Opis tabel (CSV on the Web)", en: "Description of the tables (CSV on the Web)"),
      "application/csvm+json", WebTables.bytes(composition.tables, title: pipeline.title))
    try Files.write(webTables.bytes, to: Paths.join(directory, webTables.path))
    records.append(webTables.record(material.phrasing))
    // In the catalogue what people open comes before what programs read.
    let order = ["tables.xlsx", "report.docx", "report.odt", GeoData.file, TableData.file, WebTables.file]
    let own = records.sorted { a, b in
      (order.firstIndex(of: a.path) ?? 0) < (order.firstIndex(of: b.path) ?? 0)
    }
    let tables = resources.map { resource in
      PublishedFileRecord(
        path: resource.path, title: resource.title, mediaType: "text/csv", size: resource.bytes, sha256: resource.sha256)
    }
    try describe(pipeline.name)
    try Files.write(
      CatalogueRecord.bytes(
        material, name: pipeline.name, title: pipeline.title, publisher: pipeline.publisher, own + tables),
      to: Paths.join(directory, CatalogueRecord.file))
    try Files.settle(paths)
  }

  /// What changed since an earlier edition: written by whoever compared the two, before the report was begun.
  private func annexes() throws(Refusal) -> [DataResource] {
    guard material.editionChanges != nil else { return [] }
    let (say, since) = (material.phrasing, material.changesSince)
    return [
      try annex(
        "changes", ChangeRow.fileName, ChangeRow.columns, key: ["id"],
        say("Zmiany od wydania \(since)", "Changes since edition \(since)")),
      try annex(
        "derived-changes", DerivedChangeRow.fileName, DerivedChangeRow.columns, key: ["id", "column"],
        say("Zmiany od wydania \(since) obok wartości", "Changes since edition \(since) beside the values")),
      try annex(
        "changed-inputs", InputChangeRow.fileName, InputChangeRow.columns, key: ["file"],
        say("Pliki źródłowe inne niż w wydaniu \(since)", "Source files that differ from edition \(since)")),
    ].compactMap(\.self)
  }

  private func annex(
    _ name: String, _ file: String, _ columns: [TableColumn], key: [String], _ title: String
  ) throws(Refusal) -> DataResource? {
    let path = Paths.join(directory, file)
    guard try Files.exists(path) else { return nil }
    let bytes = try Files.read(path, shownAs: "4-report/" + file)
    return DataResource(
      name: name, path: file, title: title, fields: columns.map { DataField($0, in: material.phrasing.language) },
      primaryKey: key, bytes: bytes.count, sha256: SHA256.hex(of: bytes))
  }

  /// The descriptor over the tables.
  private func describe(_ name: String) throws(Refusal) {
    let sources = material.sources.map { source in
      DataSource(title: harmless(source.publisher.isEmpty ? source.title : "\(source.publisher): \(source.title)"))
    }
    let package = DataPackage(
      name: name, title: harmless(material.title),
      description: material.isSample ? material.phrasing("Dane przykładowe.", "Sample data.") : "", sources: sources,
      resources: resources)
    try package.write(to: Paths.join(directory, DataPackage.fileName))
  }
}
