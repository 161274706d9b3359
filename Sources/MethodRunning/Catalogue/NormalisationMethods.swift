import Findings
import Methods

extension Method {
  /// Methods that bring every variable to one scale: `unit,<variables>`.
  static let normalisations: [Method] =
    [
      normalisation(
        "min-max", aliases: ["minmax", "n_minmax"], Wording("min-max do przedziału", en: "min-max to an interval"),
        [
          .number("lower", standard: "0", Wording("dolny koniec", en: "lower end")),
          .number("upper", standard: "100", Wording("górny koniec", en: "upper end")),
        ], source: "OECD/JRC Handbook (2008), step 5; COINr n_minmax"
      ) { (call, variable, values) throws(Refusal) in
        RangeNormalisation.minMax(
          lower: try call.number("lower", variable: variable.name), upper: try call.number("upper", variable: variable.name))(
            values)
      },
      normalisation(
        "z-score", aliases: ["zscore", "z", "n_zscore", "standardisation"],
        Wording("standaryzacja", en: "z scores"),
        [
          .divisor, .number("mean", standard: "0", Wording("średnia wyniku", en: "mean of the result")),
          .number("deviation", standard: "1", Wording("odchylenie wyniku", en: "deviation of the result")),
        ], source: "OECD/JRC Handbook (2008), step 5; COINr n_zscore (n-1)"
      ) { (call, variable, values) throws(Refusal) in
        standardised(
          values, divisor: call.divisor, mean: try call.number("mean", variable: variable.name),
          deviation: try call.number("deviation", variable: variable.name))
      },
      normalisation(
        "normalise-rank", aliases: ["n_rank", "rank-normalisation", "ranks"],
        Wording("rangi rosnąco", en: "ranks from the least value upward"), [.ties(.min)],
        source: "COINr n_rank"
      ) { (call, _, values) throws(Refusal) in RankNormalisation.rank(values, ties: call.ties) },
      normalisation(
        "percentile-rank", aliases: ["prank", "n_prank"],
        Wording("ranga procentowa (ranga-1)/(n-1)", en: "percentile rank (rank-1)/(n-1)"), [.ties(.min)],
        source: "COINr n_prank"
      ) { (call, _, values) throws(Refusal) in RankNormalisation.percentile(values, ties: call.ties) },
      normalisation(
        "borda", aliases: ["n_borda"], Wording("punkty Bordy (ranga-1)", en: "Borda points (rank-1)"), [.ties(.min)],
        source: "COINr n_borda"
      ) { (call, _, values) throws(Refusal) in RankNormalisation.borda(values, ties: call.ties) },
      normalisation(
        "distance-to-maximum", aliases: ["dist2max", "n_dist2max"],
        Wording("odległość od maksimum", en: "distance to the maximum"), [],
        source: "COINr n_dist2max"
      ) { (_, _, values) throws(Refusal) in RangeNormalisation.distanceToMaximum(values) },
      normalisation(
        "distance-to-reference", aliases: ["dist2ref", "n_dist2ref"],
        Wording("odległość od jednostki odniesienia", en: "distance to a reference unit"),
        [
          .text(
            "reference",
            Wording("klucz jednostki odniesienia albo numer jej wiersza", en: "key of the reference unit, or number of its row")),
          .flag("cap", standard: false, Wording("najwyżej 1", en: "at most 1")),
        ], source: "COINr n_dist2ref"
      ) { (call, _, values) throws(Refusal) in
        let wanted = call.text("reference")
        let keyed = (0..<call.table.count).first { call.table.name($0) == wanted }
        let numbered = Int(wanted).flatMap { (1...max(1, call.table.count)).contains($0) ? $0 - 1 : nil }
        guard let place = keyed ?? numbered else {
          throw call.refusal(
            Wording("nie ma jednostki odniesienia „\(wanted)”", en: "there is no reference unit '\(wanted)'"),
            mend: Wording("podaj --param reference=KLUCZ", en: "give --param reference=KEY"))
        }
        guard let reference = values[place] else { return values.map { _ in nil } }
        return RangeNormalisation.distanceTo(reference, capped: call.flag("cap"))(values)
      },
      normalisation(
        "distance-to-target", aliases: ["dist2targ", "n_dist2targ"], Wording("odległość od celu", en: "distance to a target"),
        [
          .number(
            "target", standard: "",
            Wording("cel; target.ZMIENNA dla jednej zmiennej", en: "the target; target.VARIABLE for one variable")),
          .flag("cap", standard: false, Wording("najwyżej 1", en: "at most 1")),
        ], source: "COINr n_dist2targ"
      ) { (call, variable, values) throws(Refusal) in
        let target = directed([try call.number("target", variable: variable.name)], variable.type, nominant: call.nominant)
        guard let target = target.first.flatMap({ $0 }) else { return values.map { _ in nil } }
        return RangeNormalisation.distanceTo(target, capped: call.flag("cap"))(values)
      },
      normalisation(
        "goalposts", aliases: ["n_goalposts"], Wording("między dwoma słupkami", en: "between goalposts"),
        [
          .number("lower", standard: "", Wording("dolny słupek", en: "lower goalpost")),
          .number("upper", standard: "", Wording("górny słupek", en: "upper goalpost")),
          .number("scale", standard: "1", Wording("mnożnik wyniku", en: "multiplier of the result")),
          .flag("truncate", standard: true, Wording("wynik tylko między słupkami", en: "hold the result between the posts")),
        ], source: "COINr n_goalposts"
      ) { (call, variable, values) throws(Refusal) in
        let lower = try call.number("lower", variable: variable.name)
        let upper = try call.number("upper", variable: variable.name)
        let (from, to) = variable.type == .destimulant ? (-upper, -lower) : (lower, upper)
        return RangeNormalisation.goalposts(
          from, to, scale: try call.number("scale", variable: variable.name), truncated: call.flag("truncate"))(values)
      },
      normalisation(
        "scaled", aliases: ["n_scaled"], Wording("liniowo (x-l)/(u-l)·100", en: "linear (x-l)/(u-l)*100"),
        [
          .number("lower", standard: "0", Wording("l", en: "l")), .number("upper", standard: "100", Wording("u", en: "u")),
        ], source: "COINr n_scaled"
      ) { (call, variable, values) throws(Refusal) in
        RangeNormalisation.goalposts(
          try call.number("lower", variable: variable.name), try call.number("upper", variable: variable.name), scale: 100,
          truncated: false)(values)
      },
      normalisation(
        "fraction-of-maximum", aliases: ["fracmax", "n_fracmax"], Wording("ułamek maksimum", en: "fraction of the maximum"), [],
        source: "COINr n_fracmax"
      ) { (_, _, values) throws(Refusal) in RangeNormalisation.fractionOfMaximum(values) },
      Method(
        "zero-unitarisation-values", aliases: ["mzu-values", "unitarisation"],
        Wording("unitaryzacja zerowana zmiennych", en: "zero unitarisation of the variables"),
        inputs: ["variables", "types"], source: "K. Kukuła, Metoda unitaryzacji zerowanej, PWN 2000"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        return .variables(call, variables.map(\.name), variables.map { zeroUnitarisation($0.values, as: $0.type) })
      },
    ]
    + CentredNormalisation.allCases.map { form in
      Method(
        form.rawValue, Wording("normalizacja \(form.rawValue) clusterSim", en: "clusterSim normalisation \(form.rawValue)"),
        inputs: ["variables", "types"],
        form == .n2 || form == .n6a
          ? [.number("constant", standard: "1.4826", Wording("mnożnik MAD", en: "multiplier of the MAD"))] : [],
        source: "M. Walesiak, A. Dudek, clusterSim data.Normalization; Przegląd Statystyczny 61 (2014), 363-372"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let constant = form == .n2 || form == .n6a ? try call.number("constant") : 1.4826
        return .variables(
          call, variables.map(\.name), variables.map { form(directed($0.values, $0.type), madConstant: constant) })
      }
    }

  /// A normalisation of one variable after the other, on values turned so that more is better.
  private static func normalisation(
    _ name: String, aliases: [String], _ title: Wording, _ parameters: [MethodParameter], source: String,
    _ transform: @escaping @Sendable (MethodCall, Variable, [Double?]) throws(Refusal) -> [Double?]
  ) -> Method {
    Method(name, aliases: aliases, title, inputs: ["variables", "types"], parameters + [.nominant], source: source) {
      (call) throws(Refusal) in
      let variables = try call.variables()
      var columns: [[Double?]] = []
      var flat: [String] = []
      for variable in variables {
        let column = try transform(call, variable, directed(variable.values, variable.type, nominant: call.nominant))
        if presentValues(column).isEmpty { flat.append(variable.name) }
        columns.append(column)
      }
      var output = MethodOutput.variables(call, variables.map(\.name), columns)
      if !flat.isEmpty {
        let list = flat.joined(separator: ", ")
        output.remarks.append(
          Wording(
            "bez wyniku, bo zmienna się nie różnicuje: \(list)",
            en: "without a result, because the variable does not vary: \(list)"))
      }
      return output
    }
  }
}
