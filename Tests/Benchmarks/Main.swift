import Commands
import Foundation
import Glibc

/// `swift run -c release bench`: what the program takes for its work beside other programs on the same files, as ratios in one
/// run.
@main
struct Bench {
  static func main() throws {
    // The measured process is this executable again: it holds the whole program, so that nothing else must have been built.
    if unsafe getenv(Self.roleName) != nil { Program.diagnoza() }
    let words = Array(CommandLine.arguments.dropFirst())
    // What needs memory is done in processes of their own: a child's peak memory counts what its parent had.
    switch words.first {
    case "floor" where words.count == 2:
      try Floor.read(words[1])
      return
    case "cells" where words.count == 2:
      try CellTally.read(words[1])
      return
    case "survey" where words.count == 2:
      try CellTally.survey(words[1])
      return
    case "compare" where words.count == 4:
      if let difference = try ResultComparison.difference(words[1], words[2]) {
        try difference.write(toFile: words[3], atomically: true, encoding: .utf8)
        exit(1)
      }
      return
    case "prepare":
      guard let order = BenchOrder(Array(words.dropFirst())) else { exit(64) }
      try Workload(order).make(order)
      return
    default: break
    }
    guard let order = BenchOrder(words) else {
      print(BenchOrder.usage)
      exit(64)
    }
    do {
      let results = try BenchRun(order, try Workload.prepared(order, words)).measure()
      print(ResultTable.text(results, order))
      if let path = order.json { try ResultTable.json(results, order).write(toFile: path, atomically: true, encoding: .utf8) }
      if results.contains(where: { $0.disagreement != nil }) { exit(1) }
    } catch {
      Workload.say("\(error)")
      exit(1)
    }
  }

  /// Set in the environment of a measured process.
  static let roleName = "DIAGNOZA_BENCH_PROGRAM"
}
