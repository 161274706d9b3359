package import Findings

extension Files {
  /// The files that a pattern names, sorted by their bytes.
  ///
  /// `*` and `?` match within one name (a leading dot only when the pattern writes it), `[a-z]` and `[!a-z]` one
  /// character of a set, `**` any number of directories, none included; links to directories are not entered by `**`.
  /// - Parameter root: where a relative pattern starts.
  /// - Returns: paths in the shape of the pattern: relative to `root` for a relative pattern, absolute for an absolute
  ///   one. Directories are returned only when the last part of the pattern is a plain name.
  package static func glob(_ pattern: String, in root: String) throws(Refusal) -> [String] {
    var parts = pattern.split(separator: "/", omittingEmptySubsequences: true).map { Array($0.unicodeScalars) }
    parts.removeAll { $0 == ["."] }
    let isAbsolute = pattern.utf8.first == UInt8(ascii: "/")
    var search = GlobSearch(root: isAbsolute ? "/" : root, parts: parts)
    try search.visit(isAbsolute ? "/" : "", 0)
    return search.found.sorted(by: precedesByBytes)
  }
}

private struct GlobSearch {
  let root: String
  let parts: [[Unicode.Scalar]]
  var found: Set<String> = []

  init(root: String, parts: [[Unicode.Scalar]]) {
    self.root = root.isEmpty ? "." : root
    self.parts = parts
  }

  /// - Parameters:
  ///   - prefix: the part of the path that is decided.
  ///   - index: the part of the pattern to match next.
  mutating func visit(_ prefix: String, _ index: Int) throws(Refusal) {
    guard index < parts.count else { return }
    let part = parts[index]
    let isLast = index == parts.count - 1
    let directory = Paths.join(root, prefix)
    if part == ["*", "*"] {
      try visitAllBelow(prefix, index, directory)
    } else if !part.contains(where: { $0 == "*" || $0 == "?" || $0 == "[" }) {
      let path = Paths.join(prefix, String(String.UnicodeScalarView(part)))
      guard let status = try Files.linkStatus(Paths.join(root, path)) else { return }
      if isLast {
        found.insert(path)
      } else if status.kind == .directory || status.kind == .symbolicLink {
        try visit(path, index + 1)
      }
    } else {
      guard try Files.status(directory)?.kind == .directory else { return }
      for name in try Files.list(directory) where matches(Array(name.unicodeScalars), part) {
        let path = Paths.join(prefix, name)
        // A link that points nowhere is named too: whoever opens it says that it is missing.
        let isDirectory = try Files.status(Paths.join(root, path))?.kind == .directory
        if isLast {
          if !isDirectory { found.insert(path) }
        } else if isDirectory {
          try visit(path, index + 1)
        }
      }
    }
  }

  private mutating func visitAllBelow(_ prefix: String, _ index: Int, _ directory: String) throws(Refusal) {
    guard try Files.status(directory)?.kind == .directory else { return }
    let isLast = index == parts.count - 1
    if !isLast { try visit(prefix, index + 1) }
    for name in try Files.list(directory) where name.utf8.first != UInt8(ascii: ".") {
      let path = Paths.join(prefix, name)
      if try Files.linkStatus(Paths.join(root, path))?.kind == .directory {
        try visit(path, index)
      } else if isLast, try Files.status(Paths.join(root, path))?.kind != .directory {
        found.insert(path)
      }
    }
  }
}

/// One name against one part of a pattern. Linear but for the stars, where only the last one is retried.
func matches(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
  if name.first == ".", pattern.first != "." { return false }
  var n = 0
  var p = 0
  var star: (pattern: Int, name: Int)?
  while n < name.count {
    if p < pattern.count, pattern[p] == "*" {
      star = (p, n)
      p += 1
    } else if p < pattern.count, let next = step(name[n], pattern, p) {
      n += 1
      p = next
    } else if let last = star {
      star = (last.pattern, last.name + 1)
      n = last.name + 1
      p = last.pattern + 1
    } else {
      return false
    }
  }
  while p < pattern.count, pattern[p] == "*" { p += 1 }
  return p == pattern.count
}

/// One character against the pattern at `p`; the place after what matched, or nil.
private func step(_ scalar: Unicode.Scalar, _ pattern: [Unicode.Scalar], _ p: Int) -> Int? {
  guard pattern[p] == "[" else { return pattern[p] == "?" || pattern[p] == scalar ? p + 1 : nil }
  var at = p + 1
  var isNegated = false
  if at < pattern.count, pattern[at] == "!" || pattern[at] == "^" {
    isNegated = true
    at += 1
  }
  let first = at
  var isIn = false
  while at < pattern.count, pattern[at] != "]" || at == first {
    if at + 2 < pattern.count, pattern[at + 1] == "-", pattern[at + 2] != "]" {
      if pattern[at] <= scalar && scalar <= pattern[at + 2] { isIn = true }
      at += 3
    } else {
      if pattern[at] == scalar { isIn = true }
      at += 1
    }
  }
  // A bracket without its end stands for itself.
  guard at < pattern.count else { return scalar == "[" ? p + 1 : nil }
  return isIn != isNegated ? at + 1 : nil
}
