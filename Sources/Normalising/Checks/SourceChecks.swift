import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// Checks of one source that need its cells or their headings, not only its observations.
extension SourceNormaliser {
  var isForm: Bool { profile.layout.isForm }

  /// Says which control sums have been broken since it was asked last.
  mutating func report(
    _ checker: inout FormChecker, _ texts: CellTexts, _ meanings: inout Meanings, _ patterns: inout BreachPatterns
  ) {
    // A statement breaks many rules or none.
    var last: (statement: FormChecker.Statement, unit: String?)?
    for breach in checker.takeBreaches() where breach.origin.ordinal >= 0 {
      if last?.statement != breach.statement {
        last = (breach.statement, ownUnit(breach.statement, texts, &meanings))
      }
      // Statements of other regions are none of our business, units that are none have been rejected.
      guard let unit = last?.unit else { continue }
      let pattern = patterns.number(of: breach) {
        let layout = checker.layouts[Int(breach.statement.layout)]
        let period = Int(breach.statement.period)
        return findings.add(
          BreachPattern(layout.rules[breach.rule], layout, period: meanings.periods[period] ?? texts.period[period]))
      }
      let origin = breach.origin
      findings.append(
        pattern, file: texts.file[Int(origin.file)], sheet: texts.sheet[Int(origin.sheet)], row: origin.row,
        column: origin.column, unit: unit,
        FindingNumbers(
          left: breach.left, right: breach.right, first: breach.isLeftMissing ? BreachPattern.leftIsMissing : 0))
    }
  }

  /// Code of the unit of this region that a statement is of.
  private func ownUnit(
    _ statement: FormChecker.Statement, _ texts: CellTexts, _ meanings: inout Meanings
  ) -> String? {
    guard case .unit(let unit, _) = unitMeaning(statement.file, statement.unit, texts, &meanings) else { return nil }
    return unit.code
  }

  /// For each period of the source the one before of the same kind, -1 where the source has none.
  static func periodsBefore(_ texts: [String?]) -> [Int32] {
    let periods = texts.map { $0.flatMap(CanonicalPeriod.init) }
    var codes: [CanonicalPeriod: Int32] = [:]
    for (code, period) in periods.enumerated() { if let period { codes[period] = Int32(code) } }
    return periods.map { $0.flatMap { codes[$0.before] } ?? -1 }
  }

  /// Names, codes and periods of the source's headings.
  /// - Parameter years: of the pipeline.
  mutating func checkHeadings(_ cells: CellsReader, years: [Int]) {
    checkYears(wanted: years)
    checkFarYears(cells.texts, wanted: years)
    checkJoinsByName(cells.texts)
    if hasOfficeNames {
      checkOffices(cells.texts)
    } else {
      checkNames(cells.texts)
      checkNamesOutside(cells.texts)
    }
    checkRecoded(cells.texts)
    checkParts(cells.texts)
    checkUnitsOfTables(cells.texts)
    checkFileNames(cells.texts)
    checkCatalogues()
    if isForm {
      checkKindsOfPeriod(cells.texts)
      checkUnitsInNames(cells.texts)
      checkTransportNames(cells.texts)
    }
  }

  /// Whole years that the source leaves out. What is on offer in a table of the bank, and the day of a register, are no affair
  /// of periods.
  private mutating func checkYears(wanted: [Int]) {
    switch profile.layout {
    case .bank, .bankPages, .register, .sdmx: return
    default: break
    }
    let periods = Set(headings.dated.keys.map(\.period)).compactMap { code in
      meanings.periods[Int(code)].flatMap(CanonicalPeriod.init)
    }
    let whole = Set(periods.filter { $0.kind == .year }.map(\.year))
    findings += FilePeriods.gaps(
      in: source, whole.isEmpty ? Set(periods.map(\.year)) : whole, wanted: wanted, isYearly: isForm)
  }

  func place(_ file: Int32, _ spot: HeadingPairs.Spot, _ texts: CellTexts) -> Place {
    Place(file: texts.file[Int(file)], sheet: texts.sheet[Int(spot.sheet)], row: Int(spot.row))
  }

  /// A table without codes was joined by the names of its units: said once a file, with those of the units that were found.
  private mutating func checkJoinsByName(_ texts: CellTexts) {
    guard namedUnits != nil else { return tellNamedTotals(texts) }
    var files: [Int32: (units: [String: String], hasParent: Bool)] = [:]
    for (key, plan) in meanings.plans.unitPlans {
      guard case .unit(let unit, _) = meanings.plans.units[plan].meaning else { continue }
      files[key.file, default: ([:], true)].units[unit.code] = texts.unitCode[Int(key.unit)]
      if texts.unitName[Int(key.name)].isEmpty { files[key.file]?.hasParent = false }
    }
    for (file, joined) in files.sorted(by: { $0.key < $1.key }) {
      let list = joined.units.sorted { $0.key < $1.key }.map { "\($0.value) = \($0.key)" }.joined(separator: ", ")
      findings.append(
        Finding(
          joined.hasParent ? .note : .warning, "joined-by-name", at: Place(file: texts.file[Int(file)]),
          Wording(
            "Plik nie ma kodów TERYT; jednostki połączono po nazwie\(joined.hasParent ? " i nazwie jednostki nadrzędnej" : " (bez nazwy jednostki nadrzędnej)"): \(list). Sprawdź tę listę albo uzupełnij kody.",
            en:
              "The file has no TERYT codes; its units were joined by name\(joined.hasParent ? " and the name of the unit above" : " (without the name of the unit above)"): \(list). Look through the list, or add the codes."
          )))
    }
  }

  /// Rows without a code that were read by the name of their voivodeship, or of the country: said once a file.
  private mutating func tellNamedTotals(_ texts: CellTexts) {
    var files: [Int32: [String: String]] = [:]
    for (key, plan) in meanings.plans.unitPlans where key.name != 0 {
      guard case .unit(let unit, _) = meanings.plans.units[plan].meaning else { continue }
      files[key.file, default: [:]][unit.code] = texts.unitName[Int(key.name)]
    }
    for (file, units) in files.sorted(by: { $0.key < $1.key }) {
      let list = units.sorted { $0.key < $1.key }.map { "\($0.value) = \($0.key)" }.joined(separator: ", ")
      findings.append(
        Finding(
          .note, "joined-by-name", at: Place(file: texts.file[Int(file)]),
          Wording(
            "Wiersze bez kodu odczytano po nazwie województwa albo kraju: \(list).",
            en: "Rows without a code were read by the name of the voivodeship or the country: \(list).")))
    }
  }

  /// A name that is not the unit's: a misspelt one, or rows that slipped by one against their codes.
  private mutating func checkNames(_ texts: CellTexts) {
    for (pair, spot) in headings.named.sorted(by: { ($0.key.file, $0.key.unit) < ($1.key.file, $1.key.unit) }) {
      let published = texts.unitName[Int(pair.name)]
      guard !published.isEmpty, case .unit(let unit, _)? = knownUnit(pair.file, pair.unit) else { continue }
      guard !register.calls(unit, published), !Self.isTotal(published, of: unit.level) else { continue }
      // `REGION WARMIŃSKO-MAZURSKIE` under the code of the region that is the voivodeship.
      if isVoivodeshipAsNUTS(pair), foldedHeading(published).contains(foldedHeading(unit.name)) { continue }
      let near = nearest(
        to: UnitName(published, unit.level).folded, among: register.names(of: unit).map { UnitName($0, unit.level).folded })
      findings.append(
        Finding(
          .warning, "unit-other-name", at: place(pair.file, spot, texts), unit: unit.code,
          Wording(
            near == nil
              ? "Kod \(texts.unitCode[Int(pair.unit)]) to „\(unit.name)”, a plik nazywa tę jednostkę „\(published)”. Liczy się kod; sprawdź, czy wiersze nie przesunęły się względem kodów."
              : "Kod \(texts.unitCode[Int(pair.unit)]) to „\(unit.name)”, a plik pisze „\(published)” (literówka?). Liczy się kod.",
            en: near == nil
              ? "The code \(texts.unitCode[Int(pair.unit)]) is “\(unit.name)”, the file calls it “\(published)”. The code counts; see whether rows have slipped against their codes."
              : "The code \(texts.unitCode[Int(pair.unit)]) is “\(unit.name)”, the file writes “\(published)” (a misprint?). The code counts."
          )))
    }
  }

  /// What a row of totals is called that has the code of its unit: `Województwo ogółem`, `Razem`.
  private static func isTotal(_ published: String, of level: Level) -> Bool {
    let kind: String
    switch level {
    case .country: kind = "kraj"
    case .voivodeship: kind = "województwo"
    case .powiat: kind = "powiat"
    default: return false
    }
    let words = foldedHeading(published).split { $0 == " " || $0 == "–" || $0 == "-" || $0 == ":" }.map(String.init)
    return !words.isEmpty && words.count <= 2
      && words.allSatisfy { $0 == kind || ["ogółem", "razem", "suma", "łącznie"].contains($0) }
  }

  /// Behind the name of the unit of a statement.
  private static func leftOut(_ isOutside: Bool) -> Wording {
    isOutside ? Wording(" spoza regionu, więc je pominięto", en: " of another region, so it was left out") : Wording("", en: "")
  }

  /// Whether what stands as the name of a unit is what its office calls itself.
  private var hasOfficeNames: Bool {
    switch profile.layout {
    case .statementXML, .statementTable: true
    default: false
    }
  }

  /// A statement of one unit under the code of another, by the name of the office that sent it.
  private mutating func checkOffices(_ texts: CellTexts) {
    guard texts.unitName.contains(where: { !$0.isEmpty }) else { return }
    let offices = OfficeNames(register, region: units.region)
    let pairs = headings.named.map { ($0.key, $0.value, false) } + headings.outside.map { ($0.key, $0.value, true) }
    for (pair, spot, isOutside) in pairs.sorted(by: { ($0.0.file, $0.0.unit, $0.0.name) < ($1.0.file, $1.0.unit, $1.0.name) }) {
      let published = texts.unitName[Int(pair.name)]
      let meaning = knownUnit(pair.file, pair.unit)
      guard !published.isEmpty, let unit = isOutside ? meaning?.outside : meaning?.unit else { continue }
      let others = offices.others(than: unit, called: register.names(of: unit), in: published)
      guard !others.isEmpty else { continue }
      let (list, left) = (others.listed, Self.leftOut(isOutside))
      findings.append(
        Finding(
          .warning, "unit-other-name", at: place(pair.file, spot, texts), unit: unit.code,
          Wording(
            "Sprawozdanie ma kod \(texts.unitCode[Int(pair.unit)]), czyli „\(unit.name)”\(left.polish), a wysłała je jednostka „\(published)”: to \(list)? Liczy się kod; sprawdź, czyje ono jest.",
            en:
              "The statement has the code \(texts.unitCode[Int(pair.unit)]), which is “\(unit.name)”\(left.english), and was sent by “\(published)”: is that \(list)? The code counts; see whose statement it is."
          )))
    }
  }

  /// A row that is left out because its code is of another region, while its name is a unit's of this one: the code is wrong.
  private mutating func checkNamesOutside(_ texts: CellTexts) {
    guard !headings.outside.isEmpty, !units.region.isEmpty else { return }
    let own = register.unitsByName(at: [.powiat, .gmina, .district], in: units.region)
    for (pair, spot) in headings.outside.sorted(by: { ($0.key.file, $0.key.unit) < ($1.key.file, $1.key.unit) }) {
      let published = texts.unitName[Int(pair.name)]
      guard !published.isEmpty, let unit = knownUnit(pair.file, pair.unit)?.outside else { continue }
      guard !register.calls(unit, published),
        let meant = own[UnitName(published, unit.level).folded]?.filter({ $0.level == unit.level }), !meant.isEmpty
      else { continue }
      let code = texts.unitCode[Int(pair.unit)]
      let list = meant.listed
      findings.append(
        Finding(
          .warning, "unit-other-name", at: place(pair.file, spot, texts), unit: unit.code,
          Wording(
            "Kod \(code) to „\(unit.name)” spoza regionu, więc wiersz pominięto, a plik nazywa tę jednostkę „\(published)”: w regionie to \(list). Popraw kod.",
            en:
              "The code \(code) is “\(unit.name)” of another region, so the row was left out, but the file calls the unit “\(published)”: in this region that is \(list). Correct the code."
          )))
    }
  }

  /// Codes of another time than the register's: joined with the place as it is called today, and said so.
  private mutating func checkRecoded(_ texts: CellTexts) {
    var spans: [HeadingPairs.Dated: (first: String, last: String, spot: HeadingPairs.Spot)] = [:]
    for (pair, spot) in headings.dated where headings.filled.contains(pair) {
      guard case .unit(let unit, true)? = knownUnit(pair),
        unit.level == .gmina || unit.level == .powiat,
        let period = meanings.periods[Int(pair.period)]
      else { continue }
      let key = HeadingPairs.Dated(file: pair.file, unit: pair.unit, name: pair.name, period: 0)
      let known = spans[key] ?? (period, period, spot)
      spans[key] = (
        min(known.first, period), max(known.last, period),
        (spot.sheet, spot.row) < (known.spot.sheet, known.spot.row) ? spot : known.spot
      )
    }
    for (key, span) in spans.sorted(by: { ($0.key.file, $0.key.unit) < ($1.key.file, $1.key.unit) }) {
      guard case .unit(let unit, _)? = knownUnit(key) else { continue }
      let code = texts.unitCode[Int(key.unit)]
      let periods = span.first == span.last ? span.first : "\(span.first)–\(span.last)"
      recodes.append(
        Recode(unit: unit.code, unitName: unit.name, code: code, firstPeriod: span.first, lastPeriod: span.last))
      findings.append(
        Finding(
          .note, "recoded-unit", at: place(key.file, span.spot, texts), unit: unit.code,
          Wording(
            "Dane za \(periods) mają kod \(code); na \(register.date) to \(unit.code) (\(unit.name)). Połączono: przekodowanie bez zmiany granic.",
            en:
              "The data for \(periods) carry the code \(code); on \(register.date) it is \(unit.code) (\(unit.name)). Joined: a change of code within the same borders."
          )))
    }
  }

  /// The year or half-year in a file's name against the periods inside.
  private mutating func checkFileNames(_ texts: CellTexts) {
    if case .bank = profile.layout { return }
    if case .register = profile.layout { return }
    let isAssessment = if case .rowTable = profile.layout { true } else { false }
    var inside: [Int32: [String: HeadingPairs.Spot]] = [:]
    for (pair, spot) in headings.dated {
      guard let period = meanings.periods[Int(pair.period)] else { continue }
      if let known = inside[pair.file]?[period], known.isBefore(spot) { continue }
      inside[pair.file, default: [:]][period] = spot
    }
    for (file, periods) in inside.sorted(by: { $0.key < $1.key }) {
      let name = texts.file[Int(file)]
      guard let named = PeriodInName(name) else { continue }
      // `pcpr_2005.csv` in Podlaskie is the powiat 2005.
      let code = "\(named.years.lowerBound)000"
      if named.years.count == 1, named.half == nil, units.region == "20" || units.region == code.prefix(4), register[code] != nil
      {
        continue
      }
      // An assessment is named after the year that it assesses, the last one, and shows the years before it.
      let judged = isAssessment ? periods.filter { $0.key == periods.keys.max() } : periods
      for (period, spot) in judged.sorted(by: { $0.key < $1.key }) {
        guard let canonical = CanonicalPeriod(period), !named.admits(canonical) else { continue }
        findings.append(
          Finding(
            .warning, "wrong-period", at: place(file, spot, texts),
            Wording(
              "Nazwa pliku mówi o okresie \(named.text), a w środku jest \(period). Sprawdź, czy to właściwe sprawozdanie.",
              en: "The file's name says \(named.text), inside there is \(period). See whether it is the right statement.")))
      }
    }
  }

  /// A statement whose file is named after one unit and whose header names another: one of the two is wrong. The other one may be
  /// of another region, and then its figures are left out, or a powiat, whose figures they become.
  private mutating func checkUnitsInNames(_ texts: CellTexts) {
    var inside: [Int32: [String: (unit: Unit, spot: HeadingPairs.Spot)]] = [:]
    for (pair, spot) in headings.dated {
      guard case .unit(let unit, _)? = knownUnit(pair), unit.level == .gmina || unit.level == .powiat else { continue }
      if let known = inside[pair.file]?[unit.code], known.spot.isBefore(spot) { continue }
      inside[pair.file, default: [:]][unit.code] = (unit, spot)
    }
    for (pair, spot) in headings.outside {
      guard let unit = knownUnit(pair.file, pair.unit)?.outside else { continue }
      if let known = inside[pair.file]?[unit.code], known.spot.isBefore(spot) { continue }
      inside[pair.file, default: [:]][unit.code] = (unit, spot)
    }
    for (file, units) in inside.sorted(by: { $0.key < $1.key }) {
      guard units.count == 1, let (code, found) = units.first, let named = UnitInName(texts.file[Int(file)], register),
        named.stem != code.prefix(6), let other = register.gmina(stem: named.stem)
      else { continue }
      let isOutside = !code.hasPrefix(self.units.region)
      // Files of other regions are none of our business, and a city's centre reports for the city and its powiat.
      if isOutside, !other.code.hasPrefix(self.units.region) { continue }
      let isCity = found.unit.level == .powiat && register.units(at: .gmina, in: String(code.prefix(4))).count == 1
      if isCity, other.code.hasPrefix(code.prefix(4)) { continue }
      let left = Self.leftOut(isOutside)
      findings.append(
        Finding(
          .warning, "wrong-unit", at: place(file, found.spot, texts), unit: code,
          Wording(
            "Nazwa pliku mówi o jednostce \(named.text) (\(other.name)), a sprawozdanie jest jednostki \(code) (\(found.unit.name))\(left.polish). Liczy się kod w sprawozdaniu; sprawdź, czyje ono jest.",
            en:
              "The file's name says unit \(named.text) (\(other.name)), the statement is of unit \(code) (\(found.unit.name))\(left.english). The code inside counts; see whose statement it is."
          )))
    }
  }

  /// A unit whose statement for a year is of another length than everyone else's: a half-year is no year.
  private mutating func checkKindsOfPeriod(_ texts: CellTexts) {
    struct YearOfUnit: Hashable {
      var unit: String
      var year: Int
    }
    var kinds: [YearOfUnit: [CanonicalPeriod: (Int32, HeadingPairs.Spot)]] = [:]
    for (pair, spot) in headings.dated {
      guard case .unit(let unit, _)? = knownUnit(pair),
        let period = meanings.periods[Int(pair.period)].flatMap(CanonicalPeriod.init)
      else { continue }
      let key = YearOfUnit(unit: unit.code, year: period.year)
      if let known = kinds[key]?[period], known.0 < pair.file || (known.0 == pair.file && known.1.isBefore(spot)) { continue }
      kinds[key, default: [:]][period] = (pair.file, spot)
    }
    var counts: [Int: [CanonicalPeriod: Int]] = [:]
    for (key, periods) in kinds { for period in periods.keys { counts[key.year, default: [:]][period, default: 0] += 1 } }
    let annual = counts.filter { $0.value.contains { $0.key.kind == .year && $0.value >= 3 } }.map(\.key)
    for (year, periods) in counts.sorted(by: { $0.key < $1.key }) where !periods.keys.contains(where: { $0.kind == .year }) {
      let first = kinds.filter { $0.key.year == year }.min { $0.key.unit < $1.key.unit }
      guard let last = annual.max(), periods.values.max() ?? 0 >= 3, let first,
        let (period, found) = first.value.min(by: { $0.key.text < $1.key.text })
      else { continue }
      // The annual statements of the newest year may not be due yet; those of a year between others are missing.
      findings.append(
        Finding(
          year < last ? .warning : .note, "wrong-period", at: place(found.0, found.1, texts),
          Wording(
            "Za rok \(year) są tylko sprawozdania za część roku (\(period.text)), za inne lata roczne. Sprawozdanie półroczne nie jest połową rocznego; dołącz roczne.",
            en:
              "For \(year) there are only statements of a part of the year (\(period.text)), for other years annual ones. A half-year statement is not half of a year's; add the annual ones."
          )))
    }
    for (key, periods) in kinds.sorted(by: { ($0.key.unit, $0.key.year) < ($1.key.unit, $1.key.year) }) {
      guard
        let usual = counts[key.year]?.max(by: { ($0.value, $1.key.text) < ($1.value, $0.key.text) }), usual.value >= 3,
        periods[usual.key] == nil, usual.key.kind == .year,
        let (period, found) = periods.min(by: { $0.key.text < $1.key.text })
      else { continue }
      findings.append(
        Finding(
          .warning, "wrong-period", at: place(found.0, found.1, texts), unit: key.unit,
          Wording(
            "Jednostka \(key.unit) ma sprawozdanie za \(period.text), a \(usual.value) innych za \(usual.key.text). Sprawozdanie półroczne nie jest połową rocznego; dołącz roczne.",
            en:
              "The unit \(key.unit) has a statement for \(period.text), \(usual.value) others have one for \(usual.key.text). A half-year statement is not half of a year's; add the annual one."
          )))
    }
  }

  /// What the unit code of a file was found to mean.
  func knownUnit(_ pair: HeadingPairs.Dated) -> UnitMeaning? {
    meanings.plans.unitPlans[HeadingPairs.Named(file: pair.file, unit: pair.unit, name: pair.name)].map {
      meanings.plans.units[$0].meaning
    }
  }

  /// The same of a code by itself.
  func knownUnit(_ file: Int32, _ code: Int32) -> UnitMeaning? {
    meanings.plans.unitPlans[HeadingPairs.Named(file: file, unit: code, name: 0)].map { meanings.plans.units[$0].meaning }
  }

  private func isVoivodeshipAsNUTS(_ pair: HeadingPairs.Named) -> Bool {
    let key = HeadingPairs.Named(file: pair.file, unit: pair.unit, name: 0)
    return meanings.plans.unitPlans[key].map { meanings.plans.units[$0].isAsNUTS } ?? false
  }
}
