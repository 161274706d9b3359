package import Findings
package import Pipelines
import Territory

/// Whose statement it is: a powiat's (of its centre of family assistance) or a gmina's.
package enum StatementLevel: String, Sendable {
  case powiat, gmina

  /// - Parameter unit: code in a header: those of powiats end in three zeros, or have four digits.
  package init(unit: String) { self = unit.hasSuffix("000") || unit.utf8.count == 4 ? .powiat : .gmina }

  /// What the codes of one unit begin with, whatever the kind of the gmina.
  package func stem(of code: String) -> String { String(code.prefix(self == .powiat ? 4 : 6)) }
}

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

  /// The units of the pipeline's region that fill in statements of a level and were there on the last day of each year, sorted by code.
  package static func units(
    of pipeline: Pipeline, filling level: StatementLevel, years: some Sequence<Int>
  ) throws(Refusal) -> [Int: [(code: String, name: String)]] {
    let register = try pipeline.loadRegister()
    let units = register.units(at: level == .powiat ? .powiat : .gmina, in: pipeline.region)
    var found: [Int: [(code: String, name: String)]] = [:]
    for year in years {
      found[year] = units.filter { register.existed($0, on: "\(year)-12-31") }.map { ($0.code, $0.name) }
    }
    return found
  }

  /// Years without data between years that have some, in a source that comes year by year. Censuses and the like do not.
  /// - Parameters:
  ///   - years: that the source has something for.
  ///   - wanted: years of the pipeline.
  ///   - isYearly: a form, which is filled in every year.
  package static func gaps(
    in source: Source, _ years: Set<Int>, wanted: [Int], isYearly: Bool
  ) -> [Finding] {
    guard let first = years.min(), let last = years.max() else { return [] }
    let between = wanted.filter { $0 > first && $0 < last }
    let lacking = between.filter { !years.contains($0) }
    guard isYearly || lacking.count * 3 <= between.count else { return [] }
    return lacking.map { year in
      Finding(
        .warning, "missing-year",
        Wording(
          "Źródło „\(source.id)” nie ma danych za \(year), choć ma za lata \(first)–\(last).",
          en: "Source “\(source.id)” has nothing for \(year), although it has other years from \(first) to \(last)."))
    }
  }

  /// Whether a file's name or its folder speaks of a half-year.
  package static func isHalfYear(named name: String) -> Bool { PeriodInName(name)?.half != nil }

  /// Whether it is a whole year.
  package static func isYear(_ period: String) -> Bool {
    canonicalPeriod(period).flatMap(CanonicalPeriod.init)?.kind == .year
  }
}
