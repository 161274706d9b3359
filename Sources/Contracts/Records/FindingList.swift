import Bytes
package import Findings

/// What the findings of one rule have in common: where findings come by the million, each of them keeps only what is its own,
/// and its sentence is made when it is written down.
package protocol FindingPattern: AnyObject, Sendable {
  var severity: Severity { get }
  var code: String { get }
  /// Measure or indicator concerned, or empty.
  var measure: String { get }

  /// Adds the sentence about one of the findings in UTF-8.
  func append(_ language: Language, _ own: FindingNumbers, to text: inout [UInt8])
}

/// What one finding of a pattern has of its own beside its place and its unit.
package struct FindingNumbers: BitwiseCopyable, Sendable {
  /// Codes of texts that the pattern knows.
  package var first: Int32 = 0
  package var second: Int32 = 0
  package var left: Double
  package var right: Double

  package init(left: Double, right: Double, first: Int32 = 0, second: Int32 = 0) {
    self.left = left
    self.right = right
    self.first = first
    self.second = second
  }
}

/// The findings of a stage in the order in which they were made. A million of them take as much room as their numbers: names
/// of files, sheets and units stand once.
package struct FindingList: Sendable {
  struct Entry: BitwiseCopyable {
    /// Of `patterns`; -1 for a finding with a sentence of its own.
    var pattern: Int32
    var file: Int32
    var sheet: Int32
    var row: Int32
    var column: Int32
    var unit: Int32
    /// Where there is no pattern, `first` is the place in `singles`.
    var own: FindingNumbers
  }

  /// A finding with a sentence of its own, without what its entry says.
  struct Single {
    var severity: Severity
    var code: String
    var measure: String
    var message: Wording
  }

  private(set) var entries: [Entry] = []
  private(set) var singles: [Single] = []
  private(set) var patterns: [any FindingPattern] = []
  private(set) var files = Interner.withEmptyText
  private(set) var sheets = Interner.withEmptyText
  private(set) var units = Interner.withEmptyText

  package init() {}

  package init(_ findings: some Sequence<Finding>) {
    for finding in findings { append(finding) }
  }

  package mutating func append(_ finding: Finding) {
    let place = finding.place
    entries.append(
      Entry(
        pattern: -1, file: files.code(of: place.file), sheet: sheets.code(of: place.sheet), row: Int32(clamping: place.row),
        column: Int32(clamping: place.column), unit: units.code(of: finding.unit),
        own: FindingNumbers(left: 0, right: 0, first: Int32(singles.count))))
    singles.append(
      Single(severity: finding.severity, code: finding.code, measure: finding.measure, message: finding.message))
  }

  /// Makes a pattern known.
  /// - Returns: its number for the findings that follow it.
  package mutating func add(_ pattern: any FindingPattern) -> Int32 {
    patterns.append(pattern)
    return Int32(patterns.count - 1)
  }

  /// Adds a finding of a pattern that `add` made known.
  package mutating func append(
    _ pattern: Int32, file: String, sheet: String, row: Int32, column: Int32, unit: String, _ own: FindingNumbers
  ) {
    entries.append(
      Entry(
        pattern: pattern, file: files.code(of: file), sheet: sheets.code(of: sheet), row: row, column: column,
        unit: units.code(of: unit), own: own))
  }

  package mutating func append(contentsOf others: FindingList) {
    if entries.isEmpty {
      self = others
      return
    }
    let (patternsBefore, singlesBefore) = (Int32(patterns.count), Int32(singles.count))
    patterns += others.patterns
    singles += others.singles
    for var entry in others.entries {
      if entry.pattern >= 0 { entry.pattern += patternsBefore } else { entry.own.first += singlesBefore }
      entry.file = files.code(of: others.files[entry.file])
      entry.sheet = sheets.code(of: others.sheets[entry.sheet])
      entry.unit = units.code(of: others.units[entry.unit])
      entries.append(entry)
    }
  }

  package static func += (list: inout FindingList, others: FindingList) { list.append(contentsOf: others) }

  package static func += (list: inout FindingList, others: [Finding]) {
    for finding in others { list.append(finding) }
  }

  // MARK: What they say

  func severity(_ entry: Entry) -> Severity {
    entry.pattern >= 0 ? patterns[Int(entry.pattern)].severity : singles[Int(entry.own.first)].severity
  }

  func code(_ entry: Entry) -> String {
    entry.pattern >= 0 ? patterns[Int(entry.pattern)].code : singles[Int(entry.own.first)].code
  }

  func measure(_ entry: Entry) -> String {
    entry.pattern >= 0 ? patterns[Int(entry.pattern)].measure : singles[Int(entry.own.first)].measure
  }

  func append(_ language: Language, messageOf entry: Entry, to text: inout [UInt8]) {
    if entry.pattern >= 0 {
      patterns[Int(entry.pattern)].append(language, entry.own, to: &text)
    } else {
      text.append(contentsOf: singles[Int(entry.own.first)].message.text(language).utf8)
    }
  }

  func message(_ entry: Entry) -> Wording {
    if entry.pattern < 0 { return singles[Int(entry.own.first)].message }
    func text(_ language: Language) -> String {
      var text: [UInt8] = []
      append(language, messageOf: entry, to: &text)
      return String(decoding: text, as: UTF8.self)
    }
    return Wording(text(.polish), en: text(.english))
  }

  /// Those of one weight.
  package func only(_ wanted: Severity) -> FindingList {
    var found = self
    found.entries.removeAll { severity($0) != wanted }
    return found
  }

  /// How many findings each file has; the empty name stands for those without one.
  package var countsByFile: [(file: String, count: Int)] {
    var counts = [Int](repeating: 0, count: files.count)
    for entry in entries { counts[Int(entry.file)] += 1 }
    return counts.indices.filter { counts[$0] > 0 }.map { (files[Int32($0)], counts[$0]) }
  }
}

extension FindingList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }

  package subscript(index: Int) -> Finding {
    let entry = entries[index]
    return Finding(
      severity(entry), code(entry),
      at: Place(file: files[entry.file], sheet: sheets[entry.sheet], row: Int(entry.row), column: Int(entry.column)),
      unit: units[entry.unit], measure: measure(entry), message(entry))
  }
}

extension FindingList: Equatable {
  package static func == (a: FindingList, b: FindingList) -> Bool { a.elementsEqual(b) }
}
