/// Paths as text; nothing here looks at the disk.
package enum Paths {
  /// `a/b`; an absolute second part stands for itself.
  package static func join(_ directory: String, _ name: String) -> String {
    if name.utf8.first == UInt8(ascii: "/") || directory.isEmpty { return name }
    if name.isEmpty { return directory }
    return directory.utf8.last == UInt8(ascii: "/") ? directory + name : directory + "/" + name
  }

  /// The directory a path stands in: `a` for `a/b`, `.` for `b`, `/` for `/b` and for `/`.
  package static func parent(of path: String) -> String {
    let bytes = withoutEnd(path)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    var directory = bytes[..<slash]
    while directory.last == UInt8(ascii: "/") { directory.removeLast() }
    return directory.isEmpty ? "/" : String(Substring(directory))
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    let bytes = withoutEnd(path)
    guard bytes.count > 1, let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return String(Substring(bytes)) }
    return String(Substring(bytes[bytes.index(after: slash)...]))
  }

  /// Without the slashes at the end, if there is anything before them.
  private static func withoutEnd(_ path: String) -> Substring.UTF8View {
    var bytes = path[...].utf8
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes
  }
}
