package import Findings
import Glibc

/// Files and directories by path. Every failure is a refusal that names the path.
package enum Files {
  /// The whole of a regular file. For small files (definitions, records); published material is streamed instead.
  package static func read(_ path: String, shownAs shown: String? = nil) throws(Refusal) -> [UInt8] {
    let descriptor = try Descriptor.reading(path, shownAs: shown ?? path)
    var bytes = [UInt8](repeating: 0, count: try descriptor.status().size + 1)
    var filled = 0
    while true {
      filled += try descriptor.read(into: &bytes, at: filled, count: bytes.count - filled)
      // The buffer is one longer than the file: only a file that grew meanwhile fills it.
      guard filled == bytes.count else { break }
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Creates the file, or replaces its content, and has it on the disk when it returns.
  /// - Parameter isLasting: false leaves it to `settle` to have it on the disk.
  package static func write(_ bytes: [UInt8], to path: String, isLasting: Bool = true) throws(Refusal) {
    let descriptor = try Descriptor.creating(path)
    try descriptor.write(bytes.span)
    if isLasting { try descriptor.synchronise() }
    try descriptor.close()
  }

  /// Has files that were just written on the disk when it returns. Many at once cost little more than one: the file system
  /// writes its journal for all of them together.
  package static func settle(_ paths: [String]) throws(Refusal) {
    try awaited(paths.count) { index throws(Refusal) in
      let descriptor = try Descriptor.reading(paths[index], shownAs: paths[index])
      try descriptor.synchronise()
      try descriptor.close()
    }
  }

  /// Adds bytes at the end of a file, made when it is not there, by one write(2): lines of two processes never mix.
  package static func append(_ bytes: [UInt8], to path: String) throws(Refusal) {
    let descriptor = try Descriptor.appending(path)
    try descriptor.write(bytes.span)
    try descriptor.close()
  }

  /// Puts a whole new content in the place of a file by one rename: readers see the old or the new one.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(Refusal) {
    // Hidden, so that nobody takes it for the file.
    let temporary = Paths.join(Paths.parent(of: path), ".\(Paths.name(of: path)).new")
    try write(bytes, to: temporary)
    try rename(temporary, path)
    try syncDirectory(Paths.parent(of: path))
  }

  /// Whether something stands at the path; a dangling link does not count.
  package static func exists(_ path: String) throws(Refusal) -> Bool {
    try status(path) != nil
  }

  /// What stands at the path, links followed; nil when nothing does.
  package static func status(_ path: String) throws(Refusal) -> FileStatus? {
    try checkPath(path)
    var raw = stat()
    if unsafe stat(path, &raw) == 0 { return FileStatus(raw) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw SystemFailure(errno, .reading, path).refusal
  }

  /// What stands at the path itself, a link being a link; nil when nothing does.
  package static func linkStatus(_ path: String) throws(Refusal) -> FileStatus? {
    try checkPath(path)
    var raw = stat()
    if unsafe lstat(path, &raw) == 0 { return FileStatus(raw) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw SystemFailure(errno, .reading, path).refusal
  }

  /// Names in a directory, without `.` and `..`, sorted by their bytes.
  package static func list(_ directory: String) throws(Refusal) -> [String] {
    try checkPath(directory)
    guard let handle = unsafe opendir(directory) else { throw SystemFailure(errno, .reading, directory).refusal }
    var names: [String] = []
    var hasUnreadableName = false
    errno = 0
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { field in
        unsafe String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name {
        if name != "." && name != ".." { names.append(name) }
      } else {
        hasUnreadableName = true
      }
      errno = 0
    }
    let failure = errno
    _ = unsafe closedir(handle)
    guard failure == 0 else { throw SystemFailure(failure, .reading, directory).refusal }
    guard !hasUnreadableName else {
      throw Refusal(
        .data,
        Wording("katalog ma plik, którego nazwa nie jest w UTF-8", en: "the directory has a file whose name is not UTF-8"),
        at: Place(file: directory),
        mend: Wording("zmień nazwę pliku (convmv -f cp1250 -t utf-8)", en: "rename the file (convmv -f cp1250 -t utf-8)"))
    }
    return names.sorted(by: precedesByBytes)
  }

  /// Creates the directory and those above it that are missing; one that is there already is fine.
  package static func createDirectories(_ path: String) throws(Refusal) {
    try checkPath(path)
    if unsafe mkdir(path, 0o755) == 0 { return }
    switch errno {
    case EEXIST:
      guard try status(path)?.kind == .directory else { throw SystemFailure(ENOTDIR, .creating, path).refusal }
    case ENOENT:
      let parent = Paths.parent(of: path)
      guard parent != path, parent != "." else { throw SystemFailure(ENOENT, .creating, path).refusal }
      try createDirectories(parent)
      // Another process may have made it between the two calls.
      if unsafe mkdir(path, 0o755) != 0 && errno != EEXIST { throw SystemFailure(errno, .creating, path).refusal }
    case let failure:
      throw SystemFailure(failure, .creating, path).refusal
    }
  }

  /// Removes a file, a link (never what it points to) or a directory with all that is in it. Nothing there is fine.
  package static func remove(_ path: String) throws(Refusal) {
    guard let status = try linkStatus(path) else { return }
    guard status.kind == .directory else {
      guard unsafe unlink(path) == 0 || errno == ENOENT else { throw SystemFailure(errno, .changing, path).refusal }
      return
    }
    // Published editions are read-only; whoever owns them may still remove them.
    _ = unsafe chmod(path, 0o700)
    for name in try list(path) { try remove(Paths.join(path, name)) }
    guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw SystemFailure(errno, .changing, path).refusal }
  }

  /// Renames in one step; a file or an empty directory at the new path is replaced.
  package static func rename(_ from: String, _ to: String) throws(Refusal) {
    try checkPath(from)
    try checkPath(to)
    guard unsafe Glibc.rename(from, to) == 0 else { throw SystemFailure(errno, .creating, to).refusal }
  }

  /// Exchanges what stands at two paths in one step, so that a reader of either sees the old or the new, never neither.
  package static func exchange(_ a: String, _ b: String) throws(Refusal) {
    try checkPath(a)
    try checkPath(b)
    // Swift's view of glibc has no renameat2, so it is looked up by name.
    typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = unsafe dlsym(nil, "renameat2") else { throw SystemFailure(ENOSYS, .changing, b).refusal }
    let renameAt2 = unsafe unsafeBitCast(symbol, to: RenameAt2.self)
    let exchangeFlag: UInt32 = 2  // RENAME_EXCHANGE of linux/fs.h
    guard unsafe renameAt2(AT_FDCWD, a, AT_FDCWD, b, exchangeFlag) == 0 else {
      throw SystemFailure(errno, .changing, b).refusal
    }
  }

  /// Gives an existing file a second name on the same file system.
  package static func link(_ existing: String, _ name: String) throws(Refusal) {
    try checkPath(existing)
    try checkPath(name)
    guard unsafe Glibc.link(existing, name) == 0 else { throw SystemFailure(errno, .creating, name).refusal }
  }

  /// Copies the bytes of a regular file; the copy is on the disk when it returns.
  package static func copy(_ from: String, _ to: String) throws(Refusal) {
    let source = try Descriptor.reading(from, shownAs: from)
    let copy = try Descriptor.creating(to)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = try source.read(into: &buffer, count: buffer.count)
      guard got > 0 else { break }
      try copy.write(buffer.span.extracting(0..<got))
    }
    try copy.synchronise()
    try copy.close()
  }

  package static func symlink(_ target: String, at path: String) throws(Refusal) {
    try checkPath(target)
    try checkPath(path)
    guard unsafe Glibc.symlink(target, path) == 0 else { throw SystemFailure(errno, .creating, path).refusal }
  }

  /// Where a link points, as written in it; nil when there is nothing at the path or it is not a link.
  package static func readLink(_ path: String) throws(Refusal) -> String? {
    guard try linkStatus(path)?.kind == .symbolicLink else { return nil }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return -1 }
      return unsafe readlink(path, start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard count >= 0 else { throw SystemFailure(errno, .reading, path).refusal }
    return String(decoding: buffer[0..<count], as: UTF8.self)
  }

  /// Points a link elsewhere in one step: readers see the old target or the new one, never a missing link.
  package static func replaceLink(_ target: String, at path: String) throws(Refusal) {
    let temporary = path + ".new"
    try remove(temporary)
    try symlink(target, at: temporary)
    try rename(temporary, path)
    try syncDirectory(Paths.parent(of: path))
  }

  /// Makes names created, renamed or removed in the directory survive a power cut.
  package static func syncDirectory(_ path: String) throws(Refusal) {
    let descriptor = try Descriptor.directory(path.isEmpty ? "." : path)
    try descriptor.synchronise()
    try descriptor.close()
  }

  /// Takes away the right to write, from a directory with all that is in it.
  package static func makeReadOnly(_ path: String) throws(Refusal) {
    guard let status = try linkStatus(path) else { throw SystemFailure(ENOENT, .changing, path).refusal }
    guard status.kind != .symbolicLink else { return }
    if status.kind == .directory {
      for name in try list(path) { try makeReadOnly(Paths.join(path, name)) }
    }
    // Whom the umask kept from reading stays kept from it.
    var raw = stat()
    guard unsafe stat(path, &raw) == 0, unsafe chmod(path, raw.st_mode & 0o555) == 0 else {
      throw SystemFailure(errno, .changing, path).refusal
    }
  }
}

/// Order by UTF-8 bytes, the same whatever the locale and the version of Unicode.
package func precedesByBytes(_ a: String, _ b: String) -> Bool {
  // Whole memory at a time where both texts lie in one piece, which is nearly always.
  let quick: Bool?? = unsafe a.utf8.withContiguousStorageIfAvailable { x in
    unsafe b.utf8.withContiguousStorageIfAvailable { y in
      let order = unsafe comparedBytes(x, y)
      return order != 0 ? order < 0 : x.count < y.count
    }
  }
  if case .some(.some(let precedes)) = quick { return precedes }
  return a.utf8.lexicographicallyPrecedes(b.utf8)
}

/// As memcmp over the part that both have.
private func comparedBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int32 {
  guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
  return unsafe memcmp(first, second, min(a.count, b.count))
}
