package import Bytes
package import Findings

/// A decision about quotes (`--quote`).
package enum QuoteChoice: Sendable, Hashable {
  case none
  case character(UInt8)
}

/// What the caller has decided about a file; whatever is nil is found out.
package struct ReadingOptions: Sendable, Hashable {
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  package var quote: QuoteChoice?
  /// Only this sheet of a workbook.
  package var sheet: String?
  /// How much a delimited file may ask of the reader.
  package var limits = FieldLimits()
  /// Reads a delimited text at once, as its first part says, and refuses it where the rest is otherwise: for callers that can
  /// begin again.
  var isAtOnce = false
  /// Cells of workbooks as a person sees them, for layouts; else as they are stored.
  var isForLayouts = false
  /// The sheet that says what the others are, folded: read first wherever it stands, where the format lets one choose (XLSX).
  var firstSheet: String?

  package init(
    encoding: TextEncoding? = nil, delimiter: UInt8? = nil, quote: QuoteChoice? = nil, sheet: String? = nil,
    limits: FieldLimits = FieldLimits()
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.quote = quote
    self.sheet = sheet
    self.limits = limits
  }

}

/// How a file was understood, and why: what `inspect`, the findings and the run record say.
package struct Understanding: Sendable, Hashable {
  /// Who decided: the format itself, the bytes of the file, or the caller.
  package enum Source: String, Sendable, Hashable {
    case standard, detected, chosen
  }

  package struct DBFField: Sendable, Hashable {
    package var name: String
    /// One letter: C, N, D, L, F, M ...
    package var type: String
    package var length: Int
    package var decimals: Int

    package init(name: String, type: String, length: Int, decimals: Int) {
      self.name = name
      self.type = type
      self.length = length
      self.decimals = decimals
    }
  }

  package var format: InputFormat
  package var encoding: TextEncoding?
  package var encodingBy = Source.standard
  package var delimiter: UInt8?
  package var delimiterBy = Source.standard
  /// nil where the table has no quotes.
  package var quote: UInt8?
  package var escape = Dialect.Escape.doubled
  /// What the decision rests on, for people.
  package var evidence: [Wording] = []
  /// The second best reading, and why it lost; nil when there was none.
  package var runnerUp: Wording?
  /// Whether the workbook counts days from 1904; nil for other formats.
  package var date1904: Bool?
  /// Of a DBF table.
  package var fields: [DBFField] = []
  package var findings: [Finding] = []

  package init(format: InputFormat) {
    self.format = format
  }
}
