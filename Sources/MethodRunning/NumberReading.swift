import Bytes

/// A number in a table of the user's own: decimal text with dot or comma, or with an exponent as R and Python write very
/// small and very large numbers. nil for everything else, infinity and nan among it.
func readNumber(_ text: String) -> Double? {
  if let value = NumberText(text, .technical).value { return value.isFinite ? value : nil }
  if text.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
    text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }), let value = Double(text),
    value.isFinite
  {
    return value
  }
  guard let value = NumberText(text, .polish).value, value.isFinite else { return nil }
  return value
}

/// How a missing value may be written: not at all, or as R writes it.
func isMissing(_ text: String) -> Bool {
  let bare = text.utf8.filter { $0 != 32 }
  return bare.isEmpty || bare.elementsEqual("NA".utf8)
}
