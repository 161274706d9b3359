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
    try matches(of: pattern, in: root).map(\.path)
  }

  /// What a pattern names, with whether it was found by way of a link that stands there by chance.
  package static func matches(of pattern: String, in root: String) throws(Refusal) -> [GlobMatch] {
    let isAbsolute = pattern.utf8.first == UInt8(ascii: "/")
    var search = GlobSearch(root: isAbsolute ? "/" : root, parts: GlobSearch.parts(of: pattern).map { Array($0.unicodeScalars) })
    try search.visit(GlobSearch.Place(path: isAbsolute ? "/" : ""), 0)
    let found = search.found
    // Folder after folder in order is nearly always the order of the paths too.
    if zip(found, found.dropFirst()).allSatisfy({ precedesByBytes($0.path, $1.path) }) { return found }
    let isLinked = Dictionary(found.map { ($0.path, $0.isLinked) }, uniquingKeysWith: { $0 || $1 })
    return isLinked.map { GlobMatch(path: $0.key, isLinked: $0.value) }.sorted { precedesByBytes($0.path, $1.path) }
  }

  /// The folder that a pattern names outright: everything before its first sign, or before the name of its one file.
  package static func namedFolder(of pattern: String) -> String {
    let isAbsolute = pattern.utf8.first == UInt8(ascii: "/")
    let parts = GlobSearch.parts(of: pattern)
    let fixed = parts.dropLast().prefix { !GlobSearch.hasSign($0.unicodeScalars) }
    return (isAbsolute ? "/" : "") + fixed.joined(separator: "/")
  }

  /// Whether a pattern climbs out of a folder that it does not name: `*/../x`.
  package static func climbsFromUnnamed(_ pattern: String) -> Bool {
    let parts = GlobSearch.parts(of: pattern)
    return parts.drop { !GlobSearch.hasSign($0.unicodeScalars) }.contains("..")
  }
}

/// A path that a pattern matches.
package struct GlobMatch: Sendable, Hashable {
  package var path: String
  /// Whether the file itself, or a folder that only a sign of the pattern matches, is a link: whoever wrote the pattern did not
  /// name the place that it leads to.
  package var isLinked: Bool
}

private struct GlobSearch {
  /// A part of the path that is decided.
  struct Place {
    var path: String
    /// Whether the pattern wrote every name of it.
    var isNamed = true
    var isLinked = false
  }

  let root: String
  let parts: [[Unicode.Scalar]]
  /// A path that several ways lead to stands there several times.
  var found: [GlobMatch] = []

  init(root: String, parts: [[Unicode.Scalar]]) {
    self.root = root.isEmpty ? "." : root
    self.parts = parts
  }

  static func parts(of pattern: String) -> [Substring] { pattern.split(separator: "/").filter { $0 != "." } }

  /// Whether a part of a pattern matches more than its own name.
  static func hasSign(_ part: some Sequence<Unicode.Scalar>) -> Bool { part.contains { $0 == "*" || $0 == "?" || $0 == "[" } }

  /// Whether a part of a pattern ends with the ending of files: `*.xml`.
  private static func namesFiles(_ part: [Unicode.Scalar]) -> Bool {
    guard let point = part.lastIndex(of: ".") else { return false }
    let ending = part[(point + 1)...]
    return !ending.isEmpty && !hasSign(ending)
  }

  /// - Parameter index: the part of the pattern to match next.
  mutating func visit(_ place: Place, _ index: Int) throws(Refusal) {
    guard index < parts.count else { return }
    let part = parts[index]
    let isLast = index == parts.count - 1
    let directory = Paths.join(root, place.path)
    if part == ["*", "*"] {
      try visitAllBelow(place, index, directory)
    } else if !Self.hasSign(part) {
      var next = place
      next.path = Paths.join(place.path, String(String.UnicodeScalarView(part)))
      guard let status = try Files.linkStatus(Paths.join(root, next.path)) else { return }
      if status.kind == .symbolicLink, isLast || !place.isNamed { next.isLinked = true }
      if isLast {
        note(next)
      } else if status.kind == .directory || status.kind == .symbolicLink {
        try visit(next, index + 1)
      }
    } else {
      guard try Files.status(directory)?.kind == .directory else { return }
      for name in try Files.list(directory) where matches(Array(name.unicodeScalars), part) {
        var next = Place(path: Paths.join(place.path, name), isNamed: false, isLinked: place.isLinked)
        let isDirectory = try isDirectory(&next)
        if isLast {
          // What is called like the files that are asked for is one of them: whoever opens it says that it is a folder.
          if !isDirectory || Self.namesFiles(part) { note(next) }
        } else if isDirectory {
          try visit(next, index + 1)
        }
      }
    }
  }

  /// Whether a directory stands at a place or where a link at it leads; such a link is noted. One that points nowhere is no
  /// directory: whoever opens it says that it is missing.
  private func isDirectory(_ place: inout Place) throws(Refusal) -> Bool {
    let path = Paths.join(root, place.path)
    let kind = try Files.linkStatus(path)?.kind
    guard kind == .symbolicLink else { return kind == .directory }
    place.isLinked = true
    return try Files.status(path)?.kind == .directory
  }

  private mutating func note(_ place: Place) { found.append(GlobMatch(path: place.path, isLinked: place.isLinked)) }

  private mutating func visitAllBelow(_ place: Place, _ index: Int, _ directory: String) throws(Refusal) {
    guard try Files.status(directory)?.kind == .directory else { return }
    let isLast = index == parts.count - 1
    var here = place
    here.isNamed = false
    if !isLast { try visit(here, index + 1) }
    for name in try Files.list(directory) where name.utf8.first != UInt8(ascii: ".") {
      var next = Place(path: Paths.join(place.path, name), isNamed: false, isLinked: place.isLinked)
      let isLink = try Files.linkStatus(Paths.join(root, next.path))?.kind == .symbolicLink
      let isDirectory = try isDirectory(&next)
      if isDirectory, !isLink { try visit(next, index) }
      if isLast, !isDirectory { note(next) }
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
