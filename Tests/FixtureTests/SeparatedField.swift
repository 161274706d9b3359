import Bytes
import Findings

extension SeparatedTable {
  /// A field by row (from 0) and column name.
  func field(_ row: Int, _ name: String) throws(Refusal) -> String { rows[row][try column(name)] }
}
