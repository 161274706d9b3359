import Foundation

/// A case of a group: one program on one file.
struct BenchCase {
  let name: String
  let words: [String]
  var environment: [String: String] = [:]
  /// Folder of the result that is compared; nil when there is none.
  var output: String?
  /// Removed before each round.
  var cleared: String?
  /// Cells that the case goes through, for a rate; nil where that says nothing.
  var cells: Int?
  /// A folder that is to be there.
  var made: String?

  init(
    name: String, words: [String], environment: [String: String] = [:], output: String? = nil, cleared: String? = nil,
    cells: Int? = nil, made: String? = nil
  ) {
    self.name = name
    self.words = words
    self.environment = environment
    self.output = output
    self.cleared = cleared
    self.cells = cells
    self.made = made
  }
}

/// What was measured of one case.
struct CaseResult {
  let group: BenchGroup
  let name: String
  let runs: [Measurement]
  var cells: Int?
  /// Medians over the rounds of this case by the group's first, within a round.
  let cpuRatio: Double
  let wallRatio: Double
  /// Where the result differs from the group's first, in words.
  let disagreement: String?
}

/// Runs the cases of each group in turn, A B C, A B C ..., so that a noisy machine disturbs all alike.
struct BenchRun {
  let order: BenchOrder
  let workload: Workload
  let results = NSTemporaryDirectory() + "diagnoza-bench-\(ProcessInfo.processInfo.processIdentifier)"

  init(_ order: BenchOrder, _ workload: Workload) {
    self.order = order
    self.workload = workload
  }

  func measure() throws -> [CaseResult] {
    defer { try? FileManager.default.removeItem(atPath: results) }
    return try order.groups.flatMap { try measure($0) }
  }

  private func measure(_ group: BenchGroup) throws -> [CaseResult] {
    let cases = try cases(of: group)
    var runs = [[Measurement]](repeating: [], count: cases.count)
    for round in 1...order.rounds {
      for (place, one) in cases.enumerated() {
        Workload.say("\(group.rawValue) \(round)/\(order.rounds) \(one.name)")
        if let cleared = one.cleared { try? FileManager.default.removeItem(atPath: cleared) }
        if let made = one.made { try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true) }
        if let output = one.output { try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true) }
        let run = try Measured.run(one.words, environment: one.environment)
        guard run.exitCode == 0 else { throw BenchError("\(group.rawValue) \(one.name): exit code \(run.exitCode)") }
        runs[place].append(run)
      }
    }
    return try cases.indices.map { place in
      var disagreement: String?
      if place > 0, let reference = cases[0].output, let output = cases[place].output {
        disagreement = try difference(reference, output)
      }
      return CaseResult(
        group: group, name: cases[place].name, runs: runs[place], cells: cases[place].cells,
        cpuRatio: median(zip(runs[place], runs[0]).map { $0.cpu / max($1.cpu, 1e-6) }),
        wallRatio: median(zip(runs[place], runs[0]).map { $0.wall / max($1.wall, 1e-6) }), disagreement: disagreement)
    }
  }

  private func difference(_ reference: String, _ output: String) throws -> String? {
    let file = output + "/difference.txt"
    let run = try Measured.run([CommandLine.arguments[0], "compare", reference, output, file])
    return run.exitCode == 0 ? nil : (try? String(contentsOfFile: file, encoding: .utf8)) ?? "not comparable"
  }

  private func cases(of group: BenchGroup) throws -> [BenchCase] {
    switch group {
    case .job: tables(group, workload.long, workload.indicators, threads: 1) + [floor(workload.long)]
    case .job2: tables(group, workload.long, workload.indicators, threads: 2)
    case .eighty: tables(group, workload.long, workload.eighty, threads: 1)
    case .needed: tables(group, workload.long, workload.indicators, threads: 1, needed: true)
    case .shuffled: tables(group, workload.shuffled, workload.indicators, threads: 1)
    case .gzip: tables(group, workload.gzip, workload.indicators, threads: 1)
    case .pipeline: pipeline()
    case .statements: try statements()
    case .columns, .text, .packed, .wide, .pages, .workbook: try readers(group)
    }
  }

  private func floor(_ file: String) -> BenchCase {
    BenchCase(name: "read only", words: [CommandLine.arguments[0], "floor", file])
  }

  private func tables(
    _ group: BenchGroup, _ file: String, _ indicators: String, threads: Int, needed: Bool = false
  ) -> [BenchCase] {
    let folder = "\(results)/\(group.rawValue)"
    var ours = [
      CommandLine.arguments[0], "tabulate", file, "--indicators", indicators, "-j", "\(threads)", "-o", "\(folder)/ours",
    ]
    if needed { ours.append("--needed") }
    var cases = [
      BenchCase(name: "diagnoza", words: ours, environment: [Bench.roleName: "1"], output: "\(folder)/ours")
    ]
    for peer in ["duckdb", "polars"] where Self.hasPeer(peer) {
      cases.append(
        BenchCase(
          name: peer,
          words: ["python3", "Tests/Benchmarks/peers/\(peer)_job.py", file, indicators, "\(folder)/\(peer)", "\(threads)"]
            + (needed ? ["needed"] : []),
          environment: ["POLARS_MAX_THREADS": "\(threads)"], output: "\(folder)/\(peer)"))
    }
    return cases
  }

  private func pipeline() -> [BenchCase] {
    let own = CommandLine.arguments[0]
    let role = [Bench.roleName: "1"]
    let full = "\(results)/full"
    let file = "pipelines/warminsko-mazurskie.json"
    return [
      BenchCase(name: "full run", words: [own, "run", file, "-o", full], environment: role, cleared: full),
      BenchCase(name: "nothing to do", words: [own, "run", file, "-o", full], environment: role),
      BenchCase(name: "start", words: [own, "--version"], environment: role),
    ]
  }

  /// One thread, beside libxml2 doing nothing with the events: the reader alone, then ingest and normalise, one after the other
  /// on the same statements.
  private func statements() throws -> [BenchCase] {
    let full = "\(results)/statements"
    let maker = workload.statements(order)
    func stage(_ name: String, cleared: String? = nil) throws -> BenchCase {
      BenchCase(
        name: name,
        words: [CommandLine.arguments[0], "run", maker.pipeline, "--only", name, "-j", "1", "-o", full],
        environment: [Bench.roleName: "1"], cleared: cleared, cells: try maker.cells)
    }
    let bare = try bareSAX(in: maker.folder + "/statements", "statements")
    return [survey(maker.pipeline), try stage("ingest", cleared: full), try stage("normalise")] + [bare].compactMap { $0 }
  }

  static func hasPeer(_ name: String) -> Bool {
    (try? Measured.run(["python3", "-c", "import \(name)"]))?.exitCode == 0
  }
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
