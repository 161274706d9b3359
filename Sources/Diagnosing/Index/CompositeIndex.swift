import Contracts
import Findings
import Methods
import Pipelines
import Territory

/// The composite index of a pipeline: indicators unitarised, averaged into domains, domains averaged into the index.
///
/// * A high score is much of what the index is called by (risk): an indicator of which more is worse raises it, one of
///   which more is better lowers it. Place 1 is the lowest score, the best situation, as in every other table.
/// * Zero unitarisation over all units of the level and all years of the tables at once, so that scores of different
///   years can be compared.
/// * Missing indicators are left out, the weights renormalised; a domain or index with less than the threshold of its
///   weight present has no score. What is missing is listed.
/// * The range of places comes from leaving out one domain at a time.
struct CompositeIndex {
  struct Result {
    var rows: [IndexRow] = []
    var domains: [IndexDomainRow] = []
    var methods: [IndexMethodRow] = []
    var drivers: [IndexDriverRow] = []
    var findings: [Finding] = []
  }

  /// A domain as far as its indicators are there for the level.
  private struct Domain {
    var settings: IndexSettings.Domain
    /// Positions in `ids`.
    var variables: [Int]
  }

  private let settings: IndexSettings
  private let scope: IndicatorRows.Scope
  private let catalogue: Catalogue
  private let grids: [String: IndicatorGrid]
  /// As shown to people.
  private let file: String

  /// - Parameter grids: of every indicator of the index.
  init(
    _ settings: IndexSettings, _ scope: IndicatorRows.Scope, _ catalogue: Catalogue, grids: [String: IndicatorGrid],
    file: String
  ) {
    self.settings = settings
    self.scope = scope
    self.catalogue = catalogue
    self.grids = grids
    self.file = file
  }

  /// What is wrong with the settings before anything is worked out.
  /// - Throws: `.configuration` for an indicator of which neither end is better, a domain without indicators or named
  ///   twice, an unknown level.
  static func check(_ settings: IndexSettings, _ catalogue: Catalogue, file: String) throws(Refusal) {
    func refusal(_ what: Wording, _ mend: Wording) -> Refusal {
      Refusal(.configuration, what, at: Place(file: file), mend: mend)
    }
    for level in settings.levels where Level(rawValue: level) == nil {
      throw refusal(
        Wording("Indeks \(settings.id): nie ma poziomu „\(level)”.", en: "Index \(settings.id): there is no level “\(level)”."),
        unknownWord(level, among: Level.allCases.map(\.rawValue)))
    }
    guard settings.domains.allSatisfy({ $0.weight > 0 && $0.weight <= 1_000_000 }) else {
      throw refusal(
        Wording(
          "Wagi dziedzin indeksu \(settings.id) wykraczają poza zakres.",
          en: "Weights of domains of index \(settings.id) are out of range."),
        Wording(
          "Podaj wagi dodatnie, najwyżej milion; liczą się tylko proporcje.",
          en: "Give positive weights of at most a million; only proportions count."))
    }
    var seen: Set<String> = []
    for domain in settings.domains {
      guard !domain.indicators.isEmpty, seen.insert(domain.id).inserted else {
        throw refusal(
          Wording(
            "Dziedzina „\(domain.id)” indeksu \(settings.id) jest pusta albo stoi dwa razy.",
            en: "The domain “\(domain.id)” of index \(settings.id) is empty or stands twice."),
          Wording("Podaj jej wskaźniki albo ją usuń.", en: "Give its indicators or take it away."))
      }
      for id in domain.indicators {
        guard let entry = catalogue[id] else {
          let near = nearest(to: id, among: catalogue.entries.map(\.definition.id))
          throw refusal(
            Wording(
              "Indeks \(settings.id): nie ma wskaźnika „\(id)”.", en: "Index \(settings.id): there is no indicator “\(id)”."),
            Wording(
              near.map { "Czy chodzi o „\($0)”?" } ?? "Wybierz wskaźnik z katalogu.",
              en: near.map { "Did you mean “\($0)”?" } ?? "Choose an indicator of the catalogue."))
        }
        guard entry.definition.direction != .neither else {
          throw refusal(
            Wording(
              "Wskaźnik \(id) nie może wejść do indeksu \(settings.id): katalog nie mówi, czy więcej to lepiej, czy gorzej.",
              en: "Indicator \(id) cannot enter index \(settings.id): the catalogue does not say whether more is better or worse."
            ),
            Wording(
              "Usuń go z indeksu albo podaj mu kierunek + lub -.", en: "Take it out of the index or give it a direction + or -."))
        }
      }
    }
  }

  func result() -> Result {
    var result = Result()
    for level in Level.allCases where settings.levels.contains(level.rawValue) {
      score(level, &result)
    }
    result.rows.sort { ($0.unit, $0.period) < ($1.unit, $1.period) }
    let order = settings.domains.map(\.id)
    result.domains.sort {
      let left = order.firstIndex(of: $0.domain) ?? 0
      let right = order.firstIndex(of: $1.domain) ?? 0
      return (left, $0.unit, $0.period) < (right, $1.unit, $1.period)
    }
    return result
  }

  private func score(_ level: Level, _ result: inout Result) {
    let units = (0..<scope.units.count).filter { scope.units.isInRegion[$0] && scope.units.levels[$0] == level }
    guard !units.isEmpty else { return }
    var ids: [String] = []
    var columns: [[Double?]] = []
    var domains: [Domain] = []
    for domain in settings.domains {
      var variables: [Int] = []
      for id in domain.indicators {
        guard let entry = catalogue[id], let grid = grids[id], entry.levels.contains(level) else {
          result.findings.append(absent(id, domain, level))
          continue
        }
        let column = unitarised(entry, grid, units)
        if !column.contains(where: { $0 != nil }) { result.findings.append(constant(id, domain, level)) }
        variables.append(ids.count)
        ids.append(id)
        columns.append(column)
      }
      if !variables.isEmpty { domains.append(Domain(settings: domain, variables: variables)) }
    }
    guard !domains.isEmpty else { return }
    let tree = DomainTree(
      domains.map { .domain($0.variables.map { .variable($0, weight: 1) }, weight: $0.settings.weight) },
      threshold: settings.coverage)
    for (position, year) in scope.years.enumerated() {
      let cells = units.indices.map { unit in columns.map { $0[position * units.count + unit] } }
      append(cells, level, year, units, ids, domains, tree, &result)
    }
    for (position, year) in scope.years.enumerated().reversed() {
      let cells = units.indices.map { unit in columns.map { $0[position * units.count + unit] } }
      guard cells.count(where: { tree.score($0).whole.value != nil }) > 2 else { continue }
      let methods = IndexMethods(
        index: settings.id, level: level, year: year, ids: ids,
        domains: domains.map { .init(id: $0.settings.id, weight: $0.settings.weight, variables: $0.variables) }, tree: tree,
        cells: cells)
      let found = methods.rows(units.map { scope.units[$0].unit })
      result.methods += found.methods
      result.drivers += found.drivers
      break
    }
  }

  /// One indicator over all years (outer) and units (inner), 0-1, high where the situation is worse.
  private func unitarised(_ entry: Catalogue.Entry, _ grid: IndicatorGrid, _ units: [Int]) -> [Double?] {
    let values = scope.years.flatMap { year -> [Double?] in
      guard let position = grid.years.position(of: year) else { return units.map { _ in nil } }
      return units.map { grid[$0, position]?.value }
    }
    return zeroUnitarisation(values, as: entry.definition.direction == .less ? .stimulant : .destimulant)
  }

  private func append(
    _ cells: [[Double?]], _ level: Level, _ year: Int, _ units: [Int], _ ids: [String], _ domains: [Domain],
    _ tree: DomainTree, _ result: inout Result
  ) {
    let scores = cells.map { tree.score($0) }
    let wholes = scores.map(\.whole.value)
    let ranks = ranks(wholes, better: .less)
    let ranked = wholes.count { $0 != nil }
    let weights = domains.map(\.settings.weight)
    let ranges = leaveOneOutRankRanges(
      domains.indices.map { domain in scores.map { $0.parts[domain].value } }, weights: weights,
      threshold: settings.coverage, better: .less)
    let totalWeight = weights.reduce(0, +)
    for (index, unit) in units.enumerated() {
      let it = scope.units[unit].unit
      var row = IndexRow()
      row.index = settings.id
      row.unit = it.code
      row.unitName = it.name
      row.level = level.rawValue
      row.period = String(year)
      row.score = wholes[index]
      if let rank = ranks[index], ranked > 1 {
        row.rank = rank
        row.unitsRanked = ranked
        row.rankLow = ranges[index]?.lowerBound
        row.rankHigh = ranges[index]?.upperBound
        row.quintile = quantileClass(rank: rank, of: ranked)
      }
      row.coverage = scores[index].whole.coverage
      row.missing = ids.indices.filter { cells[index][$0] == nil }.map { ids[$0] }
      result.rows.append(row)
      for (position, domain) in domains.enumerated() {
        var part = IndexDomainRow()
        part.index = settings.id
        part.domain = domain.settings.id
        part.unit = it.code
        part.period = String(year)
        part.score = scores[index].parts[position].value
        part.weight = domain.settings.weight / totalWeight
        part.indicatorsUsed = domain.variables.filter { cells[index][$0] != nil }.map { ids[$0] }
        part.indicatorsMissing = domain.variables.filter { cells[index][$0] == nil }.map { ids[$0] }
        result.domains.append(part)
      }
    }
  }

  private func absent(_ id: String, _ domain: IndexSettings.Domain, _ level: Level) -> Finding {
    Finding(
      .note, "index-indicator-not-at-level", at: Place(file: file), measure: id,
      Wording(
        "Indeks \(settings.id) na poziomie \(level.rawValue) jest liczony bez wskaźnika \(id) dziedziny „\(domain.title.polish)”, bo katalog nie ma go na tym poziomie.",
        en:
          "Index \(settings.id) at level \(level.rawValue) is computed without indicator \(id) of the domain “\(domain.title.english)”, which the catalogue does not have at this level."
      ))
  }

  private func constant(_ id: String, _ domain: IndexSettings.Domain, _ level: Level) -> Finding {
    Finding(
      .warning, "index-indicator-without-variation", at: Place(file: file), measure: id,
      Wording(
        "Wskaźnik \(id) nie ma na poziomie \(level.rawValue) danych albo ma wszędzie tę samą wartość; nie wnosi nic do indeksu \(settings.id) i liczy się w nim jako brak danych.",
        en:
          "At level \(level.rawValue) indicator \(id) has no data or the same value everywhere; it adds nothing to index \(settings.id), where it counts as missing."
      ))
  }
}
