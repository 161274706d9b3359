import Bytes
package import Findings
package import Pipelines

/// A pipeline as it was when an edition was made: its file and definitions laid out from the kept inputs, the published files
/// read where they are kept.
struct Replay {
  let store: InputStore
  /// Folder that is filled and later removed by the caller.
  let folder: String

  /// - Parameters:
  ///   - settings: the edition whose pipeline file is taken; `definitions` chooses for each definition file the edition that
  ///     it is taken from; `inputs` the edition whose published files are read.
  func pipeline(
    settings: InputManifest, definitions: [InputManifest.Entry], inputs: InputManifest
  ) throws(Refusal) -> Pipeline {
    try Files.remove(folder)
    let file = Paths.join(folder, settings.pipelineFile)
    try put(settings.pipeline, at: file)
    let home = Paths.join(folder, ".definitions")
    try Files.createDirectories(home)
    for definition in definitions { try put(definition.sha256, at: Paths.join(home, definition.path)) }
    var pipeline = try Pipeline.load(file)
    pipeline.definitions = home
    pipeline.issued = settings.issued
    for (place, entry) in settings.boundaries.enumerated() where pipeline.boundaries.indices.contains(place) {
      pipeline.boundaries[place].file = store.path(of: entry.sha256)
    }
    for source in pipeline.sources {
      pipeline.pinnedFiles[source.id] = inputs.inputs.filter { $0.source == source.id }
        .map { SourceFile(path: store.path(of: $0.sha256), shown: $0.path) }
    }
    return pipeline
  }

  /// The pipeline of one edition.
  func pipeline(of manifest: InputManifest) throws(Refusal) -> Pipeline {
    try store.verify(manifest)
    return try pipeline(settings: manifest, definitions: manifest.definitions, inputs: manifest)
  }

  private func put(_ sha256: String, at path: String) throws(Refusal) {
    try Files.createDirectories(Paths.parent(of: path))
    do throws(Refusal) {
      try Files.link(store.path(of: sha256), path)
    } catch {
      // A file system without links.
      try Files.copy(store.path(of: sha256), path)
    }
  }
}

extension Conductor {
  /// Stands for a pipeline file of today that cannot be read - it is gone, or says what this program no longer takes - where the inputs
  /// of an edition were kept: all that the edition was made from is among them.
  /// - Returns: nil when nothing of the edition was kept.
  package static func standIn(
    for path: String, edition: String, output: String?
  ) throws(Refusal) -> Pipeline? {
    let pipeline = try Pipeline.standIn(for: path)
    guard isID(edition) else { return nil }
    for root in [output, nil] {
      let store = InputStore(layout: OutputLayout(pipeline: pipeline, root: root), hashes: ContentHashes())
      if try store.manifest(of: edition) != nil { return pipeline }
    }
    return nil
  }

  /// Whether a text can be an edition's id: it stays in its folder.
  static func isID(_ text: String) -> Bool { !text.isEmpty && !text.hasPrefix(".") && !text.contains("/") }

  /// What a run of this order would do. Nothing is left behind; to see what an older edition is made of, its definitions are laid
  /// out for a moment, while no other run is at work.
  /// - Throws: what the run would throw before it begins.
  package func plan(for order: RunOrder) throws(Refusal) -> Plan {
    let hashes = ContentHashes()
    try hashes.recall(from: layout.hashes)
    guard let edition = order.edition else {
      let plan = try plan(for: order, hashes)
      return (order.isForced ? plan.forcing(order.stages) : plan).upTo(order.stages.upperBound)
    }
    let (store, manifest) = try kept(edition, hashes)
    try Files.createDirectories(layout.folder)
    return try holdingLock(order) { () throws(Refusal) -> Plan in
      let (_, plan) = try past(edition, store, manifest, hashes)
      try Files.remove(layout.replay)
      return order.isForced ? plan.forcing(.ingest ... .report) : plan
    }
  }

  /// The pipeline of an older edition, laid out, and what is to be done to make that edition again.
  /// - Throws: `unavailable` when this program would make something else of its inputs.
  func past(
    _ edition: String, _ store: InputStore, _ manifest: InputManifest, _ hashes: ContentHashes
  ) throws(Refusal) -> (pipeline: Pipeline, plan: Plan) {
    var past = try Replay(store: store, folder: layout.replay).pipeline(of: manifest)
    // It was published once: what was tolerated then is tolerated now.
    past.tolerateEverything()
    var plan = try plan(hashes, of: past)
    guard plan.edition == edition else { throw otherProgram(edition, manifest, plan) }
    // Readers are pointed to another one; what counts is that it stands.
    plan.isPublished = false
    if plan.steps.allSatisfy(\.isCurrent) {
      plan.isPublished = try EditionFolder(layout.edition(edition)).isWhole(plan.steps, hashes: hashes)
    }
    return (past, plan)
  }
}
