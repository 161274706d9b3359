import Contracts
import Findings
import Pipelines
import Territory

// A row that is lost from a table: nothing of it is wrong, and nobody would look for it.
extension SourceNormaliser {
  /// Units of a level in one table, period by period.
  private struct Coverage {
    /// Codes of the units that have a row, by period.
    var given: [Int32: Set<String>] = [:]
    /// Six digits of gminas of which the table has parts.
    var parts: Set<String> = []
  }

  /// Fewer units of a level than that are no level.
  private static let fewest = 10

  /// Units that a table leaves out, in all or some of its periods, where it has nine tenths of their level in the region: said once
  /// a table and level. Statements come one a unit, and rules about measures tell which of them are missing.
  mutating func checkUnitsOfTables(_ texts: CellTexts) {
    switch profile.layout {
    case .register: return
    default: if isForm { return }
    }
    var tables: [Int32: Coverage] = [:]
    let files = Dictionary(texts.file.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    for (pair, spot) in headings.dated {
      guard let unit = knownUnit(pair)?.unit else { continue }
      // A corrected cell stands for the file that it was rejected from, which is its sheet.
      let file = spot.sheet == 0 ? pair.file : files[texts.sheet[Int(spot.sheet)]] ?? pair.file
      tables[file, default: Coverage()].given[pair.period, default: []].insert(unit.code)
    }
    for pair in headings.parts.keys {
      guard case .part(let code)? = knownUnit(pair) else { continue }
      tables[pair.file]?.parts.insert(String(code.prefix(6)))
    }
    guard !tables.isEmpty else { return }
    for level in Level.allCases {
      let expected = register.units(at: level, in: units.region)
      guard expected.count >= Self.fewest else { continue }
      for (file, table) in tables.sorted(by: { $0.key < $1.key }) { tellLacking(expected, level, of: table, file, texts) }
    }
  }

  private mutating func tellLacking(
    _ expected: [Unit], _ level: Level, of table: Coverage, _ file: Int32, _ texts: CellTexts
  ) {
    var lacking: [String: [CanonicalPeriod]] = [:]
    var nearly = 0
    for (code, given) in table.given {
      // Nearly always a table is complete, or of other levels.
      guard let period = meanings.periods[Int(code)].flatMap(CanonicalPeriod.init) else { continue }
      let missing = expected.filter { !given.contains($0.code) }
      guard !missing.isEmpty, missing.count * 2 < expected.count else { continue }
      let due = expected.count { register.existed($0, on: period.lastDay) }
      let lost = missing.filter { unit in
        register.existed(unit, on: period.lastDay) && !isGivenOtherwise(unit, given, table.parts)
      }
      guard due >= Self.fewest, lost.count * 10 <= due else { continue }
      nearly = max(nearly, due - lost.count)
      for unit in lost { lacking[unit.code, default: []].append(period) }
    }
    guard !lacking.isEmpty else { return }
    let list = lacking.sorted { $0.key < $1.key }.map { code, periods in
      let years = periods.map(\.text).sorted()
      let span = years.count == table.given.count ? "" : ": \(years.joined(separator: ", "))"
      return "\(register[code]?.name ?? "") (\(code))\(span)"
    }
    let names = list.joined(separator: "; ")
    findings.append(
      Finding(
        .warning, "unit-missing-from-table", at: Place(file: texts.file[Int(file)]),
        unit: lacking.count == 1 ? lacking.keys.first ?? "" : "",
        Wording(
          "Tabela ma prawie wszystkie jednostki poziomu „\(Self.polishName(of: level))” (\(nearly)), a nie ma: \(names). Sprawdź, czy nie zginął wiersz.",
          en:
            "The table has nearly all units of the level “\(level.rawValue)” (\(nearly)) and lacks: \(names). See whether a row was lost."
        )))
  }

  private static func polishName(of level: Level) -> String {
    switch level {
    case .country: "kraj"
    case .macroregion: "makroregion"
    case .voivodeship: "województwo"
    case .region: "region"
    case .subregion: "podregion"
    case .powiat: "powiat"
    case .gmina: "gmina"
    case .district: "dzielnica"
    }
  }

  /// Whether the table has the territory under another unit: a city as powiat or as gmina, Warsaw as its districts, or the parts of
  /// a gmina, which is told by itself.
  private func isGivenOtherwise(_ unit: Unit, _ given: Set<String>, _ parts: Set<String>) -> Bool {
    guard unit.level == .gmina || unit.level == .powiat else { return false }
    if unit.level == .gmina, parts.contains(String(unit.stem)) { return true }
    let powiat = unit.level == .gmina ? unit.parent : unit.code
    let gminas = register.summableChildren(of: powiat, at: .gmina)
    if gminas.count == 1, given.contains(unit.level == .gmina ? powiat : gminas[0]) { return true }
    let districts = register.summableChildren(of: powiat, at: .district)
    return !districts.isEmpty && given.isSuperset(of: districts)
  }
}
