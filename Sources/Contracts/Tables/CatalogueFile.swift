package import Bytes
package import Findings

/// `3-tables/catalogue.csv`: the indicator definitions as the pipeline resolved them. Its columns are those of the
/// definition file, so it passes through here as texts.
package enum CatalogueFile {
  /// - Precondition: every row has as many fields as the header.
  package static func write(header: [String], rows: [[String]], to path: String) throws(Refusal) {
    var line = TableLine()
    for fields in [header] + rows {
      precondition(fields.count == header.count, "a row has as many fields as its table has columns")
      for field in fields { line.text(field) }
      line.end()
    }
    try Files.write(line.bytes, to: path)
  }

  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> SeparatedTable {
    try SeparatedTable(path: path, shownAs: shownAs).mapped(TextSafety.unguarded)
  }
}
