import Findings

/// A file of the report as web pages.
package struct HTMLPage: Sendable {
  /// Relative to the report's folder: `index.html`, `indicators/C01.html`.
  package var path: String
  /// UTF-8.
  package var bytes: [UInt8]
  /// The numbers on it that lead to their proofs.
  package var printed: Set<ValueID>

  package init(path: String, bytes: [UInt8], printed: Set<ValueID> = []) {
    self.path = path
    self.bytes = bytes
    self.printed = printed
  }
}

/// Writes the document as HTML pages that need nothing beside them: no script, no font, no picture from elsewhere.
///
/// The markup is also well-formed XML, so that any XML reader can check it. Headings take their level from the depth of
/// the chapter; tables and charts are numbered in the order in which they stand, over all pages.
package struct HTMLWriter {
  let document: Document
  let phrasing: Phrasing
  /// Number and page of every table and figure, by id.
  let numbering: Numbering
  /// The page being written, relative to the report's folder.
  let path: String
  var output = MarkupOutput()
  /// Numbers whose id was given to an element: one that is printed again does not get it twice.
  private var claimed: Set<ValueID> = []
  private var printed: Set<ValueID> = []
  /// The indicator looked up last: numbers that stand beside one another are mostly of one.
  private var lastAsked = (indicator: "", isProven: false)

  /// The first page and those of the chapters that have one. The same document always gives the same bytes.
  /// - Parameter path: of the first page.
  package static func pages(_ document: Document, path: String = Numbering.firstPage) -> [HTMLPage] {
    let numbering = Numbering(document, page: path)
    return parts(of: document).map { page($0, of: document, numbering, path: path) }
  }

  /// What makes a page each: nil for the first one, then the chapters that have a page of their own, outer ones first. Each can be
  /// written by itself.
  static func parts(of document: Document) -> [Chapter?] {
    var parts: [Chapter?] = [nil]
    var waiting = document.chapters.flatMap(apart)
    while !waiting.isEmpty {
      parts += waiting.map { $0 }
      waiting = waiting.flatMap { $0.parts.flatMap(apart) }
    }
    return parts
  }

  /// The page of one part.
  static func page(_ part: Chapter?, of document: Document, _ numbering: Numbering, path: String) -> HTMLPage {
    var writer = HTMLWriter(document, numbering, part?.page ?? path)
    if let part { writer.writePage(of: part) } else { writer.writeFirstPage() }
    return HTMLPage(path: writer.path, bytes: writer.output.bytes, printed: writer.printed)
  }

  /// The outermost chapters with a page of their own.
  private static func apart(_ chapter: Chapter) -> [Chapter] {
    chapter.page != nil ? [chapter] : chapter.parts.flatMap(apart)
  }

  /// The first page alone.
  package static func page(_ document: Document, path: String = Numbering.firstPage) -> [UInt8] {
    pages(document, path: path)[0].bytes
  }

  private init(_ document: Document, _ numbering: Numbering, _ path: String) {
    self.document = document
    phrasing = Phrasing(document.language)
    self.numbering = numbering
    self.path = path
    root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Whether the id of a number may be given now; true once for each.
  mutating func claim(_ id: ValueID) -> Bool {
    claimed.insert(id).inserted
  }

  /// What leads from this page to the report's folder: `../` for each folder it lies in.
  let root: String

  // MARK: Pages

  private mutating func writeFirstPage() {
    writeHead(title: document.title)
    writeHeader()
    output.markup("<div class=\"page\">\n")
    writeContents(document.chapters.filter { $0.page == nil })
    output.markup("<main id=\"tresc\" tabindex=\"-1\">\n")
    for chapter in document.chapters { write(chapter, level: 2) }
    writeEnd()
  }

  private mutating func writePage(of chapter: Chapter) {
    writeHead(title: "\(chapter.title) – \(document.title)")
    output.markup("<header class=\"small\">\n")
    writeBanner()
    output.markup("<p class=\"back\"><a href=\"\(root)\(Numbering.firstPage)\">")
    output.text(document.title)
    output.markup("</a></p>\n")
    output.element("h1", " id=\"\(escaped(chapter.id))\"", typeset(chapter.title, phrasing))
    output.markup("\n</header>\n<div class=\"page alone\">\n<main id=\"tresc\" tabindex=\"-1\">\n")
    for block in chapter.blocks { write(block) }
    for part in chapter.parts { write(part, level: 2) }
    writeEnd()
  }

  private mutating func writeHead(title: String) {
    output.markup("<!DOCTYPE html>\n<html lang=\"\(document.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\"/>\n")
    output.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    output.element("title", "", typeset(title, phrasing))
    output.markup("\n<link rel=\"icon\" href=\"data:,\"/>\n<style>\n")
    output.markup(styleSheet(runningHead: document.banner ?? title))
    output.markup("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#tresc\">")
    output.text(phrasing("Przejdź do treści", "Skip to content"))
    output.markup("</a>\n")
  }

  private mutating func writeHeader() {
    output.markup("<header>\n")
    writeBanner()
    if let back = document.back {
      output.markup("<p class=\"back\">")
      write(back)
      output.markup("</p>\n")
    }
    output.element("h1", "", typeset(document.title, phrasing))
    if !document.subtitle.isEmpty { output.element("p", " class=\"subtitle\"", typeset(document.subtitle, phrasing)) }
    output.markup("\n")
    if !document.facts.isEmpty { write(facts: document.facts) }
    output.markup("</header>\n")
  }

  private mutating func writeBanner() {
    guard let banner = document.banner else { return }
    output.markup("<p class=\"banner\">")
    writeProse(banner)
    output.markup("</p>\n")
  }

  private mutating func writeContents(_ chapters: [Chapter]) {
    output.markup("<nav aria-labelledby=\"spis\">\n<h2 id=\"spis\">")
    output.text(phrasing("Spis treści", "Contents"))
    output.markup("</h2>\n<ol>\n")
    for chapter in chapters {
      output.markup("<li><a href=\"#\(escaped(chapter.id))\">")
      output.text(typeset(chapter.title, phrasing))
      output.markup("</a></li>\n")
    }
    output.markup("</ol>\n</nav>\n")
  }

  private mutating func writeEnd() {
    output.markup("</main>\n</div>\n<footer>\n")
    output.element("p", "", document.title)
    if let banner = document.banner {
      output.markup("<p>")
      writeProse(banner)
      output.markup("</p>")
    }
    output.markup("<p><a href=\"#tresc\">")
    output.text(phrasing("Do początku treści", "Back to the beginning"))
    output.markup("</a></p>\n</footer>\n</body>\n</html>\n")
  }

  private mutating func write(_ chapter: Chapter, level: Int) {
    if chapter.page != nil { return }
    let id = escaped(chapter.id)
    // Chapters are landmarks; a landmark for each of their parts would be a hundred too many.
    output.markup(level == 2 ? "<section aria-labelledby=\"\(id)\">\n" : "<section>\n")
    // HTML has six levels; deeper chapters keep the sixth.
    output.element("h\(min(level, 6))", " id=\"\(id)\"", typeset(chapter.title, phrasing))
    output.markup("\n")
    for block in chapter.blocks { write(block) }
    for part in chapter.parts { write(part, level: level + 1) }
    output.markup("</section>\n")
  }

  // MARK: Addresses

  func address(of target: Inline.Target) -> String {
    switch target {
    case .inside(let id):
      if let page = numbering.page(of: id), page != path {
        root + escaped(page) + "#" + escaped(id)
      } else {
        "#" + escaped(id)
      }
    case .file(let file): escaped(root + file)
    }
  }

  /// Whether the report has a proof of the number; it is then counted among those that need one.
  mutating func isProven(_ id: ValueID) -> Bool {
    guard hasProofs(id) else { return false }
    printed.insert(id.whole)
    // What a proof tells only where a page says it.
    if id.ratioUnit != nil { printed.insert(id) }
    return true
  }

  /// Whether the numbers of the indicator of a number have a page of proofs.
  mutating func hasProofs(_ id: ValueID) -> Bool {
    if !id.isOf(lastAsked.indicator) {
      let indicator = id.indicator
      lastAsked = (indicator, document.proven.contains(indicator))
    }
    return lastAsked.isProven
  }

  /// Address of a number's proof.
  mutating func writeAddress(ofProof id: ValueID) {
    output.markup(root)
    output.markup(Lineages.folder)
    output.markup("/")
    output.text(id.indicator)
    output.markup(".html#")
    output.anchor(id)
  }
}
