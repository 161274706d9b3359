package import Findings

/// A published file that an edition and an earlier one do not have alike: a line of `4-report/changed-inputs.csv`.
package struct InputChangeRow: Sendable, Hashable {
  package static let fileName = "changed-inputs.csv"

  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added
    /// The earlier edition was made from it, and it is there no more.
    case gone
    case revised
  }

  /// As results show it.
  package var file = ""
  package var change = Change.added
  /// Empty where it was added.
  package var oldHash = ""
  /// Empty where it is gone.
  package var newHash = ""

  package init() {}

  package init(file: String, change: Change, oldHash: String, newHash: String) {
    self.file = file
    self.change = change
    self.oldHash = oldHash
    self.newHash = newHash
  }
}

extension InputChangeRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("file", .text, Wording("plik", en: "file")),
    TableColumn("change", .text, Wording("zmiana", en: "change")),
    TableColumn("old_sha256", .text, Wording("SHA-256 w poprzednim wydaniu", en: "SHA-256 in the earlier edition")),
    TableColumn("new_sha256", .text, Wording("SHA-256 teraz", en: "SHA-256 now")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    file = fields.text()
    change = try fields.choice(Change.self)
    oldHash = fields.text()
    newHash = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(file)
    line.text(change.rawValue)
    line.text(oldHash)
    line.text(newHash)
  }

  package var key: [String] { [file] }
}
