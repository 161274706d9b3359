import Bytes
import Contracts
import Findings
import Foundation
import Pipelines

@testable import Ingesting

/// Lays files out by a shipped profile, or one of its own, and says what came out of it.
struct LayoutTrial {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// `unit|name|period|series|unit of measure|attribute|text`, one a cell.
  var cells: [String] = []
  var findings: [Finding] = []
  var skipped: [String: Int] = [:]
  var isEven = true

  /// - Parameter profile: a name in pipelines/profiles.
  init(_ profile: String, _ files: [(name: String, content: [UInt8])]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("layout-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for sub in ["files", "cells", "pipelines"] {
      try FileManager.default.createDirectory(at: folder.appendingPathComponent(sub), withIntermediateDirectories: true)
    }
    for file in files { try Data(file.content).write(to: folder.appendingPathComponent("files/" + file.name)) }
    let text = """
      {"region": "28", "title": "x", "years": [2020, 2021], "register": {"date": "2024-01-01"}, "levels": ["voivodeship"],
       "definitions": "\(Self.root)/pipelines",
       "sources": [{"id": "proba", "files": ["../files/*"], "profile": "\(profile)"}]}
      """
    let path = folder.appendingPathComponent("pipelines/trial.json").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let directory = folder.appendingPathComponent("cells").path
    let outcome = try ingest(StageContext(pipeline: try Pipeline.load(path), directory: directory, upstream: ""))
    findings = Array(outcome.findings)
    for balance in outcome.balances {
      isEven = isEven && balance.isEven
      for (reason, count) in balance.skipped { skipped[reason, default: 0] += count }
    }
    let reader = try CellsReader(path: directory + "/proba.arrow")
    for index in 0..<reader.batchCount {
      let batch = try reader.batch(index)
      for cell in 0..<batch.count {
        let texts = reader.texts
        cells.append(
          [
            texts.unitCode[Int(batch.unitCode[cell])], texts.unitName[Int(batch.unitName[cell])],
            texts.period[Int(batch.period[cell])], texts.series[Int(batch.series[cell])],
            texts.unitOfMeasure[Int(batch.unitOfMeasure[cell])], texts.attribute[Int(batch.attribute[cell])], batch.text[cell],
          ].joined(separator: "/"))
      }
    }
  }

  init(_ profile: String, _ name: String, _ text: String) throws {
    try self.init(profile, [(name, Array(text.utf8))])
  }

  var errors: [String] { findings.filter { $0.severity == .error }.map { "\($0.code) \($0.message.english)" } }
}
