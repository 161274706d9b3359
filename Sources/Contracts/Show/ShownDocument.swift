import Bytes
import Findings
import Markup

/// A JSON record as `show` sees it: as a table it has a row a value, named by its path (`inputs[2].sha256`, elements
/// counted from 1).
struct ShownDocument: RowSource {
  let columns = [ShownColumn(name: "path", isNumber: false), ShownColumn(name: "value", isNumber: false)]

  private let document: JSONValue
  private var rows: [[ShownValue]] = []
  private var nextRow = 0

  init(_ path: String, _ filters: [ShowFilter], shownAs: String) throws(Refusal) {
    document = try JSONValue.read(
      try Files.read(path, shownAs: shownAs), from: JSONOrigin(file: shownAs, kind: .data), dialect: .json)
    gather(document, "")
    for filter in filters {
      let column = try columns.position(of: filter.column, shownAs: shownAs)
      rows.removeAll { $0[column].text != filter.value }
    }
  }

  /// The document itself, pretty.
  var whole: [UInt8] { JSONWriter.bytes(of: document, .pretty) }

  mutating func next() -> [ShownValue]? {
    guard nextRow < rows.count else { return nil }
    nextRow += 1
    return rows[nextRow - 1]
  }

  /// As deep as the reader lets a document be.
  private mutating func gather(_ value: JSONValue, _ path: String) {
    switch value.content {
    case .array(let elements):
      for (index, element) in elements.enumerated() { gather(element, "\(path)[\(index + 1)]") }
    case .object(let members):
      for member in members { gather(member.value, path.isEmpty ? member.name : "\(path).\(member.name)") }
    case .null: rows.append([.text(path), .missing])
    case .boolean(let flag): rows.append([.text(path), .flag(flag)])
    case .number(let text): rows.append([.text(path), .number(text)])
    case .string(let text): rows.append([.text(path), .text(text)])
    }
  }
}
