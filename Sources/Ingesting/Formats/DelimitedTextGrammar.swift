/// How a delimited text is written.
package struct Dialect: Sendable, Hashable {
  package enum Escape: Sendable, Hashable {
    /// `""` inside quotes is one quote (RFC 4180).
    case doubled
    /// `\"` inside quotes is one quote; `\\` one backslash.
    case backslash
  }

  package var delimiter: UInt8
  /// nil: quotes are characters as others.
  package var quote: UInt8?
  package var escape: Escape

  package init(delimiter: UInt8, quote: UInt8? = UInt8(ascii: "\""), escape: Escape = .doubled) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
  }

  /// RFC 4180.
  package static let standard = Dialect(delimiter: UInt8(ascii: ","))
}

/// How large the parts of a delimited text may be, in bytes and columns (RELIABILITY section 4).
package struct FieldLimits: Sendable, Hashable {
  package var field: Int
  package var record: Int
  package var columns: Int

  package init(field: Int = 16 << 20, record: Int = 64 << 20, columns: Int = 1 << 17) {
    self.field = field
    self.record = record
    self.columns = columns
  }
}

/// Why scanning stopped.
struct ScanFailure: Error, Sendable, Hashable {
  enum Reason: Sendable, Hashable {
    case unterminatedQuote, fieldTooLong, recordTooLong, tooManyColumns
  }

  var reason: Reason
  /// From 1.
  var line: Int
  var column: Int
  /// Place in the buffer that was scanned.
  var place: Int

  init(_ reason: Reason, line: Int, column: Int, place: Int) {
    self.reason = reason
    self.line = line
    self.column = column
    self.place = place
  }
}
