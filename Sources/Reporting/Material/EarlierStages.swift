import Bytes
import Contracts
import Findings

/// Where the stages before the report left their results: the one place that knows. `3-tables` is given as the upstream;
/// the other two lie beside it, in a run's working folder as in a published edition.
package struct EarlierStages: Sendable {
  package enum Stage: String, Sendable, CaseIterable {
    case ingest = "1-cells"
    case normalise = "2-observations"
    case diagnose = "3-tables"
  }

  private let tables: String

  package init(upstream: String) {
    tables = upstream
  }

  package func directory(of stage: Stage) -> String {
    stage == .diagnose ? tables : Paths.join(Paths.parent(of: tables), stage.rawValue)
  }

  /// A file of a stage, and the name under which messages show it.
  package func file(_ name: String, of stage: Stage) -> (path: String, shown: String) {
    (Paths.join(directory(of: stage), name), stage.rawValue + "/" + name)
  }
}

extension EarlierStages {
  /// A whole table of the diagnosis.
  func table<Row: TableRow>(_ name: String, of type: Row.Type) throws(Refusal) -> [Row] {
    let file = file(name, of: .diagnose)
    return try Row.read(file.path, shownAs: file.shown)
  }

  /// Record, findings and rejects of a stage.
  /// - Throws: `.unavailable` when the stage left no record.
  func material(of stage: Stage) throws(Refusal) -> (material: StageMaterial, record: StageRecord) {
    let record = try StageRecord.read(
      from: directory(of: stage), shownAs: stage.rawValue + "/" + StageRecord.fileName)
    var material = StageMaterial(stage: record.stage, balances: record.balances, settings: record.settings)
    let findings = file(FindingsFile.name, of: stage)
    if try Files.exists(findings.path) {
      material.findings = try FindingsFile.read(findings.path, shownAs: findings.shown)
    }
    for balance in record.balances {
      let rejects = file(RejectsFile.folder + "/" + balance.source + ".csv", of: stage)
      guard try Files.exists(rejects.path) else { continue }
      material.rejects.append((balance.source, try RejectsFile.read(rejects.path, shownAs: rejects.shown)))
    }
    return (material, record)
  }

  /// The published files that cells of a source came from, as the ingest stage shows them (`archive.zip!/member` for
  /// members of archives).
  func cellFiles(ofSource id: String) throws(Refusal) -> [String] {
    let cells = file(id + ".arrow", of: .ingest)
    guard try Files.exists(cells.path) else { return [] }
    return try CellsReader(path: cells.path, shownAs: cells.shown).texts.file
  }
}
