import Contracts
import Findings
import Methods
import Pipelines
import Territory

/// `peers.csv` and `peer_values.csv`: groups of like units, and what their values are like.
struct PeerTables {
  let scope: IndicatorRows.Scope
  /// By position of the unit.
  private let groupOf: [String?]
  private(set) var rows: [PeerRow] = []

  /// A group of fewer says nothing, and would say too much of each.
  static let least = 3

  private struct Group {
    var id: String
    var title: Wording
    var units: [Int]
  }

  /// - Parameter residents: of a unit in the latest year; nil when not known.
  init(_ scope: IndicatorRows.Scope, residents: (Int) -> Double?) {
    self.scope = scope
    var groups: [Group] = []
    let members = (0..<scope.units.count).filter { scope.units.isInRegion[$0] && scope.levels.contains(scope.units.levels[$0]) }
    for kind in [UnitKind.urban, .rural, .urbanRural] {
      let gminas = members.filter { scope.units.levels[$0] == .gmina && scope.units[$0].unit.kind == kind }
      groups += Self.bySize(gminas, kind, residents)
    }
    let powiats = members.filter { scope.units.levels[$0] == .powiat }
    let cities = powiats.filter { Self.isCity(scope.units[$0].unit.code) }
    groups.append(
      Group(id: "powiat-city", title: Wording("miasta na prawach powiatu", en: "cities with powiat rights"), units: cities))
    groups.append(
      Group(
        id: "powiat-land", title: Wording("powiaty ziemskie", en: "land powiats"),
        units: powiats.filter { !cities.contains($0) }))
    groups.append(
      Group(
        id: "district", title: Wording("dzielnice", en: "districts"),
        units: members.filter { scope.units.levels[$0] == .district }))
    var groupOf = [String?](repeating: nil, count: scope.units.count)
    for group in groups where !group.units.isEmpty {
      for unit in group.units {
        groupOf[unit] = group.id
        let it = scope.units[unit].unit
        var row = PeerRow()
        row.unit = it.code
        row.unitName = it.name
        row.level = it.level.rawValue
        row.group = group.id
        row.titlePolish = group.title.polish
        row.titleEnglish = group.title.english
        row.size = group.units.count
        rows.append(row)
      }
    }
    self.groupOf = groupOf
  }

  /// TERYT numbers cities with powiat rights from 61 on within their voivodeship.
  private static func isCity(_ code: String) -> Bool { (Int(code.dropFirst(2).prefix(2)) ?? 0) >= 61 }

  private static let limits = [5_000, 10_000, 20_000]

  /// Gminas of one kind by number of residents; a class of fewer than three joins the next larger one (the largest the next
  /// smaller).
  private static func bySize(_ units: [Int], _ kind: UnitKind, _ residents: (Int) -> Double?) -> [Group] {
    let name: (id: String, polish: String, english: String) =
      switch kind {
      case .urban: ("urban", "gminy miejskie", "urban gminas")
      case .rural: ("rural", "gminy wiejskie", "rural gminas")
      default: ("mixed", "gminy miejsko-wiejskie", "urban-rural gminas")
      }
    guard !units.isEmpty else { return [] }
    guard units.allSatisfy({ residents($0) != nil }) else {
      return [Group(id: "gmina-\(name.id)", title: Wording(name.polish, en: name.english), units: units)]
    }
    var classes = [[Int]](repeating: [], count: limits.count + 1)
    for unit in units { classes[limits.count { Double($0) <= residents(unit) ?? 0 }].append(unit) }
    var spans: [(from: Int, to: Int, units: [Int])] = classes.indices.map { ($0, $0, classes[$0]) }
    while spans.count > 1, let small = spans.firstIndex(where: { $0.units.count < least }) {
      let other = small + 1 < spans.count ? small + 1 : small - 1
      let (low, high) = (min(small, other), max(small, other))
      spans[low] = (spans[low].from, spans[high].to, spans[low].units + spans[high].units)
      spans.remove(at: high)
    }
    return spans.map { span in
      let low = span.from == 0 ? nil : limits[span.from - 1]
      let high = span.to == limits.count ? nil : limits[span.to]
      let id = "gmina-\(name.id)-\(low ?? 0)" + (high.map { "-\($0)" } ?? "+")
      // Grouped as the report prints numbers: in Polish from five digits on, by a space that no line break parts.
      func counted(_ number: Int, _ separator: String, from least: Int = 1000) -> String {
        number < least ? String(number) : "\(number / 1000)\(separator)000"
      }
      func grouped(_ number: Int) -> String { counted(number, "\u{A0}", from: 10_000) }
      let polish: String
      let english: String
      switch (low, high) {
      case (nil, nil):
        polish = name.polish
        english = name.english
      case (nil, .some(let high)):
        polish = "\(name.polish) do \(grouped(high)) mieszkańców"
        english = "\(name.english) of under \(counted(high, ",")) residents"
      case (.some(let low), nil):
        polish = "\(name.polish) od \(grouped(low)) mieszkańców"
        english = "\(name.english) of \(counted(low, ",")) residents and more"
      case (.some(let low), .some(let high)):
        polish = "\(name.polish) od \(grouped(low)) do \(grouped(high)) mieszkańców"
        english = "\(name.english) of \(counted(low, ",")) to \(counted(high, ",")) residents"
      }
      return Group(id: id, title: Wording(polish, en: english), units: span.units.sorted())
    }
  }

  /// The quartiles of an indicator within each group, for the latest year with values.
  func values(_ entry: Catalogue.Entry, _ grid: IndicatorGrid) -> [PeerValueRow] {
    var result: [PeerValueRow] = []
    for group in Set(rows.map(\.group)).sorted() {
      let units = groupOf.indices.filter { groupOf[$0] == group && scope.isReported($0, entry) }
      guard units.count >= Self.least, let first = units.first else { continue }
      for year in scope.years.reversed() {
        guard let position = grid.years.position(of: year) else { continue }
        let values = units.compactMap { grid[$0, position]?.value }
        guard values.count >= Self.least else { continue }
        var row = PeerValueRow()
        row.indicator = entry.definition.id
        row.group = group
        row.level = scope.units.levels[first].rawValue
        row.period = String(year)
        row.count = values.count
        row.lowerQuartile = quantile(values, 0.25, type: 7)
        row.median = quantile(values, 0.5, type: 7)
        row.upperQuartile = quantile(values, 0.75, type: 7)
        result.append(row)
        break
      }
    }
    return result
  }
}
