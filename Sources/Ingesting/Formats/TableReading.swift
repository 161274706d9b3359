import Bytes
import Findings

extension InputFormat {
  /// Tables whose cells have kinds and places of their own.
  var isWorkbook: Bool { [.xlsx, .ods, .xls, .html].contains(self) }
}

/// Reads the tables of a file, whatever its format. To add a format of tables: one line here, its reader in a file beside.
///
/// - Returns: nil for a format that holds no tables.
func readTables(
  _ input: Input, _ format: InputFormat, options: ReadingOptions, into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding? {
  if format == .csv { return try readDelimitedText(input, options: options, into: &receiver) }
  var watch = TextWatch(
    ShownCells(receiver, isForLayouts: options.isForLayouts, file: input.name), file: input.name)
  var understanding: Understanding
  switch format {
  case .dbf: understanding = try readDBF(input, options: options, into: &watch)
  case .xlsx: understanding = try readXLSX(input, options: options, into: &watch)
  case .ods: understanding = try readODS(input, options: options, into: &watch)
  case .xls: understanding = try readXLS(input, options: options, into: &watch)
  // Of XML only workbooks are tables by themselves.
  case .xml:
    guard try isSpreadsheetML(input) else { return nil }
    understanding = try readSpreadsheetML(input, options: options, into: &watch)
  case .html: understanding = try readHTML(input, options: options, into: &watch)
  default: return nil
  }
  receiver = watch.receiver.receiver
  understanding.findings += watch.findings + watch.receiver.findings
  return understanding
}
