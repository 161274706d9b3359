import Bytes
package import Contracts
package import Findings
package import Pipelines
import Territory

/// Finds, before a run, the values that a run will reject because no way of writing numbers makes them one, or because nothing says
/// what they count: a statement on a form that `forms/` has no table of. What only the whole column decides (which decimal mark it
/// has) is left to the run.
package final class ValueSurvey {
  private let measures: MeasureTable
  package let forms: FormTables
  private let register: Register
  private let units: UnitResolver
  /// Of the source at hand.
  private var series: SeriesReader?
  private var number: PublishedNumberReader?
  /// What the run makes of the cells of a series.
  private enum Reading {
    case figures, other
    case rejected(code: String, Wording)
  }

  /// By code of the series; nil before its first cell.
  private var readings: [Reading?] = []
  private var mistake: Refusal?
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
    readings = []
  }

  /// What was found since it was asked last.
  /// - Throws: `.configuration` for a mistake of the definitions that some cell brought to light, as the run does.
  package func takeFindings() throws(Refusal) -> [Finding] {
    if let mistake { throw mistake }
    defer { findings = [] }
    return findings
  }

  package func take(_ batch: CellBatch, _ texts: CellInterners) {
    guard let series, let number else { return }
    let bytes = batch.text.bytes.span
    let usual = Self.grammars[0]
    for index in 0..<batch.count {
      let code = Int(batch.series[index])
      while readings.count <= code { readings.append(nil) }
      let reading = readings[code] ?? self.reading(texts.series[batch.series[index]], series)
      readings[code] = reading
      switch reading {
      case .figures: break
      case .other: continue
      case .rejected(let code, let wording):
        findings.append(Finding(.error, code, at: Self.place(batch, index, texts), wording))
        continue
      }
      let published = bytes.extracting(batch.text.range(index))
      if published.isEmpty || NumberText(published, usual).value != nil { continue }
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
    findings.append(Finding(.error, note.code, at: Self.place(batch, index, texts), unit: code, note.message))
  }

  private static func place(_ batch: CellBatch, _ index: Int, _ texts: CellInterners) -> Place {
    Place(
      file: texts.file[batch.file[index]], sheet: texts.sheet[batch.sheet[index]], row: Int(batch.row[index]),
      column: Int(batch.column[index]))
  }

  private func reading(_ text: String, _ series: SeriesReader) -> Reading {
    do throws(Refusal) {
      return switch try series.meaning(of: text) {
      case .measure: .figures
      case .rejected(let code, let wording): .rejected(code: code, wording)
      case .register, .skipped, .unknownRow, .unknownColumn: .other
      }
    } catch {
      // Told once all cells were seen: a batch cannot refuse.
      mistake = mistake ?? error
      return .other
    }
  }
}
