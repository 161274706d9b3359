import Contracts
import Findings

/// Which sections of a form each statement has: a section that nearly all statements of a period have and one lacks was lost on the
/// way, and none of its measures would say so.
struct SectionCoverage {
  private struct Statement: Hashable {
    var form: Int32
    var unit: Int32
    var period: Int32
  }
  private struct Part: Hashable {
    var statement: Statement
    var section: Int32
  }
  private struct Group: Hashable {
    var form: Int32
    var period: Int32
  }

  /// Fewer statements tell nothing of the others.
  private static let enough = 10

  /// By code of the series: form with its version, and section; -1 for what is no row of a form.
  private let places: [(form: Int32, section: Int32)]
  private let forms: [String]
  private let sections: [String]
  /// A file of each statement.
  private var statements: [Statement: Int32] = [:]
  private var parts: Set<Part> = []
  private var last: Part?

  init(_ texts: CellTexts) {
    var forms: [String: Int32] = [:]
    var sections: [String: Int32] = [:]
    places = texts.series.map { text in
      let parts = text.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 5 else { return (-1, -1) }
      let (form, section) = ("\(parts[0]) \(parts[1])", String(parts[2]))
      let place = (forms[form] ?? Int32(forms.count), sections[section] ?? Int32(sections.count))
      forms[form] = place.0
      sections[section] = place.1
      return place
    }
    self.forms = forms.sorted { $0.value < $1.value }.map(\.key)
    self.sections = sections.sorted { $0.value < $1.value }.map(\.key)
  }

  mutating func take(_ batch: CellBatch, _ index: Int) {
    let place = places[Int(batch.series[index])]
    guard place.form >= 0 else { return }
    let statement = Statement(form: place.form, unit: batch.unitCode[index], period: batch.period[index])
    let part = Part(statement: statement, section: place.section)
    // Cells come row by row.
    if part == last { return }
    last = part
    guard parts.insert(part).inserted else { return }
    if statements[statement] == nil { statements[statement] = batch.file[index] }
  }

  /// One finding a statement that lacks what nine tenths of the others have.
  func findings(_ texts: CellTexts) -> [Finding] {
    var groups: [Group: [Statement]] = [:]
    for statement in statements.keys {
      groups[Group(form: statement.form, period: statement.period), default: []].append(statement)
    }
    var counts: [Group: [Int32: Int]] = [:]
    for part in parts {
      counts[Group(form: part.statement.form, period: part.statement.period), default: [:]][part.section, default: 0] += 1
    }
    var found: [(place: String, finding: Finding)] = []
    for (group, statements) in groups where statements.count >= Self.enough {
      let due = (counts[group] ?? [:]).filter { $0.value < statements.count && $0.value * 10 >= statements.count * 9 }
      guard !due.isEmpty else { continue }
      for statement in statements {
        let lacking = due.keys.filter { !parts.contains(Part(statement: statement, section: $0)) }
        guard !lacking.isEmpty else { continue }
        let file = texts.file[Int(self.statements[statement] ?? 0)]
        let unit = texts.unitCode[Int(statement.unit)]
        let names = lacking.map { sections[Int($0)] }.sorted().joined(separator: ", ")
        let others = lacking.compactMap { due[$0] }.min() ?? 0
        found.append(
          (
            "\(file)\u{0}\(unit)\u{0}\(texts.period[Int(statement.period)])",
            Finding(
              .warning, "missing-section", at: Place(file: file), unit: unit,
              Wording(
                "Sprawozdanie \(forms[Int(group.form)]) jednostki \(unit) za \(texts.period[Int(statement.period)]) nie ma działu \(names), a ma go \(others) z \(statements.count) sprawozdań. Sprawdź, czy dział nie zginął; jego liczb tu nie ma.",
                en:
                  "The statement \(forms[Int(group.form)]) of unit \(unit) for \(texts.period[Int(statement.period)]) has no section \(names), while \(others) of \(statements.count) statements have it. See whether the section was lost; its numbers are not there."
              ))
          ))
      }
    }
    return found.sorted { $0.place < $1.place }.map(\.finding)
  }
}
