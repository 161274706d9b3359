package import Bytes
package import Findings
import Methods

/// What a method gives: a table, and what is to be said about it.
package struct MethodOutput: Sendable {
  package var header: [String]
  package var rows: [[SeparatedField]]
  /// What a person should know beside the numbers: ties, units without a result and why.
  package var remarks: [Wording]

  package init(_ header: [String], _ rows: [[SeparatedField]], remarks: [Wording] = []) {
    self.header = header
    self.rows = rows
    self.remarks = remarks
  }

  /// RFC 4180 with dot, numbers as the shortest text that reads back the same.
  package var bytes: [UInt8] { writeSeparated(header, rows, .exchange) }

  /// `unit,score,rank`: places on the scores as computed, equal scores sharing the better place.
  static func scores(_ call: MethodCall, _ scores: [Double?], better: Preference = .more) -> MethodOutput {
    let places = ranks(scores, better: better)
    var rows: [[SeparatedField]] = []
    for row in 0..<call.table.count {
      rows.append(
        call.table.key(row).map { .text($0) } + [.finite(scores[row]), places[row].map { .integer($0) } ?? .empty])
    }
    var output = MethodOutput(call.table.keyHeader + ["score", "rank"], rows)
    let without = (0..<call.table.count).filter { places[$0] == nil }
    if !without.isEmpty {
      let names = without.map { call.table.name($0) }.joined(separator: ", ")
      output.remarks.append(
        Wording(
          "bez wyniku, bo brakuje danych: \(names)", en: "without a score, because data are missing: \(names)"))
    }
    let tied = Dictionary(grouping: places.compactMap { $0 }, by: { $0 }).filter { $0.value.count > 1 }
    if !tied.isEmpty {
      let list = tied.keys.sorted().map { "\($0) (\(tied[$0]?.count ?? 0))" }.joined(separator: ", ")
      output.remarks.append(Wording("miejsca wspólne (ile jednostek): \(list)", en: "shared places (units): \(list)"))
    }
    output.remarks.append(
      better == .more
        ? Wording("miejsce 1 ma największy wynik", en: "place 1 has the largest score")
        : Wording("miejsce 1 ma najmniejszy wynik", en: "place 1 has the smallest score"))
    return output
  }

  /// `unit,<variables>`.
  static func variables(_ call: MethodCall, _ names: [String], _ columns: [[Double?]]) -> MethodOutput {
    var rows: [[SeparatedField]] = []
    for row in 0..<call.table.count {
      rows.append(call.table.key(row).map { .text($0) } + columns.map { .finite($0[row]) })
    }
    return MethodOutput(call.table.keyHeader + names, rows)
  }

  /// The input's columns and further ones.
  static func beside(_ call: MethodCall, _ names: [String], _ columns: [[SeparatedField]]) -> MethodOutput {
    var rows: [[SeparatedField]] = []
    for row in 0..<call.table.count {
      rows.append(call.table.table.rows[row].map { .text($0) } + columns.map { $0[row] })
    }
    return MethodOutput(call.table.header + names, rows)
  }

  /// `statistic,value`.
  static func statistics(_ values: [(String, Double?)]) -> MethodOutput {
    MethodOutput(["statistic", "value"], values.map { [.text($0.0), .finite($0.1)] })
  }
}

extension SeparatedField {
  /// A number that may be missing; what is not finite is missing.
  static func finite(_ value: Double?) -> SeparatedField {
    guard let value, value.isFinite else { return .empty }
    return .number(value)
  }
}
