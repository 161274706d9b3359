import Archive
import Bytes
import Findings
import Glibc

/// The repository as the tests find it, from this file's own place.
enum Repository {
  static var root: String {
    Paths.parent(of: Paths.parent(of: Paths.parent(of: #filePath)))
  }

  /// Statistics Poland's files beside the repository; nil where they are not.
  static func sharedData() throws(Refusal) -> String? {
    let folder = Paths.join(Paths.parent(of: root), "shared/data")
    return try Files.exists(folder) ? folder : nil
  }

  /// `MAKE_FIXTURES=1` rewrites the fixtures instead of comparing them.
  static var isMaking: Bool { unsafe getenv("MAKE_FIXTURES") != nil }
}

extension FixtureSet {
  /// Writes every file anew; the two folders of regions hold nothing but what is made here.
  func write(below root: String) throws(Refusal) {
    for folder in ["warminsko-mazurskie", "warszawa"] { try Files.remove(Paths.join(root, "fixtures/" + folder)) }
    for file in files {
      let path = Paths.join(root, "fixtures/" + file.path)
      try Files.createDirectories(Paths.parent(of: path))
      try Files.write(file.bytes, to: path)
    }
  }

  /// Paths of committed files that differ from what is made, are missing or are too many.
  func differences(from root: String) throws(Refusal) -> [String] {
    var differences: [String] = []
    for file in files {
      let path = Paths.join(root, "fixtures/" + file.path)
      if try !Files.exists(path) {
        differences.append("missing: " + file.path)
      } else if try !isSame(try Files.read(path), file.bytes, file.path) {
        differences.append("other: " + file.path)
      }
    }
    let known = Set(files.map(\.path))
    for folder in ["warminsko-mazurskie", "warszawa"] {
      for path in try Files.glob("fixtures/\(folder)/**/*", in: root) {
        let below = String(path.hasPrefix(root) ? path.dropFirst(root.utf8.count + 1) : Substring(path)).dropFirst(
          "fixtures/".utf8.count)
        if !known.contains(String(below)) { differences.append("too many: " + below) }
      }
    }
    return differences
  }

  /// Archives are the same when their entries are: packing may differ between versions of zlib.
  private func isSame(_ a: [UInt8], _ b: [UInt8], _ path: String) throws(Refusal) -> Bool {
    if a == b { return true }
    guard path.hasSuffix(".zip") || path.hasSuffix(".xlsx") else { return false }
    return try entries(a, path) == entries(b, path)
  }

  private func entries(_ bytes: [UInt8], _ path: String) throws(Refusal) -> [String: [UInt8]] {
    let archive = try ZipArchive(MemoryAccess(bytes), shownAs: path)
    var contents: [String: [UInt8]] = [:]
    for entry in archive.entries {
      contents[entry.name] = try archive.open(entry).readAll(limit: 64 << 20, shownAs: path)
    }
    return contents
  }
}
