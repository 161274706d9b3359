import Bytes
import Findings
import Methods

extension Method {
  private static let choices: [MethodParameter] = [
    .flag(
      "normalisation", standard: true,
      Wording("zmieniaj normalizację: min-max, ranga, dystrybuanta", en: "vary the normalisation: min-max, rank, normal")),
    .flag(
      "aggregation", standard: true,
      Wording("zmieniaj agregację: arytmetyczna, geometryczna", en: "vary the aggregation: arithmetic, geometric")),
    .flag("leave_one_out", standard: true, Wording("pomijaj po jednej zmiennej", en: "leave one variable out")),
    .word(
      "leave_out", ["variable", "domain"], standard: "variable",
      Wording("co pomijać: zmienne czy dziedziny drzewa", en: "what to leave out: variables, or domains of the structure")),
    .number("noise", standard: "0.25", Wording("wagi razy 1 ± tyle", en: "weights times 1 -/+ this")), .seed,
  ]

  /// How far an index hangs on its choices.
  static let uncertainty: [Method] = [
    Method(
      "rank-uncertainty", aliases: ["monte-carlo", "rank-intervals"],
      Wording("zakres miejsc z losowych wariantów indeksu", en: "range of places from random variants of the index"),
      inputs: ["variables", "types", "weights", "structure"],
      choices + [
        .nominant, .integer("replications", standard: "1000", Wording("liczba powtórzeń", en: "number of replications")),
        .number("share", standard: "0.9", Wording("udział miejsc w przedziale", en: "share of the places inside the interval")),
      ], source: "OECD/JRC Handbook (2008), step 7; COINr get_sensitivity"
    ) { (call) throws(Refusal) in
      let model = try call.rankUncertainty()
      let places = model.places(
        replications: try call.integer("replications", atLeast: 1), seed: try call.seed(), share: try call.number("share"))
      return MethodOutput(
        call.table.keyHeader + ["rank", "rank_mean", "rank_median", "rank_low", "rank_high"],
        places.enumerated().map { row, place in
          call.table.key(row).map { .text($0) } + [
            place.map { .integer($0.rank) } ?? .empty, .finite(place?.mean), .finite(place?.median), .finite(place?.low),
            .finite(place?.high),
          ]
        })
    },
    Method(
      "rank-drivers", aliases: ["rank-decomposition"],
      Wording(
        "co rozrzuca miejsca: udziały wariancji, gdy zmienia się tylko jedno",
        en: "what spreads the places: shares of the variance when one choice alone varies"),
      inputs: ["variables", "types", "weights", "structure"],
      choices + [
        .nominant, .integer("replications", standard: "500", Wording("liczba powtórzeń", en: "number of replications")),
      ], source: "OECD/JRC Handbook (2008), step 7; one factor at a time"
    ) { (call) throws(Refusal) in
      let all = try call.rankChoices()
      let replications = try call.integer("replications", atLeast: 2)
      var variances: [[Double?]] = []
      for factor in RankUncertainty.Choices.factors.indices {
        let alone = RankUncertainty.Choices(
          normalisation: factor == 0 && all.normalisation, aggregation: factor == 2 && all.aggregation,
          leaveOneOut: factor == 3 && all.leaveOneOut, noise: factor == 1 ? all.noise : 0)
        variances.append(try call.rankUncertainty(alone).variances(replications: replications, seed: try call.seed()))
      }
      let names = ["normalisation", "weights", "aggregation", "leave_one_out"]
      return MethodOutput(
        call.table.keyHeader + names + ["driver"],
        (0..<call.table.count).map { row in
          let own = variances.map { $0[row] ?? 0 }
          let total = own.reduce(0, +)
          let most = own.indices.max { (own[$0], -$0) < (own[$1], -$1) } ?? 0
          var fields: [SeparatedField] = call.table.key(row).map { .text($0) }
          for share in own { fields.append(.finite(total > 0 ? share / total : nil)) }
          fields.append(.text(total > 0 ? names[most] : ""))
          return fields
        })
    },
    Method(
      "sobol", aliases: ["sensitivity"],
      Wording("wskaźniki Sobola: co przesuwa miejsca", en: "Sobol indices: what moves the places"),
      inputs: ["variables", "types", "weights", "structure"],
      choices + [.nominant, .integer("samples", standard: "500", Wording("liczba próbek", en: "number of samples"))],
      source: "A. Saltelli et al., Computer Physics Communications 181 (2010), 259-270; SALib"
    ) { (call) throws(Refusal) in
      guard
        let result = try call.rankUncertainty().sensitivity(
          samples: try call.integer("samples", atLeast: 2), seed: try call.seed())
      else {
        throw call.refusal(Wording("żaden wariant nie zmienia miejsc", en: "no variant moves any place"))
      }
      return MethodOutput(
        ["factor", "first", "total"],
        RankUncertainty.Choices.factors.indices.map {
          [.text(RankUncertainty.Choices.factors[$0]), .finite(result.first[$0]), .finite(result.total[$0])]
        })
    },
    Method(
      "leave-one-out", aliases: ["remove-elements", "remove_elements"],
      Wording("miejsca po pominięciu każdej zmiennej", en: "places without each variable in turn"),
      inputs: ["variables", "types", "weights"],
      [.threshold], source: "OECD/JRC Handbook (2008), step 7; COINr remove_elements; on zero unitarisation"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let ranges = leaveOneOutRankRanges(
        variables.map { zeroUnitarisation($0.values, as: $0.type) }, weights: variables.map(\.weight),
        threshold: try call.number("threshold"), better: .more)
      return MethodOutput(
        call.table.keyHeader + ["rank_low", "rank_high"],
        ranges.enumerated().map { row, range in
          call.table.key(row).map { .text($0) } + [
            range.map { .integer($0.lowerBound) } ?? .empty, range.map { .integer($0.upperBound) } ?? .empty,
          ]
        })
    },
  ]
}

extension MethodCall {
  fileprivate func seed() throws(Refusal) -> UInt64 { UInt64(bitPattern: Int64(try integer("seed"))) }

  fileprivate func rankChoices() throws(Refusal) -> RankUncertainty.Choices {
    RankUncertainty.Choices(
      normalisation: flag("normalisation"), aggregation: flag("aggregation"), leaveOneOut: flag("leave_one_out"),
      noise: try number("noise"))
  }

  /// With a structure the weights are the products up its tree.
  fileprivate func rankUncertainty(_ given: RankUncertainty.Choices? = nil) throws(Refusal) -> RankUncertainty {
    let variables = try variables()
    try checkVariation(variables)
    var choices = try rankChoices()
    if let given { choices = given }
    let tree = try tree(variables, threshold: 0)
    var domains: [[Int]]?
    if text("leave_out") == "domain" {
      guard structure != nil else {
        throw refusal(
          Wording("dziedziny stoją w pliku --structure", en: "the domains stand in the file of --structure"),
          mend: Wording("podaj go albo leave_out=variable", en: "give it, or leave_out=variable"))
      }
      domains = tree.domains
    }
    let weights = tree.effectiveWeights(of: variables.count)
    guard let model = RankUncertainty(directed(variables), weights: weights, choices: choices, domains: domains) else {
      throw refusal(Wording("zmienna się nie różnicuje", en: "a variable does not vary"))
    }
    return model
  }
}
