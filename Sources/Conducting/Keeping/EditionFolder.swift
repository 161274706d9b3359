import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// The directory of one edition: the four stages, and what is said of all of them together.
struct EditionFolder {
  static let run = "run.json"

  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Whether the stages found stand in this directory and the files beside them are as they were written.
  func isWhole(_ steps: [Plan.Step], hashes: ContentHashes) throws(Refusal) -> Bool {
    for step in steps where step.found?.directory != Paths.join(path, step.stage.directory) { return false }
    return try isSealWhole(hashes: hashes)
  }

  /// Whether the directory is a whole edition made of exactly these results.
  func holds(_ records: [StageRecord], hashes: ContentHashes) throws(Refusal) -> Bool {
    for record in records {
      guard let stage = Stage(rawValue: record.stage) else { return false }
      let folder = StageFolder(Paths.join(path, stage.directory))
      guard try folder.isWhole(record, hashes: hashes) else { return false }
    }
    return try isSealWhole(hashes: hashes)
  }

  private func isSealWhole(hashes: ContentHashes) throws(Refusal) -> Bool {
    let place = Paths.join(path, StageFolder.seal)
    guard try Files.linkStatus(place)?.kind == .regular else { return false }
    let seal = try Files.read(place)
    let files = try commonFiles()
    guard files.contains(Self.run), files.contains(FindingsFile.name) else { return false }
    var sums: [(name: String, sha256: String)] = []
    for file in files {
      guard try Files.linkStatus(Paths.join(path, file))?.kind == .regular else { return false }
      sums.append((file, try hashes.digest(of: Paths.join(path, file), shownAs: file).sha256))
    }
    return seal == StageFolder.seal(of: sums)
  }

  /// `run.json`, `findings.csv` and `rejects/*`, relative, sorted.
  private func commonFiles() throws(Refusal) -> [String] {
    var files: [String] = []
    for name in try Files.list(path) where !name.hasPrefix(".") {
      if name == RejectsFile.folder {
        files += try FolderTree.files(in: Paths.join(path, name)).map { "\(name)/\($0)" }
      } else if try Files.linkStatus(Paths.join(path, name))?.kind == .regular {
        files.append(name)
      }
    }
    return files.sorted(by: precedesByBytes)
  }

  /// Writes what is said of all stages together: the last thing before the edition is published.
  func close(pipeline: Pipeline, id: String, records: [StageRecord], hashes: ContentHashes) throws(Refusal) {
    let findings = try mergeFindingsAndRejects(of: Stage.allCases, from: path, language: pipeline.language)
    let record = EditionRecord(pipeline: pipeline, id: id, records: records, findings: findings)
    try Files.write(record.json, to: Paths.join(path, Self.run))
    let provenance = ProvenanceRecord(pipeline: pipeline, id: id, records: records)
    try Files.write(provenance.json, to: Paths.join(path, ProvenanceRecord.name))
    var sums: [(name: String, sha256: String)] = []
    for file in try commonFiles() {
      sums.append((file, try hashes.digest(of: Paths.join(path, file), shownAs: file).sha256))
      try Files.makeReadOnly(Paths.join(path, file))
    }
    let seal = Paths.join(path, StageFolder.seal)
    try Files.write(StageFolder.seal(of: sums), to: seal)
    try Files.makeReadOnly(seal)
    try FolderTree.synchronise(path)
  }

  /// Joins the tables of the stages that stand in a folder into one table each.
  /// - Returns: the findings of all of them.
  func mergeFindingsAndRejects(
    of stages: [Stage], from home: String, language: Language
  ) throws(Refusal) -> [Finding] {
    try Files.createDirectories(path)
    var findings: [Finding] = []
    var rejects: [String: [String]] = [:]
    for stage in stages {
      let folder = StageFolder(Paths.join(home, stage.directory))
      findings += try folder.findings()
      let place = Paths.join(folder.path, RejectsFile.folder)
      guard try Files.exists(place) else { continue }
      for file in try FolderTree.files(in: place) { rejects[file, default: []].append(Paths.join(place, file)) }
    }
    try FindingsFile.write(findings, to: Paths.join(path, FindingsFile.name), in: language)
    var checked: [String: Int] = [:]
    for stage in stages {
      let counts = Paths.join(Paths.join(home, stage.directory), FindingsXML.rules)
      checked.merge(try FindingsXML.checked(counts), uniquingKeysWith: +)
    }
    try Files.write(
      Array(FindingsXML.text(findings, checked: checked, language: language).utf8), to: Paths.join(path, FindingsXML.name))
    let folder = Paths.join(path, RejectsFile.folder)
    try Files.createDirectories(folder)
    for file in rejects.keys.sorted(by: precedesByBytes) {
      try Files.write(try Self.joined(rejects[file] ?? []), to: Paths.join(folder, file))
    }
    return findings
  }

  /// Tables with the same header, one under the other.
  private static func joined(_ paths: [String]) throws(Refusal) -> [UInt8] {
    var bytes: [UInt8] = []
    for path in paths {
      let table = try Files.read(path)
      // No header of ours holds a line end.
      let header = table.firstIndex(of: 0x0A).map { $0 + 1 } ?? table.count
      bytes += bytes.isEmpty ? table[...] : table[header...]
    }
    return bytes
  }
}
