import Bytes
package import Findings

/// A file of a source: where it is, and how it is called in results and messages.
package struct SourceFile: Sendable, Hashable {
  package var path: String
  /// Relative to the pipeline's root; for files elsewhere the folder's name and the file's, so that no result knows the machine.
  package var shown: String

  package init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }
}

extension Pipeline {
  /// The files that a source's patterns name, each once, sorted by shown name.
  /// - Throws: .missingInput for a pattern that matches nothing, .data for a link that leads out of the folder that is named.
  package func files(of source: Source) throws(Refusal) -> [SourceFile] {
    if let pinned = pinnedFiles[source.id] { return pinned }
    var found: [SourceFile] = []
    // Over a thousand files stand in a handful of folders.
    var folders: [String: String] = [:]
    for pattern in source.files {
      let matches = try Files.matches(of: pattern, in: folder)
      guard !matches.isEmpty || source.isOptional else {
        throw Refusal(
          .missingInput,
          Wording(
            "Źródło „\(source.id)”: wzorzec „\(pattern)” nie pasuje do żadnego pliku.",
            en: "Source “\(source.id)”: the pattern “\(pattern)” matches no file."),
          at: Place(file: shownFile),
          mend: Wording(
            "Połóż pliki na miejscu albo popraw „files” (wzorce liczą się od folderu pliku potoku).",
            en: "Put the files in place or correct “files” (patterns start at the pipeline file's folder)."))
      }
      for match in matches {
        let path = match.path
        if match.isLinked { try checkHome(of: path, pattern) }
        let parent = Paths.parent(of: path)
        var home = folders[parent] ?? ""
        if home.isEmpty {
          home = try Files.absolute(Paths.join(folder, parent))
          folders[parent] = home
        }
        let full = Paths.join(home, Paths.name(of: path))
        found.append(SourceFile(path: full, shown: shownName(of: full)))
      }
    }
    func precedes(_ a: SourceFile, _ b: SourceFile) -> Bool {
      precedesByBytes(a.shown, b.shown) || (a.shown == b.shown && a.path < b.path)
    }
    // The files of one pattern come in order; those of several may overlap.
    if zip(found, found.dropFirst()).allSatisfy(precedes) { return found }
    return Set(found).sorted(by: precedes)
  }

  /// A folder that others put files into must not lead a run to files elsewhere: what a pattern matches stays, every link
  /// followed, in the folder that the pattern names outright.
  private func checkHome(of path: String, _ pattern: String) throws(Refusal) {
    // One that leads nowhere is told as missing by whoever opens it.
    guard let target = try Files.resolved(Paths.join(folder, path)) else { return }
    let named = Paths.join(folder, Files.namedFolder(of: pattern))
    if let home = try Files.resolved(named), target.hasPrefix(home == "/" ? "/" : home + "/") { return }
    throw Refusal(
      .data,
      Wording(
        "To dowiązanie prowadzi poza katalog, który nazywa wzorzec „\(pattern)”.",
        en: "This link leads out of the folder that the pattern “\(pattern)” names."),
      at: Place(file: shownName(of: try Files.absolute(Paths.join(folder, path)))),
      mend: Wording(
        "Połóż tam sam plik albo wpisz do „files” miejsce, do którego prowadzi dowiązanie.",
        en: "Put the file itself there, or name in “files” the place that the link leads to."))
  }

  private func shownName(of path: String) -> String {
    let prefix = root == "/" ? "/" : root + "/"
    if path.hasPrefix(prefix) { return String(path.dropFirst(prefix.count)) }
    return Paths.join(Paths.name(of: Paths.parent(of: path)), Paths.name(of: path))
  }
}
