import Bytes
import Findings

/// Tables with the same header put one under the other, byte for byte.
struct JoinedTable {
  private(set) var bytes: [UInt8] = []

  /// - Parameter paths: files that begin with the same header line; those that do not exist are passed over.
  init(_ paths: [String]) throws(Refusal) {
    for path in paths where try Files.exists(path) {
      let table = try Files.read(path)
      // The header holds no quoted line end.
      let header = table.firstIndex(of: 0x0A).map { $0 + 1 } ?? table.count
      if bytes.isEmpty {
        bytes = table
      } else {
        bytes += table[header...]
      }
    }
  }

  func write(to path: String) throws(Refusal) {
    try Files.write(bytes, to: path)
  }
}

/// How many findings there are of each severity.
package struct FindingCounts: Sendable, Hashable {
  package var errors = 0
  package var warnings = 0
  package var notes = 0

  package init(errors: Int = 0, warnings: Int = 0, notes: Int = 0) {
    self.errors = errors
    self.warnings = warnings
    self.notes = notes
  }

  init(table: JoinedTable) throws(Refusal) {
    guard !table.bytes.isEmpty else { return }
    for severity in try SeparatedTable(table.bytes, name: StageFolder.findings)["severity"] {
      switch severity {
      case "error": errors += 1
      case "warning": warnings += 1
      default: notes += 1
      }
    }
  }
}
