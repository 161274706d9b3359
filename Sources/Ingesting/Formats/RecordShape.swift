import Findings

/// Which records of a delimited text are not as the others: the preamble above the table, the footer below it, ragged rows
/// inside it, fields with text after their closing quote, and texts dressed as formulas.
///
/// Only records that are odd cost anything: the scanner tells of them and of nothing else.
package struct RecordShape: Sendable, Hashable {
  package struct Odd: Sendable, Hashable {
    /// From 0.
    package var record: Int
    /// On which it begins, from 1.
    package var line: Int
    package var fields: Int
  }

  /// The fields that most records have; 0 where they are not compared.
  package let width: Int
  /// All records.
  package var records = 0
  /// Records of another width.
  package private(set) var oddCount = 0
  /// The run of odd records at the start: a preamble, if regular ones follow.
  package private(set) var leading = 0
  /// The run of odd records that the last odd one belongs to.
  private var runStart: Odd?
  private var runCount = 0
  /// The first odd record that is in no preamble.
  package private(set) var firstInside: Odd?
  /// Fields with text after their closing quote, and where the first stands: the line of its record and its column.
  package private(set) var looseCount = 0
  package private(set) var looseLine = 0
  package private(set) var looseColumn = 0

  /// Texts written as formulas (`="0201011"`), and where the first stands.
  private var formulaCount = 0
  private var formulaLine = 0
  private var formulaColumn = 0

  init(width: Int) { self.width = width }

  mutating func meetOdd(record: Int, line: Int, fields: Int) {
    let odd = Odd(record: record, line: line, fields: fields)
    oddCount += 1
    if record == leading {
      leading += 1
    } else if firstInside == nil {
      firstInside = odd
    }
    if let start = runStart, start.record + runCount == record {
      runCount += 1
    } else {
      runStart = odd
      runCount = 1
    }
  }

  mutating func meetLoose(_ count: Int, line: Int, column: Int) {
    if looseCount == 0 {
      looseLine = line
      looseColumn = column
    }
    looseCount += count
  }

  mutating func meetFormula(_ cell: Rows.Cell) {
    if formulaCount == 0 {
      formulaLine = Int(cell.row)
      formulaColumn = Int(cell.column)
    }
    formulaCount += 1
  }

  /// Records above the table; 0 where nothing is a table.
  package var preamble: Int { leading < records ? leading : 0 }

  /// Longer runs than this at the end are no footnotes but another table.
  private static let longestFooter = 40

  /// The odd records after the last regular one, with the first of them; nil where there are none.
  package var footer: (count: Int, first: Odd)? {
    guard let start = runStart, start.record >= max(1, leading), start.record + runCount == records,
      runCount <= Self.longestFooter
    else { return nil }
    return (runCount, start)
  }

  /// Records of another width between regular ones.
  package var ragged: Int { oddCount - preamble - (footer?.count ?? 0) }

  /// What a person should know of the text's shape: nothing of it is an error, for every row is kept as published.
  func findings(file: String) -> [Finding] {
    guard width > 1 else { return [] }
    var findings: [Finding] = []
    if preamble > 0 {
      findings.append(
        Finding(
          .note, "preamble", at: Place(file: file, row: 1),
          Wording("wierszy nad tabelą: \(preamble)", en: "rows above the table: \(preamble)")))
    }
    if let footer {
      findings.append(
        Finding(
          .note, "footer", at: Place(file: file, row: footer.first.line),
          Wording("wierszy pod tabelą: \(footer.count), tu pierwszy", en: "rows below the table: \(footer.count), the first here")
        ))
    }
    if ragged > 0, let first = firstInside {
      findings.append(
        Finding(
          .warning, "ragged-rows", at: Place(file: file, row: first.line),
          Wording(
            "wierszy o liczbie pól innej niż \(width): \(ragged); pierwszy ma \(first.fields)",
            en: "rows whose count of fields is not \(width): \(ragged); the first has \(first.fields)")))
    }
    if looseCount > 0 {
      findings.append(
        Finding(
          .warning, "text-after-quote", at: Place(file: file, row: looseLine, column: looseColumn),
          Wording(
            "tekst za zamykającym cudzysłowem; razem \(looseCount), tu pierwszy",
            en: "text after a closing quote; \(looseCount) in all, the first here")))
    }
    if formulaCount > 0 {
      findings.append(
        Finding(
          .note, "text-formula", at: Place(file: file, row: formulaLine, column: formulaColumn),
          Wording(
            "tekst zapisany jak formuła (=\"…\"), odczytany bez niej; razem \(formulaCount), tu pierwszy",
            en: "text written as a formula (=\"…\"), read without it; \(formulaCount) in all, the first here")))
    }
    return findings
  }
}
