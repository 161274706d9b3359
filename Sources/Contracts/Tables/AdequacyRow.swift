package import Findings

/// The staff of the social assistance centre of one unit against art. 110 ust. 11 and 12 of the act on social assistance: a line of
/// `3-tables/adequacy.csv`.
///
/// One full-time social worker to 2,000 residents, or to at most 50 families and single persons covered by social work; and not fewer
/// than three in a centre. A gmina that meets either proportion and has three meets the norm. Units above have the sums, and how many of
/// their gminas (districts) are under the norm.
package struct AdequacyRow: Sendable, Hashable {
  package static let fileName = "adequacy.csv"

  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// One of the two yardsticks of art. 110 is met, and there are three social workers.
    case met
    case under
    /// A part is missing or withheld; `reason` says which.
    case unknown
  }

  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  /// Full-time equivalents.
  package var workers: Double?
  package var residents: Double?
  /// Families and single persons covered by social work.
  package var families: Double?
  package var residentsPerWorker: Double?
  package var familiesPerWorker: Double?
  /// `yes`, `no` or empty.
  package var meetsResidents = ""
  package var meetsFamilies = ""
  /// Only asked of gminas and districts.
  package var meetsThree = ""
  package var verdict = Verdict.unknown
  /// Fewest workers with which the norm would be met; for units above the sum over those below.
  package var required: Double?
  /// `required` less `social_workers`, not below 0.
  package var lacking: Double?
  /// Gminas (districts) of the unit under the norm, of how many that could be judged.
  package var unitsUnder: Int?
  package var unitsJudged: Int?
  /// Parts that are missing, joined by spaces: `social_workers`, `residents`, `families`.
  package var reason = ""

  package init() {}
}

extension AdequacyRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("social_workers", .number, Wording("pracownicy socjalni (etaty)", en: "social workers (FTE)")),
    TableColumn("residents", .number, Wording("mieszkańcy", en: "residents")),
    TableColumn("families", .number, Wording("rodziny objęte pracą socjalną", en: "families covered by social work")),
    TableColumn("residents_per_worker", .number, Wording("mieszkańcy na pracownika", en: "residents per worker")),
    TableColumn("families_per_worker", .number, Wording("rodziny na pracownika", en: "families per worker")),
    TableColumn("meets_residents", .text, Wording("norma 1:2000", en: "norm 1:2,000")),
    TableColumn("meets_families", .text, Wording("norma 1:50", en: "norm 1:50")),
    TableColumn("meets_three", .text, Wording("co najmniej 3 pracowników", en: "at least 3 workers")),
    TableColumn("verdict", .text, Wording("norma art. 110", en: "art. 110 norm")),
    TableColumn("required", .number, Wording("wymagane etaty", en: "workers required")),
    TableColumn("lacking", .number, Wording("brakujące etaty", en: "workers lacking")),
    TableColumn("units_under", .integer, Wording("jednostki poniżej normy", en: "units under the norm")),
    TableColumn("units_judged", .integer, Wording("jednostki ocenione", en: "units judged")),
    TableColumn("reason", .text, Wording("powód", en: "reason")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    workers = try fields.number()
    residents = try fields.number()
    families = try fields.number()
    residentsPerWorker = try fields.number()
    familiesPerWorker = try fields.number()
    meetsResidents = fields.text()
    meetsFamilies = fields.text()
    meetsThree = fields.text()
    verdict = try fields.choice(Verdict.self)
    required = try fields.number()
    lacking = try fields.number()
    unitsUnder = try fields.integer()
    unitsJudged = try fields.integer()
    reason = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.number(workers)
    line.number(residents)
    line.number(families)
    line.number(residentsPerWorker)
    line.number(familiesPerWorker)
    line.text(meetsResidents)
    line.text(meetsFamilies)
    line.text(meetsThree)
    line.text(verdict.rawValue)
    line.number(required)
    line.number(lacking)
    line.integer(unitsUnder)
    line.integer(unitsJudged)
    line.text(reason)
  }

  package var key: [String] { [unit, period] }
}
