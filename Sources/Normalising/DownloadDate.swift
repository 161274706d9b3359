import Bytes
import Contracts
import Findings

/// `20250113221303` from `LUDN_2137_CREL_20250113221303.csv`: the moment of download that the Local Data Bank writes into the
/// name, or the midnight of the day that people write there (`Pow_12_2023_20240415.xlsx`); empty for other names.
func momentOfDownload(_ file: String) -> String {
  func numbers(in text: some StringProtocol) -> [Substring] {
    Substring(text).split { !("0"..."9" ~= $0) }.filter { $0.hasPrefix("20") }
  }
  // Whatever stands behind it: browsers and people add ` (1)` and ` - Kopia`.
  if let moment = numbers(in: file).last(where: { $0.utf8.count == 14 }) { return String(moment) }
  let day = numbers(in: Paths.name(of: file)).last { number in
    guard number.utf8.count == 8, let month = Int(number.dropFirst(4).prefix(2)), let day = Int(number.suffix(2)) else {
      return false
    }
    return (1...12).contains(month) && (1...31).contains(day)
  }
  return day.map { $0 + "000000" } ?? ""
}

/// `2025-01-13` from `20250113221303`; empty for no moment.
func dayOfDownload(_ moment: String) -> String {
  let digits = Array(moment)
  guard digits.count == 14 else { return "" }
  return "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
}

/// `2025-05-22` from `22.05.2025`, as the bank writes the day of the last change, or from a workbook's date; empty for other texts.
func dayOfUpdate(_ text: String) -> String {
  let parts = text.split { !("0"..."9" ~= $0) }.map(String.init)
  guard parts.count >= 3 else { return "" }
  let (year, month, day) = parts[0].count == 4 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
  guard year.count == 4, month.count == 2, day.count == 2 else { return "" }
  return "\(year)-\(month)-\(day)"
}

/// File -> the day on which its publisher last changed the table, where the file says so.
func daysOfUpdate(_ cells: CellsReader) throws(Refusal) -> [Int32: String] {
  var days: [Int32: String] = [:]
  guard let series = cells.texts.series.firstIndex(of: FileRemark.updated) else { return days }
  for batchIndex in 0..<cells.batchCount {
    let batch = try cells.batch(batchIndex)
    for index in 0..<batch.count where Int(batch.series[index]) == series {
      days[batch.file[index]] = dayOfUpdate(batch.text[index])
    }
  }
  return days
}
