import Bytes
import Findings
import Methods

extension Method {
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
          Wording(
            "średnia; bez niej suma x przez sumę n, a dla ilorazu 1",
            en: "the average; else sum of x over sum of n, and 1 for a ratio")), multiplier("1"),
        .word(
          "statistic", ["rate", "ratio"], standard: "rate",
          Wording("wskaźnik czy iloraz do oczekiwanych", en: "a rate, or a ratio to the expected")),
      ], implied: ["funnel-ratio": ["statistic": "ratio"]],
      source: "D. J. Spiegelhalter (2005); exact Poisson limits turned round; PHEindicatormethods assign_funnel_significance"
    ) { (call) throws(Refusal) in
      try call.funnel { average, size, confidence in
        ratioFunnel(expected: average * size, confidence: confidence)?.scaled(by: average)
      }
    },
    Method(
      "funnel-events", aliases: ["poisson-funnel", "funnel-curve"],
      Wording(
        "krzywe lejka: przy ilu oczekiwanych zdarzeniach zaobserwowane leżą na granicy",
        en: "curves of a funnel: with how many expected events the observed ones lie on the limit"),
      inputs: ["x"],
      [
        countColumn, .number("average", standard: "1", Wording("średnia: 1 dla ilorazu", en: "the average: 1 for a ratio")),
        multiplier("1"),
      ], source: "D. J. Spiegelhalter (2005); PHEindicatormethods calculate_funnel_limits (ratio, rate), exact instead of to 1e-7"
    ) { (call) throws(Refusal) in try call.funnelCurves() },
    Method(
      "quantile", aliases: ["quantiles", "phe_quantile", "deciles"], Wording("grupy kwantylowe", en: "quantile groups"),
      inputs: ["value", "group (optional)"],
      [
        .column("value", Wording("wartość", en: "value")),
        .integer("groups", standard: "10", Wording("liczba grup", en: "number of groups")),
        .flag("invert", standard: true, Wording("grupa 1 ma wartości największe", en: "group 1 has the largest values")),
        .word(
          "rule", QuantileRule.allCases.map(\.rawValue), standard: "phe",
          Wording(
            "phe: jak phe_quantile; ceiling: ceil(k·miejsce/n), jak w indeksach deprywacji",
            en: "phe: as phe_quantile; ceiling: ceil(k*place/n), as in the indices of deprivation")),
        .column("group", Wording("grupa, w której się liczy", en: "group within which to count")),
      ], source: "PHEindicatormethods phe_quantile; The English Indices of Deprivation 2019: deciles"
    ) { (call) throws(Refusal) in
      let values = try call.table.numbers(try call.column("value", ["values", "vals", "score"], place: 0))
      let given = call.text("group")
      let sets = given.isEmpty ? values.map { _ in "" } : call.table.texts(try call.table.table.column(given))
      var places = [Int?](repeating: nil, count: values.count)
      for set in Set(sets) {
        let rows = values.indices.filter { sets[$0] == set }
        let found = quantileGroups(
          rows.map { values[$0] }, groups: try call.integer("groups", atLeast: 2), inverted: call.flag("invert"),
          rule: QuantileRule(rawValue: call.text("rule")) ?? .phe)
        for (row, place) in zip(rows, found) { places[row] = place }
      }
      return .beside(call, ["quantile"], [places.map { $0.map { .integer($0) } ?? .empty }])
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
      inputs: ["x1", "n1", "x2", "n2"],
      pairColumns + [
        .confidence,
        .word(
          "tails", ExactTails.allCases.map(\.rawValue), standard: "likelihood",
          Wording(
            "druga strona testu: wyniki nie bardziej prawdopodobne (R) czy podwojony mniejszy ogon",
            en: "the other side of the test: results no likelier (R), or the smaller tail doubled")),
      ],
      source: "J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313-323; Clopper-Pearson limits; R poisson.test"
    ) { (call) throws(Refusal) in
      let tails = ExactTails(rawValue: call.text("tails")) ?? .likelihood
      return try call.pairs(["p_value"]) { first, second, confidence in
        guard
          let change = RateChange(
            from: (events: first.0, population: first.1), to: (events: second.0, population: second.1),
            confidence: confidence, tails: tails)
        else { return nil }
        return (change.ratio, [change.probability])
      }
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
    let observed = text("statistic") == "ratio" ? 1 : total.1 > 0 ? total.0 / total.1 : nil
    guard let average = given ?? observed else {
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
      let place = FunnelPlace(value, inner: inner, outer: outer)
      for (index, number) in [value, average, inner.lower, inner.upper, outer.lower, outer.upper].enumerated() {
        columns[index].append(.finite(number * factor))
      }
      columns[6].append(.text(place.rawValue))
    }
    return .beside(
      self, ["value", "average", "lower", "upper", "lower998", "upper998", "significance"], columns)
  }

  /// For each number of events the expected numbers at which it lies just on the limits, and the ratios there.
  fileprivate func funnelCurves() throws(Refusal) -> MethodOutput {
    let counts = try table.numbers(try column("x", Method.countNames + ["observed_events"], place: 0))
    let average = try number("average")
    let factor = try number("multiplier")
    var columns: [[SeparatedField]] = Array(repeating: [], count: 8)
    for count in counts {
      var numbers: [Double?] = []
      for confidence in [0.95, 0.998] {
        // The limits of the mean, turned round: the largest mean that still gives so few is that of the lower limit.
        let means = count.flatMap { exactPoissonInterval($0, confidence: confidence) }
        let most = means?.upper
        let least = means.flatMap { $0.lower > 0 ? $0.lower : nil }
        numbers += [count.flatMap { count in most.map { count / $0 * average * factor } }]
        numbers += [count.flatMap { count in least.map { count / $0 * average * factor } }]
        numbers += [most.map { $0 / average }, least.map { $0 / average }]
      }
      for (index, number) in numbers.enumerated() { columns[index].append(.finite(number)) }
    }
    return .beside(
      self,
      ["lower", "upper", "n_lower", "n_upper", "lower998", "upper998", "n_lower998", "n_upper998"], columns)
  }
}
