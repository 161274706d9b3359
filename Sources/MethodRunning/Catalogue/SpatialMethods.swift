import Bytes
import Findings
import Methods

extension Method {
  private static let spatialInputs = ["variables", "neighbours in --weights: from,to[,weight], or boundaries (.geojson)"]
  private static let style = MethodParameter.word(
    "style", SpatialWeights.Style.allCases.map(\.rawValue), standard: "W",
    Wording("wagi wierszami do 1 (W) czy jak podano (B)", en: "weights by row to 1 (W) or as given (B)"))

  /// Statistics of space.
  static let spatial: [Method] = [
    global(
      "moran", aliases: ["morans-i", "moran-i"], Wording("I Morana", en: "Moran's I"),
      source: "A. D. Cliff, J. K. Ord, Spatial Processes (1981); spdep moran.test"
    ) { moran($0, $1) },
    global(
      "geary", aliases: ["gearys-c", "geary-c"], Wording("C Geary'ego", en: "Geary's C"),
      source: "A. D. Cliff, J. K. Ord, Spatial Processes (1981); spdep geary.test"
    ) { geary($0, $1) },
    Method(
      "local-moran", aliases: ["lisa"],
      Wording("lokalny Moran: permutacje warunkowe, FDR", en: "local Moran: conditional permutation, FDR"), inputs: spatialInputs,
      [
        style, .integer("permutations", standard: "9999", Wording("liczba permutacji", en: "number of permutations")), .seed,
        .number("level", standard: "0.05", Wording("poziom po poprawce FDR", en: "level after the FDR adjustment")),
        .word(
          "variance", VarianceDivisor.allCases.map(\.rawValue), standard: "n",
          Wording("dzielnik wariancji", en: "divisor of the variance")),
      ] + MethodParameter.boundaries,
      source: "L. Anselin, Geographical Analysis 27 (1995), 93-115; Benjamini, Hochberg (1995); esda Moran_Local"
    ) { (call) throws(Refusal) in
      let (values, weights) = try call.spatialData()
      let level = try call.number("level")
      let seed = try call.integer("seed")
      let result = localMoran(
        values, weights, divisor: call.divisor, permutations: try call.integer("permutations", atLeast: 99),
        seed: UInt64(bitPattern: Int64(seed)))
      var output = MethodOutput(
        call.table.keyHeader + ["value", "quadrant", "neighbours", "p_value", "p_adjusted", "cluster"],
        result.enumerated().map { row, local in
          call.table.key(row).map { .text($0) } + [
            .finite(local?.value), local.map { .text($0.quadrant.rawValue) } ?? .empty, .integer(weights.links[row].count),
            .finite(local?.probability), .finite(local?.adjusted),
            local?.shown(level: level).map { .text($0.rawValue) } ?? .empty,
          ]
        })
      output.remarks += call.islandRemark(weights)
      return output
    },
    Method(
      "getis-ord", aliases: ["getis-ord-g", "localg", "g-star", "gistar"],
      Wording("lokalne G Getisa-Orda", en: "local G of Getis and Ord"), inputs: spatialInputs,
      [
        .word(
          "style", SpatialWeights.Style.allCases.map(\.rawValue), standard: "B",
          Wording("wagi wierszami do 1 (W) czy jak podano (B)", en: "weights by row to 1 (W) or as given (B)")),
        .flag("star", standard: true, Wording("G*: jednostka wśród swoich sąsiadów", en: "G*: the unit among its neighbours")),
      ] + MethodParameter.boundaries, implied: ["localg": ["star": "no"], "getis-ord-g": ["star": "no"]],
      source: "J. K. Ord, A. Getis, Geographical Analysis 27 (1995), 286-306; spdep localG"
    ) { (call) throws(Refusal) in
      let (values, weights) = try call.spatialData(includingSelf: call.flag("star"))
      let z = getisOrd(values, weights, includingSelf: call.flag("star"))
      return MethodOutput(
        call.table.keyHeader + ["value", "p_value"],
        z.enumerated().map { row, z in
          call.table.key(row).map { .text($0) } + [.finite(z), .finite(z.map { twoSidedNormal($0) })]
        })
    },
    Method(
      "local-empirical-bayes", aliases: ["eb-local", "eblocal"],
      Wording(
        "wygładzanie bayesowskie w sąsiedztwie (Marshall)", en: "empirical Bayes smoothing in the neighbourhood (Marshall)"),
      inputs: ["x", "n", "neighbours in --weights: from,to, or boundaries (.geojson)"],
      [
        countColumn, wholeColumn, multiplier("1"),
        .word(
          "variant", LocalVariance.allCases.map(\.rawValue), standard: "marshall",
          Wording(
            "wariancja wokół średniej sąsiedztwa czy jak w spdep", en: "variance about the neighbourhood's mean, or as in spdep")),
      ] + MethodParameter.boundaries,
      source: "R. J. Marshall, Applied Statistics 40 (1991), 283-294"
    ) { (call) throws(Refusal) in
      let events = try call.table.completeNumbers(try call.column("x", countNames, place: 0))
      let populations = try call.table.completeNumbers(try call.column("n", wholeNames, place: 1))
      let factor = try call.number("multiplier")
      let weights = SpatialWeights(count: events.count, pairs: try call.neighbourPairs(), style: .binary)
      let smoothed = locallySmoothed(
        events: events, populations: populations, neighbours: weights.links.map { $0.map(\.unit) },
        variance: LocalVariance(rawValue: call.text("variant")) ?? .marshall)
      var output = MethodOutput.beside(
        call, ["value", "smoothed"],
        [zip(events, populations).map { .finite($0 / $1 * factor) }, smoothed.map { .finite($0.map { $0 * factor }) }])
      output.remarks += call.islandRemark(weights)
      return output
    },
  ]

  /// The list itself, for other programs and for a look at it.
  static let neighbours: [Method] = [
    Method(
      "neighbours", aliases: ["contiguity", "poly2nb", "neighbors"],
      Wording("sąsiedzi z granic", en: "neighbours from boundaries"),
      inputs: ["units", "neighbours in --weights: boundaries (.geojson)"], MethodParameter.boundaries,
      source: "common points (queen) or stretches (rook); libpysal Queen, Rook; spdep poly2nb"
    ) { (call) throws(Refusal) in
      try call.table.checkUniqueKeys()
      let pairs = try call.neighbourPairs()
      let linked = Set(pairs.map(\.from))
      let islands = (0..<call.table.count).filter { !linked.contains($0) }.map { call.table.name($0) }
      var output = MethodOutput(["from", "to"], pairs.map { [.text(call.table.name($0.from)), .text(call.table.name($0.to))] })
      if !islands.isEmpty {
        let list = islands.joined(separator: ", ")
        output.remarks.append(Wording("bez sąsiadów: \(list)", en: "without neighbours: \(list)"))
      }
      return output
    }
  ]

  private static func global(
    _ name: String, aliases: [String], _ title: Wording, source: String,
    _ compute: @escaping @Sendable ([Double], SpatialWeights) -> SpatialStatistic?
  ) -> Method {
    Method(name, aliases: aliases, title, inputs: spatialInputs, [style] + MethodParameter.boundaries, source: source) {
      (call) throws(Refusal) in
      let (values, weights) = try call.spatialData()
      guard let result = compute(values, weights) else {
        throw call.refusal(
          Wording(
            "trzeba co najmniej czterech jednostek z sąsiadami i różnych wartości",
            en: "at least four units with neighbours and values that vary are needed"))
      }
      var output = MethodOutput.statistics([
        ("value", result.value), ("expected", result.expected), ("variance_randomised", result.varianceRandomised),
        ("z_randomised", result.zRandomised),
        ("p_randomised", result.probabilityRandomised), ("variance_normal", result.varianceNormal), ("z_normal", result.zNormal),
        ("p_normal", result.probabilityNormal),
        // Neighbours alike: what spdep tests unless told otherwise.
        ("p_randomised_greater", normalProbability(-result.zRandomised)),
        ("p_normal_greater", normalProbability(-result.zNormal)),
      ])
      output.remarks += call.islandRemark(weights)
      return output
    }
  }

  private static let incomeColumns: [MethodParameter] = [
    .column("value", Wording("wartość, np. dochód", en: "value, such as income")),
    .column("weight", Wording("waga lub ludność", en: "weight or population")),
    .column("group", Wording("grupa", en: "group")),
  ]

  /// Inequality of weighted records.
  static let inequality: [Method] = [
    Method(
      "gini", aliases: ["gini-coefficient"], Wording("współczynnik Giniego", en: "Gini coefficient"),
      inputs: ["value", "weight (optional)"], Array(incomeColumns.prefix(2)),
      source: "Eurostat; laeken gini"
    ) { (call) throws(Refusal) in
      let records = try call.weightedValues()
      return .statistics([("gini", gini(records))])
    },
    Method(
      "theil", aliases: ["theil-index"],
      Wording("indeks Theila: między grupami i wewnątrz", en: "Theil index: between and within groups"),
      inputs: ["value", "weight (optional)", "group (optional)"], incomeColumns,
      source: "H. Theil (1967); A. F. Shorrocks, Econometrica 48 (1980), 613-625"
    ) { (call) throws(Refusal) in
      let records = try call.weightedValues()
      var groups = [String](repeating: "", count: records.count)
      if let column = try call.optionalColumn("group", ["powiat", "region"]) { groups = call.table.texts(column) }
      guard let result = TheilIndex(records, groups: groups) else {
        throw call.refusal(
          Wording(
            "wartości nie mogą być ujemne, a ich suma musi być dodatnia",
            en: "the values must not be negative, and their sum must be positive"))
      }
      return .statistics([("theil", result.total), ("between", result.between), ("within", result.within)])
    },
    Method(
      "laeken", aliases: ["arpr", "poverty"],
      Wording("wskaźniki laeckie: ARPR, S80/S20, luka, Gini", en: "Laeken indicators: ARPR, S80/S20, median gap, Gini"),
      inputs: ["value", "weight (optional)"],
      Array(incomeColumns.prefix(2)) + [
        .number("share", standard: "0.6", Wording("udział mediany", en: "share of the median")),
        .number(
          "threshold", standard: "",
          Wording("próg zamiast własnego, np. krajowy", en: "a threshold instead of the records' own, such as the national one")),
      ], source: "Eurostat; A. Alfons, M. Templ, Journal of Statistical Software 54 (2013), 15 (laeken)"
    ) { (call) throws(Refusal) in
      guard
        let result = LaekenIndicators(
          try call.weightedValues(), share: try call.number("share"), threshold: call.optionalNumber("threshold"))
      else {
        throw call.refusal(Wording("brak danych", en: "there are no data"))
      }
      return .statistics([
        ("arpt", result.threshold), ("arpr", result.atRiskOfPoverty), ("qsr", result.quintileShareRatio),
        ("rmpg", result.medianGap), ("gini", result.gini),
      ])
    },
    Method(
      "arope", aliases: ["poverty-or-exclusion"],
      Wording("zagrożenie ubóstwem lub wykluczeniem (AROPE)", en: "at risk of poverty or social exclusion (AROPE)"),
      inputs: ["poor", "deprived", "low_work", "weight (optional)"],
      [
        .column("poor", Wording("zagrożony ubóstwem: 1, 0", en: "at risk of poverty: 1, 0")),
        .column("deprived", Wording("pogłębiona deprywacja: 1, 0", en: "severely deprived: 1, 0")),
        .column(
          "low_work",
          Wording(
            "bardzo niska intensywność pracy: 1, 0; puste: nie dotyczy",
            en: "very low work intensity: 1, 0; empty: does not apply")),
        .column("weight", Wording("waga", en: "weight")),
      ],
      source: "Eurostat, EU 2030 definition (ilc_peps01n): poor, severely deprived, or in a household of very low work intensity"
    ) { (call) throws(Refusal) in
      let flags = [
        try call.table.completeNumbers(try call.column("poor", ["arop"], place: 0)).map { Optional($0) },
        try call.table.completeNumbers(try call.column("deprived", ["smsd", "smd"], place: 1)).map { Optional($0) },
        try call.table.numbers(try call.column("low_work", ["lwi", "vlwi"], place: 2)),
      ]
      var weights = [Double](repeating: 1, count: call.table.count)
      if let column = try call.optionalColumn("weight", ["weights", "w", "waga"]) {
        weights = try call.table.completeNumbers(column)
      }
      guard let result = ExclusionShares(flags, weights: weights) else {
        throw call.refusal(Wording("cechy to 1 albo 0, a wagi muszą być dodatnie", en: "traits are 1 or 0, weights positive"))
      }
      return .statistics([
        ("arope", result.any), ("arop", result.single[0]), ("smsd", result.single[1]), ("lwi", result.single[2]),
        ("all_three", result.all),
      ])
    },
  ]
}

extension MethodCall {
  fileprivate func neighbourPairs() throws(Refusal) -> [(from: Int, to: Int, weight: Double)] {
    guard let neighbours else {
      throw Refusal(
        .usage,
        Wording("metoda \(method.name) wymaga listy sąsiadów", en: "the method \(method.name) needs a list of neighbours"),
        mend: Wording(
          "podaj --weights PLIK z kolumnami from,to[,weight] albo granice (.geojson)",
          en: "give --weights FILE with the columns from,to[,weight], or boundaries (.geojson)"))
    }
    return neighbours.pairs
  }

  /// The first variable, complete, and the weights.
  fileprivate func spatialData(includingSelf: Bool = false) throws(Refusal) -> ([Double], SpatialWeights) {
    try table.checkUniqueKeys()
    guard let column = table.otherColumns.first else { throw refusal(Wording("brak zmiennej", en: "there is no variable")) }
    let values = try table.completeNumbers(column)
    let style = SpatialWeights.Style(rawValue: text("style")) ?? .rows
    return (values, SpatialWeights(count: values.count, pairs: try neighbourPairs(), style: style, includingSelf: includingSelf))
  }

  fileprivate func islandRemark(_ weights: SpatialWeights) -> [Wording] {
    guard !weights.islands.isEmpty else { return [] }
    let list = weights.islands.map { table.name($0) }.joined(separator: ", ")
    return [Wording("bez sąsiadów, poza momentami: \(list)", en: "without neighbours, left out of the moments: \(list)")]
  }

  fileprivate func weightedValues() throws(Refusal) -> [WeightedValue] {
    let values = try table.completeNumbers(try column("value", ["income", "inc", "eqincome", "dochod"], place: 0))
    guard let column = try optionalColumn("weight", ["weights", "w", "population", "pop", "waga"]) else {
      return values.map { WeightedValue($0) }
    }
    return zip(values, try table.completeNumbers(column)).map { WeightedValue($0, $1) }
  }
}
