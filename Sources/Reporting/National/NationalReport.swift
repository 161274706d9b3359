import Bytes
import Contracts
package import Findings
package import Pipelines

/// The first page of an edition that was put together from editions of regions: which regions are in it and which are
/// missing, the newest figures of the regions side by side, and links to their reports. Nothing is summed or estimated.
package struct NationalReport {
  package struct Region: Sendable {
    /// TERYT prefix.
    package var code: String
    package var unit: String
    package var name: String
    package var edition: String
    package var sha256: String

    package init(code: String, unit: String, name: String, edition: String, sha256: String) {
      self.code = code
      self.unit = unit
      self.name = name
      self.edition = edition
      self.sha256 = sha256
    }
  }

  private let name: String
  private let edition: String
  private let regions: [Region]
  private let isSample: Bool
  private let issued: String
  private let missing: [(code: String, name: String)]
  private let indicators: [IndicatorDefinition]
  private let findings: [Finding]
  private let phrasing = Phrasing(.polish)

  /// - Parameters:
  ///   - name: of the folder of results.
  ///   - issued: ISO date of the publication: that of the newest region's.
  ///   - isSample: whether some figures of a region are invented.
  ///   - missing: TERYT prefixes and names of the regions that were expected and are not there.
  package init(
    name: String, edition: String, issued: String, isSample: Bool, regions: [Region], missing: [(code: String, name: String)],
    indicators: [IndicatorDefinition], findings: [Finding]
  ) {
    self.isSample = isSample
    self.issued = issued
    self.name = name
    self.edition = edition
    self.regions = regions
    self.missing = missing
    self.indicators = indicators
    self.findings = findings
  }

  private var title: String { phrasing("Diagnozy regionów – wydanie krajowe", "Diagnoses of the regions: national edition") }

  /// Writes `index.html`, the tables and their descriptor. The reports of the regions stand beside them already, in
  /// `regions/<code>/`.
  /// - Parameter tables: directory of the tables of the merged edition.
  package func write(tables: String, to directory: String) throws(Refusal) {
    let newest = try newest(Paths.join(tables, "indicators.csv"))
    let published = try NationalTables(
      indicators: indicators.map { Indicator($0, phrasing) }, say: phrasing, upstream: tables, directory: directory
    ).write(name: name, title: title, regions: regions.map(\.code))
    let facts = [
      Fact(phrasing("Wydanie", "Edition"), [.code(edition)]),
      Fact(phrasing("Regiony w wydaniu", "Regions in the edition"), String(regions.count)),
      Fact(
        phrasing("Brakuje regionów", "Regions missing"),
        missing.isEmpty ? phrasing("żadnego", "none") : missing.map(\.code).joined(separator: ", ")),
    ]
    var document = Document(
      language: .polish, title: title, banner: isSample ? Document.sampleBanner(phrasing) : nil, facts: facts)
    document.chapters = [regionChapter, figureChapter(newest), tableChapter(published)]
    if !findings.isEmpty { document.chapters.append(findingChapter) }
    try NationalOffice(document: document, say: phrasing, lists: try lists(directory), issued: issued).write(to: directory)
    for page in HTMLWriter.pages(document) {
      let faults = AccessibilityCheck.findings(of: page)
      guard let fault = faults.first else {
        try Files.write(page.bytes, to: Paths.join(directory, page.path))
        continue
      }
      throw Refusal(.internalInvariant, fault.message, at: fault.place, findings: faults)
    }
  }

  /// What the workbook has beside the tables of the page.
  private func lists(_ directory: String) throws(Refusal) -> [(title: String, headings: [String], rows: [[String]])] {
    let joined = RegionTables(regions: regions.map(\.code), directory: directory)
    func headings(_ columns: [TableColumn]) -> [String] { ["region"] + columns.map { phrasing($0.title) } }
    return [
      (
        phrasing("Źródła", "Sources"), headings(PublishedTable.fileColumns),
        try joined.rows("sources", PublishedTable.fileColumns)
      ),
      (
        phrasing("Bilans", "Balance"), headings(PublishedTable.balanceColumns),
        try joined.rows("balances", PublishedTable.balanceColumns)
      ),
    ]
  }

  /// The newest value of each indicator that the regions have, by indicator and region; all of one period, so that columns can
  /// be compared.
  private func newest(_ path: String) throws(Refusal) -> [String: [String: IndicatorRow]] {
    let units = Set(regions.map(\.unit))
    var found: [String: [String: IndicatorRow]] = [:]
    var periods: [String: String] = [:]
    try IndicatorRow.forEach(in: path, shownAs: "3-tables/indicators.csv") { row in
      guard units.contains(row.unit), row.value != nil else { return }
      let period = periods[row.indicator] ?? ""
      guard row.period >= period else { return }
      if row.period > period { found[row.indicator] = [:] }
      periods[row.indicator] = row.period
      found[row.indicator, default: [:]][row.unit] = row
    }
    return found
  }

  private var regionChapter: Chapter {
    var rows = regions.map { region in
      Table.Row(
        [.link(.file("regions/\(region.code)/index.html"), region.name)],
        [.text(region.code), .text(phrasing("w wydaniu", "in the edition")), .code(region.edition), .code(region.sha256)])
    }
    rows += missing.map { code, name in
      let reason = phrasing("brak wydania regionu", "no edition of the region")
      return Table.Row(
        name,
        [
          .text(code), .text(phrasing("brakuje", "missing")), .missing(reason: reason, id: nil),
          .missing(reason: reason, id: nil),
        ])
    }
    let table = Table(
      id: "t-regiony", caption: phrasing("Regiony i ich wydania", "Regions and their editions"),
      stub: phrasing("Region (prowadzi do jego raportu)", "Region (leads to its report)"),
      columns: [
        Table.Column("TERYT", .text), Table.Column(phrasing("Stan", "State"), .text),
        Table.Column(phrasing("Wydanie", "Edition"), .literal), Table.Column("SHA-256", .literal),
      ], rows: rows,
      notes: [
        phrasing(
          "Miejsca w rankingach i porównania liczono w każdym regionie osobno; regionów, których brakuje, nic nie zastępuje.",
          "Ranks and comparisons were computed in each region by itself; nothing stands in for regions that are missing.")
      ])
    return Chapter(id: "regiony", title: phrasing("Regiony", "Regions"), blocks: [.table(table)])
  }

  private func figureChapter(_ newest: [String: [String: IndicatorRow]]) -> Chapter {
    let columns = regions.map { Table.Column($0.name) }
    var rows: [Table.Row] = []
    for definition in indicators {
      guard let values = newest[definition.id], let period = values.values.first?.period else { continue }
      let indicator = Indicator(definition, phrasing)
      let unit = indicator.unit
      let heading = "\(indicator.id) \(IndicatorTables.title(indicator, phrasing)), \(phrasing.dates.shortPeriod(period))"
      let cells = regions.map { region -> Cell in
        guard let value = values[region.unit]?.value else {
          return .missing(reason: phrasing("region nie ma tej liczby", "the region has no such number"), id: nil)
        }
        return .number(Quantity(value, decimals: indicator.decimals, unit: unit))
      }
      rows.append(Table.Row(heading, cells))
    }
    let table = Table(
      id: "t-liczby", caption: phrasing("Najnowsze liczby regionów obok siebie", "Newest figures of the regions side by side"),
      stub: phrasing("Wskaźnik, jednostka, okres", "Indicator, unit, period"), columns: columns, rows: rows,
      notes: [
        phrasing(
          "Wszystkie okresy i jednostki: 3-tables/indicators.csv; skąd liczba pochodzi: diagnoza explain.",
          "All periods and units: 3-tables/indicators.csv; where a number comes from: diagnoza explain.")
      ])
    return Chapter(id: "liczby", title: phrasing("Liczby regionów", "Figures of the regions"), blocks: [.table(table)])
  }

  private func tableChapter(_ published: [NationalTables.Written]) -> Chapter {
    let rows = published.map { written in
      let table = written.table
      return Table.Row(
        phrasing(table.title),
        [
          .count(table.rowCount), .link(.file(table.path), "\(table.name).csv"),
          .link(.file(table.polishPath), "\(table.name)-pl.csv"),
        ])
    }
    let table = Table(
      id: "t-pliki", caption: phrasing("Pliki z tabelami", "Files with the tables"), stub: phrasing("Tabela", "Table"),
      columns: [
        Table.Column(phrasing("Wiersze", "Rows")), Table.Column(phrasing("CSV (przecinek, kropka)", "CSV (comma, point)"), .text),
        Table.Column(phrasing("CSV dla polskiego Excela", "CSV for Polish Excel"), .text),
      ], rows: rows)
    return Chapter(
      id: "tabele", title: phrasing("Tabele do pobrania", "Tables to download"),
      blocks: [
        .table(table),
        .paragraph([
          .text(phrasing("Opis plików i kolumn: ", "Description of files and columns: ")),
          .link(.file(DataPackage.fileName), DataPackage.fileName),
          .text(phrasing(". Tabele tej strony i źródła: ", ". The tables of this page and the sources: ")),
          .link(.file("tables.xlsx"), "tables.xlsx"), .text(phrasing(". Ta strona: ", ". This page: ")),
          .link(.file("report.docx"), "report.docx"), .text(", "), .link(.file("report.odt"), "report.odt"), .text("."),
        ]),
      ])
  }

  private var findingChapter: Chapter {
    let shown = findings.prefix(100)
    var blocks: [Block] = [.list(shown.map { [.text($0.message.text(.polish))] })]
    if findings.count > shown.count {
      let rest = findings.count - shown.count
      blocks.append(
        .paragraph(phrasing("I jeszcze \(rest): findings.csv.", "And \(rest) more: findings.csv.")))
    }
    return Chapter(id: "uwagi", title: phrasing("Uwagi do połączenia", "Remarks on the merge"), blocks: blocks)
  }
}
