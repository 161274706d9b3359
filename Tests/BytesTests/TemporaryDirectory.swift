import Bytes
import Glibc
import Synchronization

/// A directory of its own for one test, gone afterwards.
final class TemporaryDirectory {
  private static let counter = Atomic<Int>(0)
  let path: String

  init() throws {
    let number = Self.counter.add(1, ordering: .relaxed).newValue
    path = "/tmp/diagnoza-bytes-\(getpid())-\(number)"
    try Files.createDirectories(path)
  }

  deinit {
    do { try Files.remove(path) } catch { print("could not remove \(path)") }
  }

  func callAsFunction(_ name: String) -> String { Paths.join(path, name) }
}

/// The repository's folder of real published files, which stands beside the working copy; nil where it is absent.
func sharedData(_ name: String, from source: String = #filePath) throws -> String? {
  var root = source
  for _ in 0..<3 { root = Paths.parent(of: root) }
  let path = Paths.join(Paths.parent(of: root), "shared/data/" + name)
  return try Files.exists(path) ? path : nil
}
