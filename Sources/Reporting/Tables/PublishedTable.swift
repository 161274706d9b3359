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
  /// The same rows in the file of the stage before, and what is added to each; nil for rows that stand in none.
  var copied: (records: CopiedRecords, adding: @Sendable (Int, inout PublishedLines) -> Void)?

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
    var files = try PublishedFiles(
      standard: Paths.join(directory, path), polish: Paths.join(directory, polishPath))
    for column in columns { files.lines.text(column.name) }
    try files.endLine()
    if let copied {
      let numbers = NumberColumns(columns)
      try copied.records.forEach { (place, record) throws(Refusal) in
        files.lines.copy(record, numbers)
        copied.adding(place, &files.lines)
        try files.endLine()
      }
    } else {
      for index in 0..<rowCount {
        write(index, &files.lines)
        try files.endLine()
      }
    }
    let (standard, polish) = try files.finish()
    let fields = columns.map { DataField($0, in: phrasing.language) }
    let title = phrasing(title)
    return [
      DataResource(
        name: name, path: path, title: title, fields: fields, primaryKey: key, bytes: standard.size,
        sha256: standard.sha256),
      DataResource(
        name: name + "-pl", path: polishPath, title: title + phrasing(" (dla polskiego Excela)", " (for Polish Excel)"),
        fields: fields, primaryKey: key, delimiter: ";", bytes: polish.size, sha256: polish.sha256),
    ]
  }
}

/// Both files of a table with the lines that are not written yet.
private struct PublishedFiles: ~Copyable {
  var lines = PublishedLines()
  private var standard: PublishedFile
  private var polish: PublishedFile

  init(standard: String, polish: String) throws(Refusal) {
    let standard = try PublishedFile(creating: standard)
    let polish = try PublishedFile(creating: polish)
    self.standard = standard
    self.polish = polish
  }

  mutating func endLine() throws(Refusal) {
    lines.end()
    if lines.standard.count > 1 << 18 { try flush() }
  }

  private mutating func flush() throws(Refusal) {
    try standard.write(lines.standard)
    try polish.write(lines.polish)
    lines.removeAll()
  }

  consuming func finish() throws(Refusal) -> (standard: PublishedFile.Written, polish: PublishedFile.Written) {
    try flush()
    return (try standard.finish(), try polish.finish())
  }
}

/// A file that is hashed as it is written.
private struct PublishedFile: ~Copyable {
  struct Written {
    var size: Int
    /// 64 hexadecimal digits.
    var sha256: String
  }

  private var writer: ByteWriter
  private var hash = SHA256()

  init(creating path: String) throws(Refusal) {
    writer = try ByteWriter(creating: path)
  }

  mutating func write(_ bytes: [UInt8]) throws(Refusal) {
    hash.update(bytes)
    try writer.write(bytes)
  }

  consuming func finish() throws(Refusal) -> Written {
    let written = Written(size: writer.count, sha256: hash.finish())
    try writer.finish(isLasting: false)
    return written
  }
}
