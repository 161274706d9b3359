import Contracts
import Findings
import Pipelines

/// Where things stand in a statement written as a table: its header, and what says which statement it is - in columns, above the
/// table (`@Kod jednostki`), in the sheet's name (`@sheet`), or the same for all files (`=MPiPS-03`).
struct StatementTableFrame {
  /// What a row of the sheet is.
  enum RowKind {
    case preamble, heading
    case data([String: Int])
  }

  let layout: StatementTableLayout
  private(set) var search: HeaderSearch
  private var places: [String: Int]?
  /// What stands after the labels above the table, by label.
  private var above: [String: String] = [:]
  private var sheet = ""

  init(_ layout: StatementTableLayout) {
    self.layout = layout
    search = Self.search(layout)
  }

  private static func parts(_ layout: StatementTableLayout) -> [String] {
    [layout.form, layout.version, layout.unit, layout.period, layout.section, layout.row]
  }

  /// Parts that stand above the table.
  private static func partsAbove(_ layout: StatementTableLayout) -> [String] {
    (parts(layout) + [layout.unitName].compactMap(\.self)).filter { $0.hasPrefix("@") && $0 != "@sheet" }
  }

  /// A section of its own sheet has as many columns as it has: the first is enough to know the header by.
  private static func search(_ layout: StatementTableLayout) -> HeaderSearch {
    let parts = parts(layout).filter { !$0.hasPrefix("=") && !$0.hasPrefix("@") }
    let values = layout.values.sorted { $0.key < $1.key }.map(\.value)
    guard layout.section == "@sheet" else { return HeaderSearch(parts + values) }
    return HeaderSearch(parts + values.prefix(1), optional: Array(values.dropFirst()))
  }

  /// Whether the table at hand has a header.
  var hasHeader: Bool { places != nil }
  /// Whether the sheet's name tells the section that its table is of.
  var isSectionSheet: Bool { layout.section == "@sheet" && !sectionInSheetName(sheet).isEmpty }

  mutating func open(_ table: TableHeading) {
    sheet = table.name
    // Each sheet has its own header; what stands above the first table holds for the others.
    if Self.parts(layout).contains("@sheet") {
      places = nil
      search = Self.search(layout)
    }
  }

  mutating func kind(of view: RowView) -> RowKind {
    if let places { return .data(places) }
    if var found = search.columns(in: view) {
      for name in [layout.unitName, layout.rowLabel].compactMap(\.self) {
        guard let index = search.headings.firstIndex(where: { foldedHeading($0) == foldedHeading(name) }) else { continue }
        found[name] = index + 1
      }
      places = found
      return .heading
    }
    lookAbove(view)
    return .preamble
  }

  /// Columns of the values: number in the form and number in the table.
  var values: [FormValueColumn] {
    layout.values.sorted { $0.key < $1.key }.compactMap { column, header in places?[header].map { (column, $0) } }
  }

  /// Columns of the table that say whose the values are.
  var partColumns: [Int] { places.map { places in places.filter { !layout.values.values.contains($0.key) }.map(\.value) } ?? [] }

  /// One of the layout's parts in a row of data.
  func part(_ name: String, _ view: RowView, _ places: [String: Int]) -> String {
    if name.hasPrefix("=") { return String(name.dropFirst()) }
    if name == "@sheet" { return sectionInSheetName(sheet) }
    return name.hasPrefix("@") ? above[name] ?? "" : places[name].map { withoutOuterBlanks(view.text($0)) } ?? ""
  }

  /// `Kod jednostki: 2801011` in one cell, or in two beside each other.
  private mutating func lookAbove(_ view: RowView) {
    let texts = view.texts()
    for part in Self.partsAbove(layout) {
      let label = foldedHeading(String(part.dropFirst()))
      for (index, text) in texts.enumerated() where foldedHeading(text).hasPrefix(label) {
        let rest = foldedHeading(text).dropFirst(label.count).drop { $0 == ":" || $0 == " " }
        let next = texts[(index + 1)...].first { !$0.isEmpty } ?? ""
        // The text as published: folding has changed its letters' case only.
        above[part] = rest.isEmpty ? next : String(text.drop { $0 == " " }.suffix(rest.count))
      }
    }
  }
}

/// `3` of `Dział 3`, `2A` of `dz. 2A`, `1.2` of `Dział 1.2`, `1A` of the copy `Dział 1A (2)`: the last word with a digit in it.
private func sectionInSheetName(_ name: String) -> String {
  let words = name.split { $0 == " " || $0 == "_" }.filter { !$0.hasPrefix("(") }
  guard let word = words.last(where: { $0.contains { $0 >= "0" && $0 <= "9" } }) else { return "" }
  return String(word.drop { !($0 >= "0" && $0 <= "9") })
}

/// A code with a blank beside it is the same code: the rows of one statement must not fall apart by it.
private func withoutOuterBlanks(_ text: String) -> String {
  func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
  guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isBlank(first) || isBlank(last) else {
    return text
  }
  let inner = text.unicodeScalars.drop(while: isBlank)
  guard let end = inner.lastIndex(where: { !isBlank($0) }) else { return "" }
  return String(String.UnicodeScalarView(inner[...end]))
}
