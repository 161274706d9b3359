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
      case .unitTable(let table): table.values.map(\.measure)
      default: []
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
    let parts = series.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    switch profile.layout {
    case .register: return .register
    case .bank(let bank): return bankMeaning(parts, bank)
    case .unitTable(let table): return unitTableMeaning(parts, table)
    case .formRows, .statementXML, .statementTable: return try formMeaning(parts)
    }
  }

  // MARK: Local Data Bank

  private func bankMeaning(_ parts: [String], _ bank: BankLayout) -> SeriesMeaning {
    guard let subgroup = parts.first else { return .skipped(reason: "series-not-in-use") }
    let values = Array(parts.dropFirst())
    var unknownWordSeen: (dimension: String, value: String)?
    for row in bank.series.rows where matches(row, subgroup) {
      guard let values = regrouped(values, for: row), let measure = measures[row.measure] else { continue }
      switch breakdown(values, row, bank.vocabulary) {
      case .success(let breakdown): return .measure(measure, breakdown: breakdown, factor: row.factor)
      case .literalDiffers: continue
      case .unknownWord(let dimension, let value): unknownWordSeen = (dimension, value)
      }
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

  /// Labels of the comma variant may hold commas themselves: parts that were split too finely are joined again when only
  /// one way of joining gives as many parts as the series has dimensions.
  private func regrouped(_ values: [String], for row: SeriesRow) -> [String]? {
    if values.count == row.parts.count { return values }
    guard values.count > row.parts.count, row.parts.count == 1 else { return nil }
    return [values.joined(separator: ",")]
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

  // MARK: Tables of units

  private func unitTableMeaning(_ parts: [String], _ table: UnitTableLayout) -> SeriesMeaning {
    let header = parts.dropFirst().joined(separator: "|")
    guard let value = table.values.first(where: { foldedHeading($0.header) == header }), let measure = measures[value.measure]
    else { return .skipped(reason: "series-not-in-use") }
    return .measure(measure, breakdown: value.breakdown, factor: value.factor)
  }

  // MARK: Official forms

  private func formMeaning(_ parts: [String]) throws(Refusal) -> SeriesMeaning {
    guard parts.count == 5 else { return .skipped(reason: "series-not-in-use") }
    let (form, versionText, section, rowNumber, columnNumber) = (parts[0], parts[1], parts[2], parts[3], parts[4])
    guard let version = Int(versionText.prefix(4)), forms.knows(form: form, version: version) else {
      return .rejected(
        code: "unknown-form-version",
        Wording(
          "Nie ma tabeli formularza \(form) w wersji „\(versionText)”; numery wierszy nic bez niej nie znaczą. Dopisz ją w forms/.",
          en:
            "There is no table of the form \(form) in version “\(versionText)”; row numbers mean nothing without it. Add it to forms/."
        ))
    }
    guard let row = forms.row(form: form, version: version, section: section, row: rowNumber) else {
      return .unknownRow(
        form: forms.canonical(form, version: version), version: versionText, section: section, row: rowNumber)
    }
    guard !row.concept.isEmpty,
      let column = forms.column(form: form, version: version, section: section, column: columnNumber), !column.aspect.isEmpty
    else { return .skipped(reason: "row-without-concept") }
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
    return .measure(measure, breakdown: "", factor: 1)
  }
}

/// `age=65-69;sex=K`: dimensions in order of their names.
func canonicalBreakdown(_ items: [(dimension: String, value: String)]) -> String {
  items.sorted { $0.dimension < $1.dimension }.map { "\($0.dimension)=\($0.value)" }.joined(separator: ";")
}
