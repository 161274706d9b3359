import Contracts
import Findings
import Pipelines

/// What a published series means.
enum SeriesMeaning {
  case measure(MeasureDefinition, breakdown: String, factor: Double)
  /// A row of the territorial register, not an observation.
  case register
  case skipped(reason: String)
  /// A row that the form's table does not have: left out, and said once.
  case unknownRow(form: String, version: String, section: String, row: String)
  /// A column that the section's table does not have: left out, and said once where it has numbers.
  case unknownColumn(form: String, version: String, section: String, column: String)
  case rejected(code: String, Wording)
}

/// Turns the `series` codes that the layouts write into measures and breakdowns, by the profile and the form tables.
struct SeriesReader {
  private let profile: Profile
  private let measures: MeasureTable
  private let forms: FormTables

  /// - Throws: .configuration when the profile names a measure that measures.csv does not have.
  init(_ profile: Profile, measures: MeasureTable, forms: FormTables) throws(Refusal) {
    self.profile = profile
    self.measures = measures
    self.forms = forms
    let named: [String] =
      switch profile.layout {
      case .bank(let bank): bank.series.rows.map(\.measure)
      case .unitTable(let table): (table.values + [table.yearColumns].compactMap(\.self)).map(\.measure)
      case .rowTable(let table): table.values.map(\.measure)
      case .bankPages(let pages): pages.values.map(\.measure)
      case .sdmx(let data): data.values.map(\.measure)
      case .register, .formRows, .formColumns, .statementXML, .statementTable: []
      }
    for measure in named where measures[measure] == nil {
      let near = nearest(to: measure, among: measures.ids)
      throw Refusal(
        .configuration,
        Wording(
          "Profil „\(profile.id)” nazywa miarę „\(measure)”, której nie ma w measures.csv.",
          en: "The profile “\(profile.id)” names the measure “\(measure)”, which measures.csv does not have."),
        at: Place(file: "profiles/\(profile.id).json"),
        mend: near.map { Wording("Czy chodzi o „\($0)”?", en: "Did you mean “\($0)”?") }
          ?? Wording("Dopisz ją do measures.csv.", en: "Add it to measures.csv."))
    }
  }

  /// - Throws: .configuration when a form table leads to a measure that measures.csv does not have.
  func meaning(of series: String) throws(Refusal) -> SeriesMeaning {
    if series == FileRemark.updated { return .skipped(reason: "description") }
    let parts = series.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    switch profile.layout {
    case .register(.terc): return .register
    case .register(.simc): return .skipped(reason: "locality")
    case .bank(let bank): return bankMeaning(parts, bank)
    case .bankPages(let pages): return valueMeaning(parts, pages.values)
    case .unitTable(let table):
      if let value = table.yearColumns, parts.count == 2, parts[1].isEmpty { return meaning(of: value) }
      return valueMeaning(parts, table.values)
    case .rowTable(let table): return rowMeaning(parts, table.values)
    case .sdmx(let data): return valueMeaning(parts, data.values)
    case .formRows, .formColumns, .statementXML, .statementTable: return try formMeaning(parts)
    }
  }

  // MARK: Local Data Bank

  private func bankMeaning(_ parts: [String], _ bank: BankLayout) -> SeriesMeaning {
    guard let subgroup = parts.first else { return .skipped(reason: "series-not-in-use") }
    let values = Array(parts.dropFirst())
    var unknownWordSeen: (dimension: String, value: String)?
    for row in bank.series.rows where matches(row, subgroup) {
      guard let measure = measures[row.measure] else { continue }
      var readings: Set<String> = []
      for values in groupings(values, into: row.parts.count) {
        switch breakdown(values, row, bank.vocabulary) {
        case .success(let breakdown): readings.insert(breakdown)
        case .literalDiffers: continue
        case .unknownWord(let dimension, let value): unknownWordSeen = (dimension, value)
        }
      }
      if readings.count > 1 { return ambiguous(values) }
      if let breakdown = readings.first { return .measure(measure, breakdown: breakdown, factor: row.factor) }
    }
    if let seen = unknownWordSeen {
      return .rejected(
        code: "unknown-category",
        Wording(
          "Słownik nie zna wartości „\(seen.value)” cechy „\(seen.dimension)”; dopisz ją do vocabulary.csv.",
          en: "The vocabulary does not know “\(seen.value)” of “\(seen.dimension)”; add it to vocabulary.csv."))
    }
    return .skipped(reason: "series-not-in-use")
  }

  private func matches(_ row: SeriesRow, _ subgroup: String) -> Bool {
    if subgroup.hasPrefix("=") {
      return !row.title.isEmpty && foldedHeading(String(subgroup.dropFirst())) == foldedHeading(row.title)
    }
    return row.subgroup == subgroup
  }

  /// Labels of the comma variant may hold commas themselves: parts that were split too finely are joined again in every
  /// way that gives as many labels as the series has dimensions; the vocabulary tells which of them is right.
  private func groupings(_ values: [String], into count: Int) -> [[String]] {
    if values.count == count { return [values] }
    // Five dimensions at most, and labels of a few commas: more is no heading of the bank.
    guard count > 0, values.count > count, values.count <= 16 else { return [] }
    if count == 1 { return [[values.joined(separator: ",")]] }
    return (1...(values.count - count + 1)).flatMap { length in
      let first = values[..<length].joined(separator: ",")
      return groupings(Array(values[length...]), into: count - 1).map { [first] + $0 }
    }
  }

  private func ambiguous(_ values: [String]) -> SeriesMeaning {
    let heading = values.joined(separator: ",")
    return .rejected(
      code: "ambiguous-category",
      Wording(
        "Nagłówek „\(heading)” da się podzielić na cechy na więcej niż jeden sposób. Pobierz plik z separatorem „;”.",
        en: "The heading “\(heading)” can be split into features in more than one way. Download the file with “;”."))
  }

  private enum BreakdownResult {
    case success(String)
    case literalDiffers
    case unknownWord(dimension: String, value: String)
  }

  private func breakdown(_ values: [String], _ row: SeriesRow, _ vocabulary: Vocabulary) -> BreakdownResult {
    var items: [(dimension: String, value: String)] = []
    for (part, value) in zip(row.parts, values) {
      switch part {
      case .any: continue
      case .literal(let text):
        guard foldedHeading(text) == foldedHeading(value) else { return .literalDiffers }
      case .dimension(let dimension):
        guard let canonical = vocabulary.canonical(value, in: dimension) else {
          return .unknownWord(dimension: dimension, value: value)
        }
        if !canonical.isEmpty { items.append((dimension, canonical)) }
      }
    }
    return .success(canonicalBreakdown(items))
  }

  // MARK: Values that the profile names

  private func valueMeaning(_ parts: [String], _ values: [UnitTableLayout.Value]) -> SeriesMeaning {
    let header = parts.dropFirst().joined(separator: "|")
    return values.first { foldedHeading($0.header) == header }.map(meaning) ?? .skipped(reason: "series-not-in-use")
  }

  /// `profile|sheet|row`: a row named with its sheet goes before one named by itself.
  private func rowMeaning(_ parts: [String], _ values: [UnitTableLayout.Value]) -> SeriesMeaning {
    guard parts.count == 3 else { return .skipped(reason: "series-not-in-use") }
    for header in [parts[1] + ":" + parts[2], parts[2]] {
      if let value = values.first(where: { foldedHeading($0.header) == header }) { return meaning(of: value) }
    }
    return .skipped(reason: "series-not-in-use")
  }

  private func meaning(of value: UnitTableLayout.Value) -> SeriesMeaning {
    guard let measure = measures[value.measure] else { return .skipped(reason: "series-not-in-use") }
    return .measure(measure, breakdown: value.breakdown, factor: value.factor)
  }

  // MARK: Official forms

  private func formMeaning(_ parts: [String]) throws(Refusal) -> SeriesMeaning {
    guard parts.count == 5 else { return .skipped(reason: "series-not-in-use") }
    let (form, versionText, rowNumber, columnNumber) = (parts[0], parts[1], parts[3], parts[4])
    guard let version = Int(versionText.prefix(4)), forms.knows(form: form, version: version) else {
      // In quotes, for whatever stands in that column by mistake: logs keep no quotations.
      return .rejected(
        code: "unknown-form-version",
        Wording(
          "Nie ma tabeli formularza „\(form)” w wersji „\(versionText)”; numery wierszy nic bez niej nie znaczą. Dopisz ją w forms/.",
          en:
            "There is no table of the form “\(form)” in version “\(versionText)”; row numbers mean nothing without it. Add it to forms/."
        ))
    }
    // Packs of all cells name the section alone, though its tables number their rows in one go: `1` for `1.1` to `1.3`.
    let sections = forms.sections(form: form, version: version, section: parts[2], row: rowNumber)
    guard sections.count == 1, let row = forms.row(form: form, version: version, section: sections[0], row: rowNumber) else {
      return .unknownRow(
        form: forms.canonical(form, version: version), version: versionText, section: parts[2], row: rowNumber)
    }
    let section = sections[0]
    guard let column = forms.column(form: form, version: version, section: section, column: columnNumber) else {
      return .unknownColumn(
        form: forms.canonical(form, version: version), version: versionText, section: section, column: columnNumber)
    }
    guard !row.concept.isEmpty, !column.aspect.isEmpty else { return .skipped(reason: "row-without-concept") }
    let id = row.concept + "." + column.aspect
    guard let measure = measures[id] else {
      // A column that makes no sense for the row (an amount for social work) need not be a measure.
      if measures.ids.contains(where: { $0.hasPrefix(row.concept + ".") }) { return .skipped(reason: "measure-not-in-use") }
      let near = nearest(to: id, among: measures.ids)
      throw Refusal(
        .configuration,
        Wording(
          "Formularz \(form), dział \(section), wiersz \(rowNumber) prowadzi do miary „\(id)”, której nie ma w measures.csv.",
          en: "Form \(form), section \(section), row \(rowNumber) leads to the measure “\(id)”, which measures.csv does not have."
        ),
        at: Place(file: "measures.csv"),
        mend: near.map { Wording("Czy chodzi o „\($0)”?", en: "Did you mean “\($0)”?") }
          ?? Wording("Dopisz ją do measures.csv albo usuń pojęcie z forms/.", en: "Add it, or remove the concept from forms/."))
    }
    return .measure(measure, breakdown: column.breakdown, factor: 1)
  }
}

/// `age=65-69;sex=K`: dimensions in order of their names.
func canonicalBreakdown(_ items: [(dimension: String, value: String)]) -> String {
  items.sorted { $0.dimension < $1.dimension }.map { "\($0.dimension)=\($0.value)" }.joined(separator: ";")
}
