/// `2025-01-13` from `LUDN_2137_CREL_20250113221303.csv`: the moment of download that the Local Data Bank writes into the
/// name; empty for other names.
func dateOfDownload(_ file: String) -> String {
  for part in file.split(whereSeparator: { $0 == "_" || $0 == "." || $0 == "/" }).reversed() {
    guard part.utf8.count == 14, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), part.hasPrefix("20") else { continue }
    let digits = Array(part)
    return "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
  }
  return ""
}
