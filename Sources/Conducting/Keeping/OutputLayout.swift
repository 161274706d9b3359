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
  /// One line an edition published, without a clock.
  package var log: String { Paths.join(folder, "log.jsonl") }
  /// Every event with its time.
  package var journal: String { Paths.join(folder, ".log.jsonl") }
  /// Findings and rejects of a run that was not published, for correction. Hidden, since whatever stands in sight is published;
  /// the refusal names it.
  package var refused: String { Paths.join(folder, ".refused") }
  /// Where they are gathered.
  var refusing: String { Paths.join(folder, ".refusing") }
  var lock: String { Paths.join(folder, ".lock") }
  var hashes: String { Paths.join(folder, ".hashes") }
  /// How everything looked when it was current.
  var glance: String { Paths.join(folder, ".glance") }
  /// Where a run builds.
  var work: String { Paths.join(folder, ".work") }
  /// What a run left that was killed: its finished stages are used again.
  var salvage: String { Paths.join(folder, ".salvage") }
  /// Bytes of what the editions were made from.
  var inputs: String { Paths.join(folder, ".inputs") }
  /// Name of the folder where a comparison makes tables; its lock is a file beside it.
  static let comparing = ".diff"
  /// Where an older edition is made again.
  var replay: String { Paths.join(folder, ".replay") }
  /// Stages made one by one, not yet an edition.
  var pending: String { Paths.join(folder, ".pending") }

  package func edition(_ id: String) -> String { Paths.join(editions, id) }

  /// Target of the link `current`.
  static func currentTarget(_ id: String) -> String { "editions/" + id }

}
