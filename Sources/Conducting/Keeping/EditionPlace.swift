import Bytes
package import Contracts
package import Findings
import Markup

/// An edition on the disk, named by whoever asks: by the path of its directory (or of the pipeline's folder of results, which
/// means the current one), or by its id.
package struct EditionPlace: Sendable, Hashable {
  /// Path of the edition's directory.
  package var directory: String
  package var id: String
  /// Name of the pipeline.
  package var pipeline: String
  /// Version of the program that made it.
  package var version: String

  package func directory(of stage: Stage) -> String { Paths.join(directory, stage.directory) }

  /// The record of one of its stages.
  package func record(of stage: Stage) throws(Refusal) -> StageRecord {
    try StageRecord.read(from: directory(of: stage), shownAs: "\(stage.directory)/\(StageRecord.fileName)")
  }

  /// Looks whether the files of some stages are those that the edition was published with. A stage that somebody took out of the
  /// edition is no affair of this: whoever needs it says so.
  /// - Throws: `data` with the file that was changed or is gone.
  package func verify(_ stages: [Stage], hashes: ContentHashes = ContentHashes()) throws(Refusal) {
    for stage in stages {
      guard try Files.exists(Paths.join(directory(of: stage), StageRecord.fileName)) else { continue }
      do throws(Refusal) {
        try StageFolder(directory(of: stage)).verify(try record(of: stage), hashes: hashes)
      } catch {
        guard error.kind == .data else { throw error }
        throw Refusal(
          .data,
          Wording(
            "Wydanie \(id) nie jest takie, jakie opublikowano: \(error.what.polish)",
            en: "The edition \(id) is not as it was published: \(error.what.english)"),
          at: Place(file: Paths.join(directory(of: stage), error.place.file)),
          mend: Wording(
            "odtwórz je: diagnoza run pipelines/\(pipeline).json --edition \(id), albo weź nieuszkodzoną kopię",
            en: "make it again: diagnoza run pipelines/\(pipeline).json --edition \(id), or take an undamaged copy"))
      }
    }
  }

  /// `output/<pipeline>` of an edition that is only being made.
  var home: String?

  /// `output/<pipeline>`: where the edition was published, as long as it stands in its place.
  var layout: OutputLayout {
    if let home { return OutputLayout(folder: home) }
    let editions = Paths.parent(of: directory)
    return OutputLayout(folder: Paths.parent(of: editions))
  }

  /// - Parameters:
  ///   - output: the folder given with `-o`; else `output` in the working directory is searched for an id.
  /// - Throws: `missingInput` when there is no such edition.
  package static func find(_ name: String, output: String?) throws(Refusal) -> EditionPlace {
    if try Files.status(name)?.kind == .directory {
      for path in [name, Paths.join(name, "current")] where try Files.exists(Paths.join(path, EditionFolder.run)) {
        return try read(try resolved(path))
      }
    }
    let root = output ?? "output"
    let found = try Files.exists(root) ? try Files.glob("*/editions/*/\(EditionFolder.run)", in: root) : []
    let editions = found.map { Paths.parent(of: $0) }
    let exact = editions.filter { Paths.name(of: $0) == name }
    let alike = exact.isEmpty && name.utf8.count >= 6 ? editions.filter { Paths.name(of: $0).hasPrefix(name) } : exact
    if alike.count == 1 { return try read(try Files.absolute(Paths.join(root, alike[0]))) }
    throw missing(name, root: root, known: editions.map { Paths.name(of: $0) })
  }

  /// The directory itself where `current` is given: what is read must not change when the link is moved meanwhile.
  private static func resolved(_ path: String) throws(Refusal) -> String {
    let absolute = try Files.absolute(path)
    guard let target = try Files.readLink(absolute) else { return absolute }
    return try Files.absolute(Paths.join(Paths.parent(of: absolute), target))
  }

  private static func missing(_ name: String, root: String, known: [String]) -> Refusal {
    var mend = Wording(
      "podaj katalog wydania (np. output/warszawa/current) albo jego identyfikator; gdy wyniki są gdzie indziej, dodaj -o FOLDER",
      en: "give an edition's directory (such as output/warszawa/current) or its id; for results elsewhere add -o FOLDER")
    if let near = nearest(to: name, among: known) {
      mend = Wording("czy chodziło o \(near)?", en: "did you mean \(near)?")
    }
    return Refusal(
      .missingInput, Wording("Nie ma wydania „\(name)”", en: "There is no edition “\(name)”"), at: Place(file: root), mend: mend)
  }

  /// Reads what `run.json` says of the edition as a whole.
  static func read(_ directory: String) throws(Refusal) -> EditionPlace {
    let path = Paths.join(directory, EditionFolder.run)
    let origin = JSONOrigin(file: EditionFolder.run, kind: .data)
    var reader = try JSONObjectReader(reading: try Files.read(path), from: origin, dialect: .json)
    var program = try reader.requiredObject("program")
    return EditionPlace(
      directory: directory, id: try reader.requiredString("id"), pipeline: try reader.requiredString("pipeline"),
      version: try program.requiredString("version"))
  }
}
