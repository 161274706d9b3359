import Bytes
import Findings
import Methods

extension Method {
  /// Row by row: the input's columns, then value, lower, upper.
  static let intervals: [Method] = [
    Method(
      "wilson", aliases: ["proportion", "phe_proportion"],
      Wording("udział z przedziałem Wilsona", en: "share with Wilson's interval"), inputs: ["x", "n"],
      [countColumn, wholeColumn, .confidence, multiplier("1")],
      source: "E. B. Wilson, JASA 22 (1927), 209-212; PHEindicatormethods phe_proportion"
    ) { (call) throws(Refusal) in
      let confidence = try call.confidence()
      let factor = try call.number("multiplier")
      return try call.eachRow(call.countAndWhole()) { count, whole in
        guard let interval = wilsonInterval(count, of: whole, confidence: confidence) else { return nil }
        return (count / whole * factor, interval.scaled(by: factor))
      }
    },
    Method(
      "byar",
      aliases: ["byars", "byars_lower", "byars_upper"],
      Wording("wskaźnik z przedziałem Byara", en: "rate with Byar's interval"),
      inputs: ["x", "n (optional)"],
      [
        countColumn, wholeColumn, .confidence, multiplier("1"),
        .number(
          "exact_below", standard: "0",
          Wording("przy mniejszej liczbie zdarzeń przedział dokładny", en: "with fewer events the exact interval")),
      ],
      source:
        "N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), 69-70; PHEindicatormethods byars_lower, byars_upper"
    ) { (call) throws(Refusal) in
      let exactBelow = try call.number("exact_below")
      return try call.eventRate(multiplier: try call.number("multiplier")) { events, confidence in
        events < exactBelow
          ? exactPoissonInterval(events, confidence: confidence) : byarApproximation(events, confidence: confidence)
      }
    },
    Method(
      "exact-poisson", aliases: ["poisson", "garwood"],
      Wording("wskaźnik z dokładnym przedziałem Poissona", en: "rate with the exact Poisson interval"),
      inputs: ["x", "n (optional)"], [countColumn, wholeColumn, .confidence, multiplier("1")],
      source: "F. Garwood, Biometrika 28 (1936), 437-442"
    ) { (call) throws(Refusal) in
      try call.eventRate(multiplier: try call.number("multiplier")) { exactPoissonInterval($0, confidence: $1) }
    },
    Method(
      "rate", aliases: ["crude-rate", "phe_rate"],
      Wording(
        "wskaźnik surowy z przedziałem Byara (poniżej 10 zdarzeń dokładnym)",
        en: "crude rate with Byar's interval (exact below 10 events)"), inputs: ["x", "n"],
      [countColumn, wholeColumn, .confidence, multiplier("100000")], source: "PHEindicatormethods phe_rate"
    ) { (call) throws(Refusal) in
      try call.eventRate(multiplier: try call.number("multiplier")) { byarInterval($0, confidence: $1) }
    },
  ]

  /// Means of groups with Student's limits, a row a unit from the rows of its values.
  static let means: [Method] = [
    Method(
      "mean", aliases: ["phe_mean", "mean-interval"],
      Wording("średnia z przedziałem t Studenta", en: "mean with Student's interval"), inputs: ["x, several rows a unit"],
      [.column("x", Wording("wartości", en: "values")), .confidence],
      source: "Student, Biometrika 6 (1908), 1-25; PHEindicatormethods phe_mean"
    ) { (call) throws(Refusal) in
      let values = try call.table.numbers(try call.column("x", ["value", "values"], place: 0))
      let confidence = try call.confidence()
      return MethodOutput(
        call.table.keyHeader + ["value_sum", "value_count", "stdev", "value", "lower", "upper"],
        call.valueGroups.map { key, members in
          let present = members.compactMap { values[$0] }
          let centre = present.isEmpty ? nil : mean(present)
          let deviation = present.count > 1 ? standardDeviation(present) : nil
          var limits: Interval?
          if let centre, let deviation {
            let error = deviation / Double(present.count).squareRoot()
            let reach = studentDeviate(confidence: confidence, degrees: Double(present.count - 1)) * error
            limits = Interval(centre - reach, centre + reach)
          }
          let sum: Double? = present.isEmpty ? nil : present.reduce(0, +)
          let names: [SeparatedField] = key.map { .text($0) }
          return names + [
            .finite(sum), .integer(present.count), .finite(deviation), .finite(centre), .finite(limits?.lower),
            .finite(limits?.upper),
          ]
        })
    }
  ]

  static let countColumn = MethodParameter.column("x", Wording("liczba zdarzeń lub osób", en: "number of events or persons"))
  static let wholeColumn = MethodParameter.column("n", Wording("ludność lub całość", en: "population or whole"))
  static func multiplier(_ standard: String) -> MethodParameter {
    .number(
      "multiplier", standard: standard, Wording("na ile osób; mnożnik wyniku", en: "per how many; multiplier of the result"))
  }
  static let countNames = ["count", "events", "numerator", "obs", "observed", "numerator_count"]
  static let wholeNames = ["whole", "population", "pop", "denominator", "total", "pyears"]
}

extension MethodCall {
  /// The rows of each unit; all together where no unit has more than one.
  fileprivate var valueGroups: [(key: [String], rows: [Int])] {
    let groups = table.groups
    guard table.count > 1, groups.count == table.count else { return groups }
    return [(table.keyColumns.map { _ in "-" }, Array(0..<table.count))]
  }

  func countAndWhole() throws(Refusal) -> ([Double?], [Double?]) {
    (
      try table.numbers(try column("x", Method.countNames, place: 0)),
      try table.numbers(try column("n", Method.wholeNames, place: 1))
    )
  }

  /// value, lower, upper for each row; all empty where a number is missing or the result is not defined.
  func eachRow(
    _ columns: ([Double?], [Double?]), _ compute: (Double, Double) -> (Double, Interval)?
  ) throws(Refusal) -> MethodOutput {
    var value: [SeparatedField] = []
    var lower: [SeparatedField] = []
    var upper: [SeparatedField] = []
    var undefined: [String] = []
    for row in 0..<table.count {
      guard let a = columns.0[row], let b = columns.1[row], let result = compute(a, b) else {
        if columns.0[row] != nil, columns.1[row] != nil { undefined.append(table.name(row)) }
        value.append(.empty)
        lower.append(.empty)
        upper.append(.empty)
        continue
      }
      value.append(.finite(result.0))
      lower.append(.finite(result.1.lower))
      upper.append(.finite(result.1.upper))
    }
    var output = MethodOutput.beside(self, ["value", "lower", "upper"], [value, lower, upper])
    if !undefined.isEmpty {
      let list = undefined.joined(separator: ", ")
      output.remarks.append(
        Wording(
          "bez wyniku, bo liczby są poza zakresem metody: \(list)",
          en: "without a result, because the numbers are outside the method's range: \(list)"))
    }
    return output
  }

  /// Events over a population; without a column of populations the events themselves.
  func eventRate(
    multiplier: Double, _ interval: (Double, Double) -> Interval?
  ) throws(Refusal) -> MethodOutput {
    let confidence = try confidence()
    let events = try table.numbers(try column("x", Method.countNames, place: 0))
    var populations = [Double?](repeating: 1, count: table.count)
    if let column = try optionalColumn("n", Method.wholeNames, place: 1) { populations = try table.numbers(column) }
    return try eachRow((events, populations)) { events, population in
      guard population > 0, let limits = interval(events, confidence) else { return nil }
      let factor = multiplier / population
      return (events * factor, limits.scaled(by: factor))
    }
  }
}
