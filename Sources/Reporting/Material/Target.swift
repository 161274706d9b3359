import Bytes
package import Findings

/// The targets of the strategy: `targets.csv` of the definitions, a row a target. Columns: `indicator`, `unit` (TERYT), `base_period`,
/// `base_value`, `target_period`, `target_value`, `goal_pl`, `goal_en`; an empty base value is taken from the tables.
package struct Target: Sendable, Hashable {
  package static let file = "targets.csv"

  package var indicator: String
  package var unit: String
  package var basePeriod: String
  package var baseValue: Double?
  package var targetPeriod: String
  package var targetValue: Double
  package var goal: Wording

  /// - Parameter definitions: folder of the definitions. Without the file there are no targets.
  /// - Throws: `.configuration` for a number or year that is none, and for two targets of one figure by one year.
  package static func read(from definitions: String) throws(Refusal) -> [Target] {
    let path = Paths.join(definitions, file)
    return try Files.exists(path) ? try read(file: path) : []
  }

  /// - Throws: `.configuration` for a number or year that is none, and for two targets of one figure by one year.
  package static func read(file path: String) throws(Refusal) -> [Target] {
    let table = try SeparatedTable(path: path, shownAs: file)
    var targets: [Target] = []
    for row in table.rows.indices {
      func number(_ column: String) throws(Refusal) -> Double? {
        let text = try table[row, column].replacing(",", with: ".")
        if text.isEmpty { return nil }
        guard let value = Double(text), value.isFinite else {
          throw mistake(
            Wording("„\(text)” nie jest liczbą.", en: "“\(text)” is no number."), table.rowNumbers[row], column)
        }
        return value
      }
      for column in ["base_period", "target_period"] {
        let year = try table[row, column]
        guard Int(year) == nil else { continue }
        throw mistake(
          Wording("„\(year)” nie jest rokiem.", en: "“\(year)” is no year."), table.rowNumbers[row], column)
      }
      guard let value = try number("target_value") else {
        throw mistake(
          Wording("Brak wartości docelowej.", en: "The target value is missing."), table.rowNumbers[row], "target_value")
      }
      let target = Target(
        indicator: try table[row, "indicator"], unit: try table[row, "unit"], basePeriod: try table[row, "base_period"],
        baseValue: try number("base_value"), targetPeriod: try table[row, "target_period"], targetValue: value,
        goal: Wording(try table[row, "goal_pl"], en: try table[row, "goal_en"]))
      if targets.contains(where: { $0.isOfSame(as: target) }) {
        throw mistake(
          Wording(
            "Cel \(target.indicator) jednostki \(target.unit) na \(target.targetPeriod) stoi w tabeli dwa razy.",
            en: "The target of \(target.indicator) for unit \(target.unit) by \(target.targetPeriod) stands in the table twice."),
          table.rowNumbers[row], "target_period")
      }
      targets.append(target)
    }
    return targets
  }

  /// Whether both are of one figure by one year: two goals for it are none.
  private func isOfSame(as other: Target) -> Bool {
    indicator == other.indicator && unit == other.unit && targetPeriod == other.targetPeriod
  }

  /// What is expected by a period: on the straight line from the base value to the target, and the target after its year.
  /// - Parameter base: the value of the base period, of the file or of the tables.
  /// - Returns: nil before the base period has passed, and for a target that is not later than its base.
  package func expected(in period: String, from base: Double) -> Double? {
    guard let first = Int(basePeriod), let last = Int(targetPeriod), last > first, let now = Int(period.prefix(4)), now > first
    else { return nil }
    let share = min(1, Double(now - first) / Double(last - first))
    return base + (targetValue - base) * share
  }

  private static func mistake(_ what: Wording, _ row: Int, _ column: String) -> Refusal {
    Refusal(
      .configuration, what, at: Place(file: file, row: row),
      mend: Wording("Popraw kolumnę „\(column)”.", en: "Correct the column “\(column)”."))
  }
}
