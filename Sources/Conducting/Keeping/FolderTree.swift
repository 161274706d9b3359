import Bytes
import Findings

/// Files of a directory and of the directories in it.
enum FolderTree {
  /// Paths of the regular files relative to the directory, sorted by their bytes.
  static func files(in directory: String) throws(Refusal) -> [String] {
    var found: [String] = []
    try collect(directory, prefix: "", into: &found)
    return found.sorted(by: precedesByBytes)
  }

  private static func collect(_ directory: String, prefix: String, into found: inout [String]) throws(Refusal) {
    for name in try Files.list(directory) {
      let path = Paths.join(directory, name)
      switch try Files.linkStatus(path)?.kind {
      case .directory: try collect(path, prefix: prefix + name + "/", into: &found)
      case nil: break
      default: found.append(prefix + name)
      }
    }
  }

  /// Gives the files of a directory a second home. Hard links where the file system has them, copies otherwise: the links
  /// of an edition are never written through, its files are read-only.
  static func adopt(_ files: [String], from source: String, to target: String) throws(Refusal) {
    try Files.createDirectories(target)
    var made: Set<String> = []
    for file in files {
      let place = Paths.join(target, file)
      let parent = Paths.parent(of: place)
      if parent != target, made.insert(parent).inserted { try Files.createDirectories(parent) }
      try Files.share(Paths.join(source, file), as: place)
    }
    try synchronise(target)
  }

  /// Makes the names in a directory and in those below it survive a power cut.
  static func synchronise(_ directory: String) throws(Refusal) {
    for name in try Files.list(directory) {
      let path = Paths.join(directory, name)
      if try Files.linkStatus(path)?.kind == .directory { try synchronise(path) }
    }
    try Files.syncDirectory(directory)
  }
}
