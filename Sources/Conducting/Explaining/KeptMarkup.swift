import Bytes
import Contracts
import Findings
import Ingesting
import Markup
import Pipelines

/// Finds the line and the element of cells that were read from XML - statements, pages of the bank's API, SDMX - in the inputs kept
/// of an edition.
struct KeptMarkup {
  private let edition: EditionPlace
  /// Source -> layout of its documents and where the inputs are kept; nil where they are no XML.
  private var known: [String: Kept?] = [:]

  private struct Kept {
    var store: InputStore
    var layout: Layout
  }

  init(_ edition: EditionPlace) {
    self.edition = edition
  }

  /// - Returns: nil for what is no cell of a document in XML, and when the file was not kept.
  mutating func place(of origin: Lineage.Origin, _ cell: CellRow?) throws(Refusal) -> MarkupPlace? {
    guard let file = origin.file, let series = cell?.series, let kept = try kept(of: origin.observation.source) else {
      return nil
    }
    let path = kept.store.path(of: file.sha256)
    guard try Files.exists(path) else { return nil }
    let (input, shown) = (Input(path: path, shownAs: file.path), origin.observation.file)
    do throws(Refusal) {
      switch kept.layout {
      case .statementXML(let layout):
        // `form|version|section|row|column`
        let parts = series.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5 else { return nil }
        return try MarkupPlace.find(
          section: parts[2], row: parts[3], column: parts[4], in: input, shownAs: shown, layout)
      case .bankPages:
        return try MarkupPlace.find(result: origin.place.row, value: origin.place.column, in: input, shownAs: shown)
      case .sdmx: return try MarkupPlace.find(observation: origin.place.column, in: input, shownAs: shown)
      default: return nil
      }
    } catch {
      // A kept copy that cannot be read any more takes nothing away from the rest of the explanation.
      guard error.kind == .data else { throw error }
      return nil
    }
  }

  private mutating func kept(of source: String) throws(Refusal) -> Kept? {
    if let kept = known[source] { return kept }
    let found = try look(source)
    known[source] = .some(found)
    return found
  }

  private func look(_ source: String) throws(Refusal) -> Kept? {
    guard let (place, id) = try home(of: source) else { return nil }
    let store = InputStore(layout: place.layout, hashes: ContentHashes())
    let settings = try place.record(of: .ingest).settings
    guard let manifest = try store.manifest(of: place.id),
      let profile = settings.first(where: { $0.name == "source.\(id).profile" })?.value,
      let entry = manifest.definitions.first(where: { $0.path == "profiles/\(profile).json" })
    else { return nil }
    let path = store.path(of: entry.sha256)
    guard try Files.exists(path), try isOfMarkup(path, shownAs: entry.path) else { return nil }
    let definition = try Profile.read(path, shownAs: entry.path, folder: Paths.parent(of: path))
    return Kept(store: store, layout: definition.layout)
  }

  /// Profiles of other layouts name tables that stand beside them in the definitions, and in the store they do not.
  private func isOfMarkup(_ path: String, shownAs shown: String) throws(Refusal) -> Bool {
    let profile = try JSONValue.read(try Files.read(path), from: JSONOrigin(file: shown, kind: .configuration))
    return ["statement-xml", "bdl-api", "sdmx"].contains(profile["layout"]?.text)
  }

  /// The edition that a source is of: in a merged edition that of the region which stands before the stroke.
  private func home(of source: String) throws(Refusal) -> (EditionPlace, String)? {
    let parts = source.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return (edition, source) }
    let table = Paths.join(edition.directory(of: .diagnose), "regions.csv")
    guard try Files.exists(table) else { return nil }
    for row in try RegionRow.read(table, shownAs: "3-tables/regions.csv") where row.region == parts[0] {
      let results = Paths.join(Paths.parent(of: edition.layout.folder), row.pipeline)
      let directory = OutputLayout(folder: results).edition(row.edition)
      guard try Files.exists(Paths.join(directory, EditionFolder.run)) else { return nil }
      return (try EditionPlace.read(directory), parts[1])
    }
    return nil
  }
}
