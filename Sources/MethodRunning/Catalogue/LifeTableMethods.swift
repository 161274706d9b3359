import Bytes
import Findings
import Methods

extension Method {
  /// Life tables, a row an age group.
  static let lifeTables: [Method] = [
    Method(
      "life-expectancy", aliases: ["phe_life_expectancy", "life-table"],
      Wording("przeciętne dalsze trwanie życia (tablica skrócona)", en: "life expectancy (abridged life table)"),
      inputs: ["age", "x", "n"],
      [
        .column("age", Wording("pierwszy rok grupy wieku", en: "first year of the age group")),
        .column("x", Wording("zgony", en: "deaths")), .column("n", Wording("ludność", en: "population")), .confidence,
        .number(
          "least", standard: "5000", Wording("do tylu osób razem: bez wyniku", en: "up to so many persons in all: no result")),
      ],
      source: "C. L. Chiang (1968), 189-214; P. B. S. Silcocks et al. (2001); PHEindicatormethods phe_life_expectancy"
    ) { (call) throws(Refusal) in try call.lifeExpectancies() }
  ]
}

extension MethodCall {
  fileprivate func lifeExpectancies() throws(Refusal) -> MethodOutput {
    let ageColumn = try column("age", ["startage", "start_age", "ageband", "age_band", "wiek"], place: 0)
    let deaths = try table.completeNumbers(try column("x", ["deaths", "dths", "zgony"] + Method.countNames, place: 1))
    let populations = try table.completeNumbers(try column("n", ["pops"] + Method.wholeNames, place: 2))
    var starts: [Double] = []
    for (row, text) in table.texts(ageColumn).enumerated() {
      let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
      guard let start = Double(digits) else {
        throw Refusal(
          .data, Wording("„\(text)” nie jest grupą wieku", en: "'\(text)' is no age group"),
          at: table.table.place(row, column: table.header[ageColumn]),
          mend: Wording("grupa zaczyna się pierwszym rokiem: 0, 1-4, 90+", en: "a group begins with its first year: 0, 1-4, 90+"))
      }
      starts.append(start)
    }
    let confidence = try confidence()
    let least = try number("least")
    var columns: [[SeparatedField]] = Array(repeating: Array(repeating: .empty, count: table.count), count: 3)
    var without: [String] = []
    let isOne = table.groups.count == table.count
    for (key, members) in isOne ? [(key: [], rows: Array(0..<table.count))] : table.groups {
      let rows = members.sorted { starts[$0] < starts[$1] }
      let groups = rows.map { AgeGroup(start: starts[$0], deaths: deaths[$0], population: populations[$0]) }
      guard let found = Methods.lifeExpectancies(groups, confidence: confidence, least: least) else {
        without.append(isOne ? table.table.name : key.joined(separator: "/"))
        continue
      }
      for (row, estimate) in zip(rows, found) {
        columns[0][row] = .finite(estimate.value)
        columns[1][row] = .finite(estimate.interval?.lower)
        columns[2][row] = .finite(estimate.interval?.upper)
      }
    }
    var output = MethodOutput.beside(self, ["value", "lower", "upper"], columns)
    if !without.isEmpty {
      let list = without.joined(separator: ", ")
      output.remarks.append(
        Wording(
          "bez tablicy (grupa pusta lub brak jej, więcej zgonów niż osób, brak zgonów w najstarszej, za mało osób): \(list)",
          en: "without a table (a group empty or missing, more deaths than persons, none in the oldest, too few persons): \(list)"
        ))
    }
    return output
  }
}
