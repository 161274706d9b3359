package import Findings

/// What became of the cells of one published file: a line of `1-cells/files.csv`.
package struct FileAccountRow: Sendable, Hashable {
  package var source = ""
  /// As shown to people; an archive stands for its members.
  package var file = ""
  package var size = 0
  package var sha256 = ""
  package var read = 0
  package var used = 0
  package var rejected = 0
  /// `reason:count`, joined by spaces in the file.
  package var skipped: [String] = []

  package init() {}

  /// - Parameters: the account of the source before and after the file was read.
  package init(_ input: InputRecord, from before: Balance, to after: Balance) {
    source = after.source
    file = input.path
    size = input.size
    sha256 = input.sha256
    read = after.read - before.read
    used = after.used - before.used
    rejected = after.rejected - before.rejected
    for reason in after.skipped.keys.sorted() {
      let count = (after.skipped[reason] ?? 0) - (before.skipped[reason] ?? 0)
      if count > 0 { skipped.append("\(reason):\(count)") }
    }
  }

  /// The skipped cells by reason.
  package var skippedCounts: [(reason: String, count: Int)] {
    skipped.compactMap { text in
      guard let colon = text.lastIndex(of: ":"), let count = Int(text[text.index(after: colon)...]) else { return nil }
      return (String(text[..<colon]), count)
    }
  }
}

extension FileAccountRow: TableRow {
  package static let fileName = "files.csv"

  package static let columns: [TableColumn] = [
    TableColumn("source", .text, Wording("źródło", en: "source")),
    TableColumn("file", .text, Wording("plik", en: "file")),
    TableColumn("size", .integer, Wording("bajty", en: "bytes")),
    TableColumn("sha256", .text, Wording("SHA-256", en: "SHA-256")),
    TableColumn("read", .integer, Wording("komórki wczytane", en: "cells read")),
    TableColumn("used", .integer, Wording("użyte", en: "used")),
    TableColumn("rejected", .integer, Wording("odrzucone", en: "rejected")),
    TableColumn("skipped", .text, Wording("pominięte", en: "skipped")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    source = fields.text()
    file = fields.text()
    size = try fields.requiredInteger()
    sha256 = fields.text()
    read = try fields.requiredInteger()
    used = try fields.requiredInteger()
    rejected = try fields.requiredInteger()
    skipped = fields.list()
  }

  package func write(to line: inout TableLine) {
    line.text(source)
    line.text(file)
    line.integer(size)
    line.text(sha256)
    line.integer(read)
    line.integer(used)
    line.integer(rejected)
    line.list(skipped)
  }

  package var key: [String] { [source, file, sha256] }
}
