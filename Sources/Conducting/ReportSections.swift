package import Findings
import Reporting

/// The sections that a report can have, for `list` and for the check of a pipeline.
package enum ReportSections {
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var title: Wording
  }

  /// In the order in which a report without a list of its own has them.
  package static var all: [Entry] { Section.all.map { Entry(id: $0.id, title: $0.title) } }

  /// - Throws: `configuration` for a name that is none.
  static func check(_ names: [String], in file: Place) throws(Refusal) {
    _ = try Section.named(names, in: file)
  }
}
