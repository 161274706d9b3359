import Foundation
import Markup

/// The results for a person and for a program.
enum ResultTable {
  static func text(_ results: [CaseResult], _ order: BenchOrder) -> String {
    var lines = [
      "", "scale \(order.scale), \(order.rounds) rounds; ratios to the first line of a group, medians within a round", "",
    ]
    lines.append(row(["group", "program", "cpu s", "wall s", "MiB", "cpu ratio", "wall ratio", "answer", "cells/s"]))
    for result in results {
      lines.append(
        row([
          result.group.rawValue, result.name, number(median(result.runs.map(\.cpu)), 3),
          number(median(result.runs.map(\.wall)), 3),
          number(median(result.runs.map(\.memory)), 0), number(result.cpuRatio, 2), number(result.wallRatio, 2),
          result.disagreement ?? "same",
          result.cells.map { number(Double($0) / max(median(result.runs.map(\.cpu)), 1e-6), 0) } ?? "",
        ]))
    }
    return lines.joined(separator: "\n")
  }

  static func json(_ results: [CaseResult], _ order: BenchOrder) -> String {
    let cases = results.map { result in
      JSONValue.object([
        ("group", .string(result.group.rawValue)), ("program", .string(result.name)),
        ("cpu", .number(median(result.runs.map(\.cpu)))),
        ("wall", .number(median(result.runs.map(\.wall)))),
        ("mebibytes", .number(median(result.runs.map(\.memory)))),
        ("cpu_ratio", .number(result.cpuRatio)),
        ("wall_ratio", .number(result.wallRatio)),
        ("cells", result.cells.map { .integer($0) } ?? .null),
        ("difference", result.disagreement.map { .string($0) } ?? .null),
      ])
    }
    let document = JSONValue.object([
      ("schema", .string("diagnoza.bench/1")), ("scale", .number(order.scale)),
      ("rounds", .number(Double(order.rounds))),
      ("cases", .array(cases)),
    ])
    return String(decoding: JSONWriter.bytes(of: document, .pretty), as: UTF8.self)
  }

  private static func row(_ cells: [String]) -> String {
    zip(cells, [10, 14, 9, 9, 7, 10, 11, 7, 0]).map { $0.0.padding(toLength: max($0.1, $0.0.count), withPad: " ", startingAt: 0) }
      .joined(separator: " ")
  }

  private static func number(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
