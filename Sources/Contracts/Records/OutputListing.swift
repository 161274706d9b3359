package import Findings

import Bytes

extension OutputRecord {
  /// The files below a stage's directory with size and SHA-256, sorted by path; without `stage.json` itself.
  package static func list(_ directory: String) throws(Refusal) -> [OutputRecord] {
    var found: [OutputRecord] = []
    try gather(directory, "", &found)
    return found.sorted { precedesByBytes($0.path, $1.path) }
  }

  /// Size and SHA-256 of one file.
  package static func read(_ path: String, shownAs: String) throws(Refusal) -> OutputRecord {
    let stream = try FileStream(path: path, shownAs: shownAs)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while try stream.read(into: &chunk) > 0 {}
    return OutputRecord(path: shownAs, size: stream.size, sha256: stream.sha256)
  }

  private static func gather(
    _ directory: String, _ prefix: String, _ found: inout [OutputRecord]
  ) throws(Refusal) {
    for name in try Files.list(prefix.isEmpty ? directory : "\(directory)/\(prefix)") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      guard path != StageRecord.fileName, let status = try Files.linkStatus("\(directory)/\(path)") else { continue }
      if status.kind == .directory {
        try gather(directory, path, &found)
      } else {
        found.append(try read("\(directory)/\(path)", shownAs: path))
      }
    }
  }
}
