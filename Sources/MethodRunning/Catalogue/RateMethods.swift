import Bytes
import Findings
import Methods

extension Method {
  /// Names of a column of age groups.
  fileprivate static let ageNames = ["ageband", "age_band", "agegroup", "age_group", "startage", "wiek"]

  /// Rates of whole populations and between groups: one row a unit, from the rows of its strata.
  static let rates: [Method] = [
    Method(
      "dsr", aliases: ["directly-standardised-rate", "calculate_dsr", "dobson"],
      Wording("wskaźnik standaryzowany bezpośrednio (Dobson)", en: "directly standardised rate (Dobson)"),
      inputs: ["x", "n", "standard or age", "frequency (optional)"],
      [
        countColumn, wholeColumn,
        .column("standard", Wording("ludność standardowa grupy", en: "standard population of the group")),
        .column(
          "age",
          Wording(
            "grupa wieku, dla standardu europejskiego 2013 (0-4 … 90+)",
            en: "age group, for the European standard of 2013 (0-4 ... 90+)")),
        .column("frequency", Wording("ile zdarzeń na osobę; wtedy x liczy osoby", en: "events a person; then x counts persons")),
        .confidence, multiplier("100000"),
        .number("least", standard: "10", Wording("mniej zdarzeń: bez wyniku", en: "fewer events: no result")),
      ],
      source: "A. J. Dobson et al., Statistics in Medicine 10 (1991), 457-462; PHEindicatormethods calculate_dsr"
    ) { (call) throws(Refusal) in try call.directlyStandardised() },
    Method(
      "isr", aliases: ["smr", "indirectly-standardised-ratio", "calculate_isratio"],
      Wording(
        "wskaźnik standaryzowany pośrednio (obserwowane do oczekiwanych)",
        en: "indirectly standardised ratio (observed over expected)"),
      inputs: ["x", "n", "x_ref", "n_ref"],
      [
        countColumn, wholeColumn,
        .column("x_ref", Wording("zdarzenia w populacji odniesienia", en: "events in the reference population")),
        .column("age", Wording("grupa wieku", en: "age group")),
        .column("n_ref", Wording("ludność odniesienia", en: "reference population")), .confidence, multiplier("1"),
      ], source: "Breslow, Day (1987), 69; PHEindicatormethods calculate_ISRatio"
    ) { (call) throws(Refusal) in try call.indirectlyStandardised() },
    Method(
      "indirectly-standardised-rate", aliases: ["israte", "calculate_israte"],
      Wording(
        "współczynnik standaryzowany pośrednio (iloraz razy współczynnik odniesienia)",
        en: "indirectly standardised rate (ratio times the reference rate)"),
      inputs: ["x", "n", "x_ref", "n_ref"],
      [
        countColumn, wholeColumn,
        .column("x_ref", Wording("zdarzenia w populacji odniesienia", en: "events in the reference population")),
        .column("age", Wording("grupa wieku", en: "age group")),
        .column("n_ref", Wording("ludność odniesienia", en: "reference population")), .confidence, multiplier("100000"),
      ], source: "Breslow, Day (1987), 69; PHEindicatormethods calculate_ISRate"
    ) { (call) throws(Refusal) in try call.indirectlyStandardised(isRate: true) },
    Method(
      "sii", aliases: ["rii", "slope-index", "phe_sii"],
      Wording("nachylenie i względny indeks nierówności (SII, RII)", en: "slope and relative index of inequality (SII, RII)"),
      inputs: ["value, or x", "population", "se, or lower and upper (optional)", "quantile (optional)"],
      [
        .column("value", Wording("wartość grupy; grupy w kolejności", en: "value of the group; groups in order")),
        .column("population", Wording("ludność grupy", en: "population of the group")),
        .column("se", Wording("błąd standardowy wartości", en: "standard error of the value")),
        .column("lower", Wording("dolna granica 95 % wartości, gdy brak błędu", en: "lower 95 % limit of the value, without se")),
        .column("upper", Wording("górna granica 95 % wartości, gdy brak błędu", en: "upper 95 % limit of the value, without se")),
        .column("x", Wording("liczba osób z cechą, gdy brak wartości", en: "persons with the trait, without a value")),
        .column("quantile", Wording("kolejność grup", en: "order of the groups")), .confidence, multiplier("1"),
      ],
      source:
        "J. P. Mackenbach, A. E. Kunst, Social Science & Medicine 44 (1997), 757-771; PHEindicatormethods phe_sii, limits in closed form"
    ) { (call) throws(Refusal) in try call.inequalitySlopes() },
    Method(
      "trend-in-proportions", aliases: ["prop-trend", "cochran-armitage", "chi-squared-trend"],
      Wording("test trendu udziałów", en: "chi-squared test for a trend in proportions"), inputs: ["x", "n", "score"],
      [countColumn, wholeColumn, .column("score", Wording("rok lub pozycja grupy", en: "year or position of the group"))],
      source: "P. Armitage, Biometrics 11 (1955), 375-386; R prop.trend.test"
    ) { (call) throws(Refusal) in
      let counts = try call.table.completeNumbers(try call.column("x", countNames, place: 0))
      let wholes = try call.table.completeNumbers(try call.column("n", wholeNames, place: 1))
      var scores = counts.indices.map { Double($0 + 1) }
      if let column = try call.optionalColumn("score", ["year", "period", "rok"]) {
        scores = try call.table.completeNumbers(column)
      }
      guard let result = proportionTrend(counts, of: wholes, scores: scores) else {
        throw call.refusal(
          Wording(
            "trzeba co najmniej trzech grup i udziałów między 0 a 1",
            en: "at least three groups and shares between 0 and 1 are needed"))
      }
      return .statistics([("chi_squared", result.statistic), ("p_value", result.probability), ("slope", result.slope)])
    },
  ]
}

extension MethodCall {
  /// The rows of each unit. A key that is the age itself, or for a direct standard one that never repeats, names no units: all rows
  /// are then strata of one.
  fileprivate func strata(ages: Int?, isDirect: Bool) -> [(key: [String], rows: [Int])] {
    let groups = table.groups
    let isAge = ages.map { table.keyColumns == [$0] } ?? false
    guard table.count > 1, groups.count == table.count, isAge || isDirect else { return groups }
    return [(table.keyColumns.map { _ in "-" }, Array(0..<table.count))]
  }

  fileprivate func directlyStandardised() throws(Refusal) -> MethodOutput {
    let events = try table.completeNumbers(try column("x", Method.countNames, place: 0))
    let populations = try table.completeNumbers(try column("n", Method.wholeNames, place: 1))
    let confidence = try confidence()
    let factor = try number("multiplier")
    let least = try number("least")
    var sizes: [Double] = []
    let ages = try optionalColumn("age", Method.ageNames)
    if let own = try optionalColumn("standard", ["stdpop", "std_pop", "standard_population", "esp", "esp2013"]) {
      sizes = try table.completeNumbers(own)
    } else if let ages {
      for (row, age) in table.texts(ages).enumerated() {
        guard let group = europeanStandard(ofAges: age) else {
          throw Refusal(
            .data,
            Wording(
              "„\(age)” nie jest grupą wieku standardu europejskiego", en: "'\(age)' is no age group of the European standard"),
            at: Place(file: table.table.name, row: table.table.rowNumbers[row]),
            mend: Wording(
              "grupy: 0-4, 5-9 … 85-89, 90+, albo ich początki 0, 5 … 90; albo własna kolumna standard",
              en: "groups: 0-4, 5-9 ... 85-89, 90+, or their first years 0, 5 ... 90; or a column standard of your own"))
        }
        sizes.append(group.size)
      }
    } else {
      throw refusal(
        Wording("potrzebna kolumna standard albo age", en: "a column standard or age is needed"),
        mend: Wording(
          "standard łączy się po grupie wieku, nie po kolejności", en: "the standard is joined by age group, never by position"))
    }
    let frequencyColumn = try optionalColumn("frequency", ["eventfreq", "event_frequency"])
    let frequencies = try frequencyColumn.map { (column) throws(Refusal) in try table.completeNumbers(column) }
    if frequencies != nil, ages == nil {
      throw refusal(
        Wording("przy kolumnie frequency potrzebna jest kolumna age", en: "with a column frequency a column age is needed"))
    }
    var rows: [[SeparatedField]] = []
    var few: [String] = []
    for (key, members) in strata(ages: ages, isDirect: true) {
      var strata = members.map { Stratum(events: events[$0], population: populations[$0], standard: sizes[$0]) }
      var variance: Double?
      if let frequencies, let ages {
        var byFrequency: [Double: [Stratum]] = [:]
        var byAge: [(age: String, stratum: Stratum)] = []
        for row in members {
          let stratum = Stratum(events: events[row], population: populations[row], standard: sizes[row])
          byFrequency[frequencies[row], default: []].append(stratum)
          let age = table.table.rows[row][ages]
          let count = events[row] * frequencies[row]
          if let place = byAge.firstIndex(where: { $0.age == age }) {
            byAge[place].stratum.events += count
          } else {
            byAge.append((age, Stratum(events: count, population: populations[row], standard: sizes[row])))
          }
        }
        strata = byAge.map(\.stratum)
        variance = nonIndependentVariance(byFrequency.sorted { $0.key < $1.key }.map { (frequency: $0.key, strata: $0.value) })
      }
      guard let estimate = directlyStandardisedRate(strata, confidence: confidence, least: least, variance: variance) else {
        throw refusal(
          Wording(
            "jednostka „\(key.joined(separator: "/"))”: ludność musi być dodatnia",
            en: "unit '\(key.joined(separator: "/"))': the populations must be positive"))
      }
      let total = strata.reduce(0) { $0 + $1.events }
      if estimate.interval == nil { few.append(key.joined(separator: "/")) }
      let scaled = estimate.interval == nil ? nil : estimate.scaled(by: factor)
      rows.append(
        key.map { .text($0) } + [
          .finite(total), .finite(strata.reduce(0) { $0 + $1.population }), .finite(scaled?.value),
          .finite(scaled?.interval?.lower),
          .finite(scaled?.interval?.upper),
        ])
    }
    var output = MethodOutput(table.keyHeader + ["total_count", "total_pop", "value", "lower", "upper"], rows)
    if !few.isEmpty {
      let list = few.joined(separator: ", ")
      output.remarks.append(
        Wording("bez wyniku, bo za mało zdarzeń: \(list)", en: "without a result, because of too few events: \(list)"))
    }
    return output
  }

  /// - Parameter isRate: times the crude rate of the reference population.
  fileprivate func indirectlyStandardised(isRate: Bool = false) throws(Refusal) -> MethodOutput {
    let events = try table.completeNumbers(try column("x", Method.countNames, place: 0))
    let populations = try table.completeNumbers(try column("n", Method.wholeNames, place: 1))
    let referenceEvents = try table.completeNumbers(try column("x_ref", ["xref", "ref_x"], place: 2))
    let referencePopulations = try table.completeNumbers(try column("n_ref", ["nref", "ref_n"], place: 3))
    let confidence = try confidence()
    let factor = try number("multiplier")
    var rows: [[SeparatedField]] = []
    let ages = try optionalColumn("age", Method.ageNames)
    for (key, members) in strata(ages: ages, isDirect: false) {
      for row in members where referencePopulations[row] <= 0 {
        throw refusal(Wording("ludność odniesienia musi być dodatnia", en: "the reference population must be positive"))
      }
      let strata = members.map {
        Stratum(events: events[$0], population: populations[$0], standard: referenceEvents[$0] / referencePopulations[$0])
      }
      let observed = strata.reduce(0) { $0 + $1.events }
      let result = indirectlyStandardisedRatio(observed: observed, strata: strata, confidence: confidence)
      let base = members.reduce((0.0, 0.0)) { ($0.0 + referenceEvents[$1], $0.1 + referencePopulations[$1]) }
      let ratio = result?.ratio.scaled(by: isRate ? factor * base.0 / base.1 : factor)
      rows.append(
        key.map { .text($0) } + [
          .finite(observed), .finite(result?.expected), .finite(ratio?.value), .finite(ratio?.interval?.lower),
          .finite(ratio?.interval?.upper),
        ])
    }
    return MethodOutput(table.keyHeader + ["observed", "expected", "value", "lower", "upper"], rows)
  }

  /// Slope and relative index: of the whole table, or of each unit where the key repeats.
  fileprivate func inequalitySlopes() throws(Refusal) -> MethodOutput {
    let populations = try table.completeNumbers(try column("population", ["pop", "n", "whole"], place: 1))
    var values: [Double]
    if let counts = try optionalColumn("x", []), try optionalColumn("value", ["rate", "mean"]) == nil {
      values = zip(try table.completeNumbers(counts), populations).map { $0 / $1 }
    } else {
      values = try table.completeNumbers(try column("value", ["rate", "mean"], place: 0))
    }
    var errors: [Double] = []
    if let column = try optionalColumn("se", ["error", "standard_error", "standarderror"]) {
      errors = try table.completeNumbers(column)
    } else if let low = try optionalColumn("lower", ["lowercl", "lower_cl"]),
      let high = try optionalColumn("upper", ["uppercl", "upper_cl"])
    {
      let limits = zip(try table.completeNumbers(low), try table.completeNumbers(high))
      errors = limits.map { ($1 - $0) / (2 * normalDeviate(confidence: 0.95)) }
    }
    var order = values.map { _ in 0.0 }
    if let column = try optionalColumn("quantile", ["decile", "quintile", "kwantyl", "decyl"]) {
      let places = table.texts(column).map { readNumber($0) }
      if !places.contains(nil) { order = places.compactMap { $0 } }
    }
    let factor = try number("multiplier")
    let confidence = try confidence()
    let groups = table.groups
    let isOne = groups.count == table.count
    var rows: [[SeparatedField]] = []
    for (key, members) in isOne ? [(key: [], rows: Array(0..<table.count))] : groups {
      let members = members.sorted { (order[$0], $0) < (order[$1], $1) }
      guard
        let result = InequalitySlope(
          values: members.map { values[$0] }, populations: members.map { populations[$0] },
          errors: errors.isEmpty ? [] : members.map { errors[$0] }, confidence: confidence)
      else {
        throw refusal(
          Wording("trzeba co najmniej trzech grup z ludnością", en: "at least three groups with a population are needed"))
      }
      let names: [SeparatedField] = key.map { .text($0) }
      let slope = result.slope.scaled(by: factor)
      // A negative multiplier turns the values over, and with them what is divided by what.
      let relative = factor < 0 ? result.relative.map(\.inverse) : result.relative
      for (name, estimate) in [("sii", slope), ("rii", relative)] {
        rows.append(
          names + [
            .text(name), .finite(estimate?.value), .finite(estimate?.interval?.lower), .finite(estimate?.interval?.upper),
          ])
      }
    }
    return MethodOutput((isOne ? [] : table.keyHeader) + ["statistic", "value", "lower", "upper"], rows)
  }
}
