import Bytes
import Findings
import Methods

extension Method {
  /// Structure of many variables, groups of units.
  static let multivariate: [Method] = [
    Method(
      "pca", aliases: ["principal-components"],
      Wording(
        "składowe główne korelacji: wartości własne, ładunki, wagi",
        en: "principal components of the correlations: eigenvalues, loadings, weights"), inputs: ["variables"], [],
      source: "OECD/JRC Handbook (2008), step 4"
    ) { (call) throws(Refusal) in
      let (variables, components) = try call.principalComponents()
      return MethodOutput(
        ["component", "eigenvalue", "share"] + variables.map(\.name),
        components.eigenvalues.enumerated().map { index, value in
          [.integer(index + 1), .finite(value), .finite(value / Double(variables.count))]
            + components.loadings[index].map { .finite($0) }
        })
    },
    Method(
      "kmo", aliases: ["kaiser-meyer-olkin"], Wording("miara KMO adekwatności doboru", en: "KMO measure of sampling adequacy"),
      inputs: ["variables"], [], source: "H. F. Kaiser, Psychometrika 39 (1974), 31-36"
    ) { (call) throws(Refusal) in
      let (variables, components) = try call.principalComponents()
      guard let kmo = components.kmo, let single = components.kmoByVariable else {
        throw call.refusal(Wording("macierz korelacji jest osobliwa", en: "the matrix of correlations is singular"))
      }
      return MethodOutput(
        ["variable", "value"], [[.text("overall"), .finite(kmo)]] + zip(variables, single).map { [.text($0.name), .finite($1)] })
    },
    Method(
      "bartlett", aliases: ["bartlett-sphericity"], Wording("test sferyczności Bartletta", en: "Bartlett's test of sphericity"),
      inputs: ["variables"], [], source: "M. S. Bartlett, JRSS B 16 (1954), 296-298"
    ) { (call) throws(Refusal) in
      guard let test = try call.principalComponents().1.bartlett else {
        throw call.refusal(Wording("macierz korelacji jest osobliwa", en: "the matrix of correlations is singular"))
      }
      return .statistics([("chi_squared", test.statistic), ("degrees", test.degrees), ("p_value", test.probability)])
    },
    Method(
      "correlation", aliases: ["pearson", "correlations", "spearman", "get_corr"],
      Wording("korelacje (jednostek, które mają obie wartości)", en: "correlations (of the units that have both values)"),
      inputs: ["variables"],
      [
        .word(
          "kind", CorrelationKind.allCases.map(\.rawValue), standard: "pearson",
          Wording("wartości czy rangi", en: "values or ranks"))
      ], implied: ["spearman": ["kind": "spearman"]], source: "K. Pearson; C. Spearman; R cor(use = pairwise.complete.obs)"
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let kind = CorrelationKind(rawValue: call.text("kind")) ?? .pearson
      return MethodOutput(
        ["variable"] + variables.map(\.name),
        variables.map { a in [.text(a.name)] + variables.map { b in .finite(kind(a.values, b.values)) } })
    },
    Method(
      "cronbach", aliases: ["cronbach-alpha", "get_cronbach"], Wording("alfa Cronbacha", en: "Cronbach's alpha"),
      inputs: ["variables"], [],
      source: "L. J. Cronbach, Psychometrika 16 (1951), 297-334; COINr get_cronbach (pairs of values that are there)"
    ) { (call) throws(Refusal) in .statistics([("alpha", cronbachAlpha(try call.variables().map(\.values)))]) },
    Method(
      "wroclaw-taxonomy", aliases: ["minimum-spanning-tree", "mst", "taxonomy"],
      Wording("taksonomia wrocławska", en: "Wrocław taxonomy (minimum spanning tree)"), inputs: ["variables"],
      [
        standardise,
        .integer(
          "groups", standard: "0", Wording("liczba grup; 0: cięcie według odchyleń", en: "number of groups; 0 cuts by deviations")
        ),
        .number(
          "deviations", standard: "2",
          Wording(
            "tnie krawędzie dłuższe niż średnia + tyle odchyleń", en: "cuts edges longer than the mean and so many deviations")),
        .word("result", ["groups", "edges"], standard: "groups", Wording("grupy czy krawędzie", en: "groups or edges")),
      ], source: "K. Florek et al., Taksonomia wrocławska, Przegląd Antropologiczny 17 (1951), 193-211"
    ) { (call) throws(Refusal) in
      let tree = SpanningTree(try call.distances())
      if call.text("result") == "edges" {
        return MethodOutput(
          ["from", "to", "length"],
          tree.edges.map { [.text(call.table.name($0.from)), .text(call.table.name($0.to)), .finite($0.length)] })
      }
      let wanted = try call.integer("groups", atLeast: 0)
      return call.groups(tree.groups(wanted > 0 ? .groups(wanted) : .longerThan(deviations: try call.number("deviations"))))
    },
    Method(
      "clustering", aliases: ["hierarchical-clustering", "hclust", "ward"],
      Wording("grupowanie hierarchiczne", en: "hierarchical clustering"), inputs: ["variables"],
      [
        standardise,
        .word(
          "linkage", HierarchicalClustering.Linkage.allCases.map(\.rawValue), standard: "ward", Wording("łączenie", en: "linkage")
        ),
        .integer("groups", standard: "3", Wording("liczba grup", en: "number of groups")),
        .word("result", ["groups", "joins"], standard: "groups", Wording("grupy czy połączenia", en: "groups or joins")),
      ], source: "G. N. Lance, W. T. Williams, The Computer Journal 9 (1967), 373-380; R hclust (ward.D2), scipy linkage"
    ) { (call) throws(Refusal) in
      let tree = HierarchicalClustering(
        try call.distances(), HierarchicalClustering.Linkage(rawValue: call.text("linkage")) ?? .ward)
      if call.text("result") == "joins" {
        return MethodOutput(
          ["first", "second", "height", "size"],
          tree.joins.map { [.integer($0.first), .integer($0.second), .finite($0.height), .integer($0.size)] })
      }
      return call.groups(tree.groups(try call.integer("groups", atLeast: 1)))
    },
  ]

  private static let standardise = MethodParameter.flag(
    "standardise", standard: true, Wording("najpierw standaryzuj (n-1)", en: "standardise first (n-1)"))

  /// Classes of a map: the input's columns and the class, 1 the lowest.
  static let mapClasses: [Method] = [
    classes(
      "equal-classes", aliases: ["equal", "equal-interval"], Wording("klasy o równej rozpiętości", en: "classes of equal width"),
      [], source: "classInt equal"
    ) { (_) throws(Refusal) in .equal },
    classes(
      "quantile-classes", aliases: ["quantile-breaks"], Wording("klasy kwantylowe", en: "quantile classes"),
      [.integer("type", standard: "7", Wording("definicja kwantyla 1-9", en: "definition of the quantile, 1-9"))],
      source: "R. J. Hyndman, Y. Fan, The American Statistician 50 (1996), 361-365; classInt quantile"
    ) { (call) throws(Refusal) in .quantile(type: try call.integer("type", atLeast: 1)) },
    classes(
      "fisher-classes", aliases: ["jenks", "fisher", "natural-breaks"],
      Wording("klasy naturalne (Fisher, Jenks)", en: "natural breaks (Fisher, Jenks)"),
      [
        .word(
          "limit", ["value", "midpoint"], standard: "value",
          Wording(
            "granica: największa wartość klasy czy połowa drogi do następnej (classInt fisher)",
            en: "limit: the largest value of the class, or halfway to the next (classInt fisher)"))
      ],
      source: "W. D. Fisher, JASA 53 (1958), 789-798; classInt fisher, mapclassify FisherJenks"
    ) {
      (_) throws(Refusal) in .fisher
    },
    classes(
      "mean-deviation-classes", aliases: ["mean-sd", "sd-classes"],
      Wording("cztery klasy: średnia i odchylenie", en: "four classes by mean and deviation"), [.divisor],
      source: "E. Nowak, Metody taksonomiczne, PWE 1990"
    ) {
      (call) throws(Refusal) in .meanAndDeviation(call.divisor)
    },
  ]

  private static func classes(
    _ name: String, aliases: [String], _ title: Wording, _ parameters: [MethodParameter], source: String,
    _ kind: @escaping @Sendable (MethodCall) throws(Refusal) -> MapClasses
  ) -> Method {
    Method(
      name, aliases: aliases, title, inputs: ["value"],
      parameters + [
        .column("value", Wording("wartość", en: "value")),
        .integer("classes", standard: "5", Wording("liczba klas", en: "number of classes")),
        .word(
          "result", ["classes", "limits"], standard: "classes",
          Wording("klasy jednostek czy granice", en: "classes of the units or limits")),
      ], source: source
    ) { (call) throws(Refusal) in
      let values = try call.table.numbers(try call.column("value", [], place: 0))
      let present = presentValues(values)
      guard var limits = try kind(call).limits(present, classes: try call.integer("classes", atLeast: 2)) else {
        throw call.refusal(Wording("za mało różnych wartości na tyle klas", en: "too few different values for so many classes"))
      }
      if call.text("limit") == "midpoint" {
        limits = limits.map { limit in present.filter { $0 > limit }.min().map { (limit + $0) / 2 } ?? limit }
      }
      if call.text("result") == "limits" {
        return MethodOutput(
          ["class", "lower", "upper"],
          limits.enumerated().map { index, limit in
            [.integer(index + 1), .finite(index == 0 ? present.min() : limits[index - 1]), .finite(limit)]
          })
      }
      return .beside(
        call, ["class"], [values.map { $0.flatMap { MapClasses.place($0, limits: limits) }.map { .integer($0) } ?? .empty }])
    }
  }
}

extension MethodCall {
  /// - Throws: `.data` where a value is missing.
  func completeVariables() throws(Refusal) -> [Variable] {
    let variables = try variables()
    for variable in variables where presentValues(variable.values).count < table.count {
      throw refusal(
        Wording("zmienna „\(variable.name)” ma braki", en: "the variable '\(variable.name)' has missing values"),
        mend: Wording("uzupełnij je albo usuń jednostki", en: "fill them in or leave the units out"))
    }
    return variables
  }

  fileprivate func principalComponents() throws(Refusal) -> ([Variable], PrincipalComponents) {
    let variables = try completeVariables()
    guard let components = PrincipalComponents(variables.map { presentValues($0.values) }) else {
      throw refusal(
        Wording("trzeba co najmniej dwóch zmiennych, które się różnicują", en: "at least two variables that vary are needed"))
    }
    return (variables, components)
  }

  fileprivate func distances() throws(Refusal) -> [[Double]] {
    let variables = try completeVariables()
    guard table.count <= 5_000 else { throw refusal(Wording("przyjmuje do 5 000 jednostek", en: "it takes up to 5 000 units")) }
    if flag("standardise") { try checkVariation(variables) }
    return euclideanDistances(variables.map { presentValues(flag("standardise") ? standardised($0.values) : $0.values) })
  }

  fileprivate func groups(_ groups: [Int]) -> MethodOutput {
    MethodOutput(
      table.keyHeader + ["group"], groups.enumerated().map { row, group in table.key(row).map { .text($0) } + [.integer(group)] })
  }
}
