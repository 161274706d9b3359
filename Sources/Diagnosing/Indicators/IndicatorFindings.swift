import Contracts
import Findings
import Pipelines
import Territory

/// What a person should know about the figures of an indicator: gathered while its rows are made.
struct IndicatorFindings {
  static let withoutData = "indicator-without-data"

  private let entry: Catalogue.Entry
  private let place: Place
  private var findings: [Finding] = []
  private var hasValue = false
  /// How often each reason stood for a missing value of the region.
  private var reasons: [String: Int] = [:]
  /// Pairs of periods whose difference crosses a break of the series, by break.
  private var crossings: [Int: Set<String>] = [:]

  /// - Parameter file: the catalogue as shown to people.
  init(_ entry: Catalogue.Entry, file: String) {
    self.entry = entry
    // Without its row, which a blank line above would change: the finding names the indicator.
    place = Place(file: file)
  }

  /// - Parameter isInRegion: whether the row is one of the region, as against one to compare with.
  mutating func take(_ row: IndicatorRow, isInRegion: Bool) {
    if isInRegion {
      if row.value != nil { hasValue = true } else { reasons[row.reason, default: 0] += 1 }
    }
    if let numerator = row.numerator, let denominator = row.denominator, row.value != nil {
      doubt(row, numerator, denominator)
    }
    for (period, isChange) in [(row.previousPeriod, row.changePrevious != nil), (row.basePeriod, row.changeBase != nil)] {
      guard isChange, let from = Int(period), let to = Int(row.period) else { continue }
      for (position, mark) in entry.definition.breaks.enumerated() where from < mark.year && mark.year <= to {
        crossings[position, default: []].insert("\(from)–\(to)")
      }
    }
  }

  /// Values that the definition of the indicator does not allow for.
  private mutating func doubt(_ row: IndicatorRow, _ numerator: Double, _ denominator: Double) {
    let definition = entry.definition
    guard definition.interval != .none else { return }
    if numerator < 0 {
      findings.append(
        Finding(
          .warning, "negative-count", at: place, unit: row.unit, measure: definition.id,
          Wording(
            "Licznik wskaźnika \(definition.id) za \(row.period) jest ujemny, a ma być liczbą zdarzeń lub osób; wartość podano bez przedziału.",
            en:
              "The numerator of indicator \(definition.id) for \(row.period) is negative although it should be a count; the value is given without an interval."
          )))
    } else if definition.interval == .wilson && numerator > denominator {
      findings.append(
        Finding(
          .warning, "share-above-whole", at: place, unit: row.unit, measure: definition.id,
          Wording(
            "Licznik wskaźnika \(definition.id) za \(row.period) jest większy od mianownika, choć ma być jego częścią; wartość podano bez przedziału. Sprawdź obie liczby w źródle.",
            en:
              "The numerator of indicator \(definition.id) for \(row.period) exceeds the denominator of which it should be a part; the value is given without an interval. Check both numbers at the source."
          )))
    }
  }

  /// - Parameter wordings: what a person reads for each reason.
  consuming func finish() -> [Finding] {
    let definition = entry.definition
    if !hasValue {
      let common = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      let reason = MissingReason.allCases.first { $0.code == common }?.wording
      findings.append(
        Finding(
          .warning, IndicatorFindings.withoutData, at: place, measure: definition.id,
          Wording(
            "Wskaźnik \(definition.id) (\(definition.label.polish)) nie ma wartości dla żadnej jednostki regionu w żadnym roku\(reason.map { ": " + $0.polish } ?? "").",
            en:
              "Indicator \(definition.id) (\(definition.label.english)) has no value for any unit of the region in any year\(reason.map { ": " + $0.english } ?? "")."
          )))
    }
    for (position, mark) in definition.breaks.enumerated() {
      guard let periods = crossings[position]?.sorted().joined(separator: ", ") else { continue }
      findings.append(
        Finding(
          .note, "break-crossed", at: place, measure: definition.id,
          Wording(
            "Zmiany wskaźnika \(definition.id) przechodzą przez przerwę w szeregu \(mark.year) (\(mark.code)): \(periods). Nie są w pełni porównywalne.",
            en:
              "Changes of indicator \(definition.id) cross the break of the series in \(mark.year) (\(mark.code)): \(periods). They are not fully comparable."
          )))
    }
    return findings
  }
}

/// A diagnosis without a single value is none: the years or the region of the pipeline are not those of its sources.
/// - Parameters:
///   - findings: those of the indicators.
///   - count: of the indicators.
func emptinessFindings(_ findings: [Finding], of count: Int, at definitions: DiagnosisDefinitions) -> [Finding] {
  guard count > 0, findings.count(where: { $0.code == IndicatorFindings.withoutData }) == count else { return [] }
  let years = definitions.scope.years.map(String.init).joined(separator: ", ")
  return [
    Finding(
      .error, "diagnosis-without-data", at: Place(file: definitions.catalogueFile),
      Wording(
        "Żaden wskaźnik nie ma wartości dla żadnej jednostki regionu w latach \(years): nie ma z czego zrobić diagnozy. Sprawdź „years” i „region” potoku oraz okresy w plikach źródłowych.",
        en:
          "No indicator has a value for any unit of the region in the years \(years): there is nothing to diagnose. Check “years” and “region” of the pipeline and the periods in the source files."
      ))
  ]
}

/// Sums over units below that could not be made, one finding each.
func gapFindings(_ gaps: [FigureResolver.Gap], cube: ObservationCube, years: Set<Int>) -> [Finding] {
  /// Codes named in full; a longer list is cut and counted.
  let named = 12
  let ordered = Set(gaps).filter { years.contains($0.year) }.sorted {
    ($0.measure, $0.breakdown.canonical, $0.unit, $0.year) < ($1.measure, $1.breakdown.canonical, $1.unit, $1.year)
  }
  return ordered.map { gap in
    let measure = cube.measures[gap.measure].definition.id
    let shown = gap.breakdown.dimensions.isEmpty ? measure : "\(measure)[\(gap.breakdown.canonical)]"
    let codes = gap.missing.map { cube.units[$0].unit.code }
    let list = codes.prefix(named).joined(separator: ", ")
    let rest = codes.count - named
    return Finding(
      .note, "incomplete-children", unit: cube.units[gap.unit].unit.code, measure: measure,
      Wording(
        "Nie zsumowano miary \(shown) za \(gap.year): brak danych \(codes.count) z \(gap.of) jednostek niższego poziomu (\(list)\(rest > 0 ? " i jeszcze \(rest)" : "")). Uzupełnij ich dane, a suma powstanie.",
        en:
          "Measure \(shown) was not summed for \(gap.year): no figure for \(codes.count) of the \(gap.of) units below (\(list)\(rest > 0 ? " and \(rest) more" : "")). Supply them and the sum will be made."
      ))
  }
}
