import Bytes
import Contracts
import Findings

/// Results of stages that an earlier run left: in the published edition, in older ones, in what single stages have made, in
/// what a killed run had finished. A result is used again only when its record carries the wanted key and every file of it
/// is as it was written; one that was changed or deleted is made again.
struct StageStore {
  let layout: OutputLayout
  let hashes: ContentHashes
  /// Editions that may hold results too.
  var also: [String] = []

  /// A whole result of one stage.
  struct Found: Sendable, Hashable {
    var directory: String
    var record: StageRecord
  }

  /// What was looked for, and what was met on the way.
  struct Search {
    var found: Found?
    /// The newest result of the stage under another key, to say what has changed since.
    var latest: Found?
    /// Why a result under the wanted key cannot be used.
    var damage: Wording?
  }

  func search(for stage: Stage, key: String) throws(Refusal) -> Search {
    var search = Search()
    for home in try homes() {
      let directory = Paths.join(home, stage.directory)
      guard try Files.linkStatus(directory)?.kind == .directory else { continue }
      do throws(Refusal) {
        let record = try StageFolder(directory).record()
        guard record.key == key else {
          if search.latest == nil { search.latest = Found(directory: directory, record: record) }
          continue
        }
        try StageFolder(directory).verify(record, hashes: hashes)
        search.found = Found(directory: directory, record: record)
        return search
      } catch {
        // What cannot be read as a whole result is none; the plan says why it is made again.
        if search.damage == nil { search.damage = Self.damage(error) }
      }
    }
    return search
  }

  /// Folders that may hold results, the likeliest first.
  private func homes() throws(Refusal) -> [String] {
    var homes: [String] = []
    if let target = try Files.readLink(layout.current) { homes.append(Paths.join(layout.folder, target)) }
    homes += [layout.pending, layout.salvage]
    if try Files.exists(layout.editions) {
      let published = try Files.list(layout.editions).filter { !$0.hasPrefix(".") }.reversed().map { layout.edition($0) }
      homes += published.filter { !homes.contains($0) }
    }
    return homes + also
  }

  private static func damage(_ refusal: Refusal) -> Wording {
    let place = refusal.place.wording
    return Wording("\(place.polish): \(refusal.what.polish)", en: "\(place.english): \(refusal.what.english)")
  }
}
