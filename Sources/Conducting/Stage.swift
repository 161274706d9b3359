package import Findings

/// The four stages in the order in which data flows.
package enum Stage: String, Sendable, Hashable, CaseIterable, Comparable {
  case ingest, normalise, diagnose, report

  /// Directory of the stage's results within an edition.
  package var directory: String {
    switch self {
    case .ingest: "1-cells"
    case .normalise: "2-observations"
    case .diagnose: "3-tables"
    case .report: "4-report"
    }
  }

  /// Raised with every change of the program that makes something else of the same input. A part of the stage's key, so that
  /// results of an older method are made again; a change of code that changes no result leaves it alone.
  package var methodVersion: Int {
    switch self {
    case .ingest: 16
    case .normalise: 19
    case .diagnose: 15
    case .report: 18
    }
  }

  /// The stage whose results this one reads.
  package var before: Stage? {
    switch self {
    case .ingest: nil
    case .normalise: .ingest
    case .diagnose: .normalise
    case .report: .diagnose
    }
  }

  /// The program that runs this stage alone.
  package var program: String { "diagnoza-\(rawValue)" }

  /// What the stage does, for people.
  package var title: Wording {
    switch self {
    case .ingest: Wording("wczytanie plików", en: "reading the files")
    case .normalise: Wording("ujednolicenie obserwacji", en: "normalising the observations")
    case .diagnose: Wording("obliczenie wskaźników", en: "computing the indicators")
    case .report: Wording("złożenie raportu", en: "composing the report")
    }
  }

  package static func < (a: Stage, b: Stage) -> Bool { a.directory < b.directory }
}
