import Bytes
import Findings
import Methods

extension Method {
  /// Linear ordering: `unit,score,rank`.
  static let orderings: [Method] = [
    Method(
      "zero-unitarisation", aliases: ["mzu", "kukula"],
      Wording("metoda unitaryzacji zerowanej: średnia", en: "zero unitarisation: mean"),
      inputs: scoreInputs, [.threshold], source: "K. Kukuła, Metoda unitaryzacji zerowanej, PWN 2000"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let columns = variables.map { zeroUnitarisation($0.values, as: $0.type) }
      let threshold = try call.number("threshold")
      return .scores(call, try call.aggregate(columns, variables, .arithmetic, threshold: threshold))
    },
    Method(
      "hellwig", Wording("wzorzec rozwoju Hellwiga", en: "Hellwig's pattern of development"), inputs: scoreInputs,
      [
        .divisor,
        .word(
          "weighting", DistanceWeighting.allCases.map(\.rawValue), standard: "value",
          Wording(
            "co mnoży waga: kwadrat różnicy czy wartość", en: "what the weight multiplies: the squared difference or the value")),
      ], source: "Z. Hellwig, Przegląd Statystyczny 15 (1968), 307-326; weights as in R linearOrdering hellwig"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      try call.checkVariation(variables)
      return .scores(
        call,
        hellwig(
          variables.map(\.values), types: variables.map(\.type), weights: variables.map(\.weight), divisor: call.divisor,
          weighting: DistanceWeighting(rawValue: call.text("weighting")) ?? .value))
    },
    Method(
      "topsis", Wording("TOPSIS", en: "TOPSIS"), inputs: scoreInputs,
      [
        .word(
          "normalisation", TOPSISNormalisation.allCases.map(\.rawValue), standard: "vector",
          Wording("normalizacja zmiennych", en: "normalisation of the variables"))
      ], source: "C.-L. Hwang, K. Yoon, Multiple Attribute Decision Making (1981); normalisations of pymcdm"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let scores = topsis(
        variables.map(\.values), types: variables.map(\.type), weights: variables.map(\.weight),
        normalisation: TOPSISNormalisation(rawValue: call.text("normalisation")) ?? .vector)
      if presentValues(scores).isEmpty {
        throw call.refusal(
          Wording(
            "żadna jednostka nie ma kompletu danych albo zmiennej nie da się tak znormalizować",
            en: "no unit is complete, or a variable cannot be normalised in this way"),
          mend: Wording("wybierz inną: --param normalisation=", en: "choose another: --param normalisation="))
      }
      return .scores(call, scores)
    },
    Method(
      "perkal", aliases: ["perkal-index"], Wording("wskaźnik naturalny Perkala", en: "Perkal's index (mean of z scores)"),
      inputs: scoreInputs,
      [.divisor, .nominant, .threshold], source: "J. Perkal, Przegląd Antropologiczny 19 (1953), 209-219"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      return .scores(
        call,
        perkalIndex(
          call.directed(variables), weights: variables.map(\.weight), divisor: call.divisor,
          threshold: try call.number("threshold")))
    },
    Method(
      "standardised-sums", aliases: ["standardized-sums", "standarized_sums", "ssz", "sums"],
      Wording("sumy standaryzowane", en: "standardised sums"),
      inputs: scoreInputs,
      [
        .divisor, .nominant, .threshold,
        .flag("scale", standard: true, Wording("sprowadź do 0-1", en: "bring to 0-1")),
      ], source: "J. Czekanowski; p = (s - min) / max(s - min)"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let threshold = try call.number("threshold")
      let columns = call.directed(variables)
      let weights = variables.map(\.weight)
      if call.flag("scale") {
        return .scores(call, standardisedSums(columns, weights: weights, divisor: call.divisor, threshold: threshold))
      }
      return .scores(call, perkalIndex(columns, weights: weights, divisor: call.divisor, threshold: threshold))
    },
    Method(
      "sum-of-ranks", aliases: ["rank-sum", "ranksum"], Wording("suma rang", en: "sum of ranks"),
      inputs: scoreInputs,
      [
        .ties(.average), .nominant,
        .word(
          "total", RankTotal.allCases.map(\.rawValue), standard: "mean",
          Wording(
            "mean i sum: średnia lub suma rang ważonych, najlepsza ma najwyższą; places: suma miejsc, najlepsza ma 1",
            en: "mean and sum: of the weighted ranks, the best has the highest; places: sum of places, the best has 1")),
      ], source: "R linearOrdering sum_of_ranks; E. Nowak, Metody taksonomiczne, PWE 1990"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let total = RankTotal(rawValue: call.text("total")) ?? .mean
      return .scores(
        call, sumOfRanks(call.directed(variables), weights: variables.map(\.weight), ties: call.ties, total: total),
        better: total == .places ? .less : .more)
    },
    Method(
      "gdm1", aliases: ["gdm", "pattern.gdm1", "pattern-gdm1"],
      Wording("uogólniona miara odległości GDM1 od wzorca", en: "generalised distance GDM1 from the pattern"),
      inputs: scoreInputs,
      [
        .word(
          "normalisation", CentredNormalisation.allCases.map(\.rawValue), standard: "n1",
          Wording("normalizacja clusterSim", en: "clusterSim normalisation")), .nominant,
        .word(
          "pattern", GeneralisedPattern.allCases.map(\.rawValue), standard: "upper",
          Wording("wzorzec (upper) czy antywzorzec (lower)", en: "the ideal (upper) or the anti-ideal (lower)")),
        .number(
          "coordinate", standard: "",
          Wording(
            "współrzędna wzorca; coordinate.ZMIENNA dla jednej zmiennej; bez niej kres danych",
            en: "coordinate of the pattern; coordinate.VARIABLE for one variable; else the bound of the data")),
      ], source: "K. Jajuga, M. Walesiak, A. Bąk (2003); clusterSim pattern.GDM1"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let pattern = GeneralisedPattern(rawValue: call.text("pattern")) ?? .upper
      return .scores(
        call,
        generalisedDistance(
          variables.map(\.values), types: variables.map(\.type), weights: variables.map(\.weight),
          normalisation: CentredNormalisation(rawValue: call.text("normalisation")) ?? .n1, nominant: call.nominant,
          pattern: pattern, coordinates: variables.map { call.optionalNumber("coordinate", variable: $0.name) }),
        better: pattern == .upper ? .less : .more)
    },
    Method(
      "copeland", aliases: ["a_copeland"], Wording("Copeland (porównania parami)", en: "Copeland (pairwise outranking)"),
      inputs: scoreInputs,
      [
        .nominant,
        .word(
          "score", CopelandScore.allCases.map(\.rawValue), standard: "outranking",
          Wording(
            "sumy wierszy macierzy przewyższania czy wygrane minus przegrane",
            en: "row sums of the outranking matrix, or wins minus losses")),
      ], source: "COINr a_copeland, right with missing values; OECD/JRC Handbook (2008), 6.10"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      guard call.table.count <= 10_000 else {
        throw call.refusal(
          Wording(
            "porównuje wszystkie pary; przyjmuje do 10 000 jednostek", en: "it compares all pairs and takes up to 10 000 units"))
      }
      return .scores(
        call,
        copelandScores(
          call.directed(variables), weights: variables.map(\.weight),
          score: CopelandScore(rawValue: call.text("score")) ?? .outranking))
    },
    Method(
      "rank", aliases: ["ranking"],
      Wording("miejsce (równe wartości dzielą lepsze)", en: "place (equal values share the better one)"),
      inputs: ["one variable", "types"], [],
      source: "competition ranking (1, 2, 2, 4)"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      guard variables.count == 1, let only = variables.first else {
        let methods = "n_rank, sum-of-ranks"
        throw call.refusal(
          Wording("metoda przyjmuje jedną zmienną", en: "it takes one variable"),
          mend: Wording("dla wielu: \(methods)", en: "for several: \(methods)"))
      }
      if case .nominant = only.type { return .scores(call, Methods.directed(only.values, only.type)) }
      return .scores(call, only.values, better: only.type == .destimulant ? .less : .more)
    },
  ]

  static let scoreInputs = ["variables", "types", "weights", "structure"]

  /// Means over a tree of values that are already on one scale.
  static let aggregations: [Method] = [
    aggregation(
      "arithmetic", aliases: ["arithmetic-mean", "amean", "a_amean", "weighted-mean"],
      Wording("średnia arytmetyczna w drzewie", en: "arithmetic mean over a tree"), "COINr a_amean", []
    ) {
      (_) throws(Refusal) in .arithmetic
    },
    aggregation(
      "geometric", aliases: ["geometric-mean", "gmean", "a_gmean"],
      Wording("średnia geometryczna w drzewie", en: "geometric mean over a tree"), "COINr a_gmean", []
    ) {
      (_) throws(Refusal) in .geometric
    },
    aggregation(
      "harmonic", aliases: ["harmonic-mean", "hmean", "a_hmean"],
      Wording("średnia harmoniczna w drzewie", en: "harmonic mean over a tree"), "COINr a_hmean", []
    ) {
      (_) throws(Refusal) in .harmonic
    },
    aggregation(
      "generalised-mean", aliases: ["power-mean", "genmean", "a_genmean"],
      Wording("średnia potęgowa w drzewie", en: "power mean over a tree"), "COINr a_genmean, which loses what is missing",
      [.number("power", standard: "0.5", Wording("wykładnik", en: "exponent"))]
    ) { (call) throws(Refusal) in .power(try call.number("power")) },
  ]

  private static func aggregation(
    _ name: String, aliases: [String], _ title: Wording, _ source: String, _ parameters: [MethodParameter],
    _ kind: @escaping @Sendable (MethodCall) throws(Refusal) -> Aggregation
  ) -> Method {
    Method(
      name, aliases: aliases, title, inputs: scoreInputs, parameters + [.threshold, .availability, .nominant],
      source: "OECD/JRC Handbook (2008), step 6; \(source)"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let kind = try kind(call)
      let columns = call.directed(variables)
      for (variable, column) in zip(variables, columns) where presentValues(column).contains(where: { !kind.admits($0) }) {
        throw call.refusal(
          Wording(
            "zmienna „\(variable.name)” ma wartości niedodatnie",
            en: "the variable '\(variable.name)' has values that are not positive"),
          mend: Wording("znormalizuj ją np. min-max do 1-100", en: "normalise it first, say min-max to 1-100"))
      }
      return .scores(call, try call.aggregate(columns, variables, kind, threshold: try call.number("threshold")))
    }
  }

  /// Weights from the data: `variable,weight`.
  static let weightings: [Method] =
    [
      Method(
        "pca-weights", aliases: ["weights-pca", "factor-weights", "get_pca"],
        Wording("wagi ze składowych głównych (varimax)", en: "weights from principal components (varimax)"),
        inputs: ["variables"], source: "OECD/JRC Handbook (2008), step 6: squared rotated loadings"
      ) { (call) throws(Refusal) in
        let variables = try call.completeVariables()
        guard let components = PrincipalComponents(variables.map { presentValues($0.values) }) else {
          throw call.refusal(
            Wording("trzeba co najmniej dwóch zmiennych, które się różnicują", en: "at least two variables that vary are needed"))
        }
        return MethodOutput(
          ["variable", "weight"], zip(variables, components.weights).map { [.text($0.name), .finite($1)] })
      },
      Method(
        "effective-weights", aliases: ["get_eff_weights", "weights-effective"],
        Wording(
          "wagi rzeczywiste: iloczyn wag w drzewie i udział w wariancji indeksu",
          en: "effective weights: product up the tree, and share of the variance of the index"),
        inputs: scoreInputs, [.threshold, .nominant],
        source: "COINr get_eff_weights; P. Paruolo et al., JRSS A 176 (2013), 609-634"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let columns = call.directed(variables)
        let tree = try call.tree(variables, threshold: try call.number("threshold"))
        let whole = (0..<call.table.count).map { row in tree.score(columns.map { $0[row] }).whole.value }
        let weights = tree.effectiveWeights(of: variables.count)
        let shares = effectiveWeights(columns, weights: weights, whole: whole)
        return MethodOutput(
          ["variable", "weight", "share", "correlation"],
          variables.indices.map { index in
            var one: [Double] = []
            var other: [Double] = []
            for (x, y) in zip(columns[index], whole) {
              guard let x, let y else { continue }
              one.append(x)
              other.append(y)
            }
            return [
              .text(variables[index].name), .finite(weights[index]), .finite(shares[index]), .finite(correlation(one, other)),
            ]
          })
      },
    ]
    + ObjectiveWeights.allCases.map { kind in
      Method(
        "\(kind.rawValue)-weights",
        aliases: ["weights-\(kind.rawValue)"] + (kind == .gini ? [] : [kind.rawValue])
          + (kind == .deviation ? ["std-weights", "sd-weights", "standard-deviation-weights"] : []),
        Wording("wagi z danych: \(kind.rawValue)", en: "weights from the data: \(kind.rawValue)"),
        inputs: ["variables", "types"],
        kind == .critic
          ? [
            .flag(
              "directed", standard: true,
              Wording(
                "odwróć destymulanty, nim skorelujesz (pymcdm nie)", en: "turn destimulants before correlating (pymcdm does not)")
            )
          ] : [], source: "pymcdm \(kind.rawValue)_weights"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let isDirected = kind != .critic || call.flag("directed")
        let rows = (0..<call.table.count).filter { row in variables.allSatisfy { $0.values[row] != nil } }
        guard
          let weights = kind(
            variables.map { variable in rows.compactMap { variable.values[$0] } },
            isLess: variables.map { isDirected && $0.type == .destimulant }
          )
        else {
          throw call.refusal(
            Wording(
              "wag nie da się wyznaczyć: wymaga zmiennych, które się różnicują, a entropia wartości dodatnich",
              en: "the weights are not defined: the variables must vary, and for entropy be positive"))
        }
        var output = MethodOutput(["variable", "weight"], zip(variables, weights).map { [.text($0.name), .number($1)] })
        if rows.count < call.table.count {
          let left = call.table.count - rows.count
          output.remarks.append(Wording("pominięte niepełne jednostki: \(left)", en: "incomplete units left out: \(left)"))
        }
        return output
      }
    }
}

extension MethodCall {
  /// The variables turned so that more is better.
  func directed(_ variables: [Variable]) -> [[Double?]] {
    variables.map { Methods.directed($0.values, $0.type, nominant: nominant) }
  }

  /// Scores over the structure, or over all variables side by side.
  func aggregate(
    _ columns: [[Double?]], _ variables: [Variable], _ kind: Aggregation, threshold: Double
  ) throws(Refusal) -> [Double?] {
    let tree = try tree(variables, threshold: threshold)
    return (0..<table.count).map { row in tree.score(columns.map { $0[row] }, by: kind).whole.value }
  }

  /// The structure over the variables, or all of them side by side.
  func tree(_ variables: [Variable], threshold: Double) throws(Refusal) -> DomainTree {
    let countsValues = text("availability") == "count"
    return structure?.tree(over: variables.map(\.name), threshold: threshold, countsValues: countsValues)
      ?? DomainTree(
        variables.enumerated().map { .variable($0.offset, weight: $0.element.weight) }, threshold: threshold,
        countsValues: countsValues)
  }

  /// - Throws: `.data` naming a variable that does not vary.
  func checkVariation(_ variables: [Variable]) throws(Refusal) {
    for variable in variables {
      let values = presentValues(variable.values)
      if let least = values.min(), let most = values.max(), most > least { continue }
      throw refusal(
        Wording("zmienna „\(variable.name)” się nie różnicuje", en: "the variable '\(variable.name)' does not vary"),
        mend: Wording("usuń ją z tabeli", en: "leave it out"))
    }
  }
}
