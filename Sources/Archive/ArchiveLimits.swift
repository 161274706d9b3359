/// What an archive may ask of time and memory (defaults of the product); each limit is named in the message that refuses.
package struct ArchiveLimits: Sendable, Hashable {
  /// Entries in one archive: a country has 24 770 statements of its gminas, and more where years are packed together.
  package var entries = 100_000
  /// Bytes of all entries together when unpacked.
  package var total = 4 << 30
  /// How many times larger an entry may be unpacked than packed, once it is past `free` bytes.
  package var ratio = 200
  /// Bytes of an entry that may be unpacked before the ratio counts: a small file of one repeated line is no bomb.
  package var free = 1 << 20
  /// Bytes of a zip archive's list of entries.
  package var directory = 64 << 20

  package init() {}

  /// Whether so many bytes out of so many is more than published files ever reach.
  func isBomb(unpacked: Int, packed: Int) -> Bool {
    guard unpacked > free else { return false }
    let (allowed, overflow) = max(packed, 1).multipliedReportingOverflow(by: ratio)
    return !overflow && unpacked > allowed
  }
}
