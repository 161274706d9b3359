package import Findings
package import Pipelines
import Territory

/// What the names of a source's files and the headers of its statements say of time, before anything is read in full.
package enum FilePeriods {
  /// The years that a file's name or its folder speaks of; nil when it speaks of none.
  package static func years(in name: String) -> ClosedRange<Int>? { PeriodInName(name)?.years }

  /// Whether a period (`2017-01-01/2017-06-30`, `2017`) fits the file's name; true where either says nothing.
  package static func fits(_ period: String, name: String) -> Bool {
    guard let named = PeriodInName(name), let canonical = canonicalPeriod(period).flatMap(CanonicalPeriod.init) else {
      return true
    }
    return named.admits(canonical)
  }

  /// `2017-H1` for `2017-01-01/2017-06-30`; the text itself when it is no period.
  package static func canonical(_ period: String) -> String { canonicalPeriod(period) ?? period }

  /// The gminas of the pipeline's region that were there on the last day of each year, sorted by code.
  package static func gminas(
    of pipeline: Pipeline, years: some Sequence<Int>
  ) throws(Refusal) -> [Int: [(code: String, name: String)]] {
    let register = try pipeline.loadRegister()
    let units = register.units(at: .gmina, in: pipeline.region)
    var gminas: [Int: [(code: String, name: String)]] = [:]
    for year in years {
      gminas[year] = units.filter { register.existed($0, on: "\(year)-12-31") }.map { ($0.code, $0.name) }
    }
    return gminas
  }

  /// Whether a file's name or its folder speaks of a half-year.
  package static func isHalfYear(named name: String) -> Bool { PeriodInName(name)?.half != nil }

  /// Whether it is a whole year.
  package static func isYear(_ period: String) -> Bool {
    canonicalPeriod(period).flatMap(CanonicalPeriod.init)?.kind == .year
  }
}
