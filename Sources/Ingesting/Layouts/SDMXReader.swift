import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// Lays out statistical data in SDMX-ML: generic (2.0 and 2.1, by series or flat) and structure-specific. Concepts are told by
/// `id` (2.1) or `concept` (2.0); what they mean says the profile. FORMATS 8.
func readSDMX(_ input: Input, profile: String, _ layout: SDMXLayout, into sink: CellSink) throws(Refusal) {
  let xml = try XMLPull(try input.open(), shownAs: input.name)
  var reader = SDMXReader(sink, profile: profile, layout)
  while let event = try xml.next() {
    switch event {
    case .start: reader.start(xml)
    case .text: if reader.isInTime { reader.time += xml.text }
    case .end: try reader.end(xml)
    }
  }
  guard reader.observations > 0 else {
    throw xml.refusal(
      Wording("W dokumencie nie ma obserwacji SDMX.", en: "The document holds no SDMX observation."),
      mend: Wording("Pobierz dane jako SDMX-ML (generic) albo wskaż inny profil.", en: "Download the data as SDMX-ML (generic)."))
  }
}

private struct SDMXReader {
  private let sink: CellSink
  private let profile: String
  private let layout: SDMXLayout
  private var series: [String: String] = [:]
  private var observation: [String: String] = [:]
  private var value: String?
  private var isInObservation = false
  private(set) var isInTime = false
  var time = ""
  private(set) var observations = 0
  private var seriesCount = 0
  /// What the profile names or what says nothing of what is counted, and what was told of.
  private let named: Set<String>
  private var told: Set<String> = []
  private static let totals: Set = ["T", "_T", "TOTAL", "_Z", "OGÓŁEM"]

  init(_ sink: CellSink, profile: String, _ layout: SDMXLayout) {
    self.sink = sink
    self.profile = profile
    self.layout = layout
    named = Set(layout.dimensions + [layout.unit, layout.period, layout.status ?? ""]).union([
      "FREQ", "DECIMALS", "TITLE", "TIME_FORMAT", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "OBS_CONF",
      "UNIT_MULT", "COMMENT", "COMMENT_OBS", "COMMENT_TS", "COLLECTION", "ACTION", "TYPE",
    ])
    sink.begin(sheet: "DataSet")
  }

  mutating func start(_ xml: XMLPull) {
    switch xml.word(xml.local) {
    case "Series":
      series = attributes(xml)
      seriesCount += 1
    case "Obs":
      isInObservation = true
      observation = attributes(xml)
      value = observation["OBS_VALUE"]
    case "Value":
      let own = attributes(xml)
      guard let concept = own["id"] ?? own["concept"], let text = own["value"] else { return }
      if isInObservation { observation[concept] = text } else { series[concept] = text }
    case "ObsDimension":
      let own = attributes(xml)
      observation[own["id"] ?? layout.period] = own["value"]
    case "ObsValue": value = attributes(xml)["value"]
    case "Time":
      isInTime = true
      time = ""
    default: return
    }
  }

  mutating func end(_ xml: XMLPull) throws(Refusal) {
    switch xml.word(xml.local) {
    case "Time":
      isInTime = false
      observation[layout.period] = time.split(whereSeparator: \.isWhitespace).joined()
    case "Obs":
      isInObservation = false
      try write(xml)
    case "Series": series = [:]
    default: return
    }
  }

  /// A dimension that the profile does not name and that is no total: the figure may be of a part only (`AGE=Y15-74`, `UNIT=PC_ACT`).
  private mutating func noteOtherDimensions(_ xml: XMLPull) {
    // Nearly no observation has one: they are put in order where one has.
    let others = [series.filter { observation[$0.key] == nil && narrows($0.key, $0.value) }, observation.filter(narrows)].joined()
    for (concept, text) in others.sorted(by: { $0.key < $1.key }) {
      told.insert(concept)
      sink.note(
        Finding(
          .warning, "dimension-not-in-profile", at: sink.place(row: Int32(clamping: max(seriesCount, 1))),
          Wording(
            "Profil nie wymienia „\(concept)”, a tu stoi „\(text)”: liczba może dotyczyć tylko części. Dopisz wymiar do profilu albo pobierz zbiór z ogółem.",
            en:
              "The profile does not name “\(concept)”, here it is “\(text)”: the figure may be of a part only. Add the dimension to the profile, or download the set with the total."
          )))
    }
  }

  private func narrows(_ concept: String, _ text: String) -> Bool {
    guard !named.contains(concept), !told.contains(concept), !text.isEmpty, !Self.totals.contains(text.uppercased()) else {
      return false
    }
    // A unit of measure may be called in many ways; a percentage is never a number of persons.
    return !concept.hasPrefix("UNIT") || text.uppercased().hasPrefix("PC")
  }

  private func attributes(_ xml: XMLPull) -> [String: String] {
    var result: [String: String] = [:]
    for index in 0..<xml.attributeCount { result[xml.word(xml.attributeLocal(index))] = xml.attributeValue(index) }
    return result
  }

  private mutating func write(_ xml: XMLPull) throws(Refusal) {
    func text(_ concept: String) -> String { observation[concept] ?? series[concept] ?? "" }
    guard !text(layout.unit).isEmpty, !text(layout.period).isEmpty else {
      throw xml.refusal(
        Wording(
          "Obserwacja nie ma wymiaru \(layout.unit) albo \(layout.period).",
          en: "An observation has no dimension \(layout.unit) or \(layout.period)."),
        mend: Wording("Popraw nazwy wymiarów w profilu.", en: "Correct the names of the dimensions in the profile."))
    }
    if let power = Int(text("UNIT_MULT")), power != 0 {
      throw xml.refusal(
        Wording(
          "Wartości są w 10^\(power) jednostkach (UNIT_MULT=\(power)), a miara jest w jednostkach.",
          en: "The values are in units of 10^\(power) (UNIT_MULT=\(power)), the measure is in units."),
        mend: Wording(
          "Pobierz zbiór w jednostkach (UNIT_MULT=0) albo przelicz wartości.",
          en: "Download the set in units (UNIT_MULT=0), or convert the values."))
    }
    noteOtherDimensions(xml)
    observations += 1
    let key = layout.dimensions.map { foldedHeading(text($0)) }.joined(separator: "|")
    // `NaN` is how SDMX writes that there is no number.
    let bytes = value == "NaN" ? [] : Array((value ?? "").utf8)
    try sink.value(
      row: Int32(clamping: max(seriesCount, 1)), column: Int32(clamping: observations),
      CellSink.Heading(
        unitCode: sink.unitCode(text(layout.unit)), unitName: sink.unitName(""), period: sink.period(text(layout.period)),
        series: sink.series(profile + "|" + key), unitOfMeasure: sink.unitOfMeasure(""),
        attribute: sink.attribute(layout.status.map(text) ?? "")),
      text: bytes.span)
    sink.skip("heading", count: 2)
  }
}
