import Bytes
import Findings
package import Pipelines

/// The published files that a pipeline's patterns stand for.
package struct SourceFiles: Sendable {
  /// A file: the source it belongs to, where it is, how people see it.
  package struct File: Sendable, Hashable {
    package var source: String
    package var path: String
    package var shown: String
  }

  package let files: [File]

  /// - Throws: `missingInput` with every pattern that matches nothing.
  package init(of pipeline: Pipeline) throws(Refusal) {
    var files: [File] = []
    var missing: [(source: String, pattern: String)] = []
    for source in pipeline.sources {
      var seen: Set<String> = []
      for pattern in source.files {
        let matches = try Files.glob(pattern, in: pipeline.folder)
        if matches.isEmpty { missing.append((source.id, pattern)) }
        for match in matches where seen.insert(match).inserted {
          let path = Paths.join(pipeline.folder, match)
          files.append(File(source: source.id, path: path, shown: Self.shown(match, pipeline: pipeline)))
        }
      }
    }
    if let first = missing.first { throw Self.refusal(first, all: missing, pipeline: pipeline) }
    self.files = files.sorted { precedesByBytes($0.source + "\u{0}" + $0.shown, $1.source + "\u{0}" + $1.shown) }
  }

  /// Relative to the folder above that of the pipeline file: `fixtures/bdl/x.csv` for `../fixtures/bdl/x.csv`.
  private static func shown(_ path: String, pipeline: Pipeline) -> String {
    if path.hasPrefix("../") { return String(path.dropFirst(3)) }
    return path.hasPrefix("/") ? path : Paths.join(Paths.name(of: pipeline.folder), path)
  }

  private static func refusal(
    _ first: (source: String, pattern: String), all: [(source: String, pattern: String)], pipeline: Pipeline
  ) -> Refusal {
    let file = Paths.join(Paths.name(of: pipeline.folder), pipeline.name + ".json")
    let findings = all.map { missing in
      Finding(
        .error, "missing-source", at: Place(file: missing.pattern),
        Wording(
          "Żaden plik nie pasuje do wzorca źródła „\(missing.source)”.",
          en: "No file matches the pattern of the source “\(missing.source)”."))
    }
    return Refusal(
      .missingInput,
      Wording(
        "Brak plików źródła „\(first.source)”: nic nie pasuje do wzorca „\(first.pattern)”",
        en: "Files of the source “\(first.source)” are missing: nothing matches “\(first.pattern)”"),
      at: Place(file: file),
      mend: Wording(
        "dograj pliki albo popraw wzorzec (ścieżki liczą się od folderu pliku konfiguracji)",
        en: "put the files there or correct the pattern (paths are relative to the folder of the pipeline file)"),
      findings: all.count > 1 ? findings : [])
  }
}
