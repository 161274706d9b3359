import Bytes
import Findings

/// A file of the report as a catalogue names it.
struct PublishedFileRecord: Sendable {
  /// Relative to the report's folder.
  var path: String
  var title: String
  var mediaType: String
  var size: Int
  /// 64 hexadecimal digits.
  var sha256: String

  init(path: String, title: String, mediaType: String, size: Int, sha256: String) {
    self.path = path
    self.title = title
    self.mediaType = mediaType
    self.size = size
    self.sha256 = sha256
  }

  init(path: String, title: String, mediaType: String, bytes: [UInt8]) {
    self.init(path: path, title: title, mediaType: mediaType, size: bytes.count, sha256: SHA256.hex(of: bytes))
  }
}

/// A file of the report that a catalogue names, ready to be written.
struct ReportFile: Sendable {
  var path: String
  var title: Wording
  var mediaType: String
  var bytes: [UInt8]

  init(_ path: String, _ title: Wording, _ mediaType: String, _ bytes: [UInt8]) {
    self.path = path
    self.title = title
    self.mediaType = mediaType
    self.bytes = bytes
  }

  func record(_ say: Phrasing) -> PublishedFileRecord {
    PublishedFileRecord(path: path, title: say(title), mediaType: mediaType, bytes: bytes)
  }
}
