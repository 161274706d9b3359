import Contracts
import Methods
import Pipelines
import Territory

/// `adequacy.csv`: social workers against art. 110 ust. 11 and 12 of the act on social assistance.
struct StaffingNorm {
  let scope: IndicatorRows.Scope

  /// What the parts of the norm are called in the catalogue.
  static let workersExpression = "staff.ops.social_workers.fte"
  static let residentsExpression = "population"
  static let familiesExpression = "assistance.social_work.families"

  /// What is published of one unit in one year.
  struct Parts {
    var workers: Double?
    var residents: Double?
    var families: Double?
  }

  /// - Parameter hasCentre: whether the unit runs a centre of its own, which must have three workers.
  static func judge(_ parts: Parts, hasCentre: Bool) -> SocialWorkNorm {
    SocialWorkNorm(workers: parts.workers, residents: parts.residents, families: parts.families, hasCentre: hasCentre)
  }

  /// - Parameter parts: of a unit in a year.
  func rows(_ parts: (_ unit: Int, _ year: Int) -> Parts) -> [AdequacyRow] {
    var rows: [AdequacyRow] = []
    for year in scope.years {
      for unit in 0..<scope.units.count where scope.units.isInRegion[unit] && scope.levels.contains(scope.units.levels[unit]) {
        let own = parts(unit, year)
        guard own.workers != nil || own.families != nil else { continue }
        let below = centres(of: unit)
        let judged = below.map { Self.judge(parts($0, year), hasCentre: true) }
        let hasCentre = below.isEmpty
        let judgement = Self.judge(own, hasCentre: hasCentre)
        var row = AdequacyRow()
        let it = scope.units[unit].unit
        row.unit = it.code
        row.unitName = it.name
        row.level = it.level.rawValue
        row.period = String(year)
        row.workers = own.workers
        row.residents = own.residents
        row.families = own.families
        if let workers = own.workers, workers > 0 {
          row.residentsPerWorker = own.residents.map { $0 / workers }
          row.familiesPerWorker = own.families.map { $0 / workers }
        }
        func word(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }
        row.meetsResidents = word(judgement.meetsResidents)
        row.meetsFamilies = word(judgement.meetsFamilies)
        row.meetsThree = word(judgement.meetsThree)
        row.verdict = AdequacyRow.Verdict(rawValue: judgement.verdict.rawValue) ?? .unknown
        if hasCentre {
          row.required = judgement.required
          if let required = judgement.required, let workers = own.workers {
            row.lacking = max(0, exactDifference(required, workers))
          }
        } else {
          row.unitsJudged = judged.count { $0.verdict != .unknown }
          row.unitsUnder = judged.count { $0.verdict == .under }
          let required = judged.compactMap(\.required)
          if required.count == judged.count {
            row.required = required.reduce(0, +)
            let lacking = zip(below, judged).map { unit, one in
              max(0, exactDifference(one.required ?? 0, parts(unit, year).workers ?? 0))
            }
            row.lacking = lacking.reduce(0, +)
          }
        }
        let missing = [("social_workers", own.workers), ("residents", own.residents), ("families", own.families)]
        row.reason = missing.filter { $0.1 == nil }.map(\.0).joined(separator: " ")
        rows.append(row)
      }
    }
    return rows
  }

  /// The gminas (districts) within a unit above them; empty for a gmina or district itself.
  private func centres(of unit: Int) -> [Int] {
    let level = scope.units.levels[unit]
    guard level < .gmina else { return [] }
    for wanted in [Level.gmina, .district] where scope.levels.contains(wanted) {
      let found = (0..<scope.units.count).filter {
        scope.units.isInRegion[$0] && scope.units.levels[$0] == wanted && scope.units.container(of: $0, at: level) == unit
      }
      if !found.isEmpty { return found }
    }
    return []
  }
}
