import Archive
import Findings

/// Tables with one row a unit and year under a preamble and over a footnote, as offices publish them.
struct UnitTable {
  var preamble: [String]
  var header: [String]
  var rows: [[String]] = []
  var footnotes: [String]

  /// Semicolons, CR LF.
  func separated(encoding: Encoding) -> [UInt8] {
    var lines = preamble
    lines.append(header.map(quoted).joined(separator: ";"))
    for row in rows { lines.append(row.map(quoted).joined(separator: ";")) }
    lines += footnotes
    let text = lines.map { $0 + "\r\n" }.joined()
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .windows1250: return windows1250(text)
    }
  }

  enum Encoding { case utf8, utf8WithMark, windows1250 }

  private func quoted(_ field: String) -> String {
    field.contains(";") || field.contains("\"") ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }

  /// The same table as a sheet; numbers become numbers, codes and signs stay text. `textColumns` are always text.
  func workbook(sheet name: String, textColumns: Int) throws(Refusal) -> [UInt8] {
    var sheet = Workbook.Sheet(name: name)
    var row = 1
    for line in preamble {
      if !line.isEmpty {
        sheet.set(row, 1, text: line)
        sheet.merge(row, 1, row, header.count)
      }
      row += 1
    }
    for (index, text) in header.enumerated() { sheet.set(row, index + 1, text: text) }
    row += 1
    for fields in rows {
      for (index, field) in fields.enumerated() where !field.isEmpty {
        let plain = field.replacing(" ", with: "").replacing(",", with: ".")
        if index >= textColumns, Double(plain) != nil {
          sheet.set(row, index + 1, number: plain)
        } else {
          sheet.set(row, index + 1, text: field)
        }
      }
      row += 1
    }
    for line in footnotes {
      if !line.isEmpty { sheet.set(row, 1, text: line) }
      row += 1
    }
    return try Workbook(sheets: [sheet]).bytes()
  }
}

/// Polish text in the Windows code page; any other character outside ASCII becomes a question mark.
func windows1250(_ text: String) -> [UInt8] {
  let page: [UnicodeScalar: UInt8] = [
    "ą": 0xB9, "ć": 0xE6, "ę": 0xEA, "ł": 0xB3, "ń": 0xF1, "ó": 0xF3, "ś": 0x9C, "ź": 0x9F, "ż": 0xBF, "Ą": 0xA5, "Ć": 0xC6,
    "Ę": 0xCA, "Ł": 0xA3, "Ń": 0xD1, "Ó": 0xD3, "Ś": 0x8C, "Ź": 0x8F, "Ż": 0xAF, "–": 0x96, "„": 0x84, "”": 0x94, "\u{A0}": 0xA0,
  ]
  return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : page[$0] ?? UInt8(ascii: "?") }
}

/// dBASE III, as the transport file of MRPiPS-01 is described by the ministry: WGM C4, M_C C2, ROK C4, DZIAL C1, TABELA C1,
/// NRW C3, R1... N6.
func dBaseFile(columns: Int, records: [[String]]) -> [UInt8] {
  let fields: [(name: String, type: String, length: Int)] =
    [("WGM", "C", 4), ("M_C", "C", 2), ("ROK", "C", 4), ("DZIAL", "C", 1), ("TABELA", "C", 1), ("NRW", "C", 3)]
    + (1...columns).map { ("R\($0)", "N", 6) }
  let recordLength = 1 + fields.reduce(0) { $0 + $1.length }
  let headLength = 32 + 32 * fields.count + 1
  func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
  // Date of the last change 2024-01-10; code page mark 0xC8 = Windows Eastern Europe.
  var bytes: [UInt8] =
    [3, 124, 1, 10] + two(records.count & 0xFFFF) + two(records.count >> 16) + two(headLength) + two(recordLength)
  bytes += [UInt8](repeating: 0, count: 17) + [0xC8, 0, 0]
  for field in fields {
    let name = Array(field.name.utf8)
    bytes += name + [UInt8](repeating: 0, count: 11 - name.count) + Array(field.type.utf8) + [0, 0, 0, 0]
    bytes += [UInt8(field.length), 0] + [UInt8](repeating: 0, count: 14)
  }
  bytes.append(0x0D)
  for record in records {
    bytes.append(0x20)
    for (field, text) in zip(fields, record) {
      let content = windows1250(text)
      let blanks = [UInt8](repeating: 0x20, count: max(0, field.length - content.count))
      bytes += field.type == "N" ? blanks + content : content + blanks
    }
  }
  return bytes + [0x1A]
}

/// A zip of named files.
func archive(_ files: [(name: String, bytes: [UInt8])]) throws(Refusal) -> [UInt8] {
  var zip = ZipWriter(shownAs: "zip")
  for file in files { try zip.add(file.name, file.bytes) }
  return try zip.finish()
}
