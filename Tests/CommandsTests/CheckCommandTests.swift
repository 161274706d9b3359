import Foundation
import Testing

/// `diagnoza check`: what is missing, late or wrong is its result and goes to standard output, terminal or not.
struct CheckCommandTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test("The shipped pipelines are neither late nor incomplete", arguments: ["warminsko-mazurskie", "warszawa"])
  func shipped(name: String) {
    let end = ProgramTests.run("check", Self.root + "/pipelines/\(name).json")
    #expect(end.code == 0)
    #expect(end.output == "")
    #expect(end.errors == "")
  }

  @Test func whatIsLateOrMissingIsTheResult() throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let statements = folder + "/in/mpips03"
    try FileManager.default.createDirectory(atPath: folder + "/pipelines", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.root + "/fixtures/warminsko-mazurskie/mpips03", toPath: statements)
    for year in try FileManager.default.contentsOfDirectory(atPath: statements) where year != "2021" && year != "2022" {
      try FileManager.default.removeItem(atPath: statements + "/" + year)
    }
    try FileManager.default.removeItem(atPath: statements + "/2022/2801021.xml")
    let half = statements + "/2022/2801032.xml"
    let text = try String(contentsOfFile: half, encoding: .utf8)
    try text.replacingOccurrences(of: "2022-12-31", with: "2022-06-30").write(toFile: half, atomically: true, encoding: .utf8)
    let pipeline = """
      {"region": "2801", "title": "x", "years": [2021, 2022, 2023], "register": {"date": "2024-01-01"},
       "levels": ["gmina"], "definitions": "\(Self.root)/pipelines", "indicators": ["B01"],
       "sources": [{"id": "mpips-03", "files": ["../in/mpips03/*/2801*.xml"], "profile": "mpips-03-xml"}]}
      """
    try pipeline.write(toFile: folder + "/pipelines/late.json", atomically: true, encoding: .utf8)
    let end = ProgramTests.run("check", folder + "/pipelines/late.json", "--language", "pl")
    #expect(end.code == 0)
    #expect(end.errors == "")
    let lines = end.output.split(separator: "\n").map(String.init)
    // The clock of the machine is past these days; a half-year statement is due as long as the year's is not there.
    #expect(lines.contains { $0.hasPrefix("late-statement:") && $0.contains("2024-02-09") })
    #expect(lines.contains { $0.hasPrefix("late-statement:") && $0.contains("2023-H1") && $0.contains("2023-07-21") })
    #expect(lines.contains { $0.hasPrefix("missing-statement:") && $0.contains("2801021") && $0.contains("2022") })
    #expect(lines.contains { $0.hasPrefix("wrong-period:") && $0.contains("2801032.xml") && $0.contains("2022-H1") })
  }

  /// What the last run read and is gone shows where that run left its result, and nowhere else.
  @Test func whatIsGoneIsSeenBesideTheResultsOfTheRun() throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["in", "pipelines"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let gone = "LUDN_2137_CREL_20240522110000.csv"
    for (name, years) in [(gone, [2021, 2022]), ("LUDN_2137_CREL_20250522110000.csv", [2023])] {
      var text = "\"Kod\";\"Nazwa\";\"Wiek\";\"Płeć\";\"Rok\";\"Wartosc\";\"Jednostka miary\";\"Atrybut\";\n"
      for year in years { text += "2801000;\"Powiat bartoszycki\";\"ogółem\";\"ogółem\";\"\(year)\";\"500\";\"osoba\";\"\";\n" }
      try text.write(toFile: "\(folder)/in/\(name)", atomically: true, encoding: .utf8)
    }
    let pipeline = """
      {"region": "28", "title": "x", "years": [2021, 2022, 2023], "base_year": 2021, "register": {"date": "2024-01-01"},
       "definitions": "\(Self.root)/pipelines", "levels": ["powiat"], "indicators": ["A01"],
       "sources": [{"id": "gus-bdl", "files": ["../in/*.csv"], "profile": "bdl"}],
       "tolerance": {"rejected_cells": 0, "refused_files": 0, "failed_checks": 1000}}
      """
    let path = folder + "/pipelines/gone.json"
    try pipeline.write(toFile: path, atomically: true, encoding: .utf8)
    let ran = ProgramTests.run("run", path, "-o", folder + "/elsewhere")
    #expect(ran.code == 0, "\(ran.errors)")
    try FileManager.default.removeItem(atPath: "\(folder)/in/\(gone)")
    let there = ProgramTests.run("check", path, "-o", folder + "/elsewhere")
    #expect(there.code == 0)
    #expect(there.output.contains("input-gone: in/\(gone): "))
    let nowhere = ProgramTests.run("check", path)
    #expect(nowhere.code == 0 && !nowhere.output.contains("input-gone"))
  }

  /// What a run would refuse before it computes is told with the run's exit code; a file that is no good, when it is not tolerated.
  @Test(
    arguments: [
      ("", 65), (#", "tolerance": {"refused_files": 1, "failed_checks": 1000}"#, 0),
      (#", "changes_since": "2020-000000000000""#, 66),
    ] as [(String, Int32)])
  func whatARunWouldRefuse(more: String, code: Int32) throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["in", "pipelines"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let text =
      "\"Kod\";\"Nazwa\";\"Wiek\";\"Płeć\";\"Rok\";\"Wartosc\";\"Jednostka miary\";\"Atrybut\";\n"
      + "2801000;\"Powiat bartoszycki\";\"ogółem\";\"ogółem\";\"2023\";\"500\";\"osoba\";\"\";\n"
    try text.write(toFile: "\(folder)/in/LUDN_2137_CREL_20250522110000.csv", atomically: true, encoding: .utf8)
    // A program by mistake among the data.
    try Data([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01] + [UInt8](repeating: 0, count: 600))
      .write(to: URL(fileURLWithPath: "\(folder)/in/zzz.csv"))
    let pipeline = """
      {"region": "28", "title": "x", "years": [2023], "register": {"date": "2024-01-01"},
       "definitions": "\(Self.root)/pipelines", "levels": ["powiat"], "indicators": ["A01"],
       "sources": [{"id": "gus-bdl", "files": ["../in/*.csv"], "profile": "bdl"}]\(more)}
      """
    let path = folder + "/pipelines/garbage.json"
    try pipeline.write(toFile: path, atomically: true, encoding: .utf8)
    let end = ProgramTests.run("check", path, "--language", "en")
    #expect(end.code == code, "\(end)")
    #expect(end.errors.isEmpty == (code == 0))
    if code != 66 { #expect(end.output.contains("refused-file: in/zzz.csv: ")) }
    #expect(ProgramTests.run("run", path).code == code)
    #expect(!FileManager.default.fileExists(atPath: folder + "/output/garbage/current") || code == 0)
  }

  /// Numbers of rows mean nothing without the form's table: told before the run, with its code.
  @Test(arguments: [("MRiPS-03", Int32(0)), ("MRiPS-99", 65)])
  func aFormWithoutATableIsTold(form: String, code: Int32) throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["in", "pipelines"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let statement = Self.root + "/fixtures/warminsko-mazurskie/mpips03/2022/2801032.xml"
    let text = try String(contentsOfFile: statement, encoding: .utf8)
    try text.replacingOccurrences(of: "symbol=\"MRiPS-03\"", with: "symbol=\"\(form)\"")
      .write(toFile: folder + "/in/2801032.xml", atomically: true, encoding: .utf8)
    let pipeline = """
      {"region": "2801", "title": "x", "years": [2022], "register": {"date": "2024-01-01"}, "levels": ["gmina"],
       "definitions": "\(Self.root)/pipelines", "indicators": ["B01"],
       "sources": [{"id": "mpips-03", "files": ["../in/*.xml"], "profile": "mpips-03-xml"}]}
      """
    let path = folder + "/pipelines/form.json"
    try pipeline.write(toFile: path, atomically: true, encoding: .utf8)
    let end = ProgramTests.run("check", path, "--language", "en")
    #expect(end.code == code, "\(end)")
    #expect(end.output.contains("unknown-form-version") == (code == 65))
    if code == 65 { #expect(ProgramTests.run("run", path).code == 65) }
  }

  /// Half a year does not stand for it, a month before December neither; December does.
  @Test(arguments: [("2022-06-30", true), ("2022-12-31", false)])
  func onlyAPartOfTheYear(end: String, isLate: Bool) throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["in", "pipelines"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let statement = Self.root + "/fixtures/warminsko-mazurskie/mpips03/2022/2801032.xml"
    try String(contentsOfFile: statement, encoding: .utf8).replacingOccurrences(of: "2022-12-31", with: end)
      .write(toFile: folder + "/in/2801032.xml", atomically: true, encoding: .utf8)
    let pack = "kodT;M_C;ROK;D1W001R05\n2801;\(isLate ? "11" : "12");2022;7\n"
    try pack.write(toFile: folder + "/in/pack.csv", atomically: true, encoding: .utf8)
    let pipeline = """
      {"region": "2801", "title": "x", "years": [2021, 2022], "register": {"date": "2024-01-01"}, "levels": ["gmina"],
       "definitions": "\(Self.root)/pipelines", "indicators": ["B01"],
       "sources": [{"id": "mpips-03", "files": ["../in/*.xml"], "profile": "mpips-03-xml"},
         {"id": "spr", "files": ["../in/*.csv"], "profile": "mrpips-01-spr"}]}
      """
    let path = folder + "/pipelines/part.json"
    try pipeline.write(toFile: path, atomically: true, encoding: .utf8)
    let told = ProgramTests.run("check", path, "--language", "en").output.split(separator: "\n").filter {
      $0.hasPrefix("late-statement:")
    }
    #expect(told.count == (isLate ? 2 : 0), "\(told)")
  }

  /// A target that is no number is told before an hour of reading, by the run itself too.
  @Test(arguments: ["check", "plan", "run"])
  func aWrongTargetIsToldAtOnce(command: String) throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.root + "/pipelines", toPath: folder + "/pipelines")
    try "x\n".write(toFile: folder + "/in/a.csv", atomically: true, encoding: .utf8)
    try "indicator;unit;base_period;base_value;target_period;target_value;goal_pl;goal_en\nA01;2800000;2015;;2030;abc;;\n"
      .write(toFile: folder + "/pipelines/targets.csv", atomically: true, encoding: .utf8)
    let path = folder + "/pipelines/wrong.json"
    try """
    {"region": "28", "title": "x", "years": [2023], "register": {"date": "2024-01-01"}, "levels": ["powiat"],
     "indicators": ["A01"], "sources": [{"id": "gus-bdl", "files": ["../in/*.csv"], "profile": "bdl"}]}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let end = ProgramTests.run(command, path)
    #expect(end.code == 78 && end.errors.contains("targets.csv"), "\(end)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/output/wrong/.pending"))
  }

  /// Statements in tables: those of powiats, and a form of gminas and powiats of which one half has not come.
  @Test func tablesOfStatements() throws {
    let folder = NSTemporaryDirectory() + "check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/pipelines", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    for source in ["mpips03-powiaty", "mrips06"] {
      try FileManager.default.copyItem(
        atPath: Self.root + "/fixtures/warminsko-mazurskie/" + source, toPath: folder + "/in/" + source)
    }
    let wrong = folder + "/in/mpips03-powiaty/mpips03_powiaty_2017.csv"
    try String(contentsOfFile: wrong, encoding: .utf8).replacingOccurrences(of: ";2017;", with: ";2016;")
      .write(toFile: wrong, atomically: true, encoding: .utf8)
    let lacking = folder + "/in/mpips03-powiaty/mpips03_powiaty_2018.csv"
    try String(contentsOfFile: lacking, encoding: .utf8).split(whereSeparator: \.isNewline).filter { !$0.contains(";2801000;") }
      .joined(separator: "\n").write(toFile: lacking, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder + "/in/mrips06/mrips06_ops_2023.csv")
    let pipeline = """
      {"region": "28", "title": "x", "years": [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023],
       "register": {"date": "2024-01-01"}, "levels": ["gmina"], "definitions": "\(Self.root)/pipelines", "indicators": ["B01"],
       "sources": [
         {"id": "powiaty", "files": ["../in/mpips03-powiaty/*.csv"], "profile": "mpips-03-csv"},
         {"id": "kadra", "files": ["../in/mrips06/*.csv"], "profile": "mpips-03-csv"}]}
      """
    try pipeline.write(toFile: folder + "/pipelines/tables.json", atomically: true, encoding: .utf8)
    let end = ProgramTests.run("check", folder + "/pipelines/tables.json", "--language", "pl")
    #expect(end.errors == "")
    let lines = end.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 4, "\(end)")
    #expect(lines.contains { $0.hasPrefix("missing-year:") && $0.contains("powiaty") && $0.contains("2017") })
    #expect(lines.contains { $0.hasPrefix("wrong-period:") && $0.contains("mpips03_powiaty_2017.csv") && $0.contains("2016") })
    #expect(lines.contains { $0.hasPrefix("missing-statement:") && $0.contains("2801000") && $0.contains("2018") })
    #expect(
      lines.contains { $0.hasPrefix("missing-statement:") && $0.contains("kadra") && $0.contains("żadnego sprawozdania gminy") })
  }
}
