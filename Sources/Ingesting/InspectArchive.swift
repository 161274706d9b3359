import Archive
import Bytes
package import Findings
import Markup

/// The files in a zip archive or a gzip file, each to be read as an input of its own; folders are left out.
package struct ArchiveMembers {
  package struct Member {
    /// As the archive names it.
    package let name: String
    package let input: Input
  }

  package let members: [Member]

  /// - Parameter format: `.zip` or `.gzip`, as found by content.
  package init(of input: Input, _ format: InputFormat) throws(Refusal) {
    switch format {
    case .zip:
      let archive = try ZipArchive(try input.access(), shownAs: input.name)
      members = try archive.files().map { entry in
        Member(
          name: entry.name, input: Input(name: archive.shownName(of: entry)) { () throws(Refusal) in try archive.open(entry) })
      }
    case .gzip:
      let name = try Self.gzipMemberName(input)
      members = [
        Member(
          name: name,
          input: Input(name: "\(input.name)!/\(name)") { () throws(Refusal) in
            try GzipStream(try input.open(), shownAs: input.name)
          })
      ]
    default: members = []
    }
  }

  /// The name that the file keeps of its content, else its own without `.gz`.
  private static func gzipMemberName(_ input: Input) throws(Refusal) -> String {
    if let name = gzipName(in: try input.head(4096)).flatMap({ String(validating: $0, as: UTF8.self) }) {
      return String(name.split(separator: "/").last ?? "")
    }
    let own = String(input.name.split(separator: "/").last ?? "")
    return own.lowercased().hasSuffix(".gz") ? String(own.dropLast(3)) : own
  }
}

/// Writes `"entries"`: name, size, SHA-256 and format of each file in an archive. An archive inside has entries of its
/// own; one inside of that is refused.
///
/// Every byte is unpacked for it, so that sizes and checksums that lie are found.
///
/// - Parameter detect: tells a file's format by its content.
package func inspectEntries(
  _ members: ArchiveMembers, detecting detect: (Input) throws(Refusal) -> InputFormat, into stream: inout InspectionStream
) throws(Refusal) {
  try inspectEntries(members, isNested: false, detecting: detect, into: &stream)
}

private func inspectEntries(
  _ members: ArchiveMembers, isNested: Bool, detecting detect: (Input) throws(Refusal) -> InputFormat,
  into stream: inout InspectionStream
) throws(Refusal) {
  stream.json.name("entries")
  stream.json.beginArray()
  for member in members.members {
    let content = try sizeAndHash(member.input)
    let format = try detect(member.input)
    stream.json.beginObject()
    stream.json.name("name")
    stream.json.string(member.name)
    stream.json.name("size")
    stream.json.integer(content.size)
    stream.json.name("sha256")
    stream.json.string(content.sha256)
    stream.json.name("format")
    stream.json.string(format.rawValue)
    if format == .zip || format == .gzip {
      guard !isNested else {
        throw Refusal(
          .data, Wording("archiwum w archiwum w archiwum", en: "an archive in an archive in an archive"),
          at: Place(file: member.input.name),
          mend: Wording("rozpakuj zewnętrzne archiwum", en: "unpack the outer archive"))
      }
      try inspectEntries(
        try ArchiveMembers(of: member.input, format), isNested: true, detecting: detect, into: &stream)
    }
    stream.json.endObject()
    try stream.flowOn()
  }
  stream.json.endArray()
}

private func sizeAndHash(_ input: Input) throws(Refusal) -> (size: Int, sha256: String) {
  let stream = try input.open()
  var hash = SHA256()
  var size = 0
  var chunk = [UInt8](repeating: 0, count: 1 << 17)
  while true {
    let got = try stream.read(into: &chunk)
    guard got > 0 else { return (size, hash.finish()) }
    hash.update(chunk.span.extracting(0..<got))
    size += got
  }
}
