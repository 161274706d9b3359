import Bytes
package import Contracts
package import Findings

/// A table that is published beside the report as CSV in two flavours and described in the data package.
package struct PublishedTable: Sendable {
  /// File name without `.csv`: lower-case ASCII.
  package var name: String
  package var title: Wording
  package var columns: [TableColumn]
  /// Names of the columns that together tell rows apart; empty when none do.
  package var key: [String]
  package var rowCount: Int
  /// Appends the fields of a row, given by its number from 0.
  package var write: @Sendable (Int, inout PublishedLines) -> Void

  package init(
    name: String, title: Wording, columns: [TableColumn], key: [String], rowCount: Int,
    write: @escaping @Sendable (Int, inout PublishedLines) -> Void
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.key = key
    self.rowCount = rowCount
    self.write = write
  }

  /// Path below the report's folder, comma and decimal point.
  package var path: String { "tables/\(name).csv" }
  /// The same for a Polish Excel: byte order mark, semicolon, decimal comma.
  package var polishPath: String { "tables/\(name)-pl.csv" }

  /// Writes both files in pieces, so that memory does not grow with the rows, and says what was written. Whoever calls has them
  /// settled on the disk.
  package func write(to directory: String, in phrasing: Phrasing) throws(Refusal) -> [DataResource] {
    var standard = try PublishedFile(creating: Paths.join(directory, path))
    var polish = try PublishedFile(creating: Paths.join(directory, polishPath))
    var lines = PublishedLines()
    for column in columns { lines.text(column.name) }
    lines.end()
    for index in 0..<rowCount {
      write(index, &lines)
      lines.end()
      if lines.standard.count > 1 << 18 {
        try standard.write(lines.standard)
        try polish.write(lines.polish)
        lines.removeAll()
      }
    }
    try standard.write(lines.standard)
    try polish.write(lines.polish)
    let (size, hash) = try standard.finish()
    let (polishSize, polishHash) = try polish.finish()
    let fields = columns.map { DataField($0, in: phrasing.language) }
    let title = phrasing(title)
    return [
      DataResource(name: name, path: path, title: title, fields: fields, primaryKey: key, bytes: size, sha256: hash),
      DataResource(
        name: name + "-pl", path: polishPath, title: title + phrasing(" (dla polskiego Excela)", " (for Polish Excel)"),
        fields: fields, primaryKey: key, delimiter: ";", bytes: polishSize, sha256: polishHash),
    ]
  }
}

/// A file that is hashed as it is written.
private struct PublishedFile: ~Copyable {
  private var writer: ByteWriter
  private var hash = SHA256()

  init(creating path: String) throws(Refusal) {
    writer = try ByteWriter(creating: path)
  }

  mutating func write(_ bytes: [UInt8]) throws(Refusal) {
    hash.update(bytes)
    try writer.write(bytes)
  }

  consuming func finish() throws(Refusal) -> (size: Int, sha256: String) {
    let size = writer.count
    let sum = hash.finish()
    try writer.finish(isLasting: false)
    return (size, sum)
  }
}
