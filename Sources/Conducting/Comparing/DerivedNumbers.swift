import Bytes
import Contracts
import Findings

/// What one set of tables publishes beside the values of indicators and indices: their ranks, intervals of ranks, comparisons and
/// changes, and all of the derived tables. Kept as published, and only of the rows that somebody asks for.
struct DerivedNumbers {
  /// Row -> its columns as published, those that say which row it is left out.
  private(set) var rows: [String: [(column: String, text: String)]] = [:]

  /// Ids of the rows in which two sets of tables differ.
  static func differing(_ old: String, _ new: String) throws(Refusal) -> Set<String> {
    var found: Set<String> = []
    for table in Table.all {
      let (a, b) = (try table.lines(in: old), try table.lines(in: new))
      for (id, line) in a.rows where b.rows[id] != line || a.heading != b.heading { found.insert(id) }
      for id in b.rows.keys where a.rows[id] == nil { found.insert(id) }
    }
    return found
  }

  /// - Parameters:
  ///   - tables: a directory of the diagnose stage.
  ///   - wanted: ids of rows.
  init(tables: String, rows wanted: Set<String>) throws(Refusal) {
    guard !wanted.isEmpty else { return }
    for table in Table.all {
      let lines = try table.lines(in: tables)
      let ids = lines.rows.keys.filter(wanted.contains)
      guard !ids.isEmpty else { continue }
      // Together, so that the heading is read once.
      let content = try SeparatedTable(
        ids.reduce(into: lines.heading) { $0 += [0x0A] + (lines.rows[$1] ?? []) } + [0x0A], name: table.file
      ).mapped(TextSafety.unguarded)
      for (id, row) in zip(ids, content.rows) {
        rows[id] = zip(content.header, row).filter { !table.isKey($0.0) }.map { ($0.0, $0.1) }
      }
    }
  }

  func text(_ id: String, _ column: String) -> String { rows[id]?.first { $0.column == column }?.text ?? "" }
}

/// A table, and what names its rows.
private struct Table {
  let file: String
  /// Before the id; nil where the rows are those of values.
  let name: String?
  /// Columns whose texts, joined, say what the row is about, and that of its period.
  let subject: [String]
  let period: String
  /// The column that tells several rows of one name apart.
  var part: String?
  /// Columns that are no numbers of the row, or are compared as the value itself.
  let others: Set<String>

  static let all =
    [
      Table(
        file: "indicators.csv", name: nil, subject: ["indicator", "unit"], period: "period",
        others: ["id", "unit_name", "level", "value", "lower", "upper", "interval", "status", "reason", "source_count"]),
      Table(
        file: "index.csv", name: nil, subject: ["index", "unit"], period: "period", others: ["unit_name", "level", "score"]),
    ]
    + DerivedTable.allCases.map {
      Table(
        file: $0.file, name: $0.rawValue, subject: $0.subject, period: $0.period,
        part: $0 == .methods ? "method" : $0 == .drivers ? "level" : nil, others: ["unit_name", "level"])
    }

  func isKey(_ column: String) -> Bool {
    subject.contains(column) || column == period || column == part || others.contains(column)
  }

  /// The lines of the table by the ids of their rows. Several rows of one name - one a method or purpose - are told apart by a number.
  func lines(in tables: String) throws(Refusal) -> (heading: [UInt8], rows: [String: [UInt8]]) {
    let path = Paths.join(tables, file)
    guard try Files.exists(path) else { return ([], [:]) }
    let bytes = try Files.read(path, shownAs: "3-tables/" + file)
    var heading: [UInt8] = []
    var places: [Int] = []
    var rows: [String: [UInt8]] = [:]
    var start = 0
    while let end = Self.endOfLine(bytes, from: start) {
      let line = Array(bytes[start..<end])
      start = end + 1
      if heading.isEmpty {
        heading = line
        let header = try SeparatedTable(line + [0x0A], name: file).header
        places = (subject + [period] + [part].compactMap(\.self)).compactMap { header.firstIndex(of: $0) }
        guard places.count == subject.count + (part == nil ? 1 : 2) else { return (heading, [:]) }
        continue
      }
      let fields = Self.fields(line, upTo: (places.max() ?? 0) + 1)
      let texts = places.map { $0 < fields.count ? String(decoding: line[fields[$0]], as: UTF8.self) : "" }
      let place = name.map { "\($0)/\(texts.prefix(subject.count).joined(separator: "."))/\(texts[subject.count])" }
      let id = (place ?? texts.joined(separator: "/")) + (part == nil ? "" : "#\(texts[texts.count - 1])")
      var unique = id
      var count = 1
      while rows[unique] != nil {
        count += 1
        unique = "\(id)#\(count)"
      }
      rows[unique] = line
    }
    return (heading, rows)
  }

  /// The line feed behind the line, outside quotes.
  private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int? {
    var isQuoted = false
    var place = start
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[place] == 0x0A, !isQuoted { return place }
      place += 1
    }
    return nil
  }

  /// The first fields of a line; none of those that name a row needs quotes.
  private static func fields(_ line: [UInt8], upTo count: Int) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    for place in line.indices where fields.count < count {
      if line[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard line[place] == UInt8(ascii: ","), !isQuoted else { continue }
      fields.append(start..<place)
      start = place + 1
    }
    if fields.count < count { fields.append(start..<line.count) }
    return fields
  }
}

/// Derived numbers of the two editions and of what lies between them, each state by one factor further than the one before.
struct DerivedChanges {
  var old: DerivedNumbers
  var steps: [(cause: ChangeCause, numbers: DerivedNumbers)]

  func changes() -> [DerivedChangeRow] {
    guard let new = steps.last?.numbers else { return [] }
    var found: [DerivedChangeRow] = []
    for id in Set(old.rows.keys).union(new.rows.keys).sorted(by: precedesByBytes) {
      var columns = (new.rows[id] ?? []).map(\.column)
      for (column, _) in old.rows[id] ?? [] where !columns.contains(column) { columns.append(column) }
      for column in columns {
        let (before, after) = (old.text(id, column), new.text(id, column))
        guard before != after else { continue }
        var row = DerivedChangeRow()
        row.id = id
        row.column = column
        row.new = after
        // What the newer edition does not show may be withheld in it, and then it is not shown here either.
        if !after.isEmpty { row.old = before }
        if let a = Double(before), let b = Double(after) { row.difference = b - a }
        row.cause = cause(id, column, before)
        found.append(row)
      }
    }
    return found
  }

  /// The last factor that changed it.
  private func cause(_ id: String, _ column: String, _ before: String) -> ChangeCause {
    var last = before
    var found: ChangeCause?
    for step in steps {
      let now = step.numbers.text(id, column)
      if now != last { found = step.cause }
      last = now
    }
    return found ?? steps.last?.cause ?? .source
  }
}
