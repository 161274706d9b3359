import Bytes
package import Findings

/// The checks that a page must pass before it is published: what the act of 4 April 2019 on digital accessibility (WCAG 2.1 AA, EN 301
/// 549) asks for and a program can see. Read off the bytes of the page itself, not off what the writer meant to write.
package struct AccessibilityCheck {
  private let path: String
  private var findings: [Finding] = []
  private var ids = PlaceSet()
  /// Ids that something leads to.
  private var wanted: [Range<Int>] = []
  private var open: [Open] = []
  /// Runs of text that are not blank, so far.
  private var texts = 0
  private var headingLevel = 0
  private var headings = [0, 0, 0, 0, 0, 0, 0]
  private var hasLanguage = false
  private var hasMain = false
  private var hasTitle = false
  private var isFirstLink = true
  private var links = LinkTexts()

  /// An element whose end has not come yet.
  private struct Open {
    var element: TagScanner.Element
    var name: Range<Int>
    var place: Int
    /// `texts` where it was opened.
    var before: Int
    /// Inside a frame that scrolls, for tables and for drawings.
    var isTableFrame = false
    var isChartFrame = false
    /// Takes the focus, so that the keyboard can scroll it.
    var isFocusable = false
    var isRagged = false
    /// Children that matter to its kind: cells of a row, captions of a table.
    var children = 0
    var width: Int?
    var hasDescription = false
    /// Where a link in words leads.
    var address: Range<Int>?
  }

  private init(_ path: String) {
    self.path = path
  }

  /// What is wrong with the page; empty when nothing is.
  package static func findings(of page: HTMLPage) -> [Finding] {
    var check = AccessibilityCheck(page.path)
    let bytes = page.bytes.span
    var scanner = TagScanner()
    while let event = scanner.next(in: bytes) {
      switch event {
      case .open(let tag): check.start(tag, bytes)
      case .close(let element, let name): check.end(element, name, bytes)
      case .text: check.texts += 1
      }
    }
    check.finish(bytes)
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

  private mutating func start(_ tag: TagScanner.Tag, _ bytes: Span<UInt8>) {
    let attributes = tag.attributes
    if let id = attributes[.id], !ids.insert(id, of: bytes) {
      let text = Self.text(id, bytes)
      add("id-twice", "Identyfikator „\(text)” stoi dwa razy.", "The id “\(text)” stands twice.", tag.place, bytes)
    }
    if let place = attributes[.tabindex], let order = Int(Self.text(place, bytes)), order > 0 {
      add(
        "focus-order", "tabindex większy od zera zmienia kolejność fokusu.", "A positive tabindex changes the focus order.",
        tag.place, bytes)
    }
    if let names = attributes[.labelledBy] { want(wordsOf: names, bytes) }
    check(tag, bytes)
    guard !tag.isEmpty else { return }
    open.append(
      Open(
        element: tag.element, name: tag.name, place: tag.place, before: texts,
        isTableFrame: TagScanner.isText("f", bytes, attributes[.style]),
        isChartFrame: TagScanner.isText("chart", bytes, attributes[.style]), isFocusable: attributes[.tabindex] != nil,
        // A number as a link is told by its row and column.
        address: tag.element == .a && !TagScanner.isText("n", bytes, attributes[.style]) ? attributes[.href] : nil))
  }

  private mutating func check(_ tag: TagScanner.Tag, _ bytes: Span<UInt8>) {
    let attributes = tag.attributes
    switch tag.element {
    case .html:
      hasLanguage = TagScanner.isText("pl", bytes, attributes[.lang]) || TagScanner.isText("en", bytes, attributes[.lang])
    case .main: hasMain = true
    case .a:
      if isFirstLink, !TagScanner.isText("skip", bytes, attributes[.style]) {
        add(
          "skip-link", "Pierwszy odnośnik nie przenosi do treści.", "The first link does not skip to the content.", tag.place,
          bytes)
      }
      isFirstLink = false
      if let address = attributes[.href], !address.isEmpty, bytes[address.lowerBound] == UInt8(ascii: "#") {
        wanted.append(address.lowerBound + 1..<address.upperBound)
      }
    case .h1, .h2, .h3, .h4, .h5, .h6:
      let level = tag.element.headingLevel
      headings[level] += 1
      if level > headingLevel + 1 {
        add("heading-level", "Nagłówek pomija poziom.", "A heading skips a level.", tag.place, bytes)
      }
      headingLevel = level
    case .table:
      if !open.contains(where: \.isTableFrame) {
        add("reflow", "Tabela nie ma ramki, która się przewija.", "A table has no frame that scrolls.", tag.place, bytes)
      } else if !open.contains(where: { $0.isTableFrame && $0.isFocusable }) {
        add(
          "scroll-focus", "Ramki tabeli nie przewinie klawiatura.", "The keyboard cannot scroll a table's frame.", tag.place,
          bytes)
      }
    case .caption: mark(.table) { $0.children += 1 }
    case .th:
      mark(.tr) { $0.children += 1 }
      if !TagScanner.isText("col", bytes, attributes[.scope]), !TagScanner.isText("row", bytes, attributes[.scope]) {
        add("scope", "Komórka nagłówka nie ma zakresu (scope).", "A heading cell has no scope.", tag.place, bytes)
      }
    case .td: mark(.tr) { $0.children += 1 }
    case .svg:
      let hasRole = TagScanner.isText("img", bytes, attributes[.role]) || TagScanner.isText("group", bytes, attributes[.role])
      if !hasRole || attributes[.labelledBy] == nil {
        add("alternative", "Rysunek nie ma roli ani nazwy.", "A picture has no role or name.", tag.place, bytes)
      }
      if !open.contains(where: \.isChartFrame) {
        add("reflow", "Rysunek nie ma ramki, która się przewija.", "A picture has no frame that scrolls.", tag.place, bytes)
      } else if TagScanner.isText("w", bytes, attributes[.style]), !open.contains(where: { $0.isChartFrame && $0.isFocusable }) {
        add(
          "scroll-focus", "Ramki szerokiego rysunku nie przewinie klawiatura.",
          "The keyboard cannot scroll a wide picture's frame.",
          tag.place, bytes)
      }
    case .other, .title, .tr, .desc, .mark: break
    }
  }

  /// Notes every word of a list of ids.
  private mutating func want(wordsOf names: Range<Int>, _ bytes: Span<UInt8>) {
    var start = names.lowerBound
    for place in names.lowerBound...names.upperBound where place == names.upperBound || bytes[place] == 0x20 {
      if place > start { wanted.append(start..<place) }
      start = place + 1
    }
  }

  private mutating func mark(_ element: TagScanner.Element, _ change: (inout Open) -> Void) {
    guard let place = open.lastIndex(where: { $0.element == element }) else { return }
    change(&open[place])
  }

  private mutating func end(_ element: TagScanner.Element, _ name: Range<Int>, _ bytes: Span<UInt8>) {
    var place = open.count - 1
    while place >= 0 {
      let candidate = open[place]
      if candidate.element == element,
        element != .other
          || candidate.name.count == name.count
            && isSame(bytes, at: candidate.name.lowerBound, as: name.lowerBound, count: name.count)
      {
        break
      }
      place -= 1
    }
    guard place >= 0 else { return }
    let opened = open[place]
    open.removeSubrange(place...)
    let hasText = texts > opened.before
    switch element {
    case .title: hasTitle = hasTitle || hasText
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if !hasText { add("heading-empty", "Nagłówek jest pusty.", "A heading is empty.", opened.place, bytes) }
    case .a:
      if !hasText { add("link-text", "Odnośnik nie ma treści.", "A link has no text.", opened.place, bytes) }
      if let address = opened.address { check(link: opened.place..<name.lowerBound - 2, to: address, bytes) }
    case .th:
      if !hasText { add("heading-cell", "Komórka nagłówka jest pusta.", "A heading cell is empty.", opened.place, bytes) }
    case .caption:
      if !hasText { add("caption", "Podpis tabeli jest pusty.", "The caption of a table is empty.", opened.place, bytes) }
    case .desc:
      if hasText { mark(.svg) { $0.hasDescription = true } }
    case .svg:
      if !opened.hasDescription {
        add("alternative", "Rysunek nie ma opisu.", "A picture has no description.", opened.place, bytes)
      }
    case .tr:
      mark(.table) { table in
        if let width = table.width, width != opened.children {
          table.isRagged = true
        } else {
          table.width = opened.children
        }
      }
    case .table:
      if opened.children != 1 { add("caption", "Tabela nie ma podpisu.", "A table has no caption.", opened.place, bytes) }
      if opened.isRagged {
        add("ragged", "Wiersze tabeli mają różną liczbę komórek.", "Rows of a table differ in length.", opened.place, bytes)
      }
    case .other, .html, .main, .td, .mark: break
    }
  }

  private mutating func check(link: Range<Int>, to address: Range<Int>, _ bytes: Span<UInt8>) {
    switch links.judge(LinkTexts.text(of: link, bytes), to: Self.text(address, bytes)) {
    case .clear: break
    case .vague(let text):
      add(
        "link-vague", "Odnośnik „\(text)” nie mówi, dokąd prowadzi.", "The link “\(text)” does not say where it leads.",
        link.lowerBound, bytes)
    case .ambiguous(let text):
      add(
        "link-ambiguous", "Odnośniki o treści „\(text)” prowadzą w różne miejsca.",
        "Links with the text “\(text)” lead to different places.", link.lowerBound, bytes)
    }
  }

  private mutating func finish(_ bytes: Span<UInt8>) {
    if !hasLanguage { add("language", "Strona nie podaje języka.", "The page does not say its language.", 0, bytes) }
    if isFirstLink {
      add("skip-link", "Nie ma odnośnika, który przenosi do treści.", "There is no link that skips to the content.", 0, bytes)
    }
    if !hasTitle { add("title", "Strona nie ma tytułu.", "The page has no title.", 0, bytes) }
    if !hasMain { add("main", "Strona nie ma obszaru treści (main).", "The page has no main region.", 0, bytes) }
    if headings[1] != 1 {
      add(
        "heading-first", "Strona ma \(headings[1]) nagłówków pierwszego poziomu.", "The page has \(headings[1]) first headings.",
        0, bytes)
    }
    var missing: Set<String> = []
    for place in wanted where !ids.contains(place, of: bytes) { missing.insert(Self.text(place, bytes)) }
    for id in missing.sorted() {
      add("target", "Nic nie ma identyfikatora „\(id)”.", "Nothing has the id “\(id)”.", 0, bytes)
    }
  }

  private static func text(_ place: Range<Int>, _ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.append(contentsOf: bytes.extracting(place))
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func add(_ code: String, _ polish: String, _ english: String, _ place: Int, _ bytes: Span<UInt8>) {
    var line = 1
    for before in 0..<place where bytes[before] == 0x0A { line += 1 }
    findings.append(
      Finding(.error, "accessibility-\(code)", at: Place(file: "4-report/\(path)", row: line), Wording(polish, en: english)))
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
