import Bytes
import Contracts
package import Findings
import Reporting

/// The tables of what was derived from indicators. A row is named as an indicator is: table, what it is about, period -
/// `forecasts/C03.2800000/2030`; the report's links use the same names.
package enum DerivedTable: String, Sendable, CaseIterable {
  case adequacy
  case pairs = "adequacy_pairs"
  case peers = "peer_values"
  case forecasts
  case trends
  case domains = "index_domains"
  case methods = "index_methods"
  case drivers = "index_drivers"

  var file: String { rawValue + ".csv" }

  /// Columns whose texts, joined by points, say what the row is about.
  var subject: [String] {
    switch self {
    case .adequacy: ["unit"]
    case .pairs: ["pair", "unit"]
    case .peers: ["group", "indicator"]
    case .forecasts, .trends: ["indicator", "unit"]
    case .domains: ["index", "domain", "unit"]
    case .methods: ["index", "unit"]
    case .drivers: ["index", "kind", "element"]
    }
  }

  var period: String { self == .trends ? "last_period" : "period" }

  /// What people call the columns.
  var columns: [TableColumn] {
    switch self {
    case .adequacy: AdequacyRow.columns
    case .pairs: AdequacyPairRow.columns
    case .peers: PeerValueRow.columns
    case .forecasts: ForecastRow.columns
    case .trends: TrendRow.columns
    case .domains: IndexDomainRow.columns
    case .methods: IndexMethodRow.columns
    case .drivers: IndexDriverRow.columns
    }
  }

  /// How a row comes about.
  var formula: Wording {
    switch self {
    case .adequacy:
      Wording(
        "wymagane etaty: mniejsza z liczb mieszkańcy / 2000 i rodziny / 50, ale nie mniej niż 3; brakuje: wymagane − etaty, nie mniej niż 0",
        en:
          "posts required: the lesser of residents / 2,000 and families / 50, not fewer than 3; lacking: required − posts, not below 0"
      )
    case .pairs:
      Wording(
        "z = (wartość − średnia jednostek poziomu) / odchylenie standardowe z próby; luka = z potrzeby − z zasobu",
        en: "z = (value − mean of the units of the level) / sample standard deviation; gap = z of the need − z of the resource")
    case .peers:
      Wording("kwartyle typu 7 z wartości jednostek grupy", en: "quartiles of type 7 of the values of the group's units")
    case .forecasts:
      Wording(
        "model o najmniejszym błędzie prognoz o rok z ruchomym początkiem, na szeregu poniżej",
        en: "the model with the least error of one-year forecasts at a rolling origin, on the series below")
    case .trends:
      Wording(
        "test Manna–Kendalla i nachylenie Theila–Sena na szeregu poniżej",
        en: "test of Mann and Kendall and slope of Theil and Sen on the series below")
    case .domains:
      Wording(
        "średnia znormalizowanych wartości użytych wskaźników w skali od 0 do 1",
        en: "mean of the normalised values of the indicators used, from 0 to 1")
    case .methods:
      Wording(
        "ten sam zestaw wskaźników złożony innymi metodami; rozbieżność: najdalsze miejsce − najbliższe",
        en: "the same indicators put together by other methods; disagreement: last place − first place")
    case .drivers:
      Wording(
        "waga rzeczywista: waga × kowariancja elementu ze wskaźnikiem / wariancja; udziały: indeksy Sobola na powtórzeniach z ustalonym ziarnem",
        en:
          "effective weight: weight × covariance of the element with the index / variance; shares: Sobol indices over replications from a fixed seed"
      )
    }
  }
}

/// A row of a derived table as published.
package struct DerivedNumber: Sendable {
  package struct Field: Sendable {
    package var name: String
    package var title: Wording
    package var text: String
  }

  /// `forecasts`, `targets` …
  package var table: String
  package var formula: Wording
  /// The rows of this name: one, or one a method or purpose. Fields without a text are left out.
  package var rows: [[Field]]

  func text(_ name: String) -> String { rows.first?.first { $0.name == name }?.text ?? "" }
}

extension DerivedNumber {
  /// - Returns: nil when the table has no such row.
  init?(_ table: DerivedTable, _ id: NumberID, in tables: String) throws(Refusal) {
    let path = Paths.join(tables, table.file)
    guard try Files.exists(path) else { return nil }
    let content = try SeparatedTable(path: path, shownAs: "3-tables/" + table.file).mapped(TextSafety.unguarded)
    var places: [Int] = []
    for column in table.subject { places.append(try content.column(column)) }
    let period = try content.column(table.period)
    var rows: [[Field]] = []
    for row in content.rows where row[period] == id.period {
      let subject = places.map { row[$0] }.joined(separator: ".")
      // Links of the report spell `gmina-10000+` as `gmina-10000-`.
      guard subject == id.unit || ValueID(subject).anchor == id.unit else { continue }
      let fields = zip(table.columns, row).map { Field(name: $0.name, title: $0.title, text: $1) }
      rows.append(fields.filter { !$0.text.isEmpty })
    }
    guard !rows.isEmpty else { return nil }
    self.init(table: table.rawValue, formula: table.formula, rows: rows)
  }
}
