@testable import Ingesting

/// A BIFF8 workbook put together record by record.
struct XLSFixture {
  /// Records of the globals, between their begin and the list of sheets.
  var globals: [UInt8] = []
  /// Name, visibility, records.
  var sheets: [(name: String, state: UInt8, records: [UInt8])] = []
  var version: UInt16 = 0x0600

  init(_ records: [UInt8]..., globals: [UInt8] = []) {
    self.globals = globals
    sheets = [("Arkusz1", 0, records.flatMap(\.self))]
  }

  static func record(_ kind: UInt16, _ data: [UInt8]) -> [UInt8] {
    OLE2Fixture.halves([kind, UInt16(data.count)]) + data
  }

  static func place(_ row: UInt16, _ column: UInt16, style: UInt16 = 0) -> [UInt8] {
    OLE2Fixture.halves([row, column, style])
  }

  static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
  }

  static func number(_ row: UInt16, _ column: UInt16, _ value: Double, style: UInt16 = 0) -> [UInt8] {
    record(0x203, place(row, column, style: style) + double(value))
  }

  /// A text of one byte a character, or of two.
  static func text(_ text: String, lengthBytes: Int = 2) -> [UInt8] {
    let units = Array(text.utf16)
    let isWide = units.contains { $0 > 0xFF }
    let length: [UInt8] = lengthBytes == 1 ? [UInt8(units.count)] : OLE2Fixture.halves([UInt16(units.count)])
    return length + [isWide ? 1 : 0] + (isWide ? OLE2Fixture.halves(units) : units.map { UInt8($0) })
  }

  static func label(_ row: UInt16, _ column: UInt16, shared index: UInt32) -> [UInt8] {
    record(0xFD, place(row, column) + OLE2Fixture.words([index]))
  }

  /// The shared texts in one record.
  static func shared(_ texts: [[UInt8]]) -> [UInt8] {
    record(0xFC, OLE2Fixture.words([UInt32(texts.count), UInt32(texts.count)]) + texts.flatMap(\.self))
  }

  /// The stream of the workbook.
  var stream: [UInt8] {
    let begin = Self.record(0x809, OLE2Fixture.halves([version, 5, 0, 0, 0, 0, 0, 0]))
    let end = Self.record(0x0A, [])
    let listed = sheets.map { sheet in
      version == 0x0600 ? Self.text(sheet.name, lengthBytes: 1) : [UInt8(sheet.name.utf8.count)] + Array(sheet.name.utf8)
    }
    var offset = begin.count + globals.count + end.count + listed.reduce(0) { $0 + 10 + $1.count }
    var bytes = begin + globals
    for (sheet, name) in zip(sheets, listed) {
      bytes += Self.record(0x85, OLE2Fixture.words([UInt32(offset)]) + [sheet.state, 0] + name)
      offset += begin.count + sheet.records.count + end.count
    }
    bytes += end
    for sheet in sheets {
      bytes += Self.record(0x809, OLE2Fixture.halves([version, 0x10, 0, 0, 0, 0, 0, 0])) + sheet.records + end
    }
    return bytes
  }

  func bytes(version: Int = 3) -> [UInt8] { OLE2Fixture.bytes([("Workbook", stream)], version: version) }
}
