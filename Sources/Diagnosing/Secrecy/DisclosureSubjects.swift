import Disclosure
import Pipelines

/// Everything that the indicators of an edition count, each subject once: the cells of `CountCells` are these by units.
struct DisclosureSubjects {
  /// Text of each subject: the same count under two indicators is one.
  private(set) var texts: [String] = []
  /// Least count that may be shown; 0 for amounts.
  private(set) var thresholds: [Int] = []
  private(set) var areAmounts: [Bool] = []
  /// By entry: subjects of its numerator and denominator; nil for what is neither a count nor an amount of entities.
  private(set) var numerators: [Int?] = []
  private(set) var denominators: [Int?] = []
  private(set) var wholes: [CountCells.Whole] = []
  private var positions: [String: Int] = [:]
  private var terms: [[String]] = []

  /// Least count for the denominators of indicators with a threshold of their own.
  private static let standardThreshold = FrequencyRule.standard.threshold

  /// - Parameter measures: those that the entries name.
  init(_ entries: [Catalogue.Entry], _ measures: [MeasureDefinition]) {
    var units: [String: String] = [:]
    var amounts: Set<String> = []
    for measure in measures {
      units[measure.id] = measure.unit
      if Self.isAmount(measure) { amounts.insert(measure.id) }
    }
    var found: Set<CountCells.Whole> = []
    for entry in entries {
      let threshold = entry.definition.threshold
      let above = position(CountedSubject(entry.numerator) { units[$0] }, threshold)
      let below = position(CountedSubject(entry.denominator) { units[$0] }, min(threshold, Self.standardThreshold))
      numerators.append(above ?? amountPosition(entry.numerator, amounts, threshold))
      denominators.append(below ?? amountPosition(entry.denominator, amounts, threshold))
      if let above, let below, above != below, entry.definition.interval == .wilson {
        found.insert(CountCells.Whole(whole: below, parts: [above], isComplete: false))
      }
    }
    for (whole, list) in terms.enumerated() where list.count > 1 {
      let parts = list.compactMap { positions[$0] }
      guard !parts.isEmpty else { continue }
      let isComplete = parts.count == list.count
      if !isComplete, parts.count == 1, found.contains(.init(whole: whole, parts: parts, isComplete: false)) { continue }
      found.insert(CountCells.Whole(whole: whole, parts: parts.sorted(), isComplete: isComplete))
    }
    wholes = found.sorted { ($0.whole, $0.parts.first ?? 0, $0.parts.count) < ($1.whole, $1.parts.first ?? 0, $1.parts.count) }
  }

  /// Whether art. 38 may bear on the measure: money of entities that are counted somewhere.
  static func isAmount(_ measure: MeasureDefinition) -> Bool {
    !measure.contributors.isEmpty && measure.contributors != MeasureDefinition.openAmounts
  }

  func position(of text: String) -> Int? { positions[text] }

  /// The value of a subject as its cells hold it: counts as they are, amounts in grosze; nil for what is no such number.
  func cellValue(_ value: Double?, of subject: Int) -> Int? {
    guard let value, value >= 0 else { return nil }
    guard areAmounts[subject] else { return Int(exactly: value) }
    return Int(exactly: (value * Self.groszePerUnit).rounded())
  }

  private static let groszePerUnit = 100.0

  private mutating func position(_ subject: CountedSubject?, _ threshold: Int) -> Int? {
    guard let subject, threshold > 0 else { return nil }
    return position(subject.text, terms: subject.terms, threshold: threshold, isAmount: false)
  }

  /// An amount by itself; a sum of amounts of different entities is nobody's.
  private mutating func amountPosition(_ expression: Expression, _ amounts: Set<String>, _ threshold: Int) -> Int? {
    guard threshold > 0, expression.steps.count == 1, let reference = expression.references.first, reference.whose == .own,
      reference.yearsBack == 0, reference.breakdown.dimensions.isEmpty, amounts.contains(reference.measure)
    else { return nil }
    return position(reference.measure, terms: [reference.measure], threshold: 0, isAmount: true)
  }

  private mutating func position(_ text: String, terms list: [String], threshold: Int, isAmount: Bool) -> Int {
    if let known = positions[text] {
      thresholds[known] = max(thresholds[known], threshold)
      return known
    }
    positions[text] = texts.count
    texts.append(text)
    thresholds.append(threshold)
    areAmounts.append(isAmount)
    terms.append(list)
    return texts.count - 1
  }
}
