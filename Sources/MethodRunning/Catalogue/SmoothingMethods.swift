import Bytes
import Findings
import Methods

extension Method {
  /// Rates of small units drawn towards those of many.
  static let smoothing: [Method] = [
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
}
