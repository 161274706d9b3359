import Contracts
import Findings

extension PublishedTable {
  /// All tables of a report: one an area with every unit and year, the index, and what tells how the numbers were made.
  package static func all(of material: Material) -> [PublishedTable] {
    var areas: [String] = []
    for indicator in material.indicators where !areas.contains(indicator.area) { areas.append(indicator.area) }
    var tables = areas.map { figures($0, material) }
    if let index = material.index {
      tables.append(
        stageTable(
          index.rows, name: "index", Wording("Wskaźnik syntetyczny: wyniki", en: "Composite index: scores"),
          key: ["index", "unit", "period"]))
      tables.append(
        stageTable(
          index.domainRows, name: "index-domains", Wording("Wskaźnik syntetyczny: obszary", en: "Composite index: domains"),
          key: ["index", "domain", "unit", "period"]))
    }
    tables += derived(material)
    tables.append(catalogue(material.indicators, material.phrasing))
    tables.append(
      stageTable(material.units.rows, name: "units", Wording("Jednostki terytorialne", en: "Territorial units"), key: ["unit"]))
    tables.append(files(material))
    tables.append(balances(material))
    return tables
  }

  private static func text(_ name: String, _ polish: String, _ english: String) -> TableColumn {
    TableColumn(name, .text, Wording(polish, en: english))
  }

  private static func integer(_ name: String, _ polish: String, _ english: String) -> TableColumn {
    TableColumn(name, .integer, Wording(polish, en: english))
  }

  /// A table of the stage before as it is.
  static func stageTable<Row: PublishedRow>(
    _ rows: [Row], name: String, _ title: Wording, key: [String]
  ) -> PublishedTable {
    PublishedTable(name: name, title: title, columns: Row.columns, key: key, rowCount: rows.count) { place, lines in
      rows[place].publish(to: &lines)
    }
  }

  /// The figures of an area: the columns of `indicators.csv` with the names of indicator and unit of measure put in.
  private static func figures(_ area: String, _ material: Material) -> PublishedTable {
    let own = material.indicators(in: area)
    let figures = material.figures
    let places = figures.places(ofIndicators: own.map(\.id))
    let row: @Sendable (Int) -> IndicatorRow = { figures.rows[places[$0]] }
    var table = Self.figures(area, own, material.phrasing, rowCount: places.count, row: row)
    if let file = figures.file {
      let add = names(of: own, material.phrasing)
      let adding: @Sendable (Int, inout PublishedLines) -> Void = { place, lines in
        add(figures.rows[places[place]].indicator, &lines)
      }
      table.copied = (CopiedRecords(places, of: file), adding)
    }
    return table
  }

  /// - Parameter row: of one of the indicators, by its number from 0.
  static func figures(
    _ area: String, _ indicators: [Indicator], _ say: Phrasing, rowCount: Int, row: @escaping @Sendable (Int) -> IndicatorRow
  ) -> PublishedTable {
    let added = [
      text("indicator_name", "nazwa wskaźnika", "name of the indicator"),
      text("unit_of_measure", "jednostka miary", "unit of measure"),
    ]
    let title = Section.all.first { $0.id == area }.map(\.title) ?? Wording(area, en: area)
    let add = names(of: indicators, say)
    return PublishedTable(
      name: area, title: title, columns: IndicatorRow.columns + added, key: ["id"], rowCount: rowCount
    ) { place, lines in
      let row = row(place)
      row.publish(to: &lines)
      add(row.indicator, &lines)
    }
  }

  /// Appends the names of an indicator and of its unit of measure.
  private static func names(
    of indicators: [Indicator], _ say: Phrasing
  ) -> @Sendable (String, inout PublishedLines) -> Void {
    // They stand in every row: turned into fields once.
    let names = Dictionary(
      indicators.map { ($0.id, PublishedFields([$0.label, $0.unit.heading(say)])) }, uniquingKeysWith: { first, _ in first })
    let unknown = PublishedFields(["", ""])
    return { indicator, lines in lines.append(names[indicator] ?? unknown) }
  }

  // MARK: How the numbers were made

  static func catalogue(_ indicators: [Indicator], _ say: Phrasing) -> PublishedTable {
    return PublishedTable(
      name: "catalogue", title: Wording("Katalog wskaźników", en: "Catalogue of indicators"),
      columns: [
        text("indicator", "wskaźnik", "indicator"), text("label", "nazwa", "name"),
        text("definition", "definicja", "definition"), text("numerator", "licznik", "numerator"),
        text("denominator", "mianownik", "denominator"),
        TableColumn("multiplier", .number, Wording("mnożnik", en: "multiplier")),
        text("unit_of_measure", "jednostka miary", "unit of measure"),
        integer("decimals", "miejsca po przecinku", "decimals"), text("direction", "kierunek", "direction"),
        text("area", "rozdział", "chapter"), text("levels", "poziomy", "levels"),
        text("interval", "metoda przedziału", "method of the interval"),
        integer("threshold", "najmniejsza publikowana liczba", "least count published"),
        text("source", "źródło", "source"), text("breaks", "przerwy w porównywalności", "breaks of comparability"),
      ], key: ["indicator"], rowCount: indicators.count
    ) { place, lines in
      let it = indicators[place]
      for text in [it.id, it.label, it.definition, it.numerator, it.denominator] { lines.text(text) }
      lines.number(it.multiplier)
      lines.text(it.unit.heading(say))
      lines.integer(it.decimals)
      for text in [Terms(say).direction(it.direction), it.area, it.levels.joined(separator: " "), it.interval] {
        lines.text(text)
      }
      lines.integer(it.threshold)
      lines.text(it.source)
      lines.text(it.breaks.map { "\($0.year):\($0.code)" }.joined(separator: " "))
    }
  }

  static let fileColumns = [
    text("source", "źródło", "source"), text("source_title", "nazwa źródła", "name of the source"),
    text("publisher", "wydawca", "publisher"), text("file", "plik", "file"), integer("bytes", "bajty", "bytes"),
    text("sha256", "suma SHA-256", "SHA-256"), text("downloaded", "data pobrania", "date of download"),
  ]

  private static func files(_ material: Material) -> PublishedTable {
    let entries = material.sources.flatMap { source in source.files.map { (source, $0) } }
    return PublishedTable(
      name: "sources", title: Wording("Pliki źródłowe", en: "Source files"), columns: fileColumns, key: ["source", "file"],
      rowCount: entries.count
    ) { place, lines in
      let (source, file) = entries[place]
      for text in [source.id, source.title, source.publisher, file.path] { lines.text(text) }
      lines.integer(file.size)
      lines.text(file.sha256)
      lines.text(Dates.downloaded(file.path) ?? "")
    }
  }

  static let balanceColumns = [
    text("stage", "etap", "stage"), text("source", "źródło", "source"), text("outcome", "wynik", "outcome"),
    text("reason", "przyczyna pominięcia", "reason for skipping"), integer("cells", "komórki", "cells"),
  ]

  private static func balances(_ material: Material) -> PublishedTable {
    var rows: [(stage: String, source: String, outcome: String, reason: String, cells: Int)] = []
    for stage in material.stages {
      for balance in stage.balances {
        func add(_ outcome: String, _ reason: String, _ count: Int) {
          rows.append((stage.stage, balance.source, outcome, reason, count))
        }
        add("read", "", balance.read)
        add("used", "", balance.used)
        add("rejected", "", balance.rejected)
        for (reason, count) in balance.skipped.sorted(by: { $0.key < $1.key }) { add("skipped", reason, count) }
      }
    }
    let all = rows
    return PublishedTable(
      name: "balances", title: Wording("Bilans komórek źródłowych", en: "Balance of source cells"), columns: balanceColumns,
      key: [], rowCount: all.count
    ) { place, lines in
      let row = all[place]
      for text in [row.stage, row.source, row.outcome, row.reason] { lines.text(text) }
      lines.integer(row.cells)
    }
  }
}
