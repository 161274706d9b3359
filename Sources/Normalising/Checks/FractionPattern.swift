import Bytes
import Contracts
import Findings
import Pipelines

/// What is said of a figure that should be whole and is not: `first` is the code of the unit's name, `second` that of the period,
/// `left` the figure, `right` how many such the file has.
final class FractionPattern: FindingPattern {
  let severity: Severity
  let code: String
  let measure: String
  private let label: Wording
  /// `population[sex=K]`.
  private let series: String
  private let unitNames: Interner
  private let periods: Interner

  init(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ observed: ObservedSeries) {
    severity = rule.severity
    code = rule.id
    measure = observed.candidates.texts.measure[key.measure]
    label = rule.label
    series = observed.name(of: key)
    unitNames = observed.candidates.texts.unitName
    periods = observed.candidates.texts.period
  }

  func append(_ language: Language, _ own: FindingNumbers, to text: inout [UInt8]) {
    let isPolish = language == .polish
    text.append(contentsOf: label.text(language).utf8)
    text.append(contentsOf: ": ".utf8)
    unitNames.append(own.first, to: &text)
    text.append(contentsOf: ", ".utf8)
    periods.append(own.second, to: &text)
    text.append(contentsOf: ", ".utf8)
    text.append(contentsOf: series.utf8)
    text.append(contentsOf: ": ".utf8)
    NumberPrinting.append(shortest: ObservationChecker.rounded(own.left), comma: true, to: &text)
    if own.right > 3 {
      text.append(contentsOf: (isPolish ? "; takich wartości jest w pliku " : "; the file has ").utf8)
      NumberPrinting.append(shortest: own.right, to: &text)
      if !isPolish { text.append(contentsOf: " such values".utf8) }
    }
    text.append(
      contentsOf: (isPolish ? ". Sprawdź, czy liczby nie są w tysiącach." : ". See whether the numbers are in thousands.").utf8)
  }
}

extension ObservationChecker {
  /// - Parameter alike: how many such figures the file has.
  mutating func report(_ pattern: Int32, at position: Int, value: Double, alike: Int32) {
    let row = Int(observed.rows[position])
    findings.append(
      pattern, file: observed.candidates.texts.file[observed.candidates.file[row]],
      sheet: observed.candidates.texts.sheet[observed.candidates.sheet[row]], row: observed.candidates.row[row],
      column: observed.candidates.column[row], unit: observed.candidates.texts.unit[observed.candidates.unit[row]],
      FindingNumbers(
        left: value, right: Double(alike), first: observed.candidates.unitName(row), second: observed.periods[position]))
  }
}
