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
    if words.first == "floor", words.count == 2 {
      try Floor.read(words[1])
      return
    }
    guard let order = BenchOrder(words) else {
      print(BenchOrder.usage)
      exit(64)
    }
    let workload = try Workload.prepared(order)
    let results = try BenchRun(order, workload).measure()
    print(ResultTable.text(results, order))
    if let path = order.json { try ResultTable.json(results, order).write(toFile: path, atomically: true, encoding: .utf8) }
    if results.contains(where: { $0.disagreement != nil }) { exit(1) }
  }

  /// Set in the environment of a measured process.
  static let roleName = "DIAGNOZA_BENCH_PROGRAM"
}
