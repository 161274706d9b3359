import Findings
import Glibc

/// An open file, closed exactly once. All opening of files in the product happens here.
struct Descriptor: ~Copyable {
  private let handle: OpenFile
  /// The path as people know it, for messages.
  let shown: String

  private var number: Int32 { handle.number }

  private init(number: Int32, shown: String) {
    handle = OpenFile(number: number)
    self.shown = shown
  }

  /// Opens a regular file for reading. A FIFO, device, socket or directory is refused at once: the open does not block
  /// (O_NONBLOCK) and the kind is looked at on the open file, so that it cannot be swapped in between.
  static func reading(_ path: String, shownAs shown: String) throws(Refusal) -> Descriptor {
    let number = try opened(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, .reading, shown)
    let descriptor = Descriptor(number: number, shown: shown)
    let kind = try descriptor.status().kind
    guard kind == .regular else {
      throw Refusal(
        .data,
        Wording(
          "to nie jest zwykły plik: \(kind.wording.polish)", en: "it is not a regular file: \(kind.wording.english)"),
        at: Place(file: shown),
        mend: Wording(
          "zapisz dane do zwykłego pliku i wskaż ten plik", en: "save the data to a regular file and name that file"))
    }
    return descriptor
  }

  /// Creates a file for writing, or empties one that is there.
  static func creating(_ path: String) throws(Refusal) -> Descriptor {
    let number = try opened(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY, .creating, path)
    return Descriptor(number: number, shown: path)
  }

  /// Opens a file to write at its end, whoever else does so.
  static func appending(_ path: String) throws(Refusal) -> Descriptor {
    let number = try opened(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NOCTTY, .creating, path)
    return Descriptor(number: number, shown: path)
  }

  static func directory(_ path: String) throws(Refusal) -> Descriptor {
    let number = try opened(path, O_RDONLY | O_DIRECTORY, .reading, path)
    return Descriptor(number: number, shown: path)
  }

  private static func opened(
    _ path: String, _ flags: Int32, _ deed: SystemFailure.Deed, _ shown: String
  ) throws(Refusal) -> Int32 {
    try checkPath(path)
    var number: Int32
    repeat { number = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o644) } while number < 0 && errno == EINTR
    guard number >= 0 else { throw SystemFailure(errno, deed, shown).refusal }
    // With standard streams closed by the caller the kernel hands out 0, 1 or 2: a message printed later would
    // land inside the data.
    if number <= 2 {
      let moved = fcntl(number, F_DUPFD_CLOEXEC, 3)
      let failure = errno
      _ = Glibc.close(number)
      guard moved >= 0 else { throw SystemFailure(failure, deed, shown).refusal }
      number = moved
    }
    return number
  }

  func status() throws(Refusal) -> FileStatus {
    var raw = stat()
    guard unsafe fstat(number, &raw) == 0 else { throw SystemFailure(errno, .reading, shown).refusal }
    return FileStatus(raw)
  }

  /// Reads until `count` bytes stand in `buffer` from `start`, or the file ends.
  /// - Parameter offset: position in the file, or nil to read on from where the last call ended.
  /// - Returns: how many bytes were read; fewer than `count` only at the end of the file.
  func read(into buffer: inout [UInt8], at start: Int = 0, count: Int, from offset: Int? = nil) throws(Refusal) -> Int {
    precondition(start >= 0 && count >= 0 && start + count <= buffer.count, "reading beyond the buffer")
    var filled = 0
    var failure: Int32 = 0
    unsafe buffer.withUnsafeMutableBytes { bytes in
      while filled < count {
        let place = unsafe bytes.baseAddress?.advanced(by: start + filled)
        let got =
          if let offset {
            unsafe pread(number, place, count - filled, offset + filled)
          } else {
            unsafe Glibc.read(number, place, count - filled)
          }
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard failure == 0 else { throw SystemFailure(failure, .reading, shown).refusal }
    return filled
  }

  /// - Parameter offset: position in the file, or nil to write on from where the last call ended.
  func write(_ bytes: Span<UInt8>, at offset: Int? = nil) throws(Refusal) {
    var failure: Int32 = 0
    unsafe bytes.withUnsafeBytes { source in
      var written = 0
      while written < source.count {
        let place = unsafe source.baseAddress?.advanced(by: written)
        let put =
          if let offset {
            unsafe pwrite(number, place, source.count - written, offset + written)
          } else {
            unsafe Glibc.write(number, place, source.count - written)
          }
        if put < 0 && errno == EINTR { continue }
        if put <= 0 {
          failure = put < 0 ? errno : EIO
          break
        }
        written += put
      }
    }
    guard failure == 0 else { throw SystemFailure(failure, .writing, shown).refusal }
  }

  /// Cuts the file; the next write goes on from there.
  func truncate(to size: Int) throws(Refusal) {
    guard ftruncate(number, size) == 0, lseek(number, size, SEEK_SET) == size else {
      throw SystemFailure(errno, .writing, shown).refusal
    }
  }

  /// Makes what was written survive a power cut.
  func synchronise() throws(Refusal) {
    var result: Int32
    repeat { result = fsync(number) } while result != 0 && errno == EINTR
    guard result == 0 else { throw SystemFailure(errno, .writing, shown).refusal }
  }

  /// Closes and reports what the silent close of a value let go cannot: some file systems say only here that a write
  /// failed.
  consuming func close() throws(Refusal) {
    let shown = shown
    let failure = handle.close()
    guard failure == 0 else { throw SystemFailure(failure, .writing, shown).refusal }
  }
}

/// The number that the kernel knows the file by.
package struct OpenFile: ~Copyable {
  let number: Int32

  deinit {
    _ = Glibc.close(number)
  }

  /// - Returns: errno, or 0.
  consuming func close() -> Int32 {
    let number = number
    discard self
    // Not repeated on EINTR: on Linux the descriptor is gone even then.
    return Glibc.close(number) == 0 || errno == EINTR ? 0 : errno
  }
}

/// The C library would silently stop at a NUL inside a name and open another file.
func checkPath(_ path: String) throws(Refusal) {
  guard !path.isEmpty, !path.utf8.contains(0) else {
    let printable = String(decoding: path.utf8.map { $0 == 0 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    throw Refusal(
      .missingInput, Wording("niepoprawna ścieżka", en: "not a valid path"), at: Place(file: printable),
      mend: Wording("podaj niepustą ścieżkę bez znaku NUL", en: "give a path that is not empty and has no NUL"))
  }
}
