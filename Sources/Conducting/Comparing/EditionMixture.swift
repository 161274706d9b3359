import Bytes
import Contracts
import Findings
import Pipelines

/// A pipeline between two editions: some factors are those of the newer one already, the rest still those of the older.
struct EditionMixture {
  private let older: (store: InputStore, manifest: InputManifest)
  private let newer: (store: InputStore, manifest: InputManifest)
  private let room: String
  private var taken: Set<ChangeCause> = []

  init(
    _ older: (store: InputStore, manifest: InputManifest), _ newer: (store: InputStore, manifest: InputManifest), room: String
  ) throws(Refusal) {
    self.older = older
    self.newer = newer
    self.room = room
    try older.store.verify(older.manifest)
    try newer.store.verify(newer.manifest)
  }

  mutating func take(_ cause: ChangeCause) { taken.insert(cause) }

  func pipeline() throws(Refusal) -> Pipeline {
    let before = try Replay(store: older.store, folder: Paths.join(room, "older")).pipeline(of: older.manifest)
    let after = try Replay(store: newer.store, folder: Paths.join(room, "newer")).pipeline(of: newer.manifest)
    var mixed = taken.contains(.setting) ? after : before
    if taken.contains(.source) { takeSources(of: after, into: &mixed) } else { takeSources(of: before, into: &mixed) }
    if taken.contains(.territory) {
      (mixed.region, mixed.registerDate) = (after.region, after.registerDate)
    } else {
      (mixed.region, mixed.registerDate) = (before.region, before.registerDate)
    }
    mixed.indicators = taken.contains(.catalogue) ? after.indicators : before.indicators
    mixed.definitions = Paths.join(room, "definitions")
    try layOut(at: mixed.definitions)
    return mixed
  }

  /// The sources with their files; how a source is read that both editions have is a setting and stays.
  private func takeSources(of pipeline: Pipeline, into mixed: inout Pipeline) {
    let settings = Dictionary(mixed.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    mixed.sources = pipeline.sources.map { settings[$0.id] ?? $0 }
    mixed.pinnedFiles = pipeline.pinnedFiles
  }

  private func layOut(at folder: String) throws(Refusal) {
    try Files.remove(folder)
    func map(_ manifest: InputManifest) -> [String: InputManifest.Entry] {
      Dictionary(manifest.definitions.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (map(older.manifest), map(newer.manifest))
    for path in Set(before.keys).union(after.keys).sorted(by: precedesByBytes) {
      let isNew = taken.contains(Self.cause(of: path))
      // A profile that only one of the editions has is needed by a source that only it has.
      let isNeeded = path.hasPrefix("profiles/") || path.hasPrefix("forms/")
      if let entry = isNew ? after[path] : before[path] {
        try put(entry, from: isNew ? newer.store : older.store, into: folder)
      } else if isNeeded, let entry = isNew ? before[path] : after[path] {
        try put(entry, from: isNew ? older.store : newer.store, into: folder)
      }
    }
  }

  private func put(_ entry: InputManifest.Entry, from store: InputStore, into folder: String) throws(Refusal) {
    let path = Paths.join(folder, entry.path)
    try Files.createDirectories(Paths.parent(of: path))
    try Files.copy(store.path(of: entry.sha256), path)
  }

  /// The factor that a definition file belongs to.
  static func cause(of path: String) -> ChangeCause {
    if path.hasPrefix("registers/") { return .territory }
    return ["indicators.csv", "measures.csv", "entities.csv", "concepts.csv"].contains(path) ? .catalogue : .setting
  }
}
