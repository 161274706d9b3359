package import Findings

/// The checks that a page must pass before it is published: what the act of 4 April 2019 on digital accessibility (WCAG 2.1 AA, EN 301
/// 549) asks for and a program can see. Read off the bytes of the page itself, not off what the writer meant to write.
package struct AccessibilityCheck {
  private let page: HTMLPage
  private var findings: [Finding] = []
  private var ids: Set<String> = []
  private var wanted: [String] = []
  private var open: [Open] = []
  /// Characters of text that are not blank, so far.
  private var letters = 0
  private var headingLevel = 0
  private var headings = [0, 0, 0, 0, 0, 0, 0]
  private var hasLanguage = false
  private var hasMain = false
  private var hasTitle = false
  private var isFirstLink = true
  private var rowWidth: Int?

  private struct Open {
    var name: String
    var line: Int
    /// `letters` where it was opened.
    var before: Int
    var label = ""
    /// Children that matter to its kind: cells of a row, captions of a table.
    var children = 0
    var width: Int?
    var hasDescription = false
  }

  private init(_ page: HTMLPage) {
    self.page = page
  }

  /// What is wrong with the page; empty when nothing is.
  package static func findings(of page: HTMLPage) -> [Finding] {
    var check = AccessibilityCheck(page)
    var scanner = TagScanner(page.bytes)
    while let event = scanner.next() {
      switch event {
      case .open(let tag): check.start(tag)
      case .close(let name): check.end(name)
      case .text(let count): check.letters += count
      }
    }
    check.finish()
    return check.findings
  }

  /// The colours of text and of marks against what they stand on: 4.5:1 and 3:1.
  package static func contrasts() -> [(name: String, ratio: Double, least: Double)] {
    let white = Colour(0xffffff)
    var pairs = PageColours.texts.map { ($0.name, $0.colour.contrast(with: $0.on), 4.5) }
    for (name, style) in ChartStyle.all.sorted(by: { $0.key < $1.key }) where !PageColours.decoration.contains(name) {
      // A shape is told from the page by its outline or by its fill.
      let ratios = [style.stroke, style.fill].compactMap { $0?.contrast(with: white) }
      if name == "tl" { continue }
      pairs.append((name, ratios.max() ?? 1, 3))
    }
    return pairs.map { (name: $0.0, ratio: $0.1, least: $0.2) }
  }

  // MARK: Elements

  private mutating func start(_ tag: TagScanner.Tag) {
    if let id = tag["id"] {
      if !ids.insert(id).inserted { add("id-twice", "Identyfikator „\(id)” stoi dwa razy.", "The id “\(id)” stands twice.", tag) }
    }
    if let order = tag["tabindex"].flatMap({ Int($0) }), order > 0 {
      add(
        "focus-order", "tabindex większy od zera zmienia kolejność fokusu.", "A positive tabindex changes the focus order.", tag)
    }
    for name in (tag["aria-labelledby"] ?? "").split(separator: " ") { wanted.append(String(name)) }
    switch tag.name {
    case "html": hasLanguage = ["pl", "en"].contains(tag["lang"])
    case "main": hasMain = true
    case "a":
      if isFirstLink, tag["class"] != "skip" {
        add("skip-link", "Pierwszy odnośnik nie przenosi do treści.", "The first link does not skip to the content.", tag)
      }
      isFirstLink = false
      if let address = tag["href"], address.hasPrefix("#") { wanted.append(String(address.dropFirst())) }
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = Int(tag.name.dropFirst()) ?? 1
      headings[level] += 1
      if level > headingLevel + 1 {
        add("heading-level", "Nagłówek pomija poziom.", "A heading skips a level.", tag)
      }
      headingLevel = level
    case "table":
      if !open.contains(where: { $0.label == "f" }) {
        add("reflow", "Tabela nie ma ramki, która się przewija.", "A table has no frame that scrolls.", tag)
      }
    case "caption": mark("table") { $0.children += 1 }
    case "th":
      mark("tr") { $0.children += 1 }
      if !["col", "row"].contains(tag["scope"]) {
        add("scope", "Komórka nagłówka nie ma zakresu (scope).", "A heading cell has no scope.", tag)
      }
    case "td": mark("tr") { $0.children += 1 }
    case "svg":
      if !["img", "group"].contains(tag["role"]) || tag["aria-labelledby"] == nil {
        add("alternative", "Rysunek nie ma roli ani nazwy.", "A picture has no role or name.", tag)
      }
      if !open.contains(where: { $0.label == "chart" }) {
        add("reflow", "Rysunek nie ma ramki, która się przewija.", "A picture has no frame that scrolls.", tag)
      }
    default: break
    }
    guard !tag.isEmpty else { return }
    open.append(Open(name: tag.name, line: tag.line, before: letters, label: tag["class"] ?? ""))
  }

  private mutating func mark(_ name: String, _ change: (inout Open) -> Void) {
    guard let place = open.lastIndex(where: { $0.name == name }) else { return }
    change(&open[place])
  }

  private mutating func end(_ name: String) {
    guard let place = open.lastIndex(where: { $0.name == name }) else { return }
    let element = open[place]
    open.removeSubrange(place...)
    let hasText = letters > element.before
    switch name {
    case "title": hasTitle = hasTitle || hasText
    case "h1", "h2", "h3", "h4", "h5", "h6":
      if !hasText { add("heading-empty", "Nagłówek jest pusty.", "A heading is empty.", element) }
    case "a":
      if !hasText { add("link-text", "Odnośnik nie ma treści.", "A link has no text.", element) }
    case "th":
      if !hasText { add("heading-cell", "Komórka nagłówka jest pusta.", "A heading cell is empty.", element) }
    case "caption":
      if !hasText { add("caption", "Podpis tabeli jest pusty.", "The caption of a table is empty.", element) }
    case "desc":
      if hasText { mark("svg") { $0.hasDescription = true } }
    case "svg":
      if !element.hasDescription { add("alternative", "Rysunek nie ma opisu.", "A picture has no description.", element) }
    case "tr":
      mark("table") { table in
        if let width = table.width, width != element.children {
          table.label = "ragged"
        } else {
          table.width = element.children
        }
      }
    case "table":
      if element.children != 1 { add("caption", "Tabela nie ma podpisu.", "A table has no caption.", element) }
      if element.label == "ragged" {
        add("ragged", "Wiersze tabeli mają różną liczbę komórek.", "Rows of a table differ in length.", element)
      }
    default: break
    }
  }

  private mutating func finish() {
    let place = Open(name: "", line: 1, before: 0)
    if !hasLanguage { add("language", "Strona nie podaje języka.", "The page does not say its language.", place) }
    if !hasTitle { add("title", "Strona nie ma tytułu.", "The page has no title.", place) }
    if !hasMain { add("main", "Strona nie ma obszaru treści (main).", "The page has no main region.", place) }
    if headings[1] != 1 {
      add(
        "heading-first", "Strona ma \(headings[1]) nagłówków pierwszego poziomu.", "The page has \(headings[1]) first headings.",
        place)
    }
    for id in Set(wanted).subtracting(ids).sorted() {
      add("target", "Nic nie ma identyfikatora „\(id)”.", "Nothing has the id “\(id)”.", place)
    }
  }

  private mutating func add(_ code: String, _ polish: String, _ english: String, _ tag: TagScanner.Tag) {
    add(code, polish, english, Open(name: tag.name, line: tag.line, before: 0))
  }

  private mutating func add(_ code: String, _ polish: String, _ english: String, _ place: Open) {
    findings.append(
      Finding(
        .error, "accessibility-\(code)", at: Place(file: "4-report/\(page.path)", row: place.line), Wording(polish, en: english)))
  }
}

/// The colours of text on the page, as the style sheet has them.
enum PageColours {
  struct Pair {
    var name: String
    var colour: Colour
    var on: Colour
  }

  static let texts: [Pair] = [
    Pair(name: "ink", colour: Colour(0x1b1f23), on: Colour(0xffffff)),
    Pair(name: "ink on a mark", colour: Colour(0x1b1f23), on: Colour(0xfff3bf)),
    Pair(name: "dim", colour: Colour(0x4a5560), on: Colour(0xffffff)),
    Pair(name: "dim on soft", colour: Colour(0x4a5560), on: Colour(0xeef2f6)),
    Pair(name: "links", colour: Colour(0x12436d), on: Colour(0xffffff)),
    Pair(name: "links on soft", colour: Colour(0x12436d), on: Colour(0xeef2f6)),
    Pair(name: "number of class 3", colour: Colour(0x1b1f23), on: Colour(0x8fb4d3)),
    Pair(name: "number of class 4", colour: Colour(0xffffff), on: Colour(0x3f78a8)),
    Pair(name: "number of class 5", colour: Colour(0xffffff), on: Colour(0x12436d)),
  ]

  /// Guides and bands that repeat what lines and numbers say.
  static let decoration: Set<String> = ["gr", "bd", "sq", "fi"]
}
