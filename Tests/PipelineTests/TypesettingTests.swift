import Foundation
import Testing

/// Polish typesetting of every page: a word of one letter never ends a line, and a number keeps its unit.
@Suite struct TypesettingTests {
  /// Elements whose text is code or what a published file says: quoted as it is.
  private static let quoted = ["code", "b", "style", "script", "title"]

  @Test("No page lets a line end with a word of one letter")
  func singleLetters() throws {
    let pages = try PrintedNumbersTests.evidence.get().pages
    #expect(pages.count > 20)
    for (path, bytes) in pages.sorted(by: { $0.key < $1.key }) {
      let loose = TypesettingTests.loose(bytes)
      #expect(loose.isEmpty, "\(path): \(loose.prefix(5).joined(separator: " | "))")
    }
  }

  @Test(
    "The walk sees a letter that was left loose, and passes over code",
    arguments: [
      ("<p>pomoc w gminie</p>", 1), ("<p>pomoc w\u{A0}gminie</p>", 0), ("<p>Pomoc. W gminie i w powiecie</p>", 3),
      ("<code>a = w b</code>", 0), ("<p>kolej o nas</p><code>i o</code><p>a on</p>", 2), ("<text>ciąg i dalej</text>", 1),
    ])
  func noticed(_ page: String, _ count: Int) {
    #expect(TypesettingTests.loose(Array(page.utf8)).count == count)
  }

  /// Places where an ordinary space follows a word of one letter, with a few words around.
  private static func loose(_ page: [UInt8]) -> [String] {
    let text = String(decoding: page, as: UTF8.self)
    var found: [String] = []
    var place = text.startIndex
    var skipped: String?
    while place < text.endIndex {
      let open = text[place...].firstIndex(of: "<") ?? text.endIndex
      if skipped == nil { found += inRun(text[place..<open]) }
      guard open < text.endIndex, let close = text[open...].firstIndex(of: ">") else { break }
      let tag = text[text.index(after: open)..<close]
      let name = String(tag.prefix { $0.isLetter || $0 == "/" || $0.isNumber })
      if skipped == nil, quoted.contains(name) { skipped = "/" + name } else if name == skipped { skipped = nil }
      place = text.index(after: close)
    }
    return found
  }

  private static func inRun(_ run: Substring) -> [String] {
    var found: [String] = []
    var before: Character = " "
    var place = run.startIndex
    while place < run.endIndex {
      let next = run.index(after: place)
      if "aiouwzAIOUWZ".contains(run[place]), next < run.endIndex, run[next] == " ", !before.isLetter, !before.isNumber {
        let from = run.index(place, offsetBy: -20, limitedBy: run.startIndex) ?? run.startIndex
        found.append(String(run[from..<(run.index(next, offsetBy: 20, limitedBy: run.endIndex) ?? run.endIndex)]))
      }
      before = run[place]
      place = next
    }
    return found
  }
}
