import Bytes
import Findings

/// The report for an office: `tables.xlsx`, `report.docx`, `report.odt`.
struct OfficeFiles {
  private let material: Material
  private let document: Document
  private let lineages: Lineages
  private let properties: OfficeProperties

  init(_ composition: Composition, _ document: Document, _ lineages: Lineages) {
    material = composition.material
    self.document = document
    self.lineages = lineages
    properties = OfficeProperties(
      title: material.title, publisher: material.publisher, language: material.phrasing.language, date: material.issued)
  }

  func write(to directory: String) throws(Refusal) -> [PublishedFileRecord] {
    let say = material.phrasing
    let workbook = ReportWorkbook(material: material, document: document, lineages: lineages, properties: properties).workbook()
    let kind = "application/vnd.openxmlformats-officedocument."
    var records: [PublishedFileRecord] = []
    for (name, title, type, bytes) in [
      ("tables.xlsx", say("Tabele", "Tables"), kind + "spreadsheetml.sheet", try workbook.xlsx(shownAs: "tables.xlsx")),
      (
        "report.docx", say("Raport", "Report"), kind + "wordprocessingml.document",
        try WordDocument.docx(document, properties: properties, shownAs: "report.docx")
      ),
      (
        "report.odt", say("Raport", "Report"), "application/vnd.oasis.opendocument.text",
        try OpenDocument.odt(document, properties: properties, shownAs: "report.odt")
      ),
    ] {
      try Files.write(bytes, to: Paths.join(directory, name))
      records.append(PublishedFileRecord(path: name, title: title, mediaType: type, bytes: bytes))
    }
    return records
  }
}
