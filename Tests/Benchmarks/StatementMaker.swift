import Bytes
import Foundation
import Pipelines
import Territory

/// Makes statements of every gmina of the register for ten years, each of 150 numbers in five sections of a form, and the
/// pipeline that reads them. The figures are invented and keep to no control sum: every rule has something to say.
struct StatementMaker {
  static let cellsPerStatement = 150
  private static let years = 2011...2020
  private static let sections = ["1", "2B", "3", "4", "5"]

  let folder: String
  let scale: Double
  var pipeline: String { folder + "/statements/polska.json" }

  /// Whole years only, one at least.
  private var years: ClosedRange<Int> {
    let count = max(1, Int((Double(Self.years.count) * min(1, scale)).rounded()))
    return Self.years.lowerBound...(Self.years.lowerBound + count - 1)
  }

  var cells: Int { get throws { try gminas().count * years.count * Self.cellsPerStatement } }

  private func gminas() throws -> [String] {
    var shipped = try Pipeline.load("pipelines/warminsko-mazurskie.json")
    shipped.registerDate = .chosen("2024-01-01")
    return try shipped.loadRegister().units(at: .gmina).map(\.code)
  }

  func write() throws {
    let home = FileManager.default.currentDirectoryPath
    var random = SeededRandom(seed: 20_260_302)
    let gminas = try gminas()
    for year in years {
      try FileManager.default.createDirectory(atPath: "\(folder)/statements/\(year)", withIntermediateDirectories: true)
      for gmina in gminas {
        try Data(statement(gmina, year, &random).utf8).write(
          to: URL(fileURLWithPath: "\(folder)/statements/\(year)/\(gmina).xml"))
      }
    }
    let list = years.map(String.init).joined(separator: ", ")
    let text = """
      {"region": "PL", "title": "Polska", "years": [\(list)], "register": {"date": "2024-01-01"},
       "definitions": "\(home)/pipelines", "levels": ["voivodeship", "powiat", "gmina"],
       "sources": [{"id": "mpips-03", "files": ["*/*.xml"], "profile": "mpips-03-xml"}],
       "tolerance": {"rejected_cells": 0, "refused_files": 0, "failed_checks": 1000000000}}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: pipeline))
  }

  private func statement(_ unit: String, _ year: Int, _ random: inout SeededRandom) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <sprawozdanie symbol="MPiPS-03" wersja="\(year).1" xmlns="urn:diagnoza:sprawozdanie:1">
       <naglowek>
        <jednostka kod="\(unit)" typ="OPS"/>
        <okres od="\(year)-01-01" do="\(year)-12-31"/>
       </naglowek>

      """
    for section in Self.sections {
      text += " <dzial nr=\"\(section)\" tytul=\"Udzielone świadczenia - zadania własne gmin\">\n"
      for row in 1...10 {
        text += "  <wiersz nr=\"\(row)\" opis=\"Zasiłki okresowe - ogółem, w tym przyznane z powodu bezrobocia \(row)\">\n"
        for column in 1...3 {
          let size = random.unit() * random.unit() * 2000
          text += "   <kol nr=\"\(column)\">\(Int(size))\(column == 3 ? ".\(Int(random.unit() * 90) + 10)" : "")</kol>\n"
        }
        text += "  </wiersz>\n"
      }
      text += " </dzial>\n"
    }
    return text + "</sprawozdanie>\n"
  }
}
