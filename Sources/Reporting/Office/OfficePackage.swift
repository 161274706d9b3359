import Archive
package import Findings

/// The parts of an office file (DOCX, XLSX, ODT) in the order in which they go into the zip archive.
package struct OfficePackage {
  private var parts: [(name: String, content: [UInt8])] = []

  package init() {}

  package mutating func add(_ name: String, _ content: [UInt8]) {
    parts.append((name, content))
  }

  package mutating func add(_ name: String, _ content: String) {
    add(name, Array(content.utf8))
  }

  /// The archive; the same parts give the same bytes.
  /// - Parameter shown: the file that is being made, for messages.
  package func bytes(shownAs shown: String) throws(Refusal) -> [UInt8] {
    // A third less time than level 6 takes, for a twelfth more bytes.
    var writer = ZipWriter(shownAs: shown, level: 4)
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

  /// `docProps/core.xml` of DOCX and XLSX.
  var core: String {
    xmlDeclaration
      + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(escaped(title))</dc:title><dc:creator>\(escaped(publisher))</dc:creator>"
      + "<dc:language>\(languageTag)</dc:language>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(date)T00:00:00Z</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(date)T00:00:00Z</dcterms:modified></cp:coreProperties>"
  }
}

let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
