import Bytes
import Findings
import Markup
import Pipelines

/// Lays out a statement in XML by the paths of its profile. Cells are placed as on the form: section, row and column of
/// the form, since that is where a person looks for them.
func readStatement(_ input: Input, _ layout: StatementLayout, into sink: CellSink) throws(Refusal) {
  let paths = [
    layout.form, layout.version, layout.unit, layout.from, layout.to, layout.section, layout.row, layout.column, layout.value,
  ].map(ElementPath.init)
  let names = Set(paths.flatMap(\.steps) + paths.compactMap(\.attribute)).sorted()
  let xml = try XMLPull(try input.open(), shownAs: input.name, words: names + [layout.namespace].compactMap { $0 })
  var reader = StatementReader(sink, xml, paths: paths, namespace: layout.namespace)
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
  /// The parts of a statement, in the order of the paths.
  private enum Part: Int, CaseIterable {
    case form, version, unit, from, to, section, row, column, value
  }

  private let sink: CellSink
  private let xml: XMLPull
  private let namespace: Int32
  private let steps: [[Int32]]
  private let attributes: [Int32?]
  /// How many steps of each path the open elements match, from the root.
  private var matched: [Int]
  private var texts: [String]
  private var value: [UInt8] = []
  private var heading = CellSink.Heading()
  private var isHeaderDone = false
  private var values = 0

  init(_ sink: CellSink, _ xml: XMLPull, paths: [ElementPath], namespace: String?) {
    self.sink = sink
    self.xml = xml
    self.namespace = namespace.map { xml.code(of: $0) } ?? XMLPull.none
    steps = paths.map { path in path.steps.map { xml.code(of: $0) } }
    attributes = paths.map { path in path.attribute.map { xml.code(of: $0) } }
    matched = Array(repeating: 0, count: paths.count)
    texts = Array(repeating: "", count: paths.count)
  }

  mutating func take(_ event: XMLPull.Event) throws(Refusal) {
    let depth = xml.depth
    switch event {
    case .start:
      guard xml.namespace == namespace else {
        if depth == 1 { throw otherDocument() }
        return
      }
      for path in steps.indices where matched[path] == depth - 1 && depth <= steps[path].count {
        guard steps[path][depth - 1] == xml.local else { continue }
        matched[path] = depth
        guard depth == steps[path].count else { continue }
        if let attribute = attributes[path] {
          texts[path] = xml.value(attribute) ?? ""
        } else {
          texts[path] = ""
          if path == Part.value.rawValue { value.removeAll(keepingCapacity: true) }
        }
      }
      if depth == 1, matched.allSatisfy({ $0 == 0 }) { throw otherDocument() }
    case .text:
      for path in steps.indices where attributes[path] == nil && matched[path] == steps[path].count && depth == steps[path].count
      {
        if path == Part.value.rawValue { xml.appendText(to: &value) } else { texts[path] += xml.text }
      }
    case .end:
      if matched[Part.value.rawValue] == depth, depth == steps[Part.value.rawValue].count { try writeValue() }
      for path in steps.indices where matched[path] == depth { matched[path] = depth - 1 }
    }
  }

  private func text(_ part: Part) -> String { texts[part.rawValue] }

  private mutating func writeValue() throws(Refusal) {
    if !isHeaderDone { try readHeader() }
    let section = text(.section)
    let row = text(.row)
    let column = text(.column)
    guard !section.isEmpty, !row.isEmpty, !column.isEmpty else {
      throw xml.refusal(
        Wording("Wartość nie stoi w dziale, wierszu i kolumnie.", en: "A value stands outside a section, row and column."),
        mend: Wording("Wyślij sprawozdanie z systemu jeszcze raz.", en: "Export the statement again."))
    }
    let sheet = "dział \(section)"
    if sink.sheet != sheet { sink.begin(sheet: sheet) }
    heading.series = sink.series("\(text(.form))|\(text(.version))|\(section)|\(row)|\(column)")
    try sink.value(
      row: Int32(row) ?? Int32(clamping: xml.line), column: Int32(column) ?? 0, heading, text: value.span)
    values += 1
  }

  private mutating func readHeader() throws(Refusal) {
    for part in [Part.form, .version, .unit, .from, .to] where text(part).isEmpty {
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
