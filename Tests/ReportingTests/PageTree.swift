import Bytes
import Markup

/// The page as a tree, read by our XML reader: its markup is well-formed, so nothing has to be guessed.
final class PageElement {
  let name: String
  let attributes: [String: String]
  private(set) var children: [PageElement] = []
  /// Text of the element and of everything in it.
  private(set) var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// This element and all below it, in document order.
  var all: [PageElement] { [self] + children.flatMap(\.all) }

  func elements(_ name: String) -> [PageElement] { all.filter { $0.name == name } }

  func first(_ name: String) -> PageElement? { all.first { $0.name == name } }

  /// The table whose caption has the id.
  func table(_ id: String) -> PageElement? {
    elements("table").first { $0.first("caption")?.attributes["id"] == id }
  }

  /// - Parameter page: HTML as the report writes it, with its DOCTYPE line.
  static func tree(of page: String) throws -> PageElement {
    let markup = page.drop { $0 != "\n" }
    let reader = try XMLPull(MemoryStream(Array(markup.utf8)), shownAs: "index.html")
    let root = PageElement("", [:])
    var open = [root]
    while let event = try reader.next() {
      switch event {
      case .start:
        var attributes: [String: String] = [:]
        for index in 0..<reader.attributeCount {
          attributes[reader.word(reader.attributeLocal(index))] = reader.attributeValue(index)
        }
        let element = PageElement(reader.word(reader.local), attributes)
        open.last?.children.append(element)
        open.append(element)
      case .end: open.removeLast()
      case .text: for element in open { element.text += reader.text }
      }
    }
    return root
  }
}
