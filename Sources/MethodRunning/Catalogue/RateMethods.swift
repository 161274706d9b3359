import Bytes
import Findings
import Methods

extension Method {
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
        .column("n_ref", Wording("ludność odniesienia", en: "reference population")), .confidence, multiplier("100000"),
      ], source: "Breslow, Day (1987), 69; PHEindicatormethods calculate_ISRate"
    ) { (call) throws(Refusal) in try call.indirectlyStandardised(isRate: true) },
    Method(
      "sii", aliases: ["rii", "slope-index", "phe_sii"],
      Wording("nachylenie i względny indeks nierówności (SII, RII)", en: "slope and relative index of inequality (SII, RII)"),
      inputs: ["value", "population", "se (optional)"],
      [
        .column("value", Wording("wartość grupy; grupy w kolejności", en: "value of the group; groups in order")),
        .column("population", Wording("ludność grupy", en: "population of the group")),
        .column("se", Wording("błąd standardowy wartości", en: "standard error of the value")), .confidence,
      ], source: "J. P. Mackenbach, A. E. Kunst, Social Science & Medicine 44 (1997), 757-771; limits in closed form"
    ) { (call) throws(Refusal) in
      let values = try call.table.completeNumbers(try call.column("value", ["rate", "mean"], place: 0))
      let populations = try call.table.completeNumbers(try call.column("population", ["pop", "n", "whole"], place: 1))
      var errors: [Double] = []
      if let column = try call.optionalColumn("se", ["error", "standard_error"]) {
        errors = try call.table.completeNumbers(column)
      }
      guard
        let result = InequalitySlope(values: values, populations: populations, errors: errors, confidence: try call.confidence())
      else {
        throw call.refusal(
          Wording("trzeba co najmniej trzech grup z ludnością", en: "at least three groups with a population are needed"))
      }
      func row(_ name: String, _ estimate: Estimate?) -> [SeparatedField] {
        [.text(name), .finite(estimate?.value), .finite(estimate?.interval?.lower), .finite(estimate?.interval?.upper)]
      }
      return MethodOutput(["statistic", "value", "lower", "upper"], [row("sii", result.slope), row("rii", result.relative)])
    },
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

  /// Comparisons row by row.
  static let comparisons: [Method] = [
    Method(
      "funnel-proportion", aliases: ["funnel"], Wording("granice lejka dla udziału", en: "funnel limits of a share"),
      inputs: ["x", "n"],
      [
        countColumn, wholeColumn,
        .number(
          "average", standard: "",
          Wording("średnia; bez niej suma x przez sumę n", en: "the average; else sum of x over sum of n")), multiplier("1"),
      ],
      source:
        "D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202; PHEindicatormethods calculate_funnel_limits, without its cap"
    ) { (call) throws(Refusal) in
      try call.funnel { proportionFunnel(average: $0, size: $1, confidence: $2) }
    },
    Method(
      "funnel-rate", aliases: ["funnel-ratio"],
      Wording(
        "granice lejka dla wskaźnika lub ilorazu (n: ludność albo oczekiwane)",
        en: "funnel limits of a rate or ratio (n: population or expected events)"),
      inputs: ["x", "n"],
      [
        countColumn, wholeColumn,
        .number(
          "average", standard: "",
          Wording("średnia; bez niej suma x przez sumę n", en: "the average; else sum of x over sum of n")), multiplier("1"),
      ],
      source: "D. J. Spiegelhalter (2005); exact Poisson limits turned round; PHEindicatormethods calculate_funnel_limits"
    ) { (call) throws(Refusal) in
      try call.funnel { average, size, confidence in
        ratioFunnel(expected: average * size, confidence: confidence)?.scaled(by: average)
      }
    },
    Method(
      "quantile", aliases: ["quantiles", "phe_quantile"], Wording("grupy kwantylowe", en: "quantile groups"), inputs: ["value"],
      [
        .column("value", Wording("wartość", en: "value")),
        .integer("groups", standard: "10", Wording("liczba grup", en: "number of groups")),
        .flag("invert", standard: true, Wording("grupa 1 ma wartości największe", en: "group 1 has the largest values")),
      ], source: "PHEindicatormethods phe_quantile"
    ) { (call) throws(Refusal) in
      let values = try call.table.numbers(try call.column("value", [], place: 0))
      let groups = quantileGroups(values, groups: try call.integer("groups", atLeast: 2), inverted: call.flag("invert"))
      return .beside(call, ["quantile"], [groups.map { $0.map { .integer($0) } ?? .empty }])
    },
    Method(
      "change-in-proportions", aliases: ["newcombe", "two-proportions"],
      Wording("zmiana udziału między dwoma latami (Newcombe)", en: "change of a share between two years (Newcombe)"),
      inputs: ["x1", "n1", "x2", "n2"], pairColumns + [.confidence],
      source: "R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10"
    ) { (call) throws(Refusal) in
      try call.pairs(["z", "p_value"]) { first, second, confidence in
        guard
          let change = ShareChange(
            from: (count: first.0, whole: first.1), to: (count: second.0, whole: second.1), confidence: confidence)
        else { return nil }
        return (change.difference, [change.z, change.probability])
      }
    },
    Method(
      "change-in-rates", aliases: ["rate-ratio", "poisson-test"],
      Wording("zmiana wskaźnika: iloraz, test dokładny", en: "change of a rate: ratio, exact test"),
      inputs: ["x1", "n1", "x2", "n2"], pairColumns + [.confidence],
      source: "J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313-323; Clopper-Pearson limits; the smaller tail doubled"
    ) { (call) throws(Refusal) in
      try call.pairs(["p_value"]) { first, second, confidence in
        guard
          let change = RateChange(
            from: (events: first.0, population: first.1), to: (events: second.0, population: second.1), confidence: confidence)
        else { return nil }
        return (change.ratio, [change.probability])
      }
    },
    Method(
      "empirical-bayes", aliases: ["eb", "eb-global", "marshall", "ebest"],
      Wording("wygładzanie bayesowskie (Marshall)", en: "empirical Bayes smoothing (Marshall)"), inputs: ["x", "n"],
      [countColumn, wholeColumn, multiplier("1")], source: "R. J. Marshall, Applied Statistics 40 (1991), 283-294"
    ) { (call) throws(Refusal) in
      let events = try call.table.completeNumbers(try call.column("x", countNames, place: 0))
      let populations = try call.table.completeNumbers(try call.column("n", wholeNames, place: 1))
      let factor = try call.number("multiplier")
      guard let model = EmpiricalBayes(events: events, populations: populations) else {
        throw call.refusal(Wording("ludność musi być dodatnia", en: "the populations must be positive"))
      }
      var output = MethodOutput.beside(
        call, ["value", "smoothed"],
        [
          zip(events, populations).map { .finite($0 / $1 * factor) },
          zip(events, populations).map { .finite(model.smoothed(events: $0, population: $1) * factor) },
        ])
      if model.variance == 0 {
        output.remarks.append(
          Wording(
            "jednostki nie różnią się bardziej niż przypadkowo: wszystkie przyjmują średnią",
            en: "units vary no more than by chance: all take the mean"))
      }
      return output
    },
    Method(
      "empirical-bayes-binomial", aliases: ["eb-binomial", "ebest-binomial", "martuzzi-elliott"],
      Wording("wygładzanie bayesowskie udziałów (dwumianowe)", en: "empirical Bayes smoothing of shares (binomial)"),
      inputs: ["x", "n"], [countColumn, wholeColumn, multiplier("1")],
      source: "M. Martuzzi, P. Elliott, Statistics in Medicine 15 (1996), 1867-1873; spdep EBest(family = binomial)"
    ) { (call) throws(Refusal) in
      let counts = try call.table.completeNumbers(try call.column("x", countNames, place: 0))
      let wholes = try call.table.completeNumbers(try call.column("n", wholeNames, place: 1))
      let factor = try call.number("multiplier")
      guard let smoothed = binomiallySmoothed(counts, of: wholes) else {
        throw call.refusal(Wording("x musi leżeć między 0 a n", en: "x must lie between 0 and n"))
      }
      return .beside(
        call, ["value", "smoothed"],
        [zip(counts, wholes).map { .finite($0 / $1 * factor) }, smoothed.map { .finite($0 * factor) }])
    },
    Method(
      "shrinkage", aliases: ["shrink", "logit-shrinkage"],
      Wording("ściąganie udziałów do jednostki wyższej (logity)", en: "shrinkage of shares to the higher unit (logits)"),
      inputs: ["x", "n", "group"],
      [countColumn, wholeColumn, .column("group", Wording("jednostka wyższa", en: "the higher unit")), multiplier("1")],
      source: "The English Indices of Deprivation 2004, annex on shrinkage; SIMD 2004"
    ) { (call) throws(Refusal) in
      let counts = try call.table.completeNumbers(try call.column("x", countNames, place: 0))
      let wholes = try call.table.completeNumbers(try call.column("n", wholeNames, place: 1))
      var groups = [String](repeating: "", count: counts.count)
      if let column = try call.optionalColumn("group", ["parent", "powiat"]) { groups = call.table.texts(column) }
      let factor = try call.number("multiplier")
      var result = [SeparatedField](repeating: .empty, count: counts.count)
      for group in Set(groups).sorted() {
        let rows = groups.indices.filter { groups[$0] == group }
        guard let shrunk = shrunkShares(rows.map { counts[$0] }, of: rows.map { wholes[$0] }) else {
          throw call.refusal(Wording("x musi leżeć między 0 a n", en: "x must lie between 0 and n"))
        }
        for (row, value) in zip(rows, shrunk) { result[row] = .finite(value * factor) }
      }
      return .beside(call, ["value", "smoothed"], [zip(counts, wholes).map { .finite($0 / $1 * factor) }, result])
    },
  ]

  private static let pairColumns: [MethodParameter] = [
    .column("x1", Wording("liczba w pierwszym roku", en: "count of the first year")),
    .column("n1", Wording("całość w pierwszym roku", en: "whole of the first year")),
    .column("x2", Wording("liczba w drugim roku", en: "count of the second year")),
    .column("n2", Wording("całość w drugim roku", en: "whole of the second year")),
  ]
}

extension MethodCall {
  /// Two counts with their wholes in each row.
  fileprivate func pairs(
    _ further: [String], _ compute: ((Double, Double), (Double, Double), Double) -> (Estimate, [Double])?
  ) throws(Refusal) -> MethodOutput {
    let confidence = try confidence()
    var columns: [[Double?]] = []
    for (place, name) in ["x1", "n1", "x2", "n2"].enumerated() {
      columns.append(try table.numbers(try column(name, [], place: place)))
    }
    var rows: [[SeparatedField]] = Array(repeating: [], count: 3 + further.count)
    for row in 0..<table.count {
      var fields = [SeparatedField](repeating: .empty, count: 3 + further.count)
      if let a = columns[0][row], let b = columns[1][row], let c = columns[2][row], let d = columns[3][row],
        let (estimate, more) = compute((a, b), (c, d), confidence)
      {
        fields =
          [.finite(estimate.value), .finite(estimate.interval?.lower), .finite(estimate.interval?.upper)]
          + more.map { .finite($0) }
      }
      for index in fields.indices { rows[index].append(fields[index]) }
    }
    return .beside(self, ["value", "lower", "upper"] + further, rows)
  }

  /// Limits of 95 % and 99.8 % around the average, and where each unit stands.
  fileprivate func funnel(_ limits: (Double, Double, Double) -> Interval?) throws(Refusal) -> MethodOutput {
    let (counts, wholes) = try countAndWhole()
    let factor = try number("multiplier")
    var total = (0.0, 0.0)
    for row in counts.indices {
      guard let count = counts[row], let whole = wholes[row] else { continue }
      total = (total.0 + count, total.1 + whole)
    }
    let given = optionalNumber("average").map { $0 / factor }
    guard let average = given ?? (total.1 > 0 ? total.0 / total.1 : nil) else {
      throw refusal(Wording("nie ma średniej", en: "there is no average"))
    }
    var columns: [[SeparatedField]] = Array(repeating: [], count: 7)
    for row in counts.indices {
      guard let count = counts[row], let whole = wholes[row], whole > 0, let inner = limits(average, whole, 0.95),
        let outer = limits(average, whole, 0.998)
      else {
        for index in columns.indices { columns[index].append(.empty) }
        continue
      }
      let value = count / whole
      let place =
        value < outer.lower
        ? "low-99.8"
        : value > outer.upper ? "high-99.8" : value < inner.lower ? "low-95" : value > inner.upper ? "high-95" : "within"
      for (index, number) in [value, average, inner.lower, inner.upper, outer.lower, outer.upper].enumerated() {
        columns[index].append(.finite(number * factor))
      }
      columns[6].append(.text(place))
    }
    return .beside(
      self, ["value", "average", "lower", "upper", "lower998", "upper998", "significance"], columns)
  }

  fileprivate func directlyStandardised() throws(Refusal) -> MethodOutput {
    let events = try table.completeNumbers(try column("x", Method.countNames, place: 0))
    let populations = try table.completeNumbers(try column("n", Method.wholeNames, place: 1))
    let confidence = try confidence()
    let factor = try number("multiplier")
    let least = try number("least")
    var sizes: [Double] = []
    let ages = try optionalColumn("age", ["ageband", "age_band", "agegroup", "age_group", "wiek"])
    if let own = try optionalColumn("standard", ["stdpop", "std_pop", "standard_population", "esp", "esp2013"]) {
      sizes = try table.completeNumbers(own)
    } else if let ages {
      for (row, age) in table.texts(ages).enumerated() {
        let plain = age.replacing("–", with: "-").filter { $0 != " " }
        guard let group = europeanStandardPopulation.first(where: { $0.ages == plain }) else {
          throw Refusal(
            .data,
            Wording(
              "„\(age)” nie jest grupą wieku standardu europejskiego", en: "'\(age)' is no age group of the European standard"),
            at: Place(file: table.table.name, row: table.table.rowNumbers[row]),
            mend: Wording(
              "grupy: 0-4, 5-9 … 85-89, 90+; albo własna kolumna standard",
              en: "groups: 0-4, 5-9 ... 85-89, 90+; or a column standard of your own"))
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
    for (key, members) in table.groups {
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
    for (key, members) in table.groups {
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
}
