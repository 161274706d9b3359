import Findings
import Markup

/// What `list` prints: names and titles, and in JSON all that is known of each.
struct Listing {
  struct Item {
    var name: String
    var title: Wording
    var more: [(String, JSONValue)]

    init(_ name: String, _ title: Wording, _ more: [(String, JSONValue)] = []) {
      self.name = name
      self.title = title
      self.more = more
    }
  }

  private let items: [Item]

  init(_ items: [Item]) {
    self.items = items
  }

  /// Two columns.
  func text(_ language: Language) -> String {
    let width = (items.map(\.name.count).max() ?? 0) + 2
    return items.map { item in
      let title = item.title.text(language)
      return item.name + String(repeating: " ", count: width - item.name.count) + title + "\n"
    }.joined()
  }

  func json(_ subject: some RawRepresentable<String>) -> [UInt8] {
    let values = items.map { item in
      JSONValue.object(
        [
          ("name", .string(item.name)),
          ("title", .object([("pl", .string(item.title.polish)), ("en", .string(item.title.english))])),
        ] + item.more)
    }
    let document = JSONValue.object([
      ("schema", .string("diagnoza.list/1")), ("list", .string(subject.rawValue)), ("items", .array(values)),
    ])
    return JSONWriter.bytes(of: document, .pretty)
  }
}
