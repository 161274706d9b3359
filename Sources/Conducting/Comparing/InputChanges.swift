import Contracts
import Findings

/// What an edition was made from otherwise than an earlier one: files that were added, revised, or are gone.
struct InputChanges {
  let rows: [InputChangeRow]

  /// - Parameters: records of the ingest stage.
  init(old: StageRecord, new: StageRecord) {
    let before = Self.files(old)
    let after = Self.files(new)
    let hashes = Set(after.values)
    rows = Set(before.keys).union(after.keys).sorted().compactMap { file in
      switch (before[file], after[file]) {
      case (let was?, let now?) where was != now: InputChangeRow(file: file, change: .revised, oldHash: was, newHash: now)
      case (nil, let now?): InputChangeRow(file: file, change: .added, oldHash: "", newHash: now)
      // The same bytes under another name are not gone.
      case (let was?, nil) where !hashes.contains(was): InputChangeRow(file: file, change: .gone, oldHash: was, newHash: "")
      default: nil
      }
    }
  }

  /// Members of archives come and go with the archive.
  private static func files(_ record: StageRecord) -> [String: String] {
    let outer = record.inputs.filter { !$0.path.contains("!/") }
    return Dictionary(outer.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the edition says of the files that are gone.
  func findings(since edition: String) -> [Finding] {
    rows.filter { $0.change == .gone }.map { row in
      Finding(
        .warning, GoneInputs.code, at: Place(file: row.file),
        Wording(
          "Wydanie \(edition) powstało także z tego pliku, a teraz go nie ma: jego liczb w tym wydaniu brak.",
          en: "The edition \(edition) was made from this file too, and it is gone: its numbers are not in this edition."))
    }
  }
}
