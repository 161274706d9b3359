import Bytes
import Findings
import Testing

/// A folder of its own for a test, removed when the test lets it go.
final class Scratch {
  let path: String

  init(_ name: String = #function) throws(Refusal) {
    let folder = (#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
    let plain = String(name.unicodeScalars.filter { $0.properties.isAlphabetic })
    path = "/\(folder)/.build-scratch/\(plain)-\(UInt64.random(in: 0 ... .max))"
    try Files.createDirectories(path)
  }

  deinit {
    do { try Files.remove(path) } catch { Issue.record(error) }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Names of what is there.
  var names: [String] {
    get throws(Refusal) { try Files.list(path) }
  }
}

/// What a body refuses with; nil when it does not.
func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
