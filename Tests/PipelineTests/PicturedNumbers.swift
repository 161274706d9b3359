import Foundation

/// Holds the numbers that pictures print against the tables that they name as their data.
struct PicturedNumbers {
  private(set) var faults: [String] = []
  private(set) var pictures = 0
  private(set) var compared = 0

  private let pages: [String: [UInt8]]
  /// Numbers of each table by page and id, as they are asked for.
  private var tables: [String: [String: Set<String>]] = [:]

  /// - Parameters:
  ///   - pages: bytes by path.
  ///   - change: puts another page in the place of one that is there, to see that the walk notices.
  init(_ pages: [String: [UInt8]], only wanted: String? = nil, changed change: (_ page: String) -> String = { $0 }) {
    self.pages = pages
    for (path, bytes) in pages.sorted(by: { $0.key < $1.key }) where wanted == nil || wanted == path {
      let page = change(String(decoding: bytes, as: UTF8.self))
      for figure in Self.pieces(of: page, from: "<figure>", to: "</figure>") { check(figure, on: path) }
    }
  }

  /// Pieces of a text between two marks, without them.
  private static func pieces(of text: String, from start: String, to end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
  }

  private static func plain(_ markup: String) -> String {
    var text = ""
    var isTag = false
    for character in markup {
      if character == "<" { isTag = true } else if character == ">" { isTag = false } else if !isTag { text.append(character) }
    }
    return text.replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "\u{2060}", with: "")
  }

  private mutating func check(_ figure: String, on path: String) {
    // The last link of the note leads to the table.
    guard let note = figure.components(separatedBy: "</svg>").last,
      let link = Self.pieces(of: note, from: "<a href=\"", to: "\"").last, let sign = link.firstIndex(of: "#")
    else { return faults.append("\(path): a picture without a table") }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var target = String(link[..<sign])
    target =
      target.isEmpty
      ? path : target.hasPrefix("../") ? String(target.dropFirst(3)) : folder.isEmpty ? target : "\(folder)/\(target)"
    let known = numbers(ofTable: String(link[link.index(after: sign)...]), on: target)
    guard !known.isEmpty else { return faults.append("\(path): \(link) is no table with numbers") }
    pictures += 1
    // Ticks of axes are no figures; numbers of tiles are classes.
    let isPyramid = figure.contains("mężczyźni")
    let ticks = /<g[^>]* class="tk"[^>]*>.*?<\/g>/.dotMatchesNewlines()
    let figures = isPyramid ? figure : figure.replacing(ticks, with: "")
    for text in figures.components(separatedBy: "<text").dropFirst() {
      let parts = text.components(separatedBy: "</text>")[0].split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      let style = String(parts[0])
      guard parts.count == 2, isPyramid || !style.contains("tk"), !style.contains("td"), !style.contains("tl") else { continue }
      check(Self.plain(String(parts[1])), known, path, link)
    }
    // A map of outlines says its values in titles, tiles print them.
    for title in Self.pieces(of: figure, from: "<title>", to: "</title>") { check(title, known, path, link) }
  }

  /// A number by itself, or what stands behind the name that it belongs to; names have numbers of their own.
  private mutating func check(_ text: String, _ known: Set<String>, _ path: String, _ link: String) {
    // The titles of axes: names of indicators.
    if text.hasPrefix("potrzeba: ") || text.hasPrefix("zasób: ") { return }
    var value = text.components(separatedBy: ", klasa")[0]
    if value.contains(where: \.isLetter) {
      guard let colon = value.range(of: ": ", options: .backwards) else { return }
      value = String(value[colon.upperBound...])
    }
    // Groups of ages.
    if value.contains("–") || value.hasSuffix("+") { return }
    for number in PrintedNumbers.numbers(value) {
      compared += 1
      if !known.contains(number) { faults.append("\(path) \(link): „\(text)” has \(number)") }
    }
  }

  private mutating func numbers(ofTable id: String, on path: String) -> Set<String> {
    if tables[path] == nil {
      var found: [String: Set<String>] = [:]
      let page = String(decoding: pages[path] ?? [], as: UTF8.self)
      for piece in page.components(separatedBy: "<caption id=\"").dropFirst() {
        let id = piece.components(separatedBy: "\"")[0]
        let cells = Self.pieces(of: piece.components(separatedBy: "</table>")[0], from: "<td", to: "</td>")
        found[id] = Set(cells.flatMap { PrintedNumbers.numbers(Self.plain("<" + $0)) })
      }
      tables[path] = found
    }
    return tables[path]?[id] ?? []
  }
}
