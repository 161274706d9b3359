import Bytes
import Findings
import Markup

/// A column as `show` prints it.
struct ShownColumn: Hashable {
  var name: String
  /// Numbers are set to the right and stand without quotes in JSON.
  var isNumber: Bool
}

/// One value as `show` prints it.
enum ShownValue: Hashable {
  case missing
  case text(String)
  /// A decimal number, dot, no exponent.
  case number(String)
  case flag(Bool)

  /// Empty for a missing value.
  var text: String {
    switch self {
    case .missing: ""
    case .text(let text), .number(let text): text
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}

/// Where the rows to print come from, filtered.
protocol RowSource {
  var columns: [ShownColumn] { get }
  /// The next row that passes all filters; nil after the last one.
  mutating func next() throws(Refusal) -> [ShownValue]?
}

/// Rows to bytes in one of the formats of `show`.
protocol RowPrinter {
  /// What was printed and not taken away yet.
  var bytes: [UInt8] { get }
  mutating func row(_ values: [ShownValue])
  mutating func end()
  mutating func take() -> [UInt8]
}

/// RFC 4180.
struct SeparatedPrinter: RowPrinter {
  private var line = TableLine()
  var bytes: [UInt8] { line.bytes }

  init(_ columns: [ShownColumn]) { row(columns.map { .text($0.name) }) }

  mutating func row(_ values: [ShownValue]) {
    for value in values { line.text(value.text) }
    line.end()
  }

  mutating func end() {}

  mutating func take() -> [UInt8] {
    defer { line.removeAll(keepingCapacity: true) }
    return line.bytes
  }
}

/// An array of objects, a row a line.
struct ObjectPrinter: RowPrinter {
  private let columns: [ShownColumn]
  private(set) var bytes = Array("[".utf8)
  private var isFirst = true

  init(_ columns: [ShownColumn]) { self.columns = columns }

  mutating func row(_ values: [ShownValue]) {
    bytes += Array((isFirst ? "\n" : ",\n").utf8)
    isFirst = false
    var writer = JSONWriter(.compact)
    writer.beginObject()
    for (column, value) in zip(columns, values) {
      writer.name(column.name)
      switch value {
      case .missing: writer.null()
      case .text(let text): writer.string(text)
      case .number(let text): writer.numberText(text)
      case .flag(let flag): writer.boolean(flag)
      }
    }
    writer.endObject()
    bytes += writer.bytes
  }

  mutating func end() { bytes += Array("\n]\n".utf8) }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}

/// Aligned columns: as wide as the header and the first rows need. A later value that is wider pushes what follows.
struct AlignedPrinter: RowPrinter {
  /// Rows that are looked at before the first one is printed.
  private static let looked = 1000

  private let columns: [ShownColumn]
  private var waiting: [[String]] = []
  private var widths: [Int]
  private var isSettled = false
  private(set) var bytes: [UInt8] = []

  init(_ columns: [ShownColumn]) {
    self.columns = columns
    widths = columns.map { AlignedPrinter.width(AlignedPrinter.visible($0.name)) }
  }

  mutating func row(_ values: [ShownValue]) {
    let texts = values.map { AlignedPrinter.visible($0.text) }
    if isSettled { return put(texts) }
    for (index, text) in texts.enumerated() { widths[index] = max(widths[index], AlignedPrinter.width(text)) }
    waiting.append(texts)
    if waiting.count == AlignedPrinter.looked { settle() }
  }

  mutating func end() {
    if !isSettled { settle() }
  }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func settle() {
    isSettled = true
    put(columns.map { AlignedPrinter.visible($0.name) })
    put(widths.map { String(repeating: "-", count: $0) })
    for texts in waiting { put(texts) }
    waiting = []
  }

  private mutating func put(_ texts: [String]) {
    let start = bytes.count
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(contentsOf: [32, 32]) }
      let padding = repeatElement(UInt8(32), count: max(0, widths[index] - AlignedPrinter.width(text)))
      if columns[index].isNumber { bytes.append(contentsOf: padding) }
      bytes.append(contentsOf: text.utf8)
      if !columns[index].isNumber { bytes.append(contentsOf: padding) }
    }
    while bytes.count > start, bytes.last == 32 { bytes.removeLast() }
    bytes.append(10)
  }

  /// Places a text takes on a terminal, a letter with its marks being one.
  private static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }

  /// The text with control characters written out: a cell must not move the terminal's cursor.
  private static func visible(_ text: String) -> String {
    // Beyond ASCII only U+0080 to U+009F are controls, and their first byte is C2.
    guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: shown += "\\n"
      case 0x0D: shown += "\\r"
      case 0x09: shown += "\\t"
      case 0..<0x20, 0x7F..<0xA0: shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
