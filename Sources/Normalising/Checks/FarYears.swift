import Contracts
import Findings
import Pipelines
import Territory

// A year that nobody has lived through yet: 2093 for 2023.
extension SourceNormaliser {
  /// So many years behind those of the pipeline and of its register there may be newer data.
  private static let newer = 5

  /// Years far behind those that the pipeline is about, where the source has nothing of the year before them. There is no clock
  /// here, and projections give years in a row.
  mutating func checkFarYears(_ texts: CellTexts, wanted: [Int]) {
    if case .register = profile.layout { return }
    guard let last = (wanted + [Int(register.date.prefix(4)) ?? 0]).max(), last > 0 else { return }
    let periods = meanings.periods.map { $0.flatMap(CanonicalPeriod.init) }
    let years = Set(headings.dated.keys.compactMap { periods[Int($0.period)]?.year })
    guard years.contains(where: { $0 > last + Self.newer }) else { return }
    var first: [HeadingPairs.Dated: HeadingPairs.Spot] = [:]
    for (pair, spot) in headings.dated {
      guard let year = periods[Int(pair.period)]?.year, year > last + Self.newer, !years.contains(year - 1) else { continue }
      let key = HeadingPairs.Dated(file: pair.file, unit: -1, period: pair.period)
      if let known = first[key], (known.sheet, known.row) <= (spot.sheet, spot.row) { continue }
      first[key] = spot
    }
    for (key, spot) in first.sorted(by: { ($0.key.file, $0.key.period) < ($1.key.file, $1.key.period) }) {
      let period = meanings.periods[Int(key.period)] ?? ""
      findings.append(
        Finding(
          .warning, "far-year", at: place(key.file, spot, texts),
          Wording(
            "Okres \(period) leży daleko za latami potoku (do \(last)), a roku przed nim w źródle nie ma. Popraw rok, jeśli to literówka.",
            en:
              "The period \(period) lies far behind the years of the pipeline (up to \(last)), and the source has nothing of the year before it. Correct the year if it is a misprint."
          )))
    }
  }
}
