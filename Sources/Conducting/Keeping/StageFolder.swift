import Bytes
package import Contracts
package import Findings

/// The directory of one stage's results: data files, `findings.csv`, `rejects/`, `stage.json`, and a seal over the latter, so
/// that a record with one wrong byte is noticed like any other file.
package struct StageFolder {
  /// Hash of the record, in the format of sha256sum.
  static let seal = ".seal"

  let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// - Throws: when there is no whole record.
  package func record() throws(Refusal) -> StageRecord {
    let place = Paths.join(path, StageRecord.fileName)
    let bytes = try Files.read(place, shownAs: StageRecord.fileName)
    let seal = try Files.read(Paths.join(path, Self.seal), shownAs: Self.seal)
    guard seal == Self.seal(of: [(StageRecord.fileName, SHA256.hex(of: bytes))]) else {
      throw Refusal(
        .data, Wording("zapis etapu został zmieniony", en: "the stage's record was changed"),
        at: Place(file: StageRecord.fileName))
    }
    return try StageRecord.read(from: path, shownAs: StageRecord.fileName)
  }

  /// Checks that every output is there, of the recorded size and content.
  func verify(_ record: StageRecord, hashes: ContentHashes) throws(Refusal) {
    for output in record.outputs {
      let place = Paths.join(path, output.path)
      guard try Files.linkStatus(place)?.kind == .regular else {
        throw Refusal(.data, Wording("nie ma pliku", en: "the file is gone"), at: Place(file: output.path))
      }
      let digest = try hashes.digest(of: place, shownAs: output.path)
      guard digest.size == output.size, digest.sha256 == output.sha256 else {
        throw Refusal(.data, Wording("plik został zmieniony", en: "the file was changed"), at: Place(file: output.path))
      }
    }
  }

  /// Whether this very result stands here, undamaged.
  func isWhole(_ wanted: StageRecord, hashes: ContentHashes) throws(Refusal) -> Bool {
    do throws(Refusal) {
      guard try record() == wanted else { return false }
      try verify(wanted, hashes: hashes)
      return true
    } catch {
      // Missing, changed or unreadable: whatever it is, it is put in order by what has just been made.
      return false
    }
  }

  /// Ends a stage: writes findings and record, and makes every file read-only and lasting. The record comes last: a folder
  /// without it is not a result.
  func close(
    _ ingredients: StageIngredients, outcome: StageOutcome, language: Language, hashes: ContentHashes
  ) throws(Refusal) -> StageRecord {
    try write(outcome.findings, language: language)
    return try seal(ingredients, outcome: outcome, hashes: hashes)
  }

  /// Ends a stage whose findings are written.
  func seal(
    _ ingredients: StageIngredients, outcome: StageOutcome, hashes: ContentHashes
  ) throws(Refusal) -> StageRecord {
    var record = StageRecord(stage: ingredients.stage.rawValue, key: ingredients.key)
    record.inputs = Self.inputs(ingredients, outcome)
    record.settings = Self.settings(ingredients, outcome)
    record.balances = outcome.balances
    return try finish(record, hashes: hashes)
  }

  /// Lists the files of a result in its record, writes that, and makes everything read-only and lasting.
  func finish(_ unlisted: StageRecord, hashes: ContentHashes) throws(Refusal) -> StageRecord {
    var record = unlisted
    let files = try FolderTree.files(in: path).map { (path: Paths.join(path, $0), shown: $0) }
    // Before they are hashed: a change of mode changes a time that the hash is remembered by.
    for file in files { try Files.makeReadOnly(file.path) }
    for (file, digest) in zip(files, try hashes.digests(of: files)) {
      record.outputs.append(OutputRecord(path: file.shown, size: digest.size, sha256: digest.sha256))
    }
    try record.write(to: path)
    let place = Paths.join(path, StageRecord.fileName)
    try Files.makeReadOnly(place)
    let seal = Paths.join(path, Self.seal)
    try Files.write(Self.seal(of: [(StageRecord.fileName, SHA256.hex(of: try Files.read(place)))]), to: seal)
    try Files.makeReadOnly(seal)
    try FolderTree.synchronise(path)
    // As every later reader will see it.
    return try self.record()
  }

  /// What the stage found, as it stands in its directory.
  func findings() throws(Refusal) -> [Finding] {
    try FindingsFile.read(Paths.join(path, FindingsFile.name), shownAs: FindingsFile.name)
  }

  /// The errors among what the stage found.
  func errors() throws(Refusal) -> [Finding] {
    try FindingsFile.errors(in: Paths.join(path, FindingsFile.name), shownAs: FindingsFile.name)
  }

  func write(_ findings: FindingList, language: Language) throws(Refusal) {
    try FindingsFile.write(findings, to: Paths.join(path, FindingsFile.name), in: language)
  }

  /// Names of the files that make up the result.
  func files(_ record: StageRecord) -> [String] {
    record.outputs.map(\.path) + [StageRecord.fileName, Self.seal]
  }

  /// Lines as `sha256sum -c` checks them.
  static func seal(of files: [(name: String, sha256: String)]) -> [UInt8] {
    Array(files.map { "\($0.sha256)  \($0.name)\n" }.joined().utf8)
  }

  /// The files that the key was made from, and the archive members that the stage met in them.
  private static func inputs(_ ingredients: StageIngredients, _ outcome: StageOutcome) -> [InputRecord] {
    Set(ingredients.inputs.map(\.record)).union(outcome.inputs)
      .sorted { $0.path != $1.path ? precedesByBytes($0.path, $1.path) : precedesByBytes($0.sha256, $1.sha256) }
  }

  /// The settings of the key, and what the stage found out by itself.
  private static func settings(_ ingredients: StageIngredients, _ outcome: StageOutcome) -> [SettingRecord] {
    let names = Set(ingredients.settings.map(\.name))
    return (ingredients.settings + outcome.settings.filter { !names.contains($0.name) })
      .sorted { $0.name != $1.name ? precedesByBytes($0.name, $1.name) : precedesByBytes($0.value, $1.value) }
  }
}
