package import Findings
import Glibc

/// What the file system says about a path.
package struct FileStatus: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case regular, directory, symbolicLink, fifo, socket, characterDevice, blockDevice, other

    package var wording: Wording {
      switch self {
      case .regular: Wording("zwykły plik", en: "regular file")
      case .directory: Wording("katalog", en: "directory")
      case .symbolicLink: Wording("dowiązanie symboliczne", en: "symbolic link")
      case .fifo: Wording("kolejka FIFO (potok)", en: "FIFO (pipe)")
      case .socket: Wording("gniazdo", en: "socket")
      case .characterDevice: Wording("urządzenie znakowe", en: "character device")
      case .blockDevice: Wording("urządzenie blokowe", en: "block device")
      case .other: Wording("coś innego", en: "something else")
      }
    }
  }

  package var kind: Kind
  /// In bytes.
  package var size: Int
  /// Since 1970, in nanoseconds.
  package var mtimeNanoseconds: Int
  package var inode: UInt64
  package var device: UInt64
  /// When content, owner, rights or links were last changed, which nobody can set back, in nanoseconds since 1970; 0 for a file that
  /// nobody may write to: results are given more names without being changed.
  package var ctimeNanoseconds: Int

  package init(
    kind: Kind, size: Int, mtimeNanoseconds: Int, inode: UInt64, device: UInt64, ctimeNanoseconds: Int = 0
  ) {
    self.ctimeNanoseconds = ctimeNanoseconds
    self.kind = kind
    self.size = size
    self.mtimeNanoseconds = mtimeNanoseconds
    self.inode = inode
    self.device = device
  }

  init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      case S_IFCHR: .characterDevice
      case S_IFBLK: .blockDevice
      default: .other
      }
    size = Int(raw.st_size)
    mtimeNanoseconds = Int(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(raw.st_mtim.tv_nsec)
    let isWritable = raw.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH) != 0
    ctimeNanoseconds = isWritable ? Int(raw.st_ctim.tv_sec) &* 1_000_000_000 &+ Int(raw.st_ctim.tv_nsec) : 0
    inode = UInt64(raw.st_ino)
    device = UInt64(raw.st_dev)
  }

  /// The same version of the same file: nothing was appended, cut or put in its place.
  package func isSameVersion(as other: FileStatus) -> Bool {
    size == other.size && mtimeNanoseconds == other.mtimeNanoseconds && inode == other.inode && device == other.device
  }
}
