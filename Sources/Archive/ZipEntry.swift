/// One entry of a zip archive, as the central directory and the local header agree on it.
package struct ZipEntry: Sendable, Hashable {
  /// As written in the archive, with `/`; a name and never a path: nothing is ever opened by it.
  package let name: String
  /// Bytes when unpacked.
  package let size: Int
  package let compressedSize: Int
  /// CRC-32 of the unpacked bytes.
  package let crc: UInt32

  /// 0 stored, 8 deflate; any other is refused when the entry is opened.
  let method: Int
  let flags: UInt16
  /// Whether the entry is a symbolic link (by the mode that Unix programs leave).
  let isLink: Bool
  /// Of the local header, from the beginning of the file.
  let headerOffset: Int
  /// Of the packed bytes.
  var dataOffset: Int

  /// A folder has a name that ends with `/`, and nothing in it.
  package var isFolder: Bool { name.hasSuffix("/") }
  /// What macOS and Windows put into archives beside people's files: second halves of files, settings of folders.
  package var isOfSystem: Bool { Self.isOfSystem(name) }
  package static func isOfSystem(_ name: String) -> Bool {
    if name.hasPrefix("__MACOSX/") { return true }
    let last = name.split(separator: "/").last ?? ""
    return [".DS_Store", "Thumbs.db", "desktop.ini"].contains(last)
  }

  var isEncrypted: Bool { flags & 0x2041 != 0 }
  /// The sizes and the checksum follow the data, so that the local header may have zeros instead.
  var hasDescriptor: Bool { flags & 8 != 0 }
}
