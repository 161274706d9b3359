import Foundation

/// What the CSV tables of an edition say, to be held against what its pages print. Numbers stay text: rounding is by hand on their digits.
struct PublishedFigures {
  /// Rows by the anchor of their number, by kind: an indicator's id, or the name of a derived table.
  private(set) var rows: [String: [String: [String: String]]] = [:]
  private(set) var decimals: [String: Int] = [:]
  private let index: String
  private let region: String

  init(_ edition: String, region: String) throws {
    self.region = region
    for row in try Self.table("\(edition)/3-tables/catalogue.csv") { decimals[row["id"] ?? ""] = Int(row["decimals"] ?? "") ?? 0 }
    for row in try Self.table("\(edition)/3-tables/indicators.csv") {
      let id = row["id"] ?? ""
      rows[row["indicator"] ?? "", default: [:]][Self.anchor(id)] = row
    }
    var index = ""
    for row in try Self.table("\(edition)/3-tables/index.csv") {
      index = row["index"] ?? ""
      rows[index, default: [:]][Self.anchor("\(index)/\(row["unit"] ?? "")/\(row["period"] ?? "")")] = row
    }
    for row in try Self.table("\(edition)/3-tables/index_domains.csv") {
      let anchor = Self.anchor("\(index)/\(row["unit"] ?? "")/\(row["period"] ?? "")")
      rows[index]?[anchor]?["domain:\(row["domain"] ?? "")"] = row["score"]
    }
    self.index = index
    func derived(_ name: String, _ middle: ([String: String]) -> String, period: String = "period") throws {
      for row in try Self.table("\(edition)/3-tables/\(name).csv") {
        let anchor = Self.anchor("\(name)/\(middle(row))/\(row[period] ?? "")")
        if name == "index_methods" {
          // The methods of a unit are proven in one place.
          rows[name, default: [:]][anchor, default: row]["rank:\(row["method"] ?? "")"] = row["rank"]
        } else {
          rows[name, default: [:]][anchor] = row
        }
      }
    }
    func joined(_ names: String...) -> ([String: String]) -> String {
      { row in names.map { row[$0] ?? "" }.joined(separator: ".") }
    }
    try derived("adequacy", joined("unit"))
    try derived("adequacy_pairs", joined("pair", "unit"))
    try derived("peer_values", joined("group", "indicator"))
    try derived("forecasts", joined("indicator", "unit"))
    try derived("trends", joined("indicator", "unit"), period: "last_period")
    try derived("index_methods", joined("index", "unit"))
    try derived("index_drivers", joined("index", "kind", "element"))
  }

  // MARK: What a page must print

  /// The numbers that a part of a row is printed as, in their order; nil for what no table has (ages, targets: those are held
  /// against their proofs alone). Several ways where a number may be printed in more than one.
  func expected(_ number: PrintedPage.Number) -> [[String]]? {
    guard let row = rows[number.kind]?[number.anchor] else { return nil }
    func column(_ name: String, _ decimals: Int, times factor: Double = 1) -> String {
      guard factor != 1, let value = Double(row[name] ?? "") else { return Self.rounded(row[name] ?? "", decimals: decimals) }
      return Self.rounded(Self.plain(value * factor), decimals: decimals)
    }
    func rank() -> [[String]] {
      let places = [row["rank"] ?? "", row["rank_low"] ?? "", row["rank_high"] ?? ""]
      let all = row["units_ranked"] ?? ""
      let bare = places[1].isEmpty || places[1] == places[2] ? [places[0]] : places
      return [bare, bare + [all]]
    }
    switch (number.kind, number.part) {
    case (index, ""), (index, "value"): return [[column("score", 3)]]
    case (index, "coverage"): return [[column("coverage", 0, times: 100)]]
    case (_, "rank"): return rank()
    case (_, "class"): return [[row["class"] ?? ""]]
    case (index, let part): return [[column(part, 3)]]
    case ("adequacy", let part): return adequacy(part, row)
    case ("adequacy_pairs", "gap"): return [[column("gap", 2)]]
    case ("peer_values", "n"): return [[row["n"] ?? ""]]
    case ("peer_values", let part): return [[column(part, decimals[row["indicator"] ?? ""] ?? 0)]]
    case ("forecasts", let part):
      let own = decimals[row["indicator"] ?? ""] ?? 0
      if part == "mase" { return [[column("mase", 2)]] }
      if part == "coverage_80" { return [[column("coverage_80", 0, times: 100)]] }
      if part == "value" { return [[column("value", own)]] }
      let share = part.dropFirst("limits_".count)
      return [[column("lower_\(share)", own), column("upper_\(share)", own)]]
    case ("trends", let part):
      let own = (decimals[row["indicator"] ?? ""] ?? 0) + 1
      return part == "slope" ? [[column("slope", own)]] : [[column("slope_lower", own), column("slope_upper", own)]]
    case ("index_methods", "rank_range"): return [[row["rank_low"] ?? "", row["rank_high"] ?? ""]]
    case ("index_methods", "driver_share"): return [[column("driver_share", 0, times: 100)]]
    case ("index_methods", let part): return [[row[part] ?? ""]]
    case ("index_drivers", "total"): return [[column("total", 0, times: 100)]]
    case ("index_drivers", let part):
      return part.hasSuffix("weight") ? [[column(part, 1, times: 100)]] : [[column(part, 2)]]
    default: return indicator(number, row)
    }
  }

  private func adequacy(_ part: String, _ row: [String: String]) -> [[String]] {
    if part == "met" || part == "unknown" {
      let details = rows["adequacy"]?.values.filter {
        $0["period"] == row["period"] && ["gmina", "district"].contains($0["level"]) && $0["verdict"] == part
      }
      return [[String(details?.count ?? 0)]]
    }
    if part == "units_under" { return [[row[part] ?? ""]] }
    let decimals = ["residents_per_worker": 0, "families_per_worker": 1][part] ?? 2
    let printed = [Self.rounded(row[part] ?? "", decimals: decimals)]
    return part == "lacking" ? [printed, [Self.rounded(row[part] ?? "", decimals: 1)]] : [printed]
  }

  private func indicator(_ number: PrintedPage.Number, _ row: [String: String]) -> [[String]]? {
    let own = decimals[number.kind] ?? 0
    func value(_ name: String) -> Double? { Double(row[name] ?? "") }
    func printed(_ value: Double, _ decimals: Int) -> [String] { [Self.rounded(Self.plain(value), decimals: decimals)] }
    switch number.part {
    case "", "value": return [[Self.rounded(row["value"] ?? "", decimals: own)]]
    case "interval": return [["lower", "upper"].map { Self.rounded(row[$0] ?? "", decimals: own) }]
    case "change_previous", "change_base":
      guard let change = value(number.part), let now = value("value") else { return nil }
      // Amounts change in per cent of what they were.
      return [printed(change, own)] + (now != change ? [printed(change / (now - change) * 100, 1)] : [])
    case "region", "country":
      guard let now = value("value"), let than = compared(row, with: number.part == "country" ? "0000000" : region) else {
        return nil
      }
      return [printed(now - than, own), printed(abs(now - than), own)]
    default: return nil
    }
  }

  /// The value of another unit in the same period.
  private func compared(_ row: [String: String], with unit: String) -> Double? {
    let indicator = row["indicator"] ?? ""
    let other = rows[indicator]?[Self.anchor("\(indicator)/\(unit)/\(row["period"] ?? "")")]
    return Double(other?["value"] ?? "")
  }

  // MARK: Reading and rounding

  static func anchor(_ id: String) -> String {
    String(
      decoding: id.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "_"):
          byte
        default: UInt8(ascii: "-")
        }
      }, as: UTF8.self)
  }

  /// Shortest digits of a number without an exponent.
  static func plain(_ value: Double) -> String {
    let text = "\(value)"
    return text.contains("e") ? String(format: "%.12f", value) : text
  }

  /// Half away from zero, on the digits.
  static func rounded(_ text: String, decimals: Int) -> String {
    guard !text.isEmpty else { return "" }
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    var digits = Array((String(parts[0]) + (parts.count > 1 ? String(parts[1]) : "")).utf8).map { Int($0) - 48 }
    let point = parts[0].count
    while digits.count < point + decimals + 1 { digits.append(0) }
    var kept = Array(digits[..<(point + decimals)])
    if digits[point + decimals] >= 5 {
      var place = kept.count - 1
      while place >= 0 {
        kept[place] += 1
        if kept[place] < 10 { break }
        kept[place] = 0
        place -= 1
      }
      if place < 0 { kept.insert(1, at: 0) }
    }
    let whole = kept.dropLast(decimals).map(String.init).joined()
    let fraction = kept.suffix(decimals).map(String.init).joined()
    let isZero = kept.allSatisfy { $0 == 0 }
    return (isNegative && !isZero ? "-" : "") + (whole.isEmpty ? "0" : whole) + (decimals > 0 ? "." + fraction : "")
  }

  /// Records of a CSV file by their headings.
  static func table(_ path: String) throws -> [[String: String]] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    var records: [[String]] = [[]]
    var field: [UInt8] = []
    var isQuoted = false
    func end() { records[records.count - 1].append(String(decoding: field, as: UTF8.self)) }
    for byte in try Data(contentsOf: URL(fileURLWithPath: path)) {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        end()
        field.removeAll(keepingCapacity: true)
      case UInt8(ascii: "\n") where !isQuoted:
        end()
        field.removeAll(keepingCapacity: true)
        records.append([])
      case UInt8(ascii: "\r") where !isQuoted: continue
      default: field.append(byte)
      }
    }
    let titles = records.first ?? []
    return records.dropFirst().filter { $0.count == titles.count }.map { Dictionary(uniqueKeysWithValues: zip(titles, $0)) }
  }
}
