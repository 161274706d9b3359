import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// Lays out pages of the Local Data Bank's API as they were saved: `data/by-variable/{id}` and `data/by-unit/{id}`, JSON or
/// XML. FORMATS 1.6. Streamed: a page of any size needs the memory of one value.
///
/// Both notations have one structure: leaves of the page (`totalRecords`, `variableId`, `unitId` ...), under `results` an
/// object for each unit or variable (`id`, `name`), under its `values` an object for each year (`year`, `val`, `attrId`).
/// Places are told as the number of the result and of the value in it.
struct BankPagesReader {
  private enum Level: Int {
    case outside, page, result, value
  }

  /// What is looked at. In XML their names have these numbers as their codes.
  private enum Field: Int, CaseIterable {
    case results, values, id, name, year, val, attrId, totalRecords, variableId, unitId, unitName, page, pageSize, aggregateId
    case lastUpdate
  }
  private static let fields = Dictionary(uniqueKeysWithValues: Field.allCases.map { ("\($0)", $0) })

  private let sink: CellSink
  private let profile: String
  private let layout: BankPagesLayout
  private(set) var page = BankPage()
  private var isByUnit = false
  private var pageUnit = ""
  private var pageUnitName = ""
  /// Texts of the result and of the value, UTF-8: millions of them are told apart and never shown.
  private var resultID: [UInt8] = []
  private var resultName: [UInt8] = []
  private var value: [UInt8] = []
  private var hasValue = false
  /// Codes of the value's year and attribute; nil for none.
  private var year: Int32?
  private var attribute: Int32?
  /// What stands over the values of the result; nil until it is wanted.
  private var heading: CellHeading?
  private var values = 0
  private var written = 0
  /// Cells that are no values: names, years, attributes.
  private var headings = 0

  init(_ sink: CellSink, profile: String, _ layout: BankPagesLayout) {
    self.sink = sink
    self.profile = profile
    self.layout = layout
  }

  // MARK: JSON

  mutating func readJSON(_ input: Input) throws(Refusal) {
    sink.begin(sheet: "results")
    // A name that stands twice is refused: nobody can say which of the two values is meant.
    var pull = JSONPull(try textOfJSON(input).text, from: JSONOrigin(file: input.name, kind: .data), dialect: .json)
    // What is open, as the names that led there; objects in an array have the array's name.
    var open: [(name: String, isArray: Bool)] = []
    var levels: [Level] = []
    var name = ""
    try sink.values { (run) throws(Refusal) in
      while let event = try pull.next() {
        switch event {
        case .name: name = pull.string
        case .beginObject:
          let ownName = open.last.map { $0.isArray ? $0.name : name } ?? ""
          open.append((ownName, false))
          levels.append(level(open))
          begin(level(open))
        case .endObject:
          if levels.removeLast() == .value { try endValue(into: &run) }
          open.removeLast()
        case .beginArray:
          open.append((name, true))
          levels.append(.outside)
        case .endArray:
          open.removeLast()
          levels.removeLast()
        case .string, .number:
          if let field = Self.fields[name] { try take(field, pull.text.span, levels.last ?? .outside, into: &run) }
        case .boolean, .null: continue
        }
      }
    }
    try finish(input)
  }

  /// Objects are counted: the page itself, an object in `results`, an object in its `values`.
  private func level(_ open: [(name: String, isArray: Bool)]) -> Level {
    guard open.last?.isArray == false else { return .outside }
    switch open.map(\.name) {
    case [""]: return .page
    case ["", "results", "results"]: return .result
    case ["", "results", "results", "values", "values"]: return .value
    default: return .outside
    }
  }

  // MARK: XML

  mutating func readXML(_ input: Input) throws(Refusal) {
    sink.begin(sheet: "results")
    let xml = try XMLPull(try input.open(), shownAs: input.name, words: Field.allCases.map { "\($0)" })
    try sink.values { (run) throws(Refusal) in
      var place = PlaceInPage()
      while try xml.readOn() {
        try xml.withEvents { (events, _, bytes) throws(Refusal) in
          for index in events.indices { try take(events[index], bytes, at: &place, into: &run) }
        }
      }
    }
    try finish(input)
  }

  /// Where in the page an element of it stands.
  private struct PlaceInPage {
    /// Names of the open elements of the second and of the fourth level, which say what the ones inside are.
    var second = XMLPull.none
    var fourth = XMLPull.none
    /// The element that is open when it may be a leaf, and whether its text was met.
    var leaf: (field: Field, level: Level)?
    var hasText = false

    var isInResults: Bool { second == Int32(Field.results.rawValue) }
    var isInValues: Bool { isInResults && fourth == Int32(Field.values.rawValue) }
  }

  @inline(__always)
  private mutating func take(
    _ event: XMLRecord, _ bytes: Span<UInt8>, at place: inout PlaceInPage, into run: inout CellRun
  ) throws(Refusal) {
    switch event.kind {
    case .start:
      place.hasText = false
      place.leaf = nil
      switch event.depth {
      case 1: begin(.page)
      case 2:
        place.second = event.local
        place.leaf = Field(rawValue: Int(event.local)).map { ($0, .page) }
      case 3 where place.isInResults: begin(.result)
      case 4:
        place.fourth = event.local
        if place.isInResults { place.leaf = Field(rawValue: Int(event.local)).map { ($0, .result) } }
      case 5 where place.isInValues: begin(.value)
      case 6 where place.isInValues: place.leaf = Field(rawValue: Int(event.local)).map { ($0, .value) }
      default: return
      }
    case .text:
      guard let leaf = place.leaf else { return }
      place.hasText = true
      try take(leaf.field, bytes.extracting(Int(event.start)..<Int(event.end)), leaf.level, into: &run)
    case .end:
      if let leaf = place.leaf, !place.hasText { try take(leaf.field, Span(), leaf.level, into: &run) }
      place.leaf = nil
      if event.depth == 5, place.isInValues { try endValue(into: &run) }
    }
  }

  // MARK: Both

  private mutating func begin(_ level: Level) {
    switch level {
    case .outside, .page: return
    case .result:
      page.results += 1
      resultID.removeAll(keepingCapacity: true)
      resultName.removeAll(keepingCapacity: true)
      heading = nil
      values = 0
    case .value:
      values += 1
      year = nil
      attribute = nil
      hasValue = false
    }
  }

  private mutating func take(
    _ field: Field, _ text: Span<UInt8>, _ level: Level, into run: inout CellRun
  ) throws(Refusal) {
    func string() -> String { unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) } }
    switch (level, field) {
    case (.value, .year): year = text.isEmpty ? nil : run.period(text)
    case (.value, .val):
      Self.copy(text, to: &value)
      hasValue = true
    case (.value, .attrId): attribute = text.isEmpty ? nil : run.attribute(text)
    case (.page, .totalRecords): page.totalRecords = Int(string())
    case (.page, .page): page.number = Int(string())
    case (.page, .pageSize): page.size = Int(string())
    case (.page, .aggregateId): page.aggregate = string()
    case (.page, .lastUpdate):
      page.updated = string()
      // Which of two downloads is newer.
      try run.value(row: 0, column: 0, CellHeading(series: run.series(FileRemark.updated.utf8Span.span)), text: text)
    case (.page, .variableId): page.subject = string()
    case (.page, .unitId):
      isByUnit = true
      pageUnit = string()
      page.subject = pageUnit
    case (.page, .unitName): pageUnitName = string()
    case (.result, .id): Self.copy(text, to: &resultID)
    case (.result, .name): Self.copy(text, to: &resultName)
    default: return
    }
    // Any of it may stand over values.
    if level != .value { heading = nil }
  }

  private static func copy(_ text: Span<UInt8>, to target: inout [UInt8]) {
    // A text is nearly always as long as the one before it.
    if target.count != text.count {
      target.removeAll(keepingCapacity: true)
      target.append(contentsOf: text)
    } else {
      for index in text.indices { target[index] = text[index] }
    }
  }

  private mutating func endValue(into run: inout CellRun) throws(Refusal) {
    guard !page.subject.isEmpty, !resultID.isEmpty, let year else {
      throw Refusal(
        .data,
        Wording(
          "Wartość nie ma zmiennej, jednostki albo roku.", en: "A value has no variable, unit or year."),
        at: sink.place(row: Int32(clamping: page.results), column: values),
        mend: Wording("Pobierz stronę z API BDL jeszcze raz.", en: "Download the page from the API again."))
    }
    var heading = self.heading ?? resultHeading(&run)
    self.heading = heading
    heading.period = year
    heading.attribute = attribute ?? run.attribute(Span())
    // `1.2E-5`, as programs write numbers that are very small or very large.
    if hasValue, value.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      var plain: [UInt8] = []
      if WorkbookNumber.append(value.span, to: &plain) { value = plain }
    }
    try run.value(
      row: Int32(clamping: page.results), column: Int32(clamping: values), heading,
      text: value.span.extracting(0..<(hasValue ? value.count : 0)))
    written += 1
    headings += (attribute == nil ? 1 : 2) + (values == 1 ? 2 : 0)
  }

  private func resultHeading(_ run: inout CellRun) -> CellHeading {
    let series = profile + "|" + (isByUnit ? String(decoding: resultID, as: UTF8.self) : page.subject)
    return CellHeading(
      unitCode: isByUnit ? run.unitCode(pageUnit.utf8Span.span) : run.unitCode(resultID.span),
      unitName: isByUnit ? run.unitName(pageUnitName.utf8Span.span) : run.unitName(resultName.span),
      series: run.series(series.utf8Span.span))
  }

  private func finish(_ input: Input) throws(Refusal) {
    sink.skip("heading", count: headings)
    guard !page.subject.isEmpty else {
      throw Refusal(
        .data,
        Wording(
          "To nie jest strona danych API BDL: nie ma w niej „variableId” ani „unitId”.",
          en: "This is no page of data of the Local Data Bank's API: it has no “variableId” and no “unitId”."),
        at: Place(file: input.name),
        mend: Wording(
          "Zapisz odpowiedź adresu data/by-variable albo data/by-unit, albo wskaż inny profil.",
          en: "Save the answer of data/by-variable or data/by-unit, or name another profile."))
    }
    guard written > 0 || page.totalRecords == 0 else {
      throw Refusal(
        .data, Wording("Strona nie ma żadnej wartości.", en: "The page has no value."), at: Place(file: input.name),
        mend: Wording("Pobierz ją z API BDL jeszcze raz.", en: "Download it again."))
    }
  }
}
