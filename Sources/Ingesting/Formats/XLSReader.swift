package import Findings

/// Reads an XLS workbook (Excel 2 to 2003), sheet by sheet, in batches of rows.
///
/// - Parameter options: `sheet` counts here, `isForLayouts`, and `encoding` for workbooks from before Excel 97.
/// - Throws: a refusal that names the cell: an encrypted, damaged or cut off workbook, or none at all.
package func readXLS(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  let workbook = try XLSWorkbook(input, encoding: options.encoding, isForLayouts: options.isForLayouts)
  var understanding = Understanding(format: .xls)
  understanding.date1904 = workbook.isDate1904
  understanding.findings = workbook.findings
  let sheets = workbook.sheets.filter { options.sheet == nil || $0.heading.name == options.sheet }
  if sheets.isEmpty, let wanted = options.sheet {
    throw noSuchSheet(wanted, among: workbook.sheets.map(\.heading.name), file: input.name)
  }
  for sheet in options.isForLayouts ? visibleFirst(sheets, \.heading) : sheets {
    var reader = XLSSheet(sheet, of: workbook)
    try reader.read(into: &receiver)
    understanding.findings += reader.findings
  }
  return understanding
}
