import Bytes
package import Pipelines

/// Where the results of one pipeline stand. Names that begin with a dot are the conductor's own: readers pass them by, and a
/// run that ends well leaves only the lock and the cache of hashes.
package struct OutputLayout: Sendable, Hashable {
  /// `output/<pipeline>`.
  package let folder: String

  /// - Parameter root: the folder given with `-o`; nil means the folder `output` beside the folder of the pipeline file,
  ///   wherever the program was started.
  package init(pipeline: Pipeline, root: String?) {
    let parent = Paths.parent(of: pipeline.folder)
    folder = Paths.join(root ?? Paths.join(parent, "output"), pipeline.name)
  }

  package init(folder: String) {
    self.folder = folder
  }

  package var editions: String { Paths.join(folder, "editions") }
  /// Link to the published edition.
  package var current: String { Paths.join(folder, "current") }
  package var log: String { Paths.join(folder, "log.jsonl") }
  /// Findings and rejects of a run that was not published, for correction.
  package var refused: String { Paths.join(folder, "refused") }
  var lock: String { Paths.join(folder, ".lock") }
  var hashes: String { Paths.join(folder, ".hashes") }
  /// Where a run builds.
  var work: String { Paths.join(folder, ".work") }
  /// What a run left that was killed: its finished stages are used again.
  var salvage: String { Paths.join(folder, ".salvage") }
  /// Stages made one by one, not yet an edition.
  var pending: String { Paths.join(folder, ".pending") }

  package func edition(_ id: String) -> String { Paths.join(editions, id) }

  /// Target of the link `current`.
  static func currentTarget(_ id: String) -> String { "editions/" + id }

  /// Names in the folder that stay between runs.
  static let lasting: Set<String> = ["editions", "current", "log.jsonl", "refused", ".lock", ".hashes", ".pending"]
}
