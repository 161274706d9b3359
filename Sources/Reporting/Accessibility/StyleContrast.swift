package import Findings

/// The colours of a page's style sheet against what they stand on: 4.5:1 for text, 3:1 for the marks of charts (WCAG 2.1, 1.4.3 and
/// 1.4.11). Read off the style sheet as it stands in the page.
package struct StyleContrast {
  /// One pair of colours with the least ratio that it must have.
  struct Pair: Sendable {
    var name: String
    var ratio: Double
    var least: Double
  }

  /// What is wrong with the colours of the sheet in a page. The sheet that the report's pages have is judged once, any other anew.
  package static func findings(of page: HTMLPage) -> [Finding] {
    guard let start = page.bytes.firstRange(of: Array("<style>\n".utf8))?.upperBound else { return [] }
    let style = page.bytes[start...]
    let place = Place(file: "4-report/\(page.path)", row: 1)
    guard !isOwn(page.bytes.span.extracting(start...)) else { return ownFaults.map { $0.finding(at: place) } }
    let end = style.firstRange(of: Array("</style>".utf8))?.lowerBound ?? page.bytes.endIndex
    return StyleContrast(style[..<end]).faults().map { $0.finding(at: place) }
  }

  /// Whether a page goes on with the report's own style sheet.
  private static func isOwn(_ bytes: Span<UInt8>) -> Bool {
    let own = ownStyle.span
    guard bytes.count >= own.count else { return false }
    for place in 0..<own.count where bytes[place] != own[place] { return false }
    return true
  }

  /// The colours of the report's own style sheet, with the least ratio of each.
  package static func own() -> [(name: String, ratio: Double, least: Double)] {
    StyleContrast(ownStyle[...]).pairs().map { (name: $0.name, ratio: $0.ratio, least: $0.least) }
  }

  /// The sheet of every page, but for what the head of a printed page says.
  private static let ownStyle = Array((screenStyle + chartStyle).utf8)
  private static let ownFaults = StyleContrast(ownStyle[...]).faults()

  /// Guides and bands that repeat what lines, numbers and outlines say.
  private static let decoration: Set<String> = ["gr", "bd", "fi", "sq"]
  /// Text inside of charts, by class, and the classes of shades that it stands on; the others stand on the page.
  private static let onShades: [String: [String]] = ["tl": ["q4", "q5"], "td": ["q1", "q2", "q3"]]
  private static let texts: Set<String> = ["tk", "vr", "vc", "vv", "td", "tl", "text"]

  private struct Rule {
    var selector: String
    var properties: [String: String]

    /// The class of a chart's mark, such as `tk` of `svg .tk`; nil for other selectors.
    var mark: String? {
      let words = selector.split(separator: " ").map(String.init)
      let last = words.count == 2 && words[0] == "svg" ? words[1] : words.count == 1 ? words[0] : ""
      if last == "text" { return last }
      guard last.hasPrefix("."), last.utf8.count <= 3 else { return nil }
      return String(last.dropFirst())
    }
  }

  private var rules: [Rule] = []
  private var variables: [String: Colour] = [:]

  /// - Parameter style: content of the element `style`, UTF-8.
  init(_ style: ArraySlice<UInt8>) {
    var text: [UInt8] = []
    var selector = ""
    for byte in style {
      switch byte {
      case UInt8(ascii: "{"):
        selector = String(decoding: text, as: UTF8.self).trimmedOfBlanks
        text = []
      case UInt8(ascii: "}"):
        add(selector, String(decoding: text, as: UTF8.self))
        (selector, text) = ("", [])
      default: text.append(byte)
      }
    }
  }

  private mutating func add(_ selector: String, _ body: String) {
    guard !selector.isEmpty, !selector.hasPrefix("@") else { return }
    var properties: [String: String] = [:]
    for declaration in body.split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1).map { String($0).trimmedOfBlanks }
      guard parts.count == 2 else { continue }
      properties[parts[0]] = parts[1]
      if parts[0].hasPrefix("--"), let colour = Colour(css: parts[1]) { variables[parts[0]] = colour }
    }
    for part in selector.split(separator: ",") {
      rules.append(Rule(selector: String(part).trimmedOfBlanks, properties: properties))
    }
  }

  private func colour(_ value: String?) -> Colour? {
    guard let value else { return nil }
    if value.hasPrefix("var("), let end = value.firstIndex(of: ")") {
      return variables[String(value[value.index(value.startIndex, offsetBy: 4)..<end])]
    }
    return value.split(separator: " ").lazy.compactMap { Colour(css: String($0)) }.first
  }

  /// The fill of a class of shade.
  private func shade(_ name: String) -> Colour? {
    rules.first { $0.selector == "." + name && $0.properties["fill"] != nil }.flatMap { colour($0.properties["fill"]) }
  }

  func pairs() -> [Pair] {
    let white = Colour(0xffffff)
    // Boxes, rows and the header are softly shaded; any text may stand in them.
    let grounds = [white] + [variables["--soft"]].compactMap(\.self)
    var pairs: [Pair] = []
    for rule in rules {
      let name = rule.selector
      if let text = colour(rule.properties["color"]) {
        let own = colour(rule.properties["background"])
        for ground in own.map({ [$0] }) ?? grounds {
          pairs.append(Pair(name: name, ratio: text.contrast(with: ground), least: 4.5))
        }
      }
      if rule.properties["color"] == nil, let ground = colour(rule.properties["background"]), let ink = variables["--ink"] {
        pairs.append(Pair(name: "\(name) (--ink)", ratio: ink.contrast(with: ground), least: 4.5))
      }
      // A stroke below the fill is a halo that sets a number off from the line behind it.
      guard let mark = rule.mark, rule.properties["paint-order"] == nil else { continue }
      let fill = colour(rule.properties["fill"])
      let stroke = colour(rule.properties["stroke"])
      if StyleContrast.texts.contains(mark), let fill {
        for ground in StyleContrast.onShades[mark]?.compactMap(shade) ?? [white] {
          pairs.append(Pair(name: name, ratio: fill.contrast(with: ground), least: 4.5))
        }
      } else if !StyleContrast.decoration.contains(mark), !mark.isShade, fill != nil || stroke != nil {
        // A shape is told from the page by its outline or by its fill.
        let ratios = [fill, stroke].compactMap { $0?.contrast(with: white) }
        pairs.append(Pair(name: name, ratio: ratios.max() ?? 1, least: 3))
      }
    }
    // Classes of shade are told apart by the number in them; each by its outline from the page.
    if let outline = rules.first(where: { $0.selector == ".q" }).flatMap({ colour($0.properties["stroke"]) }) {
      pairs.append(Pair(name: ".q", ratio: outline.contrast(with: white), least: 3))
    }
    return pairs
  }

  private func faults() -> [Pair] { pairs().filter { $0.ratio < $0.least } }
}

extension StyleContrast.Pair {
  func finding(at place: Place) -> Finding {
    func number(_ value: Double, _ language: Language) -> String { NumberStyle(language).fixed(value, decimals: 2) }
    return Finding(
      .error, "accessibility-contrast", at: place,
      Wording(
        "Za mały kontrast „\(name)”: \(number(ratio, .polish)):1, potrzeba \(number(least, .polish)):1.",
        en: "Too little contrast of “\(name)”: \(number(ratio, .english)):1, \(number(least, .english)):1 is needed."))
  }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  /// `q1`-`q5` and their common class.
  fileprivate var isShade: Bool { self == "q" || (utf8.count == 2 && hasPrefix("q")) }
}

extension Colour {
  /// `#12436d` or `#fff`; nil for anything else.
  package init?(css text: String) {
    guard text.hasPrefix("#") else { return nil }
    let digits = Array(text.utf8.dropFirst())
    guard digits.count == 3 || digits.count == 6 else { return nil }
    let long = digits.count == 6 ? digits : digits.flatMap { [$0, $0] }
    guard let value = UInt32(String(decoding: long, as: UTF8.self), radix: 16) else { return nil }
    self.init(value)
  }
}
