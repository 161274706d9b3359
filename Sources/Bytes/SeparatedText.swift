/// How a table of ours is written.
package struct SeparatedFlavour: Sendable, Hashable {
  package var delimiter: UInt8
  package var hasByteOrderMark: Bool
  package var hasDecimalComma: Bool
  /// A text that a spreadsheet would run as a formula (begins with `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe.
  package var guardsFormulas: Bool

  package init(delimiter: UInt8, hasByteOrderMark: Bool, hasDecimalComma: Bool, guardsFormulas: Bool) {
    self.delimiter = delimiter
    self.hasByteOrderMark = hasByteOrderMark
    self.hasDecimalComma = hasDecimalComma
    self.guardsFormulas = guardsFormulas
  }

  /// RFC 4180: comma, dot, CRLF, UTF-8 without a mark; texts exactly as they are. For tables between the stages.
  package static let exchange = SeparatedFlavour(
    delimiter: UInt8(ascii: ","), hasByteOrderMark: false, hasDecimalComma: false, guardsFormulas: false)
  /// As `exchange`, safe to open in a spreadsheet. For published tables.
  package static let published = SeparatedFlavour(
    delimiter: UInt8(ascii: ","), hasByteOrderMark: false, hasDecimalComma: false, guardsFormulas: true)
  /// What a Polish Excel opens by itself: semicolon, decimal comma, byte order mark.
  package static let polish = SeparatedFlavour(
    delimiter: UInt8(ascii: ";"), hasByteOrderMark: true, hasDecimalComma: true, guardsFormulas: true)
}

/// One field to be written.
package enum SeparatedField: Sendable, Hashable {
  case text(String)
  /// Shortest text that reads back the same.
  case number(Double)
  /// Rounded to a count of decimals.
  case fixed(Double, decimals: Int)
  case integer(Int)
  case empty

  /// A number that may be missing.
  package static func number(_ value: Double?) -> SeparatedField {
    value.map { .number($0) } ?? .empty
  }
}

/// A table of separated values being made: rows appended, bytes taken out. Lines end with CR LF.
package struct SeparatedText: Sendable {
  package let flavour: SeparatedFlavour
  package private(set) var bytes: [UInt8]

  package init(_ flavour: SeparatedFlavour) {
    self.flavour = flavour
    bytes = flavour.hasByteOrderMark ? [0xef, 0xbb, 0xbf] : []
  }

  package mutating func append(_ texts: [String]) {
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(flavour.delimiter) }
      append(text: text, isAlone: texts.count == 1)
    }
    bytes.append(contentsOf: [13, 10])
  }

  package mutating func append(_ fields: [SeparatedField]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(flavour.delimiter) }
      switch field {
      case .text(let text): append(text: text, isAlone: fields.count == 1)
      case .number(let value):
        bytes.append(contentsOf: NumberPrinting.shortest(value, comma: flavour.hasDecimalComma).utf8)
      case .fixed(let value, let decimals):
        bytes.append(contentsOf: NumberPrinting.fixed(value, decimals: decimals, comma: flavour.hasDecimalComma).utf8)
      case .integer(let value): bytes.append(contentsOf: String(value).utf8)
      case .empty: if fields.count == 1 { append(text: "", isAlone: true) }
      }
    }
    bytes.append(contentsOf: [13, 10])
  }

  /// Gives out what was made so far and begins anew, so that a large table is written in pieces.
  package mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  private mutating func append(text: String, isAlone: Bool) {
    let utf8 = text.utf8
    // A lone empty field would be a blank line, which readers skip.
    var needsQuotes = isAlone && utf8.isEmpty
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), 10, 13, flavour.delimiter: needsQuotes = true
      default: break
      }
    }
    // A leading byte order mark or blank would be lost by readers that strip them.
    if let first = utf8.first, let last = utf8.last, first == 32 || last == 32 || first == 0xef { needsQuotes = true }
    let isFormula = flavour.guardsFormulas && utf8.first.map { Array("=+-@\t\r".utf8).contains($0) } == true
    guard needsQuotes else {
      if isFormula { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Header and rows as bytes of a table.
package func writeSeparated(_ header: [String], _ rows: [[SeparatedField]], _ flavour: SeparatedFlavour) -> [UInt8] {
  var text = SeparatedText(flavour)
  text.append(header)
  for row in rows { text.append(row) }
  return text.bytes
}
