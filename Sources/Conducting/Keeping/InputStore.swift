import Bytes
import Contracts
import Findings
import Pipelines

/// The inputs of published editions, each content once and under its hash: `.inputs/<sha256>`, beside `.inputs/<edition>.json`,
/// which says what they were. Copies, not links: whoever corrects a published file in its place must not change the past.
struct InputStore {
  let layout: OutputLayout
  let hashes: ContentHashes

  private var folder: String { layout.inputs }
  /// Where a copy grows.
  private var growing: String { Paths.join(folder, ".new") }

  func path(of sha256: String) -> String { Paths.join(folder, sha256) }

  private func manifestPath(_ edition: String) -> String { Paths.join(folder, edition + ".json") }

  // MARK: keeping

  /// Keeps all that an edition is made from. Called before it is published: an edition whose inputs are not on the disk is
  /// not published.
  func keep(_ pipeline: Pipeline, ingredients: StageIngredients, edition: String) throws(Refusal) {
    guard try !isWhole(edition) else { return }
    try Files.createDirectories(folder)
    var made: Set<String> = []
    var inputs: [InputManifest.Entry] = []
    let paths = try shownPaths(pipeline)
    for input in ingredients.inputs {
      guard let path = paths[input.source + "\u{0}" + input.record.path] else { throw changedWhileRead(input.record.path) }
      try take(path, sha256: input.record.sha256, size: input.record.size, shown: input.record.path, &made)
      inputs.append(
        .init(source: input.source, path: input.record.path, size: input.record.size, sha256: input.record.sha256))
    }
    let pipelineHash = try take(pipeline.file, shown: pipeline.shownFile, &made)
    var definitions: [InputManifest.Entry] = []
    for name in try Self.definitionFiles(pipeline) {
      let path = Paths.join(pipeline.definitions, name)
      let sha256 = try take(path, shown: name, &made)
      definitions.append(.init(source: "", path: name, size: try Files.status(path)?.size ?? 0, sha256: sha256))
    }
    var boundaries: [InputManifest.Entry] = []
    for entry in pipeline.boundaries {
      let sha256 = try take(entry.file, shown: Paths.name(of: entry.file), &made)
      let size = try Files.status(entry.file)?.size ?? 0
      boundaries.append(.init(source: "", path: Paths.name(of: entry.file), size: size, sha256: sha256))
    }
    var manifest = InputManifest(
      edition: edition, pipelineFile: pipeline.shownFile, pipeline: pipelineHash, definitions: definitions, inputs: inputs)
    manifest.boundaries = boundaries
    manifest.issued = pipeline.issued
    try Files.settle(made.sorted(by: precedesByBytes).map(path))
    try Files.write(manifest.json, to: growing)
    try Files.rename(growing, manifestPath(edition))
    try Files.syncDirectory(folder)
  }

  /// Source id and shown name -> where the file stands.
  private func shownPaths(_ pipeline: Pipeline) throws(Refusal) -> [String: String] {
    var paths: [String: String] = [:]
    for source in pipeline.sources {
      for file in try pipeline.files(of: source) { paths[source.id + "\u{0}" + file.shown] = file.path }
    }
    return paths
  }

  /// Keeps a file whose hash is known.
  private func take(
    _ path: String, sha256: String, size: Int, shown: String, _ made: inout Set<String>
  ) throws(Refusal) {
    guard try !holds(sha256, size: size) else { return }
    guard try Files.copyUnsynchronised(path, growing, shownAs: shown) == sha256 else { throw changedWhileRead(shown) }
    try Files.makeReadOnly(growing)
    try Files.rename(growing, self.path(of: sha256))
    made.insert(sha256)
  }

  /// Keeps a file, and gives its hash.
  private func take(_ path: String, shown: String, _ made: inout Set<String>) throws(Refusal) -> String {
    let digest = try hashes.digest(of: path, shownAs: shown)
    try take(path, sha256: digest.sha256, size: digest.size, shown: shown, &made)
    return digest.sha256
  }

  /// - Parameter size: in bytes. A power cut may have left less of a copy that nothing spoke of yet.
  private func holds(_ sha256: String, size: Int) throws(Refusal) -> Bool {
    guard let status = try Files.linkStatus(path(of: sha256)) else { return false }
    return status.kind == .regular && status.size == size
  }

  /// Tables and JSON files of the folder of definitions and of the folders in it; of the top only the tables, since the JSON
  /// files there are other pipelines.
  static func definitionFiles(_ pipeline: Pipeline) throws(Refusal) -> [String] {
    var files: Set<String> = []
    for pattern in ["*.csv", "*/*.csv", "*/*.json", "*/*.geojson", "*/*/*.csv", "*/*/*.json"] {
      files.formUnion(try Files.glob(pattern, in: pipeline.definitions))
    }
    return files.sorted(by: precedesByBytes)
  }

  // MARK: finding again

  /// Whether all that an edition was made from is there, by names and sizes: what somebody deleted is kept again.
  func isWhole(_ edition: String) throws(Refusal) -> Bool {
    guard let manifest = try manifest(of: edition) else { return false }
    for entry in manifest.inputs + manifest.definitions + manifest.boundaries {
      guard try holds(entry.sha256, size: entry.size) else { return false }
    }
    return try Files.linkStatus(path(of: manifest.pipeline))?.kind == .regular
  }

  /// What an edition was made from; nil when it was not kept.
  func manifest(of edition: String) throws(Refusal) -> InputManifest? {
    let path = manifestPath(edition)
    guard try Files.linkStatus(path)?.kind == .regular else { return nil }
    return try InputManifest(reading: try Files.read(path), shownAs: ".inputs/\(edition).json")
  }

  /// Makes sure that kept bytes are those that were kept.
  func verify(_ manifest: InputManifest) throws(Refusal) {
    for sha256 in manifest.hashes.sorted(by: precedesByBytes) {
      let entry = (manifest.inputs + manifest.definitions + manifest.boundaries).first { $0.sha256 == sha256 }
      let shown = entry?.path ?? manifest.pipelineFile
      guard try Files.linkStatus(path(of: sha256))?.kind == .regular,
        try hashes.digest(of: path(of: sha256), shownAs: shown).sha256 == sha256
      else {
        throw Refusal(
          .unavailable,
          Wording(
            "zachowanego wejścia \(shown) nie ma albo jest uszkodzone", en: "the kept input \(shown) is missing or damaged"),
          at: Place(file: path(of: sha256)),
          mend: Wording(
            "odtwórz ten plik z kopii zapasowej: nazwą jest jego SHA-256",
            en: "restore this file from a backup: its name is its SHA-256"))
      }
    }
  }

  // MARK: letting go

  /// Removes what belongs to no edition that stands.
  /// - Returns: how many files were removed.
  func prune(keeping editions: Set<String>) throws(Refusal) -> Int {
    guard try Files.exists(folder) else { return 0 }
    var wanted: Set<String> = []
    var names: [String] = []
    for name in try Files.list(folder) {
      guard name.hasSuffix(".json") else {
        names.append(name)
        continue
      }
      let edition = String(name.dropLast(5))
      if editions.contains(edition), let manifest = try manifest(of: edition) {
        wanted.formUnion(manifest.hashes)
      } else {
        names.append(name)
      }
    }
    let orphans = names.filter { !wanted.contains($0) }
    // Manifests go first: one without its bytes must never stand.
    for name in orphans.filter({ $0.hasSuffix(".json") }) { try Files.remove(Paths.join(folder, name)) }
    for name in orphans.filter({ !$0.hasSuffix(".json") }) { try Files.remove(Paths.join(folder, name)) }
    return orphans.count
  }
}
