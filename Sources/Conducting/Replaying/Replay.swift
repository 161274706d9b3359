import Bytes
import Findings
import Pipelines

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
