import Glibc

/// Where a stream of text goes. Writes are checked: a full disk behind a redirection must not look like success.
package struct Descriptor: Sendable {
  /// Writes all the bytes; gives 0, or the errno of the write that failed.
  package var write: @Sendable ([UInt8]) -> Int32

  package init(_ write: @escaping @Sendable ([UInt8]) -> Int32) {
    self.write = write
  }

  package static let output = Descriptor { writeAll($0, to: STDOUT_FILENO) }
  package static let errors = Descriptor { writeAll($0, to: STDERR_FILENO) }

  /// Writes all the bytes to an open file; gives 0, or errno.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return 0
    }
  }

  /// Puts something behind descriptors 0, 1 and 2 when the process was started with them closed, so that no data file
  /// gets one of these numbers. Output opened for reading only: a result that nobody can receive is an error, not a success.
  package static func openStandardOnes() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      let mode = descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY
      let opened = unsafe open("/dev/null", mode)
      // The lowest free number is the one just found closed.
      if opened >= 0, opened != descriptor { dup2(opened, descriptor) }
    }
  }
}
