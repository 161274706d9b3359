import Bytes
import Contracts
import Findings
import Reporting

/// Explains what was derived from indicators: the row as published, and the indicators that it was made of.
struct DerivedSubjects {
  let edition: EditionPlace

  private var tables: String { edition.directory(of: .diagnose) }

  /// - Returns: nil when there is no such row.
  func find(_ id: NumberID) throws(Refusal) -> (number: DerivedNumber, basis: [NumberID])? {
    if id.indicator == Self.targets { return try target(id) }
    guard let table = DerivedTable(rawValue: id.indicator), var number = try DerivedNumber(table, id, in: tables) else {
      return nil
    }
    if table == .domains, !number.rows.isEmpty { number.rows[0] += try scaled(number, id.period) }
    return (number, try basis(of: number, table, id))
  }

  /// What the forecasts call a number asked for under the name of its indicator: one of a year to come.
  func forecast(_ id: NumberID) -> NumberID {
    NumberID(indicator: DerivedTable.forecasts.rawValue, unit: "\(id.indicator).\(id.unit)", period: id.period)
  }

  private func basis(of number: DerivedNumber, _ table: DerivedTable, _ id: NumberID) throws(Refusal) -> [NumberID] {
    func at(_ indicator: String, _ unit: String, _ period: String) -> NumberID {
      NumberID(indicator: indicator, unit: unit, period: period)
    }
    let (unit, period) = (number.text("unit"), id.period)
    switch table {
    case .adequacy:
      return try indicators(dividedBy: Self.socialWorkers).map { at($0, unit, period) }
    case .pairs:
      return [at(number.text("need"), unit, period), at(number.text("resource"), unit, period)]
    case .peers:
      let group = number.text("group")
      let rows = try PeerRow.read(Paths.join(tables, PeerRow.fileName), shownAs: "3-tables/" + PeerRow.fileName)
      return rows.filter { $0.group == group }.map { at(number.text("indicator"), $0.unit, period) }
    case .forecasts, .trends:
      return try series(
        number.text("indicator"), unit, from: number.text("first_period"), to: number.text("last_period"))
    case .domains:
      return number.text("indicators_used").split(separator: " ").map { at(String($0), unit, period) }
    case .methods: return try members(of: number.text("index"), unit, period)
    // They hang on the places of all units: no few numbers make them.
    case .drivers: return []
    }
  }

  /// What counts the social workers of the norm, in the catalogue's formulas.
  private static let socialWorkers = "staff.ops.social_workers.fte"

  private func indicators(dividedBy denominator: String) throws(Refusal) -> [String] {
    let catalogue = try CatalogueFile.read(Paths.join(tables, "catalogue.csv"), shownAs: "3-tables/catalogue.csv")
    let (ids, denominators) = (try catalogue.column("id"), try catalogue.column("denominator"))
    return catalogue.rows.filter { $0[denominators] == denominator }.map { $0[ids] }
  }

  /// The published values of an indicator from one period to another.
  private func series(
    _ indicator: String, _ unit: String, from first: String, to last: String
  ) throws(Refusal) -> [NumberID] {
    var found: [NumberID] = []
    try IndicatorRow.forEach(in: Paths.join(tables, "indicators.csv"), shownAs: "3-tables/indicators.csv") { row in
      guard row.indicator == indicator, row.unit == unit, row.value != nil else { return }
      guard first <= row.period, row.period <= last else { return }
      found.append(NumberID(indicator: indicator, unit: unit, period: row.period))
    }
    return found
  }

  /// The indicators that an index is made of in one unit.
  func members(of index: String, _ unit: String, _ period: String) throws(Refusal) -> [NumberID] {
    let path = Paths.join(tables, "index_domains.csv")
    let domains = try IndexDomainRow.read(path, shownAs: "3-tables/index_domains.csv")
    let own = domains.filter { $0.index == index && $0.unit == unit && $0.period == period }
    return Set(own.flatMap(\.indicatorsUsed)).sorted(by: precedesByBytes).map {
      NumberID(indicator: $0, unit: unit, period: period)
    }
  }

  /// The published values of an indicator in a unit, by period.
  private func values(of indicator: String, _ unit: String) throws(Refusal) -> [String: Double] {
    var values: [String: Double] = [:]
    try IndicatorRow.forEach(in: Paths.join(tables, "indicators.csv"), shownAs: "3-tables/indicators.csv") { row in
      if row.indicator == indicator, row.unit == unit, let value = row.value { values[row.period] = value }
    }
    return values
  }

  /// How the score of a domain comes from its indicators, each brought to the range from 0 to 1: a field an indicator.
  private func scaled(_ number: DerivedNumber, _ period: String) throws(Refusal) -> [DerivedNumber.Field] {
    let (name, unit) = (number.text("index"), number.text("unit"))
    let index = try IndexRow.read(Paths.join(tables, "index.csv"), shownAs: "3-tables/index.csv")
    guard let row = index.first(where: { $0.index == name && $0.unit == unit && $0.period == period }) else { return [] }
    let domains = try IndexDomainRow.read(Paths.join(tables, "index_domains.csv"), shownAs: "3-tables/index_domains.csv")
    let own = domains.filter {
      $0.index == name && $0.unit == unit && $0.period == period && $0.domain == number.text("domain")
    }
    let members = try IndexScale(tables: tables).members(of: row, own, among: index)
    return own.flatMap(\.indicatorsUsed).compactMap { id in
      guard let scaled = members[id]?.scaled else { return nil }
      return DerivedNumber.Field(
        name: "normalised.\(id)", title: Wording("\(id) w skali 0–1", en: "\(id) from 0 to 1"), text: scaled.calculation.english)
    }
  }

  // MARK: targets

  static let targets = "targets"

  /// `targets/<indicator>.<unit>.<year to reach it>/<period of the newest value>`: the targets stand in the kept definitions.
  private func target(_ id: NumberID) throws(Refusal) -> (number: DerivedNumber, basis: [NumberID])? {
    let store = InputStore(layout: edition.layout, hashes: ContentHashes())
    guard let manifest = try store.manifest(of: edition.id),
      let entry = manifest.definitions.first(where: { $0.path == Target.file }), try Files.exists(store.path(of: entry.sha256))
    else { return nil }
    let all = try Target.read(file: store.path(of: entry.sha256))
    guard let target = all.first(where: { "\($0.indicator).\($0.unit).\($0.targetPeriod)" == id.unit }) else { return nil }
    func shortest(_ value: Double?) -> String { value.map { NumberPrinting.shortest($0) } ?? "" }
    let values = try values(of: target.indicator, target.unit)
    let base = target.baseValue ?? values[target.basePeriod]
    let expected = base.flatMap { target.expected(in: id.period, from: $0) }
    var way = ""
    if let base, expected != nil {
      let (from, to) = (shortest(base), shortest(target.targetValue))
      way =
        "\(from) + (\(to) − \(from)) × (\(id.period) − \(target.basePeriod)) / (\(target.targetPeriod) − \(target.basePeriod))"
    }
    let fields: [(String, Wording, String)] = [
      ("indicator", Wording("wskaźnik", en: "indicator"), target.indicator),
      ("unit", Wording("kod jednostki", en: "unit code"), target.unit),
      ("base_period", Wording("okres bazowy", en: "base period"), target.basePeriod),
      ("base_value", Wording("wartość bazowa z celów", en: "base value of the targets"), shortest(target.baseValue)),
      ("target_period", Wording("rok celu", en: "target year"), target.targetPeriod),
      ("target_value", Wording("wartość docelowa", en: "target value"), shortest(target.targetValue)),
      ("base", Wording("wartość bazowa, od której się liczy", en: "base value counted from"), shortest(base)),
      ("current", Wording("wartość w okresie \(id.period)", en: "value in \(id.period)"), shortest(values[id.period])),
      ("expected", Wording("oczekiwana w okresie \(id.period)", en: "expected in \(id.period)"), shortest(expected)),
      ("calculation", Wording("rachunek", en: "calculation"), way),
      ("goal_pl", Wording("cel", en: "goal in Polish"), target.goal.polish),
      ("goal_en", Wording("cel po angielsku", en: "goal"), target.goal.english),
      ("file", Wording("plik celów, sha256", en: "file of targets, sha256"), entry.sha256),
    ]
    let number = DerivedNumber(
      table: Self.targets,
      formula: Wording(
        "oczekiwana wartość leży na prostej od bazowej do docelowej; brak wartości bazowej w celach oznacza wartość z tabel",
        en: "the value expected lies on the straight line from base to target; without a base value the one of the tables counts"),
      rows: [fields.filter { !$0.2.isEmpty }.map { DerivedNumber.Field(name: $0.0, title: $0.1, text: $0.2) }])
    let periods = Set([target.basePeriod, id.period]).sorted(by: precedesByBytes)
    return (number, periods.map { NumberID(indicator: target.indicator, unit: target.unit, period: $0) })
  }
}
