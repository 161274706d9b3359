package import Findings
import Glibc

extension Files {
  /// The path from the root of the file system, `.` and `..` taken out as text. Links are not followed: a path is shown as it was given.
  /// - Throws: .inputOutput when the working directory is gone.
  package static func absolute(_ path: String) throws(Refusal) -> String {
    var full = path
    if path.utf8.first != UInt8(ascii: "/") {
      guard let directory = unsafe getcwd(nil, 0) else {
        throw Refusal(
          .inputOutput, Wording("Katalog roboczy zniknął.", en: "The working directory is gone."),
          mend: Wording("Wejdź do istniejącego katalogu.", en: "Change to a directory that exists."))
      }
      full = unsafe String(cString: directory) + "/" + path
      unsafe free(directory)
    }
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." {
        if !parts.isEmpty { parts.removeLast() }
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The path with every link followed; nil when nothing stands there.
  package static func resolved(_ path: String) throws(Refusal) -> String? {
    guard let found = unsafe realpath(path, nil) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SystemFailure(errno, .reading, path).refusal
    }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }
}
