import Bytes
import Contracts
import Findings

extension Document {
  /// The whole report: title page and the sections in the order given.
  package init(_ composition: Composition, sections: [Section]) {
    let composition = composition.with(sections)
    self.init(composition, chapters: sections.compactMap { $0.compose(composition) })
  }

  /// The same, the sections composed on several threads.
  init(_ composition: Composition, sections: [Section], threads: Int) throws(Refusal) {
    let composition = composition.with(sections)
    let chapters = try sharedOut(sections.count, threads: threads) { sections[$0].compose(composition) }
    self.init(composition, chapters: chapters.compactMap(\.self))
  }

  /// What stands on every page of a report with invented figures.
  static func sampleBanner(_ say: Phrasing) -> String {
    say(
      "Dane przykładowe: część liczb jest zmyślona. Raport pokazuje działanie programu i nie opisuje rzeczywistości.",
      "Sample data: some of the figures are invented. The report shows how the program works and does not describe reality.")
  }

  private init(_ composition: Composition, chapters: [Chapter]) {
    let material = composition.material
    let say = material.phrasing
    let region = say.sentenceCase(material.units.region?.fullName(say) ?? material.region)
    self.init(
      language: say.language, title: material.title,
      subtitle:
        "\(region), \(material.years.count == 1 ? say("rok", "year") : say("lata", "years")) \(say.dates.years(material.years))",
      banner: material.isSample ? Document.sampleBanner(say) : nil,
      facts: titleFacts(material), chapters: chapters + tablesAlone(composition))
    foreignTexts = material.foreignTexts
    self = marked(by: material.figures).explained()
  }
}

/// Region, period, state of the register, publisher, inputs.
private func titleFacts(_ material: Material) -> [Fact] {
  let say = material.phrasing
  let units = material.units
  var facts: [Fact] = []
  // A pipeline of one level has no units below its region.
  var extent =
    units.main.isEmpty
    ? say.counted(1, .ofLevel(units.region?.level ?? "")) : say.counted(units.main.count, units.noun)
  let details = units.main.reduce(0) { $0 + units.details(of: $1.unit).count }
  if details > 0 { extent += ", " + say.counted(details, .gmina) }
  if let region = units.region {
    facts.append(Fact(say("Region (TERYT)", "Region (TERYT)"), "\(region.unitName) (\(region.unit))"))
  }
  for remark in material.remarks { facts.append(Fact(say("Uwaga", "Note"), say(remark))) }
  facts.append(Fact(say("Jednostki", "Units"), extent))
  facts.append(Fact(say("Lata", "Years"), say.dates.years(material.years)))
  facts.append(Fact(say("Rok bazowy zmian", "Base year of changes"), String(material.baseYear)))
  if !material.registerDate.isEmpty {
    facts.append(Fact(say("Stan rejestru TERYT", "State of the TERYT register"), say.dates.day(material.registerDate)))
  }
  facts.append(Fact(say("Wskaźniki", "Indicators"), say.counted(material.indicators.count, .indicator)))
  let dates = material.inputs.compactMap { Dates.downloaded($0.path) }
  if let newest = dates.max() {
    facts.append(Fact(say("Najnowsze pobranie danych", "Newest download of data"), say.dates.day(newest)))
  }
  if !material.inputs.isEmpty {
    let files = say.counted(material.inputs.count, .file)
    facts.append(
      Fact(
        say("Dane wejściowe", "Inputs"),
        [.text(files + " – "), .link(.inside("sources"), say("wykaz źródeł", "list of sources"))]))
  }
  if !material.publisher.isEmpty { facts.append(Fact(say("Wydawca", "Publisher"), material.publisher)) }
  if !material.contact.isEmpty { facts.append(Fact(say("Kontakt", "Contact"), material.contact)) }
  return facts
}
