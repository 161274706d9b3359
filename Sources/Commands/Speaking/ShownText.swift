/// Text from outside as it may stand in a message: control characters and the marks that turn the direction of writing are
/// spelled out, so that a file name cannot move the cursor of a terminal or forge a line of a log.
package func shown(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnsafeToShow) else { return text }
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": safe += "\\n"
    case "\t": safe += "\\t"
    case "\r": safe += "\\r"
    case _ where isUnsafeToShow(scalar): safe += "\\u{\(String(scalar.value, radix: 16))}"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

private func isUnsafeToShow(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
