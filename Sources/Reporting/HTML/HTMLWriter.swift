import Findings

/// Writes the document as one HTML page that needs nothing beside it: no script, no font, no picture from elsewhere.
///
/// The markup is also well-formed XML, so that any XML reader can check it. Headings take their level from the depth of
/// the chapter; tables and charts are numbered in the order in which they stand.
package struct HTMLWriter {
  let document: Document
  let phrasing: Phrasing
  /// Number of every table and figure, by id.
  let numbering: Numbering
  var output = HTMLOutput()
  /// Ids already given to an element: a number that is printed again does not get its id twice.
  private var claimed: Set<String> = []

  /// - Returns: the page as UTF-8. The same document always gives the same bytes.
  package static func page(_ document: Document) -> [UInt8] {
    var writer = HTMLWriter(document)
    writer.writePage()
    return writer.output.bytes
  }

  private init(_ document: Document) {
    self.document = document
    phrasing = Phrasing(document.language)
    numbering = Numbering(document)
  }

  /// Whether `id` may be given now; true once for each id.
  mutating func claim(_ id: String) -> Bool {
    claimed.insert(id).inserted
  }

  private mutating func writePage() {
    output.markup("<!DOCTYPE html>\n<html lang=\"\(document.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\"/>\n")
    output.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    output.element("title", "", document.title)
    output.markup("\n<link rel=\"icon\" href=\"data:,\"/>\n<style>\n")
    output.markup(styleSheet(runningHead: document.banner ?? document.title))
    output.markup("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#tresc\">")
    output.text(phrasing("Przejdź do treści", "Skip to content"))
    output.markup("</a>\n")
    writeHeader()
    output.markup("<div class=\"page\">\n")
    writeContents()
    output.markup("<main id=\"tresc\" tabindex=\"-1\">\n")
    for chapter in document.chapters { write(chapter, level: 2) }
    output.markup("</main>\n</div>\n")
    writeFooter()
    output.markup("</body>\n</html>\n")
  }

  private mutating func writeHeader() {
    output.markup("<header>\n")
    if let banner = document.banner {
      output.markup("<p class=\"banner\">")
      writeProse(banner)
      output.markup("</p>\n")
    }
    output.element("h1", "", document.title)
    if !document.subtitle.isEmpty { output.element("p", " class=\"subtitle\"", document.subtitle) }
    output.markup("\n")
    if !document.facts.isEmpty { write(facts: document.facts) }
    output.markup("</header>\n")
  }

  private mutating func writeContents() {
    output.markup("<nav aria-labelledby=\"spis\">\n<h2 id=\"spis\">")
    output.text(phrasing("Spis treści", "Contents"))
    output.markup("</h2>\n<ol>\n")
    for chapter in document.chapters {
      output.markup("<li><a href=\"#\(escaped(chapter.id))\">")
      output.text(chapter.title)
      output.markup("</a></li>\n")
    }
    output.markup("</ol>\n</nav>\n")
  }

  private mutating func writeFooter() {
    output.markup("<footer>\n")
    output.element("p", "", document.title)
    if let banner = document.banner {
      output.markup("<p>")
      writeProse(banner)
      output.markup("</p>")
    }
    output.markup("<p><a href=\"#tresc\">")
    output.text(phrasing("Do początku treści", "Back to the beginning"))
    output.markup("</a></p>\n</footer>\n")
  }

  private mutating func write(_ chapter: Chapter, level: Int) {
    let id = escaped(chapter.id)
    // Chapters are landmarks; a landmark for each of their parts would be a hundred too many.
    output.markup(level == 2 ? "<section aria-labelledby=\"\(id)\">\n" : "<section>\n")
    // HTML has six levels; deeper chapters keep the sixth.
    output.element("h\(min(level, 6))", " id=\"\(id)\"", chapter.title)
    output.markup("\n")
    for block in chapter.blocks { write(block) }
    for part in chapter.parts { write(part, level: level + 1) }
    output.markup("</section>\n")
  }
}
