import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// The parts of a statement, in the order of the paths of a profile.
private enum StatementPart: Int, CaseIterable {
  case form, version, unit, from, to, section, row, column, value, name, label
}

/// Where a profile says that the parts of a statement stand, as a tree of the elements to look for: made once a source.
struct StatementPaths {
  fileprivate struct Node: BitwiseCopyable {
    /// The part that the element's text is; -1 for none.
    var text: Int32 = -1
    /// Whether attributes of the element are parts.
    var hasParts = false
  }

  /// From an element to one in it, or to the part that an attribute holds. There are some ten: looking at all of them one
  /// after the other is quicker than any table.
  fileprivate struct Step: BitwiseCopyable {
    var node: Int32
    /// Place in `words` of the name.
    var word: Int32
    var target: Int32
  }

  fileprivate private(set) var nodes = [Node()]
  fileprivate private(set) var children: [Step] = []
  fileprivate private(set) var attributes: [Step] = []
  /// Names of elements and attributes: in a document their codes are their places here.
  fileprivate private(set) var words: [String] = []
  fileprivate let namespace: String?

  init(_ layout: StatementLayout) {
    namespace = layout.namespace
    let paths = [
      layout.form, layout.version, layout.unit, layout.from, layout.to, layout.section, layout.row, layout.column,
      layout.value, layout.unitName ?? "", layout.rowLabel ?? "",
    ]
    for (part, path) in paths.map(ElementPath.init).enumerated() where !path.isEmpty {
      var node = 0
      for step in path.steps { node = child(step, of: node) }
      if let attribute = path.attribute {
        nodes[node].hasParts = true
        attributes.append(Step(node: Int32(node), word: code(of: attribute), target: Int32(part)))
      } else {
        nodes[node].text = Int32(part)
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
    if let known = children.first(where: { $0.node == Int32(node) && $0.word == word }) { return Int(known.target) }
    nodes.append(Node())
    children.append(Step(node: Int32(node), word: word, target: Int32(nodes.count - 1)))
    return nodes.count - 1
  }
}

/// Lays out a statement in XML by the paths of its profile. Cells are placed as on the form: section, row and column of
/// the form, since that is where a person looks for them.
/// - Parameter labels: nil where nobody compares what the statement calls its rows.
func readStatement(
  _ input: Input, _ paths: StatementPaths, _ labels: RowLabels? = nil, into sink: CellSink
) throws(Refusal) {
  let xml = try XMLPull(
    try input.open(), shownAs: input.name, words: paths.words + [paths.namespace].compactMap { $0 })
  var reader = StatementReader(xml, paths, labels)
  try sink.values { (run) throws(Refusal) in
    while try xml.readOn() {
      try xml.withEvents { (events, attributes, bytes) throws(Refusal) in
        for index in events.indices { try reader.take(events[index], attributes, bytes, into: &run) }
      }
    }
  }
  try reader.finish(sink)
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

  var isEmpty: Bool { steps.isEmpty && attribute == nil }
}

private struct StatementReader {
  private typealias Part = StatementPart

  private let xml: XMLPull
  private let nodes: [StatementPaths.Node]
  private let children: [StatementPaths.Step]
  private let attributes: [StatementPaths.Step]
  private let namespace: Int32
  /// Nodes of the open elements, -1 for what no path leads to.
  private var open: [Int] = []
  private var texts = PartTexts(count: StatementPart.allCases.count)
  /// Of the last event.
  private var line: Int32 = 1
  /// The name of a series: `form|version|section|row|` of the row being read, so long as `rowLength`, and the column.
  private var name: [UInt8] = []
  private var rowLength = 0
  private var isRowNameStale = true
  private var isSectionStale = true
  private var row: Int32 = 0
  private var sheet = ""
  private var heading = CellHeading()
  private var isHeaderDone = false
  private let labels: RowLabels?
  private var slips: [(slip: RowLabels.Slip, sheet: String, row: Int32)] = []
  private var values = 0

  init(_ xml: XMLPull, _ paths: StatementPaths, _ labels: RowLabels?) {
    self.xml = xml
    self.labels = labels
    nodes = paths.nodes
    children = paths.children
    attributes = paths.attributes
    namespace = paths.namespace.map { xml.code(of: $0) } ?? XMLPull.none
  }

  mutating func take(
    _ event: XMLRecord, _ attributes: Span<XMLAttribute>, _ bytes: Span<UInt8>, into run: inout CellRun
  ) throws(Refusal) {
    line = event.line
    switch event.kind {
    case .start:
      let node = event.namespace == namespace ? child(event.local, of: open.last ?? 0) : -1
      if open.isEmpty, node < 0 { throw otherDocument(xml.qualified(event.namespace, event.local)) }
      open.append(node)
      if node >= 0 { begin(node, attributes.extracting(Int(event.start)..<Int(event.end)), bytes) }
    case .text:
      guard let node = open.last, node >= 0, nodes[node].text >= 0 else { return }
      let part = Int(nodes[node].text)
      texts.append(bytes.extracting(Int(event.start)..<Int(event.end)), to: part)
      changed(part)
    case .end:
      guard let node = open.popLast(), node >= 0, nodes[node].text == Int32(Part.value.rawValue) else { return }
      try writeValue(into: &run)
    }
  }

  private func child(_ word: Int32, of node: Int) -> Int {
    guard node >= 0 else { return -1 }
    for step in children where step.word == word && Int(step.node) == node { return Int(step.target) }
    return -1
  }

  /// Puts what an element's attributes say in place, and makes room for its text.
  private mutating func begin(_ node: Int, _ values: Span<XMLAttribute>, _ bytes: Span<UInt8>) {
    if nodes[node].hasParts {
      for wanted in attributes where Int(wanted.node) == node {
        let part = Int(wanted.target)
        texts.clear(part)
        for index in values.indices
        where values[index].local == wanted.word && values[index].namespace == XMLPull.none {
          texts.append(bytes.extracting(Int(values[index].start)..<Int(values[index].end)), to: part)
          break
        }
        changed(part)
      }
    }
    if nodes[node].text >= 0 {
      let part = Int(nodes[node].text)
      texts.clear(part)
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

  private func text(_ part: Part) -> String { texts.string(part.rawValue) }

  private mutating func writeValue(into run: inout CellRun) throws(Refusal) {
    if !isHeaderDone { try readHeader(into: &run) }
    guard ![Part.section, .row, .column].contains(where: { texts.isEmpty($0.rawValue) }) else {
      throw xml.refusal(
        Wording("Wartość nie stoi w dziale, wierszu i kolumnie.", en: "A value stands outside a section, row and column."),
        at: line,
        mend: Wording("Wyślij sprawozdanie z systemu jeszcze raz.", en: "Export the statement again."))
    }
    if isSectionStale {
      let sheet = "dział \(text(.section))"
      if sheet != self.sheet { run.begin(sheet: sheet) }
      self.sheet = sheet
      isSectionStale = false
    }
    if isRowNameStale { beginRow() }
    name.removeLast(name.count - rowLength)
    texts.append(Part.column.rawValue, to: &name)
    heading.series = run.series(name.span)
    let place = row != 0 ? row : Int32(text(.row)) ?? line
    let column = texts.number(Part.column.rawValue)
    try run.value(
      row: place, column: column, heading, text: texts.bytes.span.extracting(texts.range(Part.value.rawValue)))
    values += 1
  }

  private mutating func beginRow() {
    name.removeAll(keepingCapacity: true)
    for part in [Part.form, .version, .section, .row] {
      texts.append(part.rawValue, to: &name)
      name.append(UInt8(ascii: "|"))
    }
    rowLength = name.count
    row = texts.number(Part.row.rawValue)
    isRowNameStale = false
    guard let labels, !texts.isEmpty(Part.label.rawValue) else { return }
    // It stands behind the name until the first column's number takes its place.
    texts.append(Part.label.rawValue, to: &name)
    if let slip = labels.slip(name.span, place: rowLength) { slips.append((slip, sheet, row)) }
    // A row without a label has not that of the row before.
    texts.clear(Part.label.rawValue)
  }

  private mutating func readHeader(into run: inout CellRun) throws(Refusal) {
    for part in [Part.form, .version, .unit, .from, .to] where texts.isEmpty(part.rawValue) {
      throw xml.refusal(
        Wording(
          "Nagłówek sprawozdania nie podaje: \(name(part).polish).",
          en: "The statement's header does not give: \(name(part).english)."),
        at: line,
        mend: Wording(
          "Wyślij sprawozdanie z systemu jeszcze raz albo popraw ścieżki w profilu.",
          en: "Export the statement again, or correct the paths in the profile."))
    }
    heading = CellHeading(
      unitCode: run.unitCode(text(.unit)), unitName: run.unitName(text(.name)),
      period: run.period("\(text(.from))/\(text(.to))"), unitOfMeasure: run.unitOfMeasure(Span()),
      attribute: run.attribute(Span()))
    isHeaderDone = true
  }

  private func name(_ part: Part) -> Wording {
    switch part {
    case .form: Wording("formularz", en: "form")
    case .version: Wording("wersja", en: "version")
    case .unit: Wording("jednostka", en: "unit")
    case .name: Wording("nazwa jednostki", en: "name of the unit")
    case .from: Wording("początek okresu", en: "start of the period")
    case .to: Wording("koniec okresu", en: "end of the period")
    case .section, .row, .column, .value, .label: Wording("miejsce wartości", en: "place of a value")
    }
  }

  private func otherDocument(_ name: String) -> Refusal {
    xml.refusal(
      Wording(
        "Dokument zaczyna się od <\(name)>, profil czyta co innego.",
        en: "The document begins with <\(name)>; the profile reads something else."),
      at: line,
      mend: Wording(
        "Wskaż profil tego dokumentu albo popraw jego ścieżki i przestrzeń nazw.",
        en: "Name this document's profile, or correct its paths and namespace."))
  }

  func finish(_ sink: CellSink) throws(Refusal) {
    sink.skip("heading", count: texts.isEmpty(Part.name.rawValue) ? 5 : 6)
    for (slip, sheet, row) in slips {
      sink.note(slip.finding(at: Place(file: sink.file, sheet: sheet, row: Int(row), column: 0), unit: text(.unit)))
    }
    guard values > 0 else {
      throw xml.refusal(
        Wording("W sprawozdaniu nie ma żadnej wartości.", en: "The statement holds no value."), at: line,
        mend: Wording("Wyślij je z systemu jeszcze raz.", en: "Export it again."))
    }
  }
}
