import Foundation

/// Whether two programs came to the same result: the same rows, ranks exactly, values to 1e-9 relative.
enum ResultComparison {
  static func difference(_ reference: String, _ other: String) throws -> String? {
    let a = try rows(reference)
    let b = try rows(other)
    guard a.count == b.count else { return "\(a.count) rows against \(b.count)" }
    for (x, y) in zip(a, b) {
      guard x[0] == y[0], x[1] == y[1], x[2] == y[2], x[4] == y[4], let v = Double(x[3]), let w = Double(y[3]),
        abs(v - w) <= 1e-9 * max(1, abs(v))
      else { return "\(x.joined(separator: ";")) against \(y.joined(separator: ";"))" }
    }
    return nil
  }

  private static func rows(_ folder: String) throws -> [[Substring]] {
    try String(contentsOfFile: folder + "/indicators.csv", encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ";", omittingEmptySubsequences: false) }
  }
}
