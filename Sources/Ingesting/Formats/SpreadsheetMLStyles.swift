/// What the styles of an XML workbook make of numbers, each with what it inherits.
struct SpreadsheetMLStyles {
  /// The style of cells for which none is named, and the parent of styles that name none.
  static let standard = "Default"
  /// Parents of parents that are followed, for a style may name itself.
  private static let depthLimit = 32

  private var formats: [String: WorkbookNumberFormat] = [:]
  private var parents: [String: String] = [:]

  /// - Parameter parent: the style that this one inherits from; nil where it names none.
  mutating func add(_ style: String, parent: String?) {
    parents[style] = parent ?? (style == Self.standard ? nil : Self.standard)
  }

  /// - Parameter format: a code, the name of a format, or nothing for the standard one.
  mutating func set(format: String, of style: String) {
    formats[style] = Self.named[format] ?? WorkbookNumberFormat(code: format)
  }

  /// To be called when all styles are known: gives each the format that it inherits.
  mutating func resolve() {
    var resolved = formats
    for style in parents.keys {
      var ancestor = style
      for _ in 0..<Self.depthLimit where formats[ancestor] == nil {
        guard let parent = parents[ancestor] else { break }
        ancestor = parent
      }
      resolved[style] = formats[ancestor]
    }
    formats = resolved
    hasFormats = formats.values.contains { $0 != .number }
  }

  /// Whether any style makes something else of a number than a number.
  private(set) var hasFormats = false

  func format(of style: String) -> WorkbookNumberFormat { formats[style] ?? .number }

  /// The formats that have names instead of codes ("XML Spreadsheet Reference", ss:Format).
  private static let named: [String: WorkbookNumberFormat] = [
    "": .number, "General Number": .number, "Currency": .number, "Euro Currency": .number, "Fixed": .number,
    "Standard": .number, "Scientific": .number, "Yes/No": .number, "True/False": .number, "On/Off": .number,
    "Percent": .percentage, "General Date": .date, "Long Date": .date, "Medium Date": .date, "Short Date": .date,
    "Long Time": .date, "Medium Time": .date, "Short Time": .date,
  ]
}
