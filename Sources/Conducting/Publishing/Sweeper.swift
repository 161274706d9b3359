import Bytes
import Findings

/// Removes what runs leave behind that were killed. It knows its own names and touches no others.
struct Sweeper {
  let layout: OutputLayout

  /// Names that only a run under way may have.
  private var transient: [String] {
    [
      layout.work, layout.salvage, layout.refusing, layout.current + ".new", layout.hashes + ".new",
      layout.glance + ".new",
      Paths.join(layout.folder, ".log.jsonl.new"),
      Paths.join(layout.editions, ".damaged"), Paths.join(layout.editions, ".old"), Paths.join(layout.inputs, ".new"),
      layout.replay,
    ]
  }

  /// Whether there is nothing that a whole run would remove.
  var isTidy: Bool {
    get throws(Refusal) {
      let comparing = Paths.join(layout.folder, OutputLayout.comparing)
      for path in transient + [layout.pending, layout.refused, comparing] where try Files.linkStatus(path) != nil { return false }
      return true
    }
  }

  /// What a comparison left that was killed; one that is under way holds its lock.
  private func sweepComparison() throws(Refusal) {
    let room = Paths.join(layout.folder, OutputLayout.comparing)
    guard try Files.linkStatus(room) != nil else { return }
    guard case .held(let lock) = try FileLock.attempt(room + ".lock", note: "sweeping") else { return }
    try Files.remove(room)
    _ = consume lock
  }

  /// At the beginning: what a killed run had finished is set aside to be used again, its other litter is removed.
  func begin() throws(Refusal) {
    if try Files.linkStatus(layout.work) != nil {
      try Files.remove(layout.salvage)
      try Files.rename(layout.work, layout.salvage)
    }
    for path in transient where path != layout.salvage { try Files.remove(path) }
    try sweepComparison()
  }

  /// At the end of a run that made an older edition again.
  func endReproduction() throws(Refusal) {
    try Files.remove(layout.salvage)
    try Files.remove(layout.replay)
  }

  /// At the end of a run that went well.
  func end(after order: RunOrder) throws(Refusal) {
    try Files.remove(layout.salvage)
    guard order.stages.upperBound == .report else { return }
    try Files.remove(layout.pending)
    try Files.remove(layout.refused)
  }
}
