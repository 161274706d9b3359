import Archive
package import Findings

/// The parts of an office file (DOCX, XLSX, ODT) in the order in which they go into the zip archive.
package struct OfficePackage {
  private var parts: [(name: String, content: [UInt8])] = []
  /// ISO date of the publication: that of every entry of the archive.
  private var date: String

  /// - Parameter date: where no part says it.
  package init(date: String = "") {
    self.date = date
  }

  package mutating func add(_ name: String, _ content: [UInt8]) {
    parts.append((name, content))
  }

  package mutating func add(_ name: String, _ content: String) {
    add(name, Array(content.utf8))
  }

  /// The part that says when the document was issued: the archive's entries say the same.
  mutating func add(_ name: String, _ core: OfficeProperties.Core) {
    date = core.date
    add(name, core.text)
  }

  /// The archive; the same parts and the same date give the same bytes.
  /// - Parameter shown: the file that is being made, for messages.
  package func bytes(shownAs shown: String) throws(Refusal) -> [UInt8] {
    // A third less time than level 6 takes, for a twelfth more bytes.
    var writer = ZipWriter(shownAs: shown, level: 4, date: date)
    for part in parts { try writer.add(part.name, part.content) }
    return try writer.finish()
  }
}

/// What office files say about themselves.
package struct OfficeProperties: Sendable {
  package var title: String
  package var publisher: String
  package var language: Language
  /// ISO date `YYYY-MM-DD`: that of the publication, never the clock's.
  package var date: String

  package init(title: String, publisher: String, language: Language, date: String) {
    self.title = title
    self.publisher = publisher
    self.language = language
    self.date = date
  }

  var languageTag: String { language == .polish ? "pl-PL" : "en-GB" }

  /// `docProps/core.xml` with the date that it states.
  struct Core {
    let text: String
    let date: String
  }

  /// `docProps/core.xml` of DOCX and XLSX.
  var core: Core { Core(text: coreText, date: date) }

  private var coreText: String {
    xmlDeclaration
      + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(escaped(title))</dc:title><dc:creator>\(escaped(publisher))</dc:creator>"
      + "<dc:language>\(languageTag)</dc:language>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(date)T00:00:00Z</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(date)T00:00:00Z</dcterms:modified></cp:coreProperties>"
  }
}

let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
