// What must hold of every method of a kind, whatever the numbers: properties over one table of twelve units.
import Bytes
import Findings
import MethodRunning
import Testing

@Suite struct PropertyTests {
  private static let orderings = [
    "zero-unitarisation", "hellwig", "topsis", "perkal", "standardised-sums", "gdm1", "copeland", "sum-of-ranks",
  ]
  /// TOPSIS by range, which unlike the vector norm does not know where zero is.
  /// Copeland by wins, which turn their sign where the row sums turn to their complement.
  private static let options = ["topsis": ["normalisation=minmax"], "copeland": ["score=wins"]]
  /// Less is better.
  private static let distances: Set<String> = ["gdm1"]
  private static let types = "variable,type\na,stimulant\nb,destimulant\nc,stimulant\n"
  private static let flipped = "variable,type\na,destimulant\nb,stimulant\nc,destimulant\n"

  private static let rows: [(unit: String, values: [Double])] = [
    ("A", [3.1, 40, 7.5]), ("B", [4.7, 52, 2.25]), ("C", [1.2, 61, 9]), ("D", [8.8, 33, 4.5]), ("E", [2.9, 47, 6]),
    ("F", [5.5, 58, 3.75]), ("G", [6.1, 44, 8.25]), ("H", [0.7, 65, 1.5]), ("I", [7.3, 39, 5.25]), ("J", [4.1, 50, 6.75]),
    ("K", [9.6, 31, 9.75]), ("L", [2.2, 55, 3]),
  ]

  private static func table(_ rows: [(unit: String, values: [Double])]) -> String {
    "unit,a,b,c\n" + rows.map { "\($0.unit)," + $0.values.map { "\($0)" }.joined(separator: ",") + "\n" }.joined()
  }

  /// Numbers of a column by unit.
  private static func column(_ output: MethodOutput, _ name: String) throws -> [String: Double] {
    let place = try #require(output.header.firstIndex(of: name))
    var found: [String: Double] = [:]
    for row in output.rows {
      guard case .text(let unit) = row[0] else { continue }
      switch row[place] {
      case .number(let value): found[unit] = value
      case .integer(let value): found[unit] = Double(value)
      default: continue
      }
    }
    return found
  }

  private static func scores(
    _ method: String, _ rows: [(unit: String, values: [Double])], types: String = types
  ) throws -> [String: Double] {
    try column(MethodOrderTests.run(method, table(rows), types: types, options[method] ?? []), "score")
  }

  private static func near(_ a: [String: Double], _ b: [String: Double]) -> Bool {
    a.keys == b.keys && a.allSatisfy { abs($0.value - (b[$0.key] ?? .infinity)) <= 1e-9 * max(1, abs($0.value)) }
  }

  @Test(arguments: orderings) func anotherUnitOfMeasureChangesNothing(method: String) throws {
    let moved = Self.rows.map { ($0.unit, [$0.values[0] * 1000, $0.values[1] * 0.01, $0.values[2] * 7]) }
    #expect(Self.near(try Self.scores(method, Self.rows), try Self.scores(method, moved)))
  }

  @Test(arguments: orderings) func orderOfTheRowsChangesNothing(method: String) throws {
    let shuffled = Self.rows.indices.map { Self.rows[($0 * 5 + 3) % Self.rows.count] }
    #expect(Self.near(try Self.scores(method, Self.rows), try Self.scores(method, shuffled)))
  }

  @Test(arguments: orderings) func aUnitTwiceScoresTwiceTheSame(method: String) throws {
    let found = try Self.scores(method, Self.rows + [("Z", Self.rows[3].values)])
    #expect(found["Z"] == found["D"])
  }

  @Test(arguments: orderings) func whoIsWorseInEverythingIsNotBetter(method: String) throws {
    // H is worse than C in everything, and so is a unit made for it.
    let found = try Self.scores(method, Self.rows + [("Z", [0.6, 66, 1.25])])
    let better = { (a: String, b: String) in
      Self.distances.contains(method) ? (found[a] ?? 0) <= (found[b] ?? 0) : (found[a] ?? 0) >= (found[b] ?? 0)
    }
    #expect(better("C", "H") && found.keys.allSatisfy { better($0, "Z") } && found.keys.allSatisfy { better("K", $0) })
  }

  @Test(arguments: ["zero-unitarisation", "topsis", "standardised-sums"]) func turnedOverIsTheComplement(method: String) throws {
    let found = try Self.scores(method, Self.rows)
    let other = try Self.scores(method, Self.rows, types: Self.flipped)
    #expect(Self.near(found, other.mapValues { 1 - $0 }))
  }

  @Test(arguments: ["perkal", "copeland"]) func turnedOverIsTheOpposite(method: String) throws {
    let found = try Self.scores(method, Self.rows)
    let other = try Self.scores(method, Self.rows, types: Self.flipped)
    #expect(Self.near(found, other.mapValues { -$0 }))
  }

  static let normalisations = [
    "min-max", "z-score", "percentile-rank", "borda", "distance-to-maximum", "normalise-rank", "n1", "n2", "n3", "n3a", "n4",
    "n5",
    "n5a",
  ]

  @Test(arguments: normalisations) func normalisedValuesKnowNoUnit(method: String) throws {
    let moved = Self.rows.map { ($0.unit, [$0.values[0] * 1000 + 5, $0.values[1], $0.values[2]]) }
    let one = try Self.column(MethodOrderTests.run(method, Self.table(Self.rows)), "a")
    let other = try Self.column(MethodOrderTests.run(method, Self.table(moved)), "a")
    #expect(Self.near(one, other))
  }

  @Test(arguments: normalisations) func normalisedValuesKeepTheOrder(method: String) throws {
    let found = try Self.column(MethodOrderTests.run(method, Self.table(Self.rows)), "a")
    let ordered = Self.rows.sorted { $0.values[0] < $1.values[0] }.compactMap { found[$0.unit] }
    #expect(ordered.count == Self.rows.count && ordered == ordered.sorted())
  }

  @Test(arguments: ["wilson", "byar", "exact-poisson", "rate"]) func limitsEncloseAndGrowWithTheCount(method: String) throws {
    let counts = [0, 1, 2, 3, 5, 8, 9, 10, 11, 20, 50, 99, 100]
    let input = "unit,x,n\n" + counts.map { "u\($0),\($0),100\n" }.joined()
    let output = try MethodOrderTests.run(method, input)
    var before = (-1.0, -1.0, -1.0)
    let columns = try ["value", "lower", "upper"].map { try Self.column(output, $0) }
    for count in counts {
      let unit = "u\(count)"
      let now = (try #require(columns[0][unit]), try #require(columns[1][unit]), try #require(columns[2][unit]))
      #expect(now.1 <= now.0 && now.0 <= now.2)
      #expect(now.0 > before.0 && now.1 >= before.1 && now.2 >= before.2, "\(method) at \(count)")
      before = now
    }
  }

  @Test(arguments: ["empirical-bayes", "empirical-bayes-binomial"]) func smoothedRatesLieBetweenOwnAndMean(method: String) throws
  {
    let input = "unit,x,n\na,2,100\nb,30,400\nc,9,900\nd,70,1000\ne,1,30\n"
    let output = try MethodOrderTests.run(method, input)
    let own = try Self.column(output, "value")
    let smoothed = try Self.column(output, "smoothed")
    let mean = 112.0 / 2430
    for unit in ["a", "b", "c", "d", "e"] {
      let (p, q) = (try #require(own[unit]), try #require(smoothed[unit]))
      #expect(min(p, mean) - 1e-12 <= q && q <= max(p, mean) + 1e-12)
    }
  }

  // MARK: names of other packages

  @Test(
    arguments: [
      ("min-max", ["l=1", "u=100"], ["lower=1", "upper=100"]), ("topsis", ["normalization=minmax"], ["normalisation=minmax"]),
      ("hellwig", ["ddof=0"], ["variance=n"]), ("z-score", ["divisor=sample"], ["variance=n-1"]),
      ("perkal", ["dat_thresh=0.5"], ["threshold=0.5"]), ("quantile-classes", ["k=3", "value=a"], ["classes=3", "value=a"]),
      ("wroclaw-taxonomy", ["standardize=TRUE"], ["standardise=yes"]),
      ("normalise-rank", ["ties.method=average"], ["ties=average"]),
    ] as [(String, [String], [String])])
  func optionsByTheNamesOfOthers(method: String, theirs: [String], own: [String]) throws {
    let input = Self.table(Self.rows)
    #expect(try MethodOrderTests.run(method, input, theirs).bytes == MethodOrderTests.run(method, input, own).bytes)
  }

  // MARK: structure

  @Test func effectiveWeightsAreProductsUpTheTree() throws {
    let structure = "element,parent,weight\nindex,,1\nd1,index,3\nd2,index,1\na,d1,1\nb,d1,2\nc,d2,1\n"
    let output = try MethodOrderTests.run("effective-weights", Self.table(Self.rows), structure: structure)
    let weights = try Self.column(output, "weight")
    #expect(abs((weights["a"] ?? 0) - 0.25) < 1e-15 && abs((weights["b"] ?? 0) - 0.5) < 1e-15 && weights["c"] == 0.25)
    let shares = try Self.column(output, "share")
    #expect(abs(shares.values.reduce(0, +) - 1) < 1e-12)
  }

  @Test func ranksOfAStructureAreThoseOfItsProducts() throws {
    let structure = "element,parent,weight\nindex,,1\nd1,index,3\nd2,index,1\na,d1,1\nb,d1,2\nc,d2,1\n"
    let options = ["replications=50", "leave_one_out=no"]
    let tree = try MethodOrderTests.run("rank-uncertainty", Self.table(Self.rows), structure: structure, options)
    let flat = try MethodOrderTests.run(
      "rank-uncertainty", Self.table(Self.rows), weights: "variable,weight\na,0.25\nb,0.5\nc,0.25\n", options)
    #expect(tree.bytes == flat.bytes)
    let drivers = try MethodOrderTests.run("rank-drivers", Self.table(Self.rows), structure: structure, ["replications=50"])
    for row in drivers.rows {
      let shares = row[1...4].map { field -> Double in if case .number(let value) = field { value } else { 0 } }
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12 || shares.allSatisfy { $0 == 0 })
    }
  }
}

/// The same for series, space and inequality.
@Suite struct SeriesAndSpacePropertyTests {
  private static let values = [103.8, 104, 107.5, 104.5, 105.9, 110.4, 107.3, 111.4, 113.7, 109.8, 104, 98.4]

  private static func series(_ values: [Double]) -> String {
    "year,s\n" + values.enumerated().map { "\(2005 + $0.offset),\($0.element)\n" }.joined()
  }

  private static func numbers(_ output: MethodOutput, _ column: String) throws -> [Double] {
    let place = try #require(output.header.firstIndex(of: column))
    return output.rows.compactMap { row in
      switch row[place] {
      case .number(let value): value
      case .integer(let value): Double(value)
      default: nil
      }
    }
  }

  private static func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-7) -> Bool {
    a.count == b.count && !a.isEmpty && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0)) }
  }

  static let forecasts = ["naive-forecast", "drift-forecast", "mean-forecast", "ols-forecast", "ets-ann", "ets-aan", "theta"]

  /// Another unit, another zero: forecasts and limits go with them.
  @Test(arguments: forecasts) func forecastsGoWithTheUnit(method: String) throws {
    let own = try MethodOrderTests.run(method, Self.series(Self.values))
    let other = try MethodOrderTests.run(method, Self.series(Self.values.map { 1000 * $0 - 5000 }))
    for column in ["value", "lower", "upper"] {
      let moved = try Self.numbers(own, column).map { 1000 * $0 - 5000 }
      #expect(Self.near(moved, try Self.numbers(other, column), 1e-4), "\(column)")
    }
  }

  @Test(arguments: forecasts) func limitsEncloseAndOpen(method: String) throws {
    let output = try MethodOrderTests.run(method, Self.series(Self.values), ["horizon=4"])
    let (value, lower, upper) = (
      try Self.numbers(output, "value"), try Self.numbers(output, "lower"), try Self.numbers(output, "upper")
    )
    for step in value.indices {
      #expect(lower[step] < value[step] && value[step] < upper[step])
      if step > 0 { #expect(upper[step] - lower[step] >= upper[step - 1] - lower[step - 1] - 1e-9) }
    }
  }

  /// On the log scale a count never falls below 0, on the logit scale a share never passes 100.
  @Test(arguments: forecasts) func boundsOfTheScaleHold(method: String) throws {
    let falling = [90.0, 61, 44, 30, 19, 12, 8, 5, 3, 2]
    for limit in try Self.numbers(MethodOrderTests.run(method, Self.series(falling), ["scale=log", "horizon=9"]), "lower") {
      #expect(limit > 0)
    }
    let shares = [55.0, 70, 79, 86, 90, 93, 95, 97, 98, 99]
    for limit in try Self.numbers(MethodOrderTests.run(method, Self.series(shares), ["scale=logit", "horizon=9"]), "upper") {
      #expect(limit <= 100)
    }
  }

  @Test func aTrendTurnedRoundIsTheOpposite() throws {
    let turned = Array(Self.values.reversed())
    for (method, column) in [("mann-kendall", "s"), ("theil-sen", "slope"), ("ols-trend", "slope")] {
      let own = try Self.numbers(MethodOrderTests.run(method, Self.series(Self.values)), column)
      let other = try Self.numbers(MethodOrderTests.run(method, Self.series(turned)), column)
      #expect(Self.near(own, other.map { -$0 }), "\(method)")
    }
  }

  private static let neighbours = "from,to\na,b\nb,a\nb,c\nc,b\nc,d\nd,c\nd,e\ne,d\ne,f\nf,e\nf,a\na,f\n"

  @Test(arguments: ["moran", "geary", "getis-ord"]) func statisticsOfSpaceKnowNoUnitAndNoOrder(method: String) throws {
    let rows = [("a", 3.0), ("b", 7.0), ("c", 6.5), ("d", 1.0), ("e", 2.5), ("f", 4.0)]
    func run(_ rows: [(String, Double)]) throws -> [Double] {
      let table = "unit,z\n" + rows.map { "\($0.0),\($0.1)\n" }.joined()
      return try Self.numbers(MethodOrderTests.run(method, table, weights: Self.neighbours), "value").sorted()
    }
    #expect(Self.near(try run(rows), try run(rows.map { ($0.0, 40 * $0.1) })))
    #expect(Self.near(try run(rows), try run(rows.reversed())))
  }

  /// Inequality knows no currency and no order; everybody twice is the same inequality.
  @Test(arguments: [("gini", "gini"), ("theil", "theil"), ("laeken", "arpr")]) func inequality(method: String, row: String) throws
  {
    let incomes = [1200.0, 2500, 900, 4000, 3100, 800, 1500, 2200, 5100, 1700]
    func run(_ incomes: [Double]) throws -> [Double] {
      let table = "unit,value\n" + incomes.enumerated().map { "i\($0.offset),\($0.element)\n" }.joined()
      let output = try MethodOrderTests.run(method, table)
      let place = try #require(output.rows.firstIndex { $0[0] == .text(row) })
      guard case .number(let value) = output.rows[place][1] else { return [] }
      return [value]
    }
    let own = try run(incomes)
    #expect(Self.near(own, try run(incomes.map { $0 / 4.3 }), 1e-9))
    #expect(Self.near(own, try run(incomes.reversed()), 1e-9))
    #expect(Self.near(own, try run(incomes + incomes), 1e-9))
  }

  /// More events, a higher standardised rate.
  @Test func standardisedRatesGrowWithTheCount() throws {
    var before = -1.0
    for count in [10, 11, 20, 40] {
      let table = "area,grp,x,n,standard\nA,0,\(count),1000,500\nA,1,5,2000,500\n"
      let rate = try #require(try Self.numbers(MethodOrderTests.run("dsr", table, ["standard=standard"]), "value").first)
      #expect(rate > before)
      before = rate
    }
  }
}
