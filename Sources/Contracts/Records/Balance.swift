/// What became of the cells of one source in one stage: every cell read was used, rejected, or skipped for a reason.
package struct Balance: Sendable, Hashable {
  /// Id of the source in the pipeline file.
  package var source: String
  package var read: Int
  package var used: Int
  /// Wrong, and kept in `rejects/<source>.csv`.
  package var rejected: Int
  /// Left out on purpose: how many for which reason (`no-unit-code`, `row-without-concept` ...).
  package var skipped: [String: Int]

  package init(source: String, read: Int = 0, used: Int = 0, rejected: Int = 0, skipped: [String: Int] = [:]) {
    self.source = source
    self.read = read
    self.used = used
    self.rejected = rejected
    self.skipped = skipped
  }

  package mutating func skip(_ reason: String, count: Int = 1) {
    skipped[reason, default: 0] += count
  }

  /// Whether nothing was lost: read = used + rejected + skipped, and no count is negative.
  package var isEven: Bool {
    var sum = used
    for part in skipped.values + [rejected] {
      let (next, overflow) = sum.addingReportingOverflow(part)
      if overflow || part < 0 { return false }
      sum = next
    }
    return used >= 0 && sum == read
  }
}
