import Foundation

@testable import Bytes
@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// A pipeline of one table and the cells of its file, run through the normalise stage on the shipped definitions or on some
/// of the test's own.
final class TinyEdition {
  struct Cell {
    var unit: String
    var name = ""
    var period: String
    var series = "Ludność"
    var text: String
    var attribute = ""
    var file = "in/ludnosc.csv"
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  let folder: String
  var pipeline: Pipeline
  private(set) var outcome = StageOutcome()

  /// - Parameters:
  ///   - region: TERYT prefix, or `PL`.
  ///   - date: of the register.
  ///   - shipped: a profile of `pipelines/profiles` in place of the table's.
  ///   - numbers: how the profile says that numbers are written; nil when it does not say.
  ///   - byName: level of the units when the table has names in place of codes.
  init(region: String, date: String, shipped: String? = nil, numbers: String? = "point", byName: String? = nil) throws {
    folder = NSTemporaryDirectory() + "tiny-\(UUID().uuidString)"
    for name in ["pipelines/profiles", "1", "2"] { try Files.createDirectories("\(folder)/\(name)") }
    for name in ["registers", "forms", "measures.csv", "checks.csv"] {
      try FileManager.default.copyItem(atPath: "\(Self.root)/pipelines/\(name)", toPath: "\(folder)/pipelines/\(name)")
    }
    let profile = """
      {"id": "tiny", "title": {"pl": "x", "en": "x"}, "layout": "unit-table",
       "columns": {"unit": "Kod", "\(byName == nil ? "unit_name" : "parent_name")": "Nazwa", "period": "Rok"},
       \(byName.map { "\"units_by_name\": \"\($0)\"," } ?? "")
       "values": {
         "Ludność": {"measure": "population", "unit": "osoba"},
         "Bezrobotni": {"measure": "unemployment.registered", "unit": "osoba"},
         "Wynagrodzenie": {"measure": "wages.gross", "unit": "zł"},
         "Powierzchnia": {"measure": "area.registered", "unit": "ha"}},
       \(numbers.map { "\"numbers\": \"\($0)\"," } ?? "")
       "signs": {"": "not-available", "-": "true-zero", ".": "no-information", "x": "not-applicable", "#": "secret",
         "n": "not-yet-available", "0": "below-unit"},
       "attributes": {"p": "joint", "s": "preliminary", "v": "low-precision", "M": "method-changed", "k": "incomplete",
         "K": "incomplete", "a": "below-unit", "A": "below-unit", "z": "true-zero", "Z": "true-zero", "x": "no-information",
         "X": "no-information"}}
      """
    if let shipped {
      try FileManager.default.copyItem(
        atPath: "\(Self.root)/pipelines/profiles/\(shipped).json", toPath: folder + "/pipelines/profiles/\(shipped).json")
    } else {
      try Files.write(Array(profile.utf8), to: folder + "/pipelines/profiles/tiny.json")
    }
    let text = """
      {"region": "\(region)", "title": "x", "years": [2013, 2014, 2015, 2024], "register": {"date": "\(date)"},
       "levels": ["powiat", "gmina"], "sources": [{"id": "tiny", "files": ["*.csv"], "profile": "\(shipped ?? "tiny")"}]}
      """
    try Files.write(Array(text.utf8), to: folder + "/pipelines/tiny.json")
    pipeline = try Pipeline.load(folder + "/pipelines/tiny.json")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes the cells and normalises them.
  func normalise(_ cells: [Cell]) throws -> [ObservationRow] {
    var writer = try CellsWriter(creating: folder + "/1/tiny.arrow")
    for (row, cell) in cells.enumerated() {
      try writer.append(
        file: writer.texts.file.code(of: cell.file), sheet: 0, row: Int32(row + 2), column: 4,
        CellHeading(
          unitCode: writer.texts.unitCode.code(of: cell.unit), unitName: writer.texts.unitName.code(of: cell.name),
          period: writer.texts.period.code(of: cell.period),
          series: writer.texts.series.code(
            of: cell.series.contains("|") ? cell.series : "tiny|" + foldedHeading(cell.series)),
          attribute: writer.texts.attribute.code(of: cell.attribute)), text: cell.text.utf8.span)
    }
    try writer.finish()
    outcome = try Normalising.normalise(
      StageContext(pipeline: pipeline, directory: folder + "/2", upstream: folder + "/1"))
    let reader = try ObservationsReader(path: folder + "/2/observations.arrow")
    var rows: [ObservationRow] = []
    try reader.forEachBatch { batch in
      for index in 0..<batch.count { rows.append(ObservationRow(batch, index, reader.texts)) }
    }
    return rows
  }

  func harmonisation() throws -> [HarmonisationRow] { try HarmonisationRow.read(folder + "/2/harmonisation.csv") }

  func breaks() throws -> [SeriesBreakRow] { try SeriesBreakRow.read(folder + "/2/breaks.csv") }
}
