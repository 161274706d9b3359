import Bytes

/// A run of text within a paragraph or a cell.
package indirect enum Inline: Sendable, Hashable {
  case text(String)
  case strong(String)
  /// Literal text: a formula, a checksum, a code.
  case code(String)
  case number(Quantity)
  /// Words that print a number of a row otherwise than as its value: an interval, a rank, a count of rows.
  case traced(String, ValueID)
  case link(Target, String)
  /// The number that a table or a chart got in the document, as a link: `tabela 12`.
  case reference(to: String)

  package enum Target: Sendable, Hashable {
    /// Id of a chapter, a table, a figure or a number of this document.
    case inside(String)
    /// Path relative to the report's folder.
    case file(String)
  }
}

/// A number with what is needed to print it and to find where it came from.
package struct Quantity: Sendable, Hashable {
  package var value: Double
  package var decimals: Int
  package var unit: UnitOfMeasure
  /// Prints a plus before what is above zero.
  package var isSigned: Bool
  /// Which row of the tables this is; nil for counts of the report itself.
  package var id: ValueID?
  /// Whether the proof of this number names the published cells. The values of other years have a line with their formula instead:
  /// there are ten times as many.
  package var isProven: Bool
  /// A letter that says what is special about the number: `p` for a preliminary one.
  package var mark = ""

  package init(
    _ value: Double, decimals: Int, unit: UnitOfMeasure = .none, isSigned: Bool = false, id: ValueID? = nil,
    isProven: Bool = true
  ) {
    self.isProven = isProven
    self.value = value
    self.decimals = decimals
    self.unit = unit
    self.isSigned = isSigned
    self.id = id
  }
}

/// Names one number of the diagnosis: indicator, unit and period, `C01/2801000/2023` in the tables.
package struct ValueID: Sendable, Hashable {
  /// The column `id` of `indicators.csv`.
  package let text: String
  /// What of the row is printed where it is not its value in the cell that links lead to: the column of the tables (`rank`,
  /// `change_previous`, `change_base`, `class`), `interval` and `spread` for two columns, `region` and `country` for the distance from
  /// those, `domain:<id>` of an index, `ratio:<unit>` for how many times another's it is, `value` where the value is printed again.
  package let part: String

  package init(_ text: String, part: String = "") {
    self.text = text
    self.part = part
  }

  // Parts of one number are few: the text alone tells nearly all apart.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The number that has the proof: of a rank or a change, the value that it belongs to.
  package var whole: ValueID { part.isEmpty ? self : ValueID(text) }

  /// The value as so many times that of another unit.
  func ratio(to unit: String) -> ValueID { ValueID(text, part: Self.ratio + unit) }

  /// The unit that the value is so many times that of; nil for every other part.
  var ratioUnit: String? { part.hasPrefix(Self.ratio) ? String(part.dropFirst(Self.ratio.count)) : nil }

  private static let ratio = "ratio:"

  /// Another part of the same row.
  package func part(_ name: String) -> ValueID { ValueID(text, part: name) }

  /// The indicator: what stands before the first stroke.
  package var indicator: String { String(decoding: text.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self) }

  /// Whether that is the indicator; nothing is copied, for this is asked of every number of every page.
  func isOf(_ indicator: String) -> Bool {
    let (own, wanted) = (text.utf8Span.span, indicator.utf8Span.span)
    guard own.count >= wanted.count, own.count == wanted.count || own[wanted.count] == UInt8(ascii: "/") else { return false }
    for place in 0..<wanted.count where own[place] != wanted[place] { return false }
    return true
  }

  /// The same as an id within a document: `C01-2801000-2023`.
  package var anchor: String {
    var bytes: [UInt8] = []
    appendAnchor(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `anchor` is.
  func appendAnchor(to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8Span.span)
    var added = bytes.mutableSpan
    for place in start..<added.count {
      switch added[place] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
        break
      default: added[place] = UInt8(ascii: "-")
      }
    }
  }
}
