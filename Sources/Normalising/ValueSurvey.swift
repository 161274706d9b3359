import Bytes
package import Contracts
package import Findings
package import Pipelines
import Territory

/// Finds, before a run, the values that a run will reject because no way of writing numbers makes them one. What only the whole
/// column decides (which decimal mark it has) is left to the run.
package final class ValueSurvey {
  private let measures: MeasureTable
  package let forms: FormTables
  private let register: Register
  private let units: UnitResolver
  /// Of the source at hand.
  private var series: SeriesReader?
  private var number: PublishedNumberReader?
  /// By code of the series: whether its cells are figures that the run reads; nil before the first.
  private var isFigure: [Bool?] = []
  private var findings: [Finding] = []

  /// The most that any decimal mark lets pass.
  private static let grammars = [
    NumberGrammar(.comma, grouping: [.blank, .dot]), NumberGrammar(.dot, grouping: [.blank, .comma]),
  ]

  package init(_ pipeline: Pipeline) throws(Refusal) {
    measures = try pipeline.loadMeasures()
    forms = try pipeline.loadForms()
    register = try pipeline.loadRegister()
    units = UnitResolver(register, region: pipeline.region)
  }

  /// The cells that follow are of a source with this profile.
  package func begin(_ profile: Profile) throws(Refusal) {
    series = try SeriesReader(profile, measures: measures, forms: forms)
    number = PublishedNumberReader(profile)
    isFigure = []
  }

  /// What was found since it was asked last.
  package func takeFindings() -> [Finding] {
    defer { findings = [] }
    return findings
  }

  package func take(_ batch: CellBatch, _ texts: CellInterners) {
    guard let series, let number else { return }
    let bytes = batch.text.bytes.span
    let usual = Self.grammars[0]
    for index in 0..<batch.count {
      let code = Int(batch.series[index])
      while isFigure.count <= code { isFigure.append(nil) }
      let isRead = isFigure[code] ?? Self.isMeasure(texts.series[batch.series[index]], series)
      isFigure[code] = isRead
      let published = bytes.extracting(batch.text.range(index))
      if !isRead || published.isEmpty || NumberText(published, usual).value != nil { continue }
      let text = published.extracting(0..<(number.lengthBeforePercentSign(published) ?? published.count))
      let attribute = texts.attribute[batch.attribute[index]]
      var note: NumberNote?
      for grammar in Self.grammars {
        guard case .unreadable(let problem) = number.reading(of: text, attribute: attribute, grammar) else {
          note = nil
          break
        }
        note = problem
      }
      if let note { tell(note, batch, index, texts) }
    }
  }

  /// Units of other regions are left out, and codes that are no unit's are another matter.
  private func tell(_ note: NumberNote, _ batch: CellBatch, _ index: Int, _ texts: CellInterners) {
    let code = texts.unitCode[batch.unitCode[index]]
    switch units.meaning(of: code, UnitCodeReader(register, column: [code])) {
    case .unit, .former: break
    case .part, .skipped, .rejected: return
    }
    findings.append(
      Finding(
        .error, note.code,
        at: Place(
          file: texts.file[batch.file[index]], sheet: texts.sheet[batch.sheet[index]], row: Int(batch.row[index]),
          column: Int(batch.column[index])), unit: code, note.message))
  }

  private static func isMeasure(_ text: String, _ series: SeriesReader) -> Bool {
    do throws(Refusal) {
      if case .measure = try series.meaning(of: text) { return true }
    } catch {
      // A mistake of the definitions: the run tells it.
    }
    return false
  }
}
