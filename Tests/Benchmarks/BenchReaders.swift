import Findings
import Foundation
import Ingesting
import Pipelines

// The readers beside other programs and beside bare C: one thread each.
extension BenchRun {
  func readers(_ group: BenchGroup) throws -> [BenchCase] {
    let files = ReaderFiles(workload: workload, scale: order.scale)
    func peer(_ name: String, _ script: String, _ words: [String]) -> BenchCase? {
      guard Self.hasPeer(name == "fastexcel" ? "fastexcel, pyarrow" : name) else { return nil }
      let folder = "\(results)/\(group.rawValue)-\(name)"
      return BenchCase(
        name: ([name] + words.prefix(2).filter { $0 == "columns" || $0 == "rows" }).joined(separator: " "),
        words: ["python3", "Tests/Benchmarks/peers/\(script).py"] + words + (script == "text_read" ? [folder] : []),
        environment: ["POLARS_MAX_THREADS": "1"], made: folder)
    }
    switch group {
    case .columns:
      let folder = "\(results)/columns"
      let ours = BenchCase(
        name: "diagnoza",
        words: [
          CommandLine.arguments[0], "tabulate", workload.long, "--indicators", workload.indicators, "-j", "1", "-o", folder,
        ],
        environment: [Bench.roleName: "1"], made: folder)
      let peers = ["duckdb", "polars"].map { peer($0, "text_read", [$0, "columns", workload.long]) }
      return [ours] + peers.compactMap { $0 }
    case .text:
      let peers = ["duckdb", "polars"].map { peer($0, "text_read", [$0, "rows", workload.long]) }
      return [ingest(files.pipeline("text"), "text")] + peers.compactMap { $0 }
    case .packed:
      let bare = try floor("inflate", [workload.gzip])
      return [ingest(files.pipeline("packed"), "packed"), ingest(files.pipeline("text"), "text", "the same unpacked")]
        + [bare].compactMap { $0 }
    case .wide:
      let peers = ["duckdb", "polars"].map { peer($0, "wide_read", [$0, files.wideUTF8]) }
      return [ingest(files.pipeline("wide"), "wide")] + peers.compactMap { $0 }
    case .pages:
      let pipeline = files.pipeline("pages")
      return [survey(pipeline), ingest(pipeline, "pages", "to cells on the disk")]
        + [try bareSAX(in: files.pages, "pages")].compactMap { $0 }
    case .workbook:
      let cases: [BenchCase?] = [
        try floor("inflate", [files.workbook, ReaderFiles.sheet]),
        try floor("inflate", [files.workbook, ReaderFiles.sheet, "sax"], "inflate and libxml2"),
        peer("fastexcel", "workbook_read", [files.workbook]),
      ]
      return [BenchCase(name: "diagnoza", words: [CommandLine.arguments[0], "cells", files.workbook])] + cases.compactMap { $0 }
    default: return []
    }
  }

  /// The ingest stage as it is run, from the files to cells on the disk.
  private func ingest(_ pipeline: String, _ folder: String, _ name: String = "diagnoza") -> BenchCase {
    let output = "\(results)/ingest-\(folder)"
    return BenchCase(
      name: name,
      words: [CommandLine.arguments[0], "run", pipeline, "--only", "ingest", "-j", "1", "-o", output],
      environment: [Bench.roleName: "1"], cleared: output)
  }

  /// The reader alone: files hashed, read and laid out as the ingest stage does, every cell counted and nothing kept.
  func survey(_ pipeline: String) -> BenchCase {
    BenchCase(name: "diagnoza", words: [CommandLine.arguments[0], "survey", pipeline])
  }

  /// libxml2's SAX2 over all documents of a folder.
  func bareSAX(in folder: String, _ name: String) throws -> BenchCase? {
    var paths: [String] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where path.hasSuffix(".xml") {
      paths.append(folder + "/" + path)
    }
    let list = "\(workload.folder)/\(name).list"
    try (paths.joined(separator: "\n") + "\n").write(toFile: list, atomically: true, encoding: .utf8)
    return try floor("sax", [list], "libxml2")
  }

  /// A program in C, compiled now; nil, and said so, where there is no compiler.
  private func floor(_ name: String, _ words: [String], _ shown: String? = nil) throws -> BenchCase? {
    try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
    let program = "\(results)/\(name)"
    if !FileManager.default.fileExists(atPath: program) {
      let run = try? Measured.run(
        ["gcc", "-O2", "-o", program, "Tests/Benchmarks/floors/\(name).c", "-I/usr/include/libxml2", "-lxml2", "-lz"])
      guard run?.exitCode == 0 else {
        Workload.say("\(name): no C compiler here, the bare program is left out")
        return nil
      }
    }
    return BenchCase(name: shown ?? name, words: [program] + words)
  }
}

/// Every cell of a workbook as the reader gives it, counted: what the numbers are is looked at, nothing is kept.
struct CellTally: RowReceiver {
  private var cells = 0
  private var bytes = 0

  mutating func open(_ table: TableHeading) throws(Refusal) {}
  mutating func close(merged: [String]) throws(Refusal) {}

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    cells += rows.cells.count
    bytes += rows.bytes.count
  }

  static func read(_ path: String) throws {
    var tally = CellTally()
    _ = try readXLSX(Input(path: path), options: ReadingOptions(), into: &tally)
    guard tally.cells > 0 else { throw BenchError("\(path): no cells") }
  }

  /// The sources of a pipeline, each file read as the ingest stage reads it, and nothing kept.
  static func survey(_ path: String) throws {
    let pipeline = try Pipeline.load(path)
    for source in pipeline.sources {
      let survey = try SourceSurvey(
        of: source, try Profile.load(source.profile, for: pipeline), try pipeline.files(of: source))
      guard survey.errors.isEmpty, !survey.periods.isEmpty else { throw BenchError("\(path): \(source.id) is not read") }
    }
  }
}
