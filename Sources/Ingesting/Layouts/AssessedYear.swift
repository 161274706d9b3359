import Findings
import Pipelines

/// Which of the years over the columns of an assessment is the one assessed: those after it are forecasts, and the years of forecast
/// need not be headed so (FORMATS 5: two years before, the year assessed, two of forecast; or one, one and two).
struct AssessedYear {
  /// A column's year, and whether its heading calls it a forecast.
  typealias Heading = (year: Int, isForecast: Bool)

  /// Nil where all columns are of years gone by.
  let year: Int?
  /// What does not fit, in words for a finding.
  let doubt: Doubt?

  struct Doubt {
    var code: String
    var message: Wording
  }

  /// - Parameters:
  ///   - told: in the line above the table.
  ///   - named: in the name of the file.
  init(_ headings: [Heading], told: Int?, named: Int?) {
    let years = Set(headings.map(\.year)).sorted()
    if headings.contains(where: { $0.isForecast }) {
      let last = headings.filter { !$0.isForecast }.map(\.year).max()
      year = last ?? told
      doubt = Self.contradiction(told: told, table: last)
      return
    }
    let isInARow = zip(years, years.dropFirst()).allSatisfy { $1 == $0 + 1 }
    let third = isInARow && years.count == 5 ? years[2] : nil
    if let told {
      // Where the columns say otherwise, none that may be a forecast is taken for an observation.
      year = third.map { min($0, told) } ?? told
      // All columns are of years gone by, or two follow the year assessed: anything else is another year's assessment.
      let last = years.last.map { $0 > told && $0 < told + 2 ? $0 : told }
      doubt = Self.contradiction(told: told, table: third ?? last)
      return
    }
    let known = named.flatMap { years.contains($0) ? $0 : nil }
    year = third ?? known ?? (isInARow && years.count == 4 ? years[1] : nil)
    doubt = known == nil ? year.map { Self.guess($0, of: years) } : nil
  }

  private static func contradiction(told: Int?, table: Int?) -> Doubt? {
    guard let told, let table, told != table else { return nil }
    return Doubt(
      code: "wrong-period",
      message: Wording(
        "Nad tabelą stoi rok oceny \(told), a kolumny są jak w ocenie za \(table). Sprawdź, czy to właściwa ocena, i popraw rok nad tabelą albo nagłówki.",
        en:
          "Above the table stands the assessed year \(told), its columns are those of an assessment of \(table). See whether it is the right assessment, and correct the year above the table or the headings."
      ))
  }

  private static func guess(_ year: Int, of years: [Int]) -> Doubt {
    let last = years.last ?? year
    return Doubt(
      code: "assessed-year-unknown",
      message: Wording(
        "Nic nie mówi, który rok oceniono; z układu kolumn wynika \(year), więc lata \(year + 1)–\(last) pominięto jako prognozę. Dopisz nad tabelą „Rok oceny: \(year)” albo „Prognoza” w nagłówkach.",
        en:
          "Nothing tells which year is assessed; by the columns it is \(year), so \(year + 1)–\(last) were left out as forecasts. Write “Rok oceny: \(year)” above the table, or “Prognoza” in the headings."
      ))
  }
}
