import Archive
import Bytes
import Foundation

/// The files that the readers are measured on, and the pipelines that read them: made where they are not there. A folder
/// that was named may hold `wide/`, `xml/` and `x1m_10.xlsx` already.
struct ReaderFiles {
  let workload: Workload
  let scale: Double

  var pipelines: String { workload.folder + "/readers" }
  var wide: String { workload.folder + "/wide" }
  /// The wide tables as UTF-8, which is all that peers read.
  var wideUTF8: String { workload.folder + "/wide-utf8" }
  var pages: String { workload.folder + "/xml" }
  var workbook: String { workload.folder + "/x1m_10.xlsx" }
  static let sheet = "xl/worksheets/sheet1.xml"

  func pipeline(_ name: String) -> String { "\(pipelines)/\(name).json" }

  func make(_ group: BenchGroup) throws {
    try FileManager.default.createDirectory(atPath: pipelines, withIntermediateDirectories: true)
    switch group {
    case .text: try write("text", [(workload.long, "LUDN_9999_CREL_20250101000000.csv")], profile: "bdl")
    case .packed:
      try write("packed", [(workload.gzip, "LUDN_9998_CREL_20250101000000.csv.gz")], profile: "bdl")
      try write("text", [(workload.long, "LUDN_9999_CREL_20250101000000.csv")], profile: "bdl")
    case .wide:
      if !exists(wide) { try makeWide() }
      if !exists(wideUTF8) { try decodeWide() }
      let files = try names(wide).enumerated().map {
        (wide + "/" + $0.element, "WIDE_\(2000 + $0.offset)_CTAB_20250101000000.csv")
      }
      try write("wide", files, profile: "bdl")
    case .pages:
      if !exists(pages) { try makePages() }
      try write("pages", try names(pages).map { (pages + "/" + $0, $0) }, profile: "bdl-api")
    case .workbook: if !exists(workbook) { try makeWorkbook() }
    default: return
    }
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func names(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

  /// A pipeline over the files, under names that their publisher would give them: second names of the same files where the
  /// file system can, copies elsewhere. Symbolic links that lead out of the folder would be refused.
  private func write(_ name: String, _ files: [(path: String, name: String)], profile: String) throws {
    let home = FileManager.default.currentDirectoryPath
    let folder = "\(pipelines)/\(name)"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in files {
      let target = file.path.hasPrefix("/") ? file.path : home + "/" + file.path
      let place = folder + "/" + file.name
      if unsafe link(target, place) != 0 { try FileManager.default.copyItem(atPath: target, toPath: place) }
    }
    let text = """
      {"region": "PL", "title": "Polska", "years": [2024], "register": {"date": "2024-01-01"},
       "definitions": "\(home)/pipelines", "levels": ["voivodeship"],
       "sources": [{"id": "\(name)", "files": ["\(name)/*"], "profile": "\(profile)"}],
       "tolerance": {"rejected_cells": 1000000000, "refused_files": 0, "failed_checks": 1000000000}}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: pipeline(name)))
  }

  /// Units of 250 columns each, half of the files in Windows-1250.
  private func makeWide() throws {
    try FileManager.default.createDirectory(atPath: wide, withIntermediateDirectories: true)
    var random = SeededRandom(seed: 20_260_303)
    for file in 0..<max(2, Int(40 * scale)) {
      let isUTF8 = file % 2 == 1
      func bytes(_ text: String) -> [UInt8] {
        isUTF8 ? Array(text.utf8) : Array(text.data(using: .windowsCP1250) ?? Data())
      }
      var writer = try ByteWriter(creating: "\(wide)/P\(2000 + file)_\(isUTF8 ? "u8" : "1250").csv")
      var header = "Kod;Nazwa"
      for measure in 0..<10 {
        for year in 2000..<2025 { header += ";\"świadczenia - żłobki \(measure + 1);\(year);[osoba]\"" }
      }
      try writer.write(bytes(header + "\n"))
      for unit in 0..<2874 {
        var row = "\"\(String(format: "%07d", 200_000 + unit))\";\"Gmina Żółć \(unit)\""
        for _ in 0..<250 {
          let draw = random.unit()
          row += draw < 0.03 ? ";-" : ";\(Int(random.unit() * 90_000)),\(Int(draw * 10))"
        }
        try writer.write(bytes(row + "\n"))
      }
      try writer.finish()
    }
  }

  private func decodeWide() throws {
    try FileManager.default.createDirectory(atPath: wideUTF8, withIntermediateDirectories: true)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    for name in try names(wide) {
      let path = wide + "/" + name
      let stream = DecodedStream(
        try FileStream(path: path, hashing: false), name.contains("1250") ? .windows1250 : .utf8, shownAs: path)
      var writer = try ByteWriter(creating: wideUTF8 + "/" + name)
      while true {
        let got = try stream.read(into: &chunk)
        guard got > 0 else { break }
        try writer.write(chunk.span.extracting(0..<got))
      }
      try writer.finish()
    }
  }

  private func makePages() throws {
    try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
    var random = SeededRandom(seed: 20_260_304)
    for variable in 0..<max(3, Int(60 * scale)) {
      for page in 0..<29 {
        var text = """
          <?xml version="1.0" encoding="utf-8"?>
          <variableData><totalRecords>2900</totalRecords><page>\(page)</page><pageSize>100</pageSize>
          <variableId>\(60000 + variable)</variableId><measureUnitId>1</measureUnitId><results>

          """
        for unit in 0..<100 {
          text += "<unitData><id>\(String(format: "%012d", page * 100 + unit))</id><name>Gmina \(unit)</name><values>\n"
          for year in 2000..<2025 {
            text +=
              "  <yearVal><year>\(year)</year><val>\(Int(random.unit() * 90_000)).5</val><attrId>1</attrId></yearVal>\n"
          }
          text += "</values></unitData>\n"
        }
        text += "</results></variableData>\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(pages)/v\(60000 + variable)_p\(100 + page).xml"))
      }
    }
  }

  /// A million rows of ten cells at scale 1: four texts, shared, and six numbers.
  private func makeWorkbook() throws {
    var random = SeededRandom(seed: 20_260_305)
    var zip = ZipWriter(shownAs: workbook)
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    func add(_ name: String, _ text: String) throws {
      try zip.add(name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).utf8))
    }
    try add(
      "[Content_Types].xml",
      "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/><Override PartName=\"/\(Self.sheet)\" ContentType=\"\(type).worksheet+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(type).sharedStrings+xml\"/></Types>"
    )
    try add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
    try add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\"><sheets><sheet name=\"DANE\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    )
    try add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"\(relation)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    )
    let texts = (0..<6000).map { "<si><t>Gmina Żółć \($0)</t></si>" }.joined()
    try add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(texts)</sst>")
    var sheet = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"\(main)\"><sheetData>".utf8)
    for row in 1...max(1, Int(1_000_000 * min(1, scale))) {
      var text = "<row r=\"\(row)\" spans=\"1:10\">"
      for (place, column) in "ABCDEFGHIJ".enumerated() {
        text +=
          place < 4
          ? "<c r=\"\(column)\(row)\" t=\"s\"><v>\(Int(random.unit() * 6000))</v></c>"
          : "<c r=\"\(column)\(row)\"><v>\(Int(random.unit() * 9_000_000)).\(place)</v></c>"
      }
      sheet += (text + "</row>").utf8
    }
    try zip.add(Self.sheet, sheet + Array("</sheetData></worksheet>".utf8))
    var writer = try ByteWriter(creating: workbook)
    try writer.write(try zip.finish())
    try writer.finish()
  }
}
