import Archive
import Bytes
import Findings
import Ingesting
import Markup
import Pipelines

/// What the fuzzer is let loose on: a reader each, with what must hold for any bytes at all.
///
/// `run.sh` builds them with libFuzzer; the ordinary tests replay the corpora.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case text, number, zip, inflate, sheet, ods, xls, dbf, xml, json, pipeline

  /// What does not hold for these bytes, nil when all does. What traps or hangs does not come back.
  package func violation(_ bytes: [UInt8]) -> String? {
    switch self {
    case .text: inParts("a.csv", bytes)
    case .zip: inParts("a.zip", bytes)
    case .xls: inParts("a.xls", bytes)
    case .dbf: inParts("a.dbf", bytes)
    case .sheet: Self.workbook.read("s.xml", bytes, "a.xlsx", by: inspected)
    case .ods: Self.document.read("content.xml", bytes, "a.ods", by: inspected)
    case .number: number(bytes)
    case .inflate: inflate(bytes)
    case .xml: markup(bytes)
    case .json: json(bytes)
    case .pipeline: pipeline(bytes)
    }
  }

  // The whole is what its parts are.

  private func inParts(_ name: String, _ bytes: [UInt8]) -> String? {
    let whole = inspected(Input(name: name, bytes: bytes))
    let access = { () throws(Refusal) -> any RandomAccess in MemoryAccess(bytes) }
    let parts = inspected(Input(name: name, access: access) { () throws(Refusal) in Crumbs(bytes) })
    return whole == parts ? nil : "read at once: \(whole.prefix(400))\nin parts: \(parts.prefix(400))"
  }

  private func inspected(_ input: Input) -> String {
    var out: [UInt8] = []
    do throws(Refusal) {
      _ = try inspect(input, InspectionOptions()) { (part: [UInt8]) throws(Refusal) in out += part }
      return String(decoding: out, as: UTF8.self)
    } catch {
      return "refused: \(error.what.english), \(error.place.row), \(error.place.column)"
    }
  }

  /// A workbook without its sheet.
  private static let workbook: Frame = {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return Frame([
      (
        "[Content_Types].xml",
        Array(
          ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/w.xml' "
            + "ContentType='\(content)'/></Types>").utf8)
      ),
      (
        "_rels/.rels",
        Array(
          "<Relationships xmlns='\(package)'><Relationship Id='a' Type='\(relationships)/officeDocument' Target='w.xml'/></Relationships>"
            .utf8)
      ),
      (
        "w.xml",
        Array(
          "<workbook xmlns='\(main)' xmlns:r='\(relationships)'><sheets><sheet name='A' sheetId='1' r:id='b'/></sheets></workbook>"
            .utf8)
      ),
      (
        "_rels/w.xml.rels",
        Array(
          ("<Relationships xmlns='\(package)'><Relationship Id='b' Type='\(relationships)/worksheet' Target='s.xml'/>"
            + "<Relationship Id='c' Type='\(relationships)/sharedStrings' Target='t.xml'/>"
            + "<Relationship Id='d' Type='\(relationships)/styles' Target='y.xml'/></Relationships>").utf8)
      ),
      ("t.xml", Array("<sst xmlns='\(main)'><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r></si></sst>".utf8)),
      (
        "y.xml",
        Array(
          "<styleSheet xmlns='\(main)'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='46'/></cellXfs></styleSheet>"
            .utf8)
      ),
    ])
  }()

  private static let document = Frame([("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))])

  private func inflate(_ bytes: [UInt8]) -> String? {
    func unpacked(_ stream: any ByteStream) -> String {
      do throws(Refusal) {
        return String(describing: try GzipStream(stream, shownAs: "a.gz").readAll(limit: 1 << 22, shownAs: "a.gz"))
      } catch {
        return "refused: \(error.what.english)"
      }
    }
    if unpacked(MemoryStream(bytes)) != unpacked(Crumbs(bytes)) { return "unpacked in parts it is another" }
    do throws(Refusal) {
      var zip = ZipWriter(shownAs: "a.zip")
      try zip.add("a", bytes)
      let archive = try ZipArchive(MemoryAccess(try zip.finish()), shownAs: "a.zip")
      for entry in archive.entries where try archive.open(entry).readAll(limit: 1 << 24, shownAs: "a") != bytes {
        return "packed and unpacked it is another"
      }
    } catch {
      return "what was packed is refused: \(error.what.english)"
    }
    return nil
  }

  // What is written is what is read.

  private func number(_ bytes: [UInt8]) -> String? {
    for grammar in [NumberGrammar.polish, .technical, NumberGrammar(.comma, grouping: [.blank, .dot, .apostrophe])] {
      guard case .number(let value, let decimals) = NumberText(bytes.span, grammar) else { continue }
      guard value.isFinite, decimals >= 0 else { return "\(value) with \(decimals) decimals" }
      let text = "\(value)"
      guard !text.contains("e") else { continue }
      let technical = NumberText(text, .technical)
      guard case .number(let again, _) = technical, again == value else { return "\(text) is read as \(technical)" }
    }
    return nil
  }

  private func json(_ bytes: [UInt8]) -> String? {
    func read(_ bytes: [UInt8]) -> JSONValue? {
      do throws(Refusal) {
        return try JSONValue.read(bytes, from: JSONOrigin(file: "a.json", kind: .data), dialect: .json)
      } catch {
        return nil
      }
    }
    guard let value = read(bytes) else { return nil }
    return read(JSONWriter.bytes(of: value)) == value ? nil : "written and read it is another"
  }

  // A pipeline file is the same pipeline however its JSON is written, and what is wrong in it is said.
  private func pipeline(_ bytes: [UInt8]) -> String? {
    do throws(Refusal) {
      let value = try JSONValue.read(bytes, from: JSONOrigin(file: "p.json", kind: .configuration))
      let written = JSONWriter.bytes(of: value)
      let again = try JSONValue.read(written, from: JSONOrigin(file: "p.json", kind: .configuration))
      guard value == again else { return "written and read it is another" }
      let (first, second) = (loaded(bytes), loaded(written))
      if first.contains("refused: ;") { return "a refusal without a sentence" }
      return first == second ? nil : "as written: \(first.prefix(400))\nwritten anew: \(second.prefix(400))"
    } catch {
      return error.what.english.isEmpty ? "a refusal without a sentence" : nil
    }
  }

  /// What the loader makes of a pipeline file.
  private func loaded(_ bytes: [UInt8]) -> String {
    do throws(Refusal) {
      return String(describing: try Pipeline.read(bytes, name: "p", shownAs: "p.json", folder: "/f"))
    } catch {
      return "refused: \(error.what.english); \(error.mend.english)"
    }
  }

  // Our scanner reads what libxml2 reads, and refuses what it refuses.

  private func markup(_ bytes: [UInt8]) -> String? {
    let scanned = events(bytes, scanning: true)
    let parsed = events(bytes, scanning: false)
    return scanned == parsed ? nil : "scanner: \(scanned.prefix(400))\nlibxml2: \(parsed.prefix(400))"
  }

  private func events(_ bytes: [UInt8], scanning isScanning: Bool) -> String {
    var out = ""
    do throws(Refusal) {
      let pull = try XMLPull(Crumbs(bytes), shownAs: "a.xml", chunk: isScanning ? 7 : 1 << 16, scanning: isScanning)
      while let event = try pull.next() {
        switch event {
        case .start:
          out += "<\(pull.name)"
          for index in 0..<pull.attributeCount {
            out += " \(pull.qualified(pull.attributeNamespace(index), pull.attributeLocal(index)))=\(pull.attributeValue(index))"
          }
          out += ">"
        case .end: out += "</>"
        case .text: out += pull.text
        }
      }
      return out
    } catch {
      // How far it came before depends on the chunks.
      return "refused"
    }
  }
}

/// The parts of a package that never change, packed once: most of the time would go into them.
private struct Frame: Sendable {
  private let parts: [(String, [UInt8])]
  private let stored: ZipWriter?

  init(_ parts: [(String, [UInt8])]) {
    self.parts = parts
    stored = try? Self.packed(parts, level: 0)
  }

  /// Reads the package with one part more: stored, and every fourth time deflated too, so that its bytes come in other steps.
  func read(_ part: String, _ content: [UInt8], _ name: String, by reader: (Input) -> String) -> String? {
    do throws(Refusal) {
      guard var first = stored else { return "the frame cannot be packed" }
      try first.add(part, content)
      let whole = reader(Input(name: name, bytes: try first.finish()))
      guard content.count % 4 == 0 else { return nil }
      var second = try Self.packed(parts, level: 1)
      try second.add(part, content)
      let unpacked = reader(Input(name: name, bytes: try second.finish()))
      return whole == unpacked ? nil : "stored: \(whole.prefix(400))\ndeflated: \(unpacked.prefix(400))"
    } catch {
      return "cannot be packed: \(error.what.english)"
    }
  }

  private static func packed(_ parts: [(String, [UInt8])], level: Int32) throws(Refusal) -> ZipWriter {
    var zip = ZipWriter(shownAs: "a.zip", level: level)
    for (part, content) in parts { try zip.add(part, content) }
    return zip
  }
}

/// Gives bytes away a few at a time.
private final class Crumbs: ByteStream {
  private let bytes: [UInt8]
  private var place = 0
  private var size = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    let count = min(size, buffer.count, bytes.count - place)
    buffer.replaceSubrange(0..<count, with: bytes[place..<place + count])
    place += count
    size = size % 7 + 1
    return count
  }
}
