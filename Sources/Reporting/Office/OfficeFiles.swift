import Findings

/// The report for an office: `tables.xlsx`, `report.docx`, `report.odt`.
struct OfficeFiles: Sendable {
  private let material: Material
  private let document: Document
  private let properties: OfficeProperties
  private static let kind = "application/vnd.openxmlformats-officedocument."

  init(_ composition: Composition, _ document: Document) {
    material = composition.material
    self.document = document
    properties = OfficeProperties(
      title: material.title, publisher: material.publisher, language: material.phrasing.language, date: material.issued)
  }

  /// - Parameter sheets: the proofs of what was derived from the indicators.
  func workbook(_ lineages: Lineages, _ sheets: [ProofSheet]) throws(Refusal) -> ReportFile {
    let workbook = ReportWorkbook(
      material: material, document: document, lineages: lineages, sheets: sheets, properties: properties
    ).workbook()
    return ReportFile(
      "tables.xlsx", Wording("Tabele", en: "Tables"), OfficeFiles.kind + "spreadsheetml.sheet",
      try workbook.xlsx(shownAs: "tables.xlsx"))
  }

  func word() throws(Refusal) -> ReportFile {
    ReportFile(
      "report.docx", Wording("Raport", en: "Report"), OfficeFiles.kind + "wordprocessingml.document",
      try WordDocument.docx(document, properties: properties, shownAs: "report.docx"))
  }

  func openDocument() throws(Refusal) -> ReportFile {
    ReportFile(
      "report.odt", Wording("Raport", en: "Report"), "application/vnd.oasis.opendocument.text",
      try OpenDocument.odt(document, properties: properties, shownAs: "report.odt"))
  }
}
