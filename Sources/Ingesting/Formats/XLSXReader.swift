package import Findings
import Pipelines

/// Reads an XLSX or XLSM workbook, sheet by sheet, in batches of rows.
///
/// - Parameter options: `sheet` counts here, and `isForLayouts`.
/// - Throws: a refusal that names the part or the cell: a broken archive, a workbook without sheets or of an unknown
///   namespace, a cell of an unknown kind or beyond the sheet.
package func readXLSX(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  let workbook = try XLSXWorkbook(input, isForLayouts: options.isForLayouts)
  return try workbook.read(options, into: &receiver)
}

extension XLSXWorkbook {
  func read(_ options: ReadingOptions, into receiver: inout some RowReceiver) throws(Refusal) -> Understanding {
    var understanding = Understanding(format: .xlsx)
    understanding.date1904 = isDate1904
    understanding.findings = findings
    let sheets = options.isForLayouts ? visibleFirst(try chosen(options.sheet), \.heading) : try chosen(options.sheet)
    let first = sheets.filter { foldedHeading($0.heading.name) == options.firstSheet }
    for sheet in first + sheets.filter({ foldedHeading($0.heading.name) != options.firstSheet }) {
      var reader = XLSXSheet(sheet, of: self)
      try reader.read(into: &receiver)
      understanding.findings += reader.findings
    }
    return understanding
  }

  private func chosen(_ name: String?) throws(Refusal) -> [Sheet] {
    guard let name else { return sheets }
    let chosen = sheets.filter { $0.heading.name == name }
    guard chosen.isEmpty else { return chosen }
    throw noSuchSheet(name, among: sheets.map(\.heading.name), file: package.shown)
  }
}
