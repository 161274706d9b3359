import Bytes
import Contracts
import Findings

/// Lets old editions go. The policy: the current edition, the one that the pipeline compares itself with, and the
/// `keep_editions` (24) published last before it stay, and what these were compared with, without which nobody could make them
/// again; the order is that of `log.jsonl`, editions that it does not name being the oldest. Kept inputs that belong to no edition any more go with them. Merged editions, which no pipeline speaks for, are let go
/// by the standard number.
struct Pruner {
  let layout: OutputLayout
  let hashes: ContentHashes
  /// How many editions stay beside the current one.
  let count: Int
  /// Ids that stay whatever their age.
  let spared: Set<String>

  /// Editions that are to go, since there are more than are kept.
  func excess() throws(Refusal) -> [String] {
    let standing = try standing()
    var keeping = spared
    if let target = try Files.readLink(layout.current) { keeping.insert(Paths.name(of: target)) }
    guard standing.count > count else { return [] }
    let order = try published()
    let age = standing.sorted { (order[$0] ?? -1, $0) > (order[$1] ?? -1, $1) }
    let old = Array(age.filter { !keeping.contains($0) }.dropFirst(count))
    let kept = Set(standing).subtracting(old)
    var needed: Set<String> = []
    for id in kept { if let since = try comparedWith(id) { needed.insert(since) } }
    return old.filter { !needed.contains($0) }
  }

  /// The edition that one was compared with, as its record says; nil for none, and for an edition so damaged that nobody can make it
  /// again by its record.
  private func comparedWith(_ id: String) throws(Refusal) -> String? {
    let folder = StageFolder(Paths.join(layout.edition(id), Stage.diagnose.directory))
    for name in [StageRecord.fileName, StageFolder.seal] where try !Files.exists(Paths.join(folder.path, name)) { return nil }
    do throws(Refusal) {
      let since = try folder.record().settings.first { $0.name == StageReading.changesSince }?.value ?? ""
      return since.isEmpty ? nil : since
    } catch {
      guard error.kind == .data || error.kind == .unavailable else { throw error }
      return nil
    }
  }

  private func standing() throws(Refusal) -> [String] {
    try Files.exists(layout.editions) ? try Files.list(layout.editions).filter { !$0.hasPrefix(".") } : []
  }

  /// - Returns: the editions removed.
  func prune() throws(Refusal) -> [String] {
    guard try Files.exists(layout.editions) else { return [] }
    let standing = try standing()
    let old = try excess()
    let store = InputStore(layout: layout, hashes: hashes)
    _ = try store.prune(keeping: Set(standing).subtracting(old))
    for id in old {
      // Out of the readers' sight by one rename, then removed at leisure.
      let aside = Paths.join(layout.editions, ".old")
      try Files.remove(aside)
      try Files.rename(layout.edition(id), aside)
      try Files.remove(aside)
    }
    return old
  }

  /// Edition -> when it was last published, counted in lines of the log.
  private func published() throws(Refusal) -> [String: Int] {
    guard try Files.linkStatus(layout.log)?.kind == .regular else { return [:] }
    var order: [String: Int] = [:]
    for (number, line) in RunLog.whole(try Files.read(layout.log)).enumerated() { order[line.edition] = number }
    return order
  }
}
