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
  switch format {
  case .csv: try readDelimitedText(input, options: options, into: &receiver)
  case .dbf: try readDBF(input, options: options, into: &receiver)
  case .xlsx: try readXLSX(input, options: options, into: &receiver)
  case .ods: try readODS(input, options: options, into: &receiver)
  case .xls: try readXLS(input, options: options, into: &receiver)
  case .html: try readHTML(input, options: options, into: &receiver)
  default: nil
  }
}
