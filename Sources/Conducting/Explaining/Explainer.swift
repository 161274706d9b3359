import Bytes
package import Contracts
package import Findings
import Pipelines

/// Explains published numbers of one edition.
package struct Explainer {
  private let edition: EditionPlace

  package init(_ edition: EditionPlace) {
    self.edition = edition
  }

  /// The number that a person named in parts: the unit may be a code without its zeros at the end, or a name.
  /// - Throws: `usage` when there is no such unit.
  package func number(indicator: String, unit: String, period: String) throws(Refusal) -> NumberID {
    let units = try UnitRow.read(table("units.csv"), shownAs: "3-tables/units.csv")
    if let table = DerivedTable(rawValue: indicator) { return NumberID(indicator: table.rawValue, unit: unit, period: period) }
    func id(_ code: String) -> NumberID { NumberID(indicator: indicator, unit: code, period: period) }
    let codes = Set(units.map(\.unit))
    if codes.contains(unit) { return id(unit) }
    let padded = unit + String(repeating: "0", count: max(0, 7 - unit.utf8.count))
    if codes.contains(padded) { return id(padded) }
    let named = units.filter { $0.unitName.lowercased() == unit.lowercased() }
    if named.count == 1 { return id(named[0].unit) }
    if named.count > 1 {
      let list = named.map { "\($0.unit) (\($0.level))" }.joined(separator: ", ")
      throw Refusal(
        .usage, Wording("Nazwę „\(unit)” ma kilka jednostek", en: "Several units are called “\(unit)”"),
        mend: Wording("podaj kod: \(list)", en: "give the code: \(list)"))
    }
    throw Refusal(
      .usage, Wording("W wydaniu nie ma jednostki „\(unit)”", en: "The edition has no unit “\(unit)”"),
      at: Place(file: "3-tables/units.csv"),
      mend: unknownWord(unit, among: units.map(\.unitName) + units.map(\.unit)))
  }

  /// The number that stands in a cell of the workbook: `C01!E7`.
  package func number(inCell text: String) throws(Refusal) -> NumberID { try WorkbookCells(edition: edition).number(in: text) }

  /// - Throws: `usage` when the edition has no such number.
  package func explain(_ id: NumberID) throws(Refusal) -> Explanation {
    var stages: [Explanation.StageMark] = []
    for stage in Stage.allCases {
      let record = try edition.record(of: stage)
      let method = record.settings.first { $0.name == StageIngredients.method }?.value ?? ""
      stages.append(Explanation.StageMark(stage: stage, key: record.key, method: method))
    }
    let (subject, findings) = try subject(id)
    return Explanation(
      id: id, edition: edition, subject: subject, standing: try standing(of: subject), findings: findings, stages: stages)
  }

  private func standing(of subject: Explanation.Subject) throws(Refusal) -> Standing? {
    switch subject {
    case .indicator(let row, _, _): try Standing(of: row, in: table("indicators.csv"))
    case .index(let row, _, _): Standing(of: row, among: try indexRows())
    case .derived, .observations: nil
    }
  }

  private func indexRows() throws(Refusal) -> [IndexRow] {
    try IndexRow.read(table("index.csv"), shownAs: "3-tables/index.csv")
  }

  private func subject(_ id: NumberID) throws(Refusal) -> (Explanation.Subject, [Finding]) {
    let reader = LineageReader(edition: edition.directory)
    if let lineage = try reader.lineage(of: id) {
      return (
        .indicator(lineage.row, try definition(of: id.indicator), try explained(lineage.origins, reader)), try findings(of: id)
      )
    }
    let index = try indexRows()
    let derived = DerivedSubjects(edition: edition)
    if let row = index.first(where: { $0.index == id.indicator && $0.unit == id.unit && $0.period == id.period }) {
      let members = try derived.members(of: row.index, row.unit, row.period)
      return (.index(row, try parts(of: row, among: index), try basis(members, reader)), try findings(of: id))
    }
    if let (number, basis) = try derived.find(id) { return (.derived(number, try self.basis(basis, reader)), []) }
    if let (number, basis) = try derived.find(derived.forecast(id)) {
      return (.derived(number, try self.basis(basis, reader)), [])
    }
    let ages = try AgeObservations(edition: edition, reader: reader).find(id)
    let observations = try ages.isEmpty ? observations(id, reader) : explained(ages, reader)
    guard !observations.isEmpty else { throw try missing(id, index) }
    return (.observations(observations), [])
  }

  /// `population/2801000/2023` or, of one breakdown, `population[age=0-4;sex=K]/2801000/2023`.
  private func observations(_ id: NumberID, _ reader: LineageReader) throws(Refusal) -> [Explanation.Origin] {
    var measure = id.indicator[...]
    var breakdown: String?
    if measure.hasSuffix("]"), let bracket = measure.firstIndex(of: "[") {
      breakdown = String(measure[measure.index(after: bracket)...].dropLast())
      measure = measure[..<bracket]
    }
    let found = try reader.observations(
      measure: String(measure), breakdown: breakdown, unit: id.unit, period: id.period)
    return try explained(found, reader)
  }

  /// The numbers that another was made of, as far as the tables have them, with one reading of each file.
  private func basis(_ ids: [NumberID], _ reader: LineageReader) throws(Refusal) -> [Explanation.Basis] {
    let lineages = try reader.lineages(of: Set(ids))
    let known = ids.compactMap { id in lineages[id].map { (id: id, lineage: $0) } }
    // One for each origin, in their order.
    var origins = try explained(known.flatMap(\.lineage.origins), reader)[...]
    var definitions: [String: Explanation.Definition?] = [:]
    var basis: [Explanation.Basis] = []
    for (id, lineage) in known {
      if definitions[id.indicator] == nil { definitions[id.indicator] = .some(try definition(of: id.indicator)) }
      let own = origins.prefix(lineage.origins.count)
      origins = origins.dropFirst(own.count)
      basis.append(
        Explanation.Basis(
          id: id, row: lineage.row, definition: definitions[id.indicator] ?? nil, origins: Array(own)))
    }
    return basis
  }

  private func table(_ name: String) -> String { Paths.join(edition.directory(of: .diagnose), name) }

  // MARK: an indicator

  private func definition(of indicator: String) throws(Refusal) -> Explanation.Definition? {
    let table = try CatalogueFile.read(table("catalogue.csv"), shownAs: "3-tables/catalogue.csv")
    let ids = try table.column("id")
    guard let row = table.rows.firstIndex(where: { $0[ids] == indicator }) else { return nil }
    return Explanation.Definition(
      label: Wording(try table[row, "label_pl"], en: try table[row, "label_en"]),
      definition: Wording(try table[row, "definition_pl"], en: try table[row, "definition_en"]),
      numerator: try table[row, "numerator"], denominator: try table[row, "denominator"],
      multiplier: try table[row, "multiplier"], unit: try table[row, "unit"], decimals: Int(try table[row, "decimals"]) ?? 1,
      publisher: try table[row, "source"])
  }

  private func explained(_ origins: [Lineage.Origin], _ reader: LineageReader) throws(Refusal) -> [Explanation.Origin] {
    var places: [String: Set<Place>] = [:]
    for origin in origins { places[origin.observation.source, default: []].insert(origin.place) }
    var cells: [Place: CellRow] = [:]
    for source in places.keys.sorted(by: precedesByBytes) {
      cells.merge(try reader.cells(at: places[source] ?? [], source: source), uniquingKeysWith: { first, _ in first })
    }
    let findings = try findings(of: .ingest) + findings(of: .normalise)
    let harmonised = try harmonisation()
    var markup = KeptMarkup(edition)
    var explained: [Explanation.Origin] = []
    for origin in origins {
      let about = findings.filter { finding in
        finding.place == origin.place || finding.place == Place(file: origin.place.file)
          || finding.unit == origin.observation.unit && finding.measure == origin.observation.measure
      }
      let (cell, it) = (cells[origin.place], origin.observation)
      explained.append(
        Explanation.Origin(
          origin: origin, cell: cell, markup: try markup.place(of: origin, cell),
          harmonised: harmonised.filter { $0.concerns(unit: it.unit, measure: it.measure, period: it.period) }, findings: about))
    }
    return explained
  }

  private func harmonisation() throws(Refusal) -> [HarmonisationRow] {
    let path = Paths.join(edition.directory(of: .normalise), HarmonisationRow.fileName)
    guard try Files.exists(path) else { return [] }
    return try HarmonisationRow.read(path, shownAs: "\(Stage.normalise.directory)/\(HarmonisationRow.fileName)")
  }

  private func findings(of stage: Stage) throws(Refusal) -> [Finding] {
    try FindingsFile.read(
      Paths.join(edition.directory(of: stage), FindingsFile.name), shownAs: "\(stage.directory)/\(FindingsFile.name)")
  }

  private func findings(of id: NumberID) throws(Refusal) -> [Finding] {
    try findings(of: .diagnose).filter { $0.measure == id.indicator && ($0.unit == id.unit || $0.unit.isEmpty) }
  }

  // MARK: an index

  private func parts(of row: IndexRow, among index: [IndexRow]) throws(Refusal) -> [Explanation.Part] {
    let domains = try IndexDomainRow.read(table("index_domains.csv"), shownAs: "3-tables/index_domains.csv")
      .filter { $0.index == row.index && $0.unit == row.unit && $0.period == row.period }
    let known = try IndexScale(tables: edition.directory(of: .diagnose)).members(of: row, domains, among: index)
    // Domains without a score are left out and the weights of the others renormalised.
    let present = domains.reduce(0) { $0 + ($1.score == nil ? 0 : $1.weight ?? 0) }
    return domains.map { domain in
      var contribution: Double?
      if row.score != nil, present > 0, let score = domain.score, let weight = domain.weight {
        contribution = score * weight / present
      }
      return Explanation.Part(
        domain: domain.domain, score: domain.score, weight: domain.weight, contribution: contribution,
        members: domain.indicatorsUsed.map { known[$0] ?? Explanation.Part.Member(indicator: $0) },
        missing: domain.indicatorsMissing)
    }
  }

  // MARK: no such number

  private func missing(_ id: NumberID, _ index: [IndexRow]) throws(Refusal) -> Refusal {
    var indicators = Set(index.map(\.index))
    var periods: Set<String> = []
    try IndicatorRow.forEach(in: table("indicators.csv"), shownAs: "3-tables/indicators.csv") { row in
      indicators.insert(row.indicator)
      if row.indicator == id.indicator, row.unit == id.unit { periods.insert(row.period) }
    }
    for row in index where row.index == id.indicator && row.unit == id.unit { periods.insert(row.period) }
    let what = Wording("W wydaniu nie ma liczby \(id.text)", en: "The edition has no number \(id.text)")
    if let derived = DerivedTable(rawValue: id.indicator) {
      return Refusal(
        .usage, what, at: Place(file: "3-tables/" + derived.file),
        mend: Wording(
          "ta tabela nie ma wiersza „\(id.unit)” z okresem „\(id.period)”; popraw jedno z nich",
          en: "this table has no row “\(id.unit)” of the period “\(id.period)”; correct one of the two"))
    }
    let place = Place(file: "3-tables/indicators.csv")
    guard indicators.contains(id.indicator) else {
      return Refusal(.usage, what, at: place, mend: unknownWord(id.indicator, among: indicators.sorted(by: precedesByBytes)))
    }
    let list = periods.sorted(by: precedesByBytes).joined(separator: ", ")
    guard !periods.isEmpty else {
      return Refusal(
        .usage, what, at: place,
        mend: Wording(
          "tego wskaźnika nie liczy się dla tej jednostki; jednostki: diagnoza show 3-tables/units.csv",
          en: "this indicator is not computed for this unit; the units: diagnoza show 3-tables/units.csv"))
    }
    return Refusal(.usage, what, at: place, mend: Wording("okresy: \(list)", en: "periods: \(list)"))
  }
}

extension HarmonisationRow {
  /// Whether it says how a figure came to be that of its unit.
  func concerns(unit: String, measure: String, period: String) -> Bool {
    let year = period.prefix(4)
    return self.unit == unit && (self.measure.isEmpty || self.measure == measure) && firstPeriod.prefix(4) <= year
      && year <= lastPeriod.prefix(4)
  }

  /// One line about it.
  var wording: Wording {
    // There are as many shares as codes, or none.
    let parts = shares.isEmpty ? from : zip(from, shares).map { "\($0) × \(NumberPrinting.shortest($1))" }
    let list = parts.joined(separator: " + ")
    switch policy {
    case .recoded:
      let codes = from.joined(separator: ", ")
      return Wording(
        "ujednolicenie (\(date)): przekodowanie bez zmiany granic, dane opublikowano pod kodem \(codes)",
        en: "harmonised (\(date)): a change of code within the same borders, published under \(codes)")
    case .merged:
      return Wording("ujednolicenie (\(date)): suma \(list)", en: "harmonised (\(date)): sum of \(list)")
    case .estimated:
      return Wording(
        "ujednolicenie (\(date)): szacunek z udziałów ludności, \(list)",
        en: "harmonised (\(date)): an estimate from shares of population, \(list)")
    case .broken:
      return Wording(
        "nie ujednolicono: dane są dla obszaru sprzed \(date)", en: "not harmonised: the data are of the territory before \(date)"
      )
    }
  }
}
