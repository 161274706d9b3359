import Foundation

/// A page of the report as runs of text, each with the elements that it stands in and the number that it prints. The pages are
/// well-formed, so a scan of the tags is enough.
struct PrintedPage {
  /// The number that a run of text belongs to.
  struct Number {
    /// Page of its proof without folder and ending: `C01`, `adequacy`; of a number without a proof what its id begins with.
    var kind: String
    /// The id with `-` for what cannot stand in an id of HTML.
    var anchor: String
    /// Column of the tables; empty for the value.
    var part: String
    /// Whether it is a link to its proof.
    var isProven: Bool
  }

  struct Run {
    var text: String
    var number: Number?
    /// Names of the elements around it from the outermost, with the class: `p.r`.
    var around: [String]
    /// Ids of the sections around it (of their headings).
    var sections: [String]
    /// Id of the caption of the table that it stands in.
    var table: String?
    /// Number of the paragraph or item on the page that it stands in.
    var paragraph: Int
  }

  private(set) var runs: [Run] = []
  private(set) var ids: Set<String> = []
  /// Paragraphs and items with a link to a table, which may count its rows.
  private(set) var referring: Set<Int> = []
  /// Text of every element that has an id and is a section or a heading of a proof: what a proof says.
  private(set) var proofs: [String: String] = [:]

  private struct Open {
    var name: String
    var style: String
    var number: Number?
    var isUnread = false
  }

  init(_ bytes: [UInt8]) {
    var open: [Open] = []
    var sections: [String] = []
    var awaitsHeading: [Bool] = []
    var table: String?
    var proof: String?
    var paragraph = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
        guard bytes[start..<place].contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
        if let proof { proofs[proof, default: ""] += PrintedPage.unescaped(bytes[start..<place]) + " " }
        guard !open.contains(where: \.isUnread) else { continue }
        var number = open.last { $0.number != nil }?.number
        // A cell says what part its link is.
        if number?.part.isEmpty == true, let part = open.last(where: { $0.number?.part.isEmpty == false })?.number?.part {
          number?.part = part
        }
        let around = number != nil ? [] : open.map { $0.style.isEmpty ? $0.name : "\($0.name).\($0.style)" }
        runs.append(
          Run(
            text: PrintedPage.unescaped(bytes[start..<place]), number: number, around: around, sections: sections, table: table,
            paragraph: paragraph))
        continue
      }
      let start = place + 1
      while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
      let tag = String(decoding: bytes[start..<place], as: UTF8.self)
      place += 1
      if tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        while let last = open.popLast(), last.name != name {}
        if name == "section" {
          sections.removeLast()
          awaitsHeading.removeLast()
          proof = nil
        }
        if name == "table" { table = nil }
        continue
      }
      let name = String(tag.prefix { $0 != " " })
      if name == "p" || name == "li" { paragraph += 1 }
      // A line that is a proof by itself.
      if name == "li", let id = PrintedPage.attributes(tag)["id"] { proof = id }
      guard tag.utf8.count > name.utf8.count || name == "section" else {
        open.append(Open(name: name, style: "", isUnread: PrintedPage.unread.contains(name)))
        continue
      }
      let attributes = PrintedPage.attributes(tag)
      if name == "a", let address = attributes["href"], PrintedPage.isTable(address) { referring.insert(paragraph) }
      if let id = attributes["id"] { ids.insert(id) }
      if name == "section" {
        sections.append(attributes["id"] ?? "")
        awaitsHeading.append(true)
        proof = attributes["id"] ?? proof
      }
      if name.hasPrefix("h"), name.count == 2, awaitsHeading.last == true {
        awaitsHeading[awaitsHeading.count - 1] = false
        if sections[sections.count - 1].isEmpty { sections[sections.count - 1] = attributes["id"] ?? "" }
        proof = attributes["id"] ?? proof
      }
      if name == "caption" { table = attributes["id"] }
      open.append(
        Open(
          name: name, style: attributes["class"] ?? "", number: PrintedPage.number(name, attributes),
          isUnread: PrintedPage.unread.contains(name)))
    }
  }

  /// What is no text of the report: styles, drawings (whose numbers their tables repeat), the contents.
  private static let unread: Set<String> = ["style", "svg", "nav", "title", "code"]

  /// Whether a link leads to a table of figures rather than to a chapter.
  private static func isTable(_ address: String) -> Bool {
    guard let place = address.firstIndex(of: "#") else { return false }
    return ["#t-", "#o-", "#s-", "#k-"].contains(String(address[place...].prefix(3)))
  }

  private static func number(_ name: String, _ attributes: [String: String]) -> Number? {
    let part = attributes["data-p"] ?? ""
    if name == "a", let address = attributes["href"], let folder = address.range(of: "lineage/") {
      let rest = address[folder.upperBound...].components(separatedBy: ".html#")
      return Number(kind: rest[0], anchor: rest.count > 1 ? rest[1] : "", part: part, isProven: true)
    }
    guard let anchor = attributes["data-n"] ?? (name == "td" ? attributes["id"] : nil) else {
      return part.isEmpty ? nil : Number(kind: "", anchor: "", part: part, isProven: false)
    }
    return Number(kind: String(anchor.prefix { $0 != "-" }), anchor: anchor, part: part, isProven: false)
  }

  private static func attributes(_ tag: String) -> [String: String] {
    var found: [String: String] = [:]
    let pieces = tag.components(separatedBy: "\"")
    for place in stride(from: 0, to: pieces.count - 1, by: 2) {
      let name = pieces[place].split(separator: " ").last.map { $0.dropLast() } ?? ""
      found[String(name)] = pieces[place + 1]
    }
    return found
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("&") else { return text }
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacingOccurrences(of: name, with: sign)
    }
    return text
  }
}
