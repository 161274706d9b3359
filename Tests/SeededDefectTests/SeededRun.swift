import Foundation

@testable import Archive
@testable import Bytes
@testable import Contracts
@testable import Findings
@testable import Ingesting
@testable import Normalising
@testable import Pipelines

/// One source of the shipped pipeline on copies of its fixtures, altered by the test, through the first two stages.
final class SeededRun {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private let fixtures: String
  private let folder: String
  private var pipeline: Pipeline
  private var ran: [StageOutcome]?

  /// - Parameters:
  ///   - source: id in the pipeline; its files are those that `add` puts in place.
  ///   - others: further sources, each with the files of its own folder.
  ///   - region: prefix of TERYT, so that few units make a whole region.
  ///   - place: the shipped pipeline, and its folder of fixtures.
  init(
    _ source: String, and others: [String] = [], region: String = "28", of place: String = "warminsko-mazurskie"
  ) throws {
    folder = NSTemporaryDirectory() + "seeded-\(UUID().uuidString)"
    fixtures = "\(Self.root)/fixtures/\(place)/"
    pipeline = try Pipeline.load("\(Self.root)/pipelines/\(place).json")
    pipeline.region = region
    pipeline.folder = folder + "/pipelines"
    pipeline.sources = pipeline.sources.filter { $0.id == source || others.contains($0.id) }
    for index in pipeline.sources.indices {
      pipeline.sources[index].files =
        others.isEmpty
        ? ["../in/**"]
        : pipeline.sources[index].files.map { $0.replacingOccurrences(of: "../fixtures/\(place)/", with: "../in/") }
      pipeline.sources[index].isOptional = true
    }
    for name in ["pipelines", "in", "1", "2"] { try Files.createDirectories("\(folder)/\(name)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Copies a fixture; `alter` changes its bytes, read as Latin-1 so that every code page stays as it is.
  func add(_ fixture: String, as name: String? = nil, _ alter: (String) -> String = { $0 }) throws {
    let bytes = try Files.read(fixtures + fixture)
    let text = String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
    let place = "\(folder)/in/\(name ?? fixture)"
    try Files.createDirectories(Paths.parent(of: place))
    try Files.write(alter(text).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, to: place)
  }

  /// The text of a fixture in UTF-8.
  func fixture(_ name: String) throws -> String { String(decoding: try Files.read(fixtures + name), as: UTF8.self) }

  /// A file of the test's own.
  func put(_ name: String, _ text: String) throws { try put(name, bytes: Array(text.utf8)) }

  func put(_ name: String, bytes: [UInt8]) throws {
    let place = "\(folder)/in/\(name)"
    try Files.createDirectories(Paths.parent(of: place))
    try Files.write(bytes, to: place)
  }

  /// Copies a workbook; `alter` changes the XML of its parts.
  func add(
    workbook fixture: String, as name: String? = nil, _ alter: (_ part: String, _ text: String) -> String
  ) throws {
    var writer = ZipWriter(shownAs: fixture)
    let archive = try ZipArchive(try FileAccess(path: fixtures + fixture), shownAs: fixture)
    for entry in try archive.files() {
      let bytes = try archive.open(entry).readAll(limit: 1 << 26, shownAs: entry.name)
      let text = String(decoding: bytes, as: UTF8.self)
      try writer.add(entry.name, Array(alter(entry.name, text).utf8))
    }
    try put(name ?? fixture, bytes: try writer.finish())
  }

  /// What both stages say, notes left out.
  func findings() throws -> [Finding] { try outcomes().flatMap(\.findings).filter { $0.severity != .note } }

  func notes() throws -> [Finding] { try outcomes().flatMap(\.findings).filter { $0.severity == .note } }

  func balances() throws -> [Balance] { try outcomes().flatMap(\.balances) }

  /// Both stages, run once.
  private func outcomes() throws -> [StageOutcome] {
    if let ran { return ran }
    let outcomes = [
      try ingest(StageContext(pipeline: pipeline, directory: folder + "/1", upstream: "")),
      try normalise(StageContext(pipeline: pipeline, directory: folder + "/2", upstream: folder + "/1")),
    ]
    ran = outcomes
    return outcomes
  }

  /// Rejects of the second stage, after `findings`.
  func rejects() throws -> String {
    String(decoding: try Files.read(RejectsFile.path(in: folder + "/2", source: pipeline.sources[0].id)), as: UTF8.self)
  }

  func observations() throws -> [ObservationRow] {
    let reader = try ObservationsReader(path: folder + "/2/observations.arrow")
    var rows: [ObservationRow] = []
    try reader.forEachBatch { batch in
      for index in 0..<batch.count { rows.append(ObservationRow(batch, index, reader.texts)) }
    }
    return rows
  }

  func rules() throws -> String { String(decoding: try Files.read(folder + "/2/checks.csv"), as: UTF8.self) }
}
