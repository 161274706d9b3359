import Bytes
import Contracts
import Findings

/// The pieces that a report is written in, each of them independent of all others.
struct ReportPieces: Sendable {
  enum Piece: Sendable {
    case word, openDocument
    /// nil is the first page.
    case page(Chapter?)
    case table(PublishedTable)
    case profile(UnitRow)
    case indexProofs
    case sheet(ProofSheet)
    case workbook, geography, newestValues
    case proofs(Indicator)
  }

  /// What came of one piece of work.
  struct Written: Sendable {
    var paths: [String] = []
    var findings: [Finding] = []
    var printed: Set<ValueID> = []
    var pageSize = 0
    var resources: [DataResource] = []
    var records: [PublishedFileRecord] = []
  }

  private let composition: Composition
  private let document: Document
  private let directory: String
  private let office: OfficeFiles
  private let numbering: Numbering
  private let ground: ProfileGround
  /// Known once all pages are written.
  var lineages: Lineages?
  /// The proofs of what was derived from the indicators.
  private let sheets: [ProofSheet]
  private var say: Phrasing { composition.say }

  init(_ composition: Composition, _ document: Document, _ sheets: [ProofSheet], _ directory: String) {
    self.composition = composition
    self.document = document
    self.sheets = sheets
    self.directory = directory
    office = OfficeFiles(composition, document)
    numbering = Numbering(document)
    ground = ProfileGround(composition)
  }

  /// Writes them all; files are settled on the disk by whoever calls.
  func write(_ pieces: [Piece], threads: Int) throws(Refusal) -> [Written] {
    try sharedOut(pieces.count, threads: threads) { index throws(Refusal) in try make(pieces[index]) }
  }

  private func make(_ piece: Piece) throws(Refusal) -> Written {
    switch piece {
    case .word: return try write(try office.word())
    case .openDocument: return try write(try office.openDocument())
    case .page(let part): return try write(HTMLWriter.page(part, of: document, numbering, path: Numbering.firstPage))
    case .table(let table):
      let resources = try table.write(to: directory, in: say)
      return Written(paths: resources.map { Paths.join(directory, $0.path) }, resources: resources)
    case .profile(let unit): return try write(UnitProfile(unit: unit, ground: ground).page(like: document))
    case .sheet(let sheet): return try write(sheet.page(like: document))
    case .indexProofs:
      var written = Written()
      for page in IndexProofs.pages(composition, like: document) {
        let one = try write(page)
        written.paths += one.paths
        written.findings += one.findings
        written.printed.formUnion(one.printed)
      }
      return written
    case .workbook:
      guard let lineages else { return Written() }
      return try write(try office.workbook(lineages, sheets))
    case .geography:
      return try write(
        ReportFile(
          GeoData.file, Wording("Jednostki ze wskaźnikami", en: "Units with indicators"), "application/geo+json",
          GeoData.bytes(composition)))
    case .newestValues:
      return try write(
        ReportFile(
          TableData.file, Wording("Najnowsze wartości wskaźników", en: "Newest values of the indicators"), "application/json",
          TableData.bytes(composition)))
    case .proofs(let indicator):
      guard let lineages else { return Written() }
      return try write(lineages.page(of: indicator))
    }
  }

  /// A page with the findings of the checks of accessibility.
  private func write(_ page: HTMLPage) throws(Refusal) -> Written {
    let path = Paths.join(directory, page.path)
    try Files.write(page.bytes, to: path, isLasting: false)
    return Written(
      paths: [path], findings: AccessibilityGate.findings(of: page), printed: page.printed, pageSize: page.bytes.count)
  }

  private func write(_ file: ReportFile) throws(Refusal) -> Written {
    let path = Paths.join(directory, file.path)
    try Files.write(file.bytes, to: path, isLasting: false)
    return Written(paths: [path], records: [file.record(say)])
  }
}
