import Bytes
import Conducting
import Findings

/// Refuses pipelines that would publish into one and the same folder of results: at the same time one is locked out by the other,
/// and one after the other the second publishes over the first.
/// - Throws: `usage` with the names of two of them.
func requireSeparateFolders(_ pipelines: [String], _ invocation: Invocation, _ console: Console) throws(Refusal) {
  guard pipelines.count > 1 else { return }
  var owners: [String: String] = [:]
  for path in pipelines {
    guard let folder = folderOfResults(path, invocation, console) else { continue }
    guard let other = owners.updateValue(path, forKey: folder) else { continue }
    if try Files.absolute(path) == Files.absolute(other) {
      throw Refusal(
        .usage, Wording("Potok podano dwa razy: \(path)", en: "A pipeline was given twice: \(path)"), at: Place(file: path),
        mend: Wording("podaj go raz", en: "give it once"))
    }
    throw Refusal(
      .usage,
      Wording(
        "Dwa potoki mają ten sam folder wyników: \(other) i \(path)",
        en: "Two pipelines have the same folder of results: \(other) and \(path)"),
      at: Place(file: folder),
      mend: Wording(
        "zmień nazwę jednego z plików (folder nazywa się jak plik, do pierwszej kropki) albo uruchom je osobno, każdy ze swoim -o",
        en:
          "rename one of the files (the folder is named by the file, up to the first dot), or run each apart with its own -o"
      ))
  }
}

/// nil for a pipeline that cannot be read, which says so by itself and must not keep the others from running.
private func folderOfResults(_ path: String, _ invocation: Invocation, _ console: Console) -> String? {
  do throws(Refusal) {
    return try withLinksFollowed(Files.absolute(try conductor(path, invocation, console).layout.folder))
  } catch {
    return nil
  }
}

/// Of a folder that is still to be made, the part that stands has its links followed.
private func withLinksFollowed(_ path: String) throws(Refusal) -> String {
  if let found = try Files.resolved(path) { return found }
  let parent = Paths.parent(of: path)
  guard parent != path else { return path }
  return Paths.join(try withLinksFollowed(parent), Paths.name(of: path))
}
