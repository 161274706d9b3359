import Bytes
import Findings
import Markup
import Pipelines

/// The parts of a statement, in the order of the paths of a profile.
private enum StatementPart: Int, CaseIterable {
  case form, version, unit, from, to, section, row, column, value
}

/// Where a profile says that the parts of a statement stand, as a tree of the elements to look for: made once a source.
struct StatementPaths {
  fileprivate struct Node {
    /// Place in `words` of an element's name, and its node.
    var children: [(word: Int32, node: Int)] = []
    /// Place in `words` of an attribute's name, and the part that it holds.
    var attributes: [(word: Int32, part: Int)] = []
    /// The part that the element's text is.
    var text: Int?
  }

  fileprivate private(set) var nodes = [Node()]
  /// Names of elements and attributes: in a document their codes are their places here.
  fileprivate private(set) var words: [String] = []
  fileprivate let namespace: String?

  init(_ layout: StatementLayout) {
    namespace = layout.namespace
    let paths = [
      layout.form, layout.version, layout.unit, layout.from, layout.to, layout.section, layout.row, layout.column,
      layout.value,
    ]
    for (part, path) in paths.map(ElementPath.init).enumerated() {
      var node = 0
      for step in path.steps { node = child(step, of: node) }
      if let attribute = path.attribute {
        nodes[node].attributes.append((code(of: attribute), part))
      } else {
        nodes[node].text = part
      }
    }
  }

  private mutating func code(of word: String) -> Int32 {
    if let known = words.firstIndex(of: word) { return Int32(known) }
    words.append(word)
    return Int32(words.count - 1)
  }

  private mutating func child(_ step: String, of node: Int) -> Int {
    let word = code(of: step)
    if let known = nodes[node].children.first(where: { $0.word == word }) { return known.node }
    nodes.append(Node())
    nodes[node].children.append((word, nodes.count - 1))
    return nodes.count - 1
  }
}

/// Lays out a statement in XML by the paths of its profile. Cells are placed as on the form: section, row and column of
/// the form, since that is where a person looks for them.
func readStatement(_ input: Input, _ paths: StatementPaths, into sink: CellSink) throws(Refusal) {
  let xml = try XMLPull(
    try input.open(), shownAs: input.name, words: paths.words + [paths.namespace].compactMap { $0 })
  var reader = StatementReader(sink, xml, paths)
  while let event = try xml.next() { try reader.take(event) }
  try reader.finish()
}

/// `sprawozdanie/dzial/@nr`: elements from the root, and the attribute if the last step names one.
struct ElementPath {
  var steps: [String]
  var attribute: String?

  init(_ text: String) {
    steps = text.split(separator: "/").map(String.init)
    if let last = steps.last, last.hasPrefix("@") {
      attribute = String(last.dropFirst())
      steps.removeLast()
    }
  }
}

private struct StatementReader {
  private typealias Part = StatementPart

  private let sink: CellSink
  private let xml: XMLPull
  private let nodes: [StatementPaths.Node]
  private let namespace: Int32
  /// Nodes of the open elements, -1 for what no path leads to.
  private var open: [Int] = []
  /// Texts of the parts, UTF-8.
  private var texts: [[UInt8]]
  /// `form|version|section|row|` of the row being read, and the whole name of a series.
  private var rowName: [UInt8] = []
  private var name: [UInt8] = []
  private var isRowNameStale = true
  private var isSectionStale = true
  private var row: Int32 = 0
  private var heading = CellSink.Heading()
  private var isHeaderDone = false
  private var values = 0

  init(_ sink: CellSink, _ xml: XMLPull, _ paths: StatementPaths) {
    self.sink = sink
    self.xml = xml
    nodes = paths.nodes
    namespace = paths.namespace.map { xml.code(of: $0) } ?? XMLPull.none
    texts = Array(repeating: [], count: StatementPart.allCases.count)
  }

  mutating func take(_ event: XMLPull.Event) throws(Refusal) {
    switch event {
    case .start:
      let node = xml.namespace == namespace ? child(xml.local, of: open.last ?? 0) : -1
      if open.isEmpty, node < 0 { throw otherDocument() }
      open.append(node)
      if node >= 0 { begin(node) }
    case .text:
      guard let node = open.last, node >= 0, let part = nodes[node].text else { return }
      xml.appendText(to: &texts[part])
      changed(part)
    case .end:
      guard let node = open.popLast(), node >= 0, nodes[node].text == Part.value.rawValue else { return }
      try writeValue()
    }
  }

  private func child(_ word: Int32, of node: Int) -> Int {
    guard node >= 0 else { return -1 }
    for child in nodes[node].children where child.word == word { return child.node }
    return -1
  }

  /// Puts what an element's attributes say in place, and makes room for its text.
  private mutating func begin(_ node: Int) {
    for wanted in nodes[node].attributes {
      texts[wanted.part].removeAll(keepingCapacity: true)
      for index in 0..<xml.attributeCount
      where xml.attributeLocal(index) == wanted.word && xml.attributeNamespace(index) == XMLPull.none {
        xml.withAttribute(index) { bytes in
          for place in bytes.indices { texts[wanted.part].append(bytes[place]) }
        }
        break
      }
      changed(wanted.part)
    }
    if let part = nodes[node].text {
      texts[part].removeAll(keepingCapacity: true)
      changed(part)
    }
  }

  private mutating func changed(_ part: Int) {
    switch Part(rawValue: part) {
    case .form, .version, .row: isRowNameStale = true
    case .section:
      isRowNameStale = true
      isSectionStale = true
    default: break
    }
  }

  private func text(_ part: Part) -> String { String(decoding: texts[part.rawValue], as: UTF8.self) }

  private mutating func writeValue() throws(Refusal) {
    if !isHeaderDone { try readHeader() }
    guard !texts[Part.section.rawValue].isEmpty, !texts[Part.row.rawValue].isEmpty, !texts[Part.column.rawValue].isEmpty
    else {
      throw xml.refusal(
        Wording("Wartość nie stoi w dziale, wierszu i kolumnie.", en: "A value stands outside a section, row and column."),
        mend: Wording("Wyślij sprawozdanie z systemu jeszcze raz.", en: "Export the statement again."))
    }
    if isSectionStale {
      let sheet = "dział \(text(.section))"
      if sink.sheet != sheet { sink.begin(sheet: sheet) }
      isSectionStale = false
    }
    if isRowNameStale {
      rowName.removeAll(keepingCapacity: true)
      for part in [Part.form, .version, .section, .row] {
        rowName.append(contentsOf: texts[part.rawValue])
        rowName.append(UInt8(ascii: "|"))
      }
      row = Int32(text(.row)) ?? 0
      isRowNameStale = false
    }
    let column = texts[Part.column.rawValue]
    name.removeAll(keepingCapacity: true)
    name.append(contentsOf: rowName)
    name.append(contentsOf: column)
    heading.series = sink.series(name.span)
    let place = row != 0 ? row : Int32(text(.row)) ?? Int32(clamping: xml.line)
    let value = texts[Part.value.rawValue]
    try sink.value(row: place, column: Self.number(column), heading, text: value.span)
    values += 1
  }

  /// A column's number; 0 for one that has a name.
  private static func number(_ text: [UInt8]) -> Int32 {
    if text.count == 1, text[0] >= 0x30, text[0] <= 0x39 { return Int32(text[0] - 0x30) }
    return Int32(String(decoding: text, as: UTF8.self)) ?? 0
  }

  private mutating func readHeader() throws(Refusal) {
    for part in [Part.form, .version, .unit, .from, .to] where texts[part.rawValue].isEmpty {
      throw xml.refusal(
        Wording(
          "Nagłówek sprawozdania nie podaje: \(name(part).polish).",
          en: "The statement's header does not give: \(name(part).english)."),
        mend: Wording(
          "Wyślij sprawozdanie z systemu jeszcze raz albo popraw ścieżki w profilu.",
          en: "Export the statement again, or correct the paths in the profile."))
    }
    heading = CellSink.Heading(
      unitCode: sink.unitCode(text(.unit)), unitName: sink.unitName(""), period: sink.period("\(text(.from))/\(text(.to))"),
      unitOfMeasure: sink.unitOfMeasure(""), attribute: sink.attribute(""))
    sink.skip("heading", count: 5)
    isHeaderDone = true
  }

  private func name(_ part: Part) -> Wording {
    switch part {
    case .form: Wording("formularz", en: "form")
    case .version: Wording("wersja", en: "version")
    case .unit: Wording("jednostka", en: "unit")
    case .from: Wording("początek okresu", en: "start of the period")
    case .to: Wording("koniec okresu", en: "end of the period")
    case .section, .row, .column, .value: Wording("miejsce wartości", en: "place of a value")
    }
  }

  private func otherDocument() -> Refusal {
    xml.refusal(
      Wording(
        "Dokument zaczyna się od <\(xml.name)>, profil czyta co innego.",
        en: "The document begins with <\(xml.name)>; the profile reads something else."),
      mend: Wording(
        "Wskaż profil tego dokumentu albo popraw jego ścieżki i przestrzeń nazw.",
        en: "Name this document's profile, or correct its paths and namespace."))
  }

  func finish() throws(Refusal) {
    guard values > 0 else {
      throw xml.refusal(
        Wording("W sprawozdaniu nie ma żadnej wartości.", en: "The statement holds no value."),
        mend: Wording("Wyślij je z systemu jeszcze raz.", en: "Export it again."))
    }
  }
}
