// Values printed in the tests of COINr 1.1.14 (test-normalise.R, test-treat.R) and of PHEindicatormethods 2.1.0
// (testdata_funnel_ratio_outputs.csv, testByars.R), and the names of functions and options there.
import Bytes
import Findings
import MethodRunning
import Testing

@Suite struct PackageNamesTests {
  private static func column(
    _ name: String, _ method: String, _ input: String, types: String? = nil, _ parameters: [String] = [], key: [String] = []
  ) throws -> [Double?] {
    let output = try MethodOrderTests.run(method, input, types: types, key: key, parameters)
    let place = try #require(output.header.firstIndex(of: name), "\(output.header)")
    return output.rows.map { row in
      switch row[place] {
      case .number(let value), .fixed(let value, _): value
      case .integer(let value): Double(value)
      case .text(let text): Double(text)
      case .empty: nil
      }
    }
  }

  private static func near(_ a: [Double?], _ b: [Double?], _ limit: Double = 1e-12) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { x, y in
        guard let x, let y else { return x == nil && y == nil }
        return abs(x - y) <= limit
      }
  }

  @Test func goalpostsAndTargets() throws {
    let input = "u,x\na,1\nb,11\nc,-1\n"
    let down = "variable,type\nx,destimulant\n"
    #expect(Self.near(try Self.column("x", "n_goalposts", input, ["gposts=0,10,1"]), [0.1, 1, 0]))
    #expect(Self.near(try Self.column("x", "n_goalposts", input, types: down, ["gposts=c(0,10,1)"]), [0.9, 0, 1]))
    #expect(Self.near(try Self.column("x", "n_dist2targ", "u,x\na,0\nb,5\nc,11\n", ["targ=10"]), [0, 0.5, 1.1]))
    let negative = try Self.column("x", "n_dist2targ", "u,x\na,-1\nb,1\nc,10\n", types: down, ["targ=0", "cap_max=TRUE"])
    #expect(Self.near(negative, [1, 0.9, 0]))
  }

  @Test func endsOfOneVariable() throws {
    let input = "u,x,y\na,1,1\nb,2,2\nc,3,3\n"
    let parameters = ["l_u=1,100", "lower.y=5", "upper.y=50"]
    #expect(Self.near(try Self.column("x", "n_minmax", input, parameters), [1, 50.5, 100]))
    #expect(Self.near(try Self.column("y", "n_minmax", input, parameters), [5, 27.5, 50]))
    #expect(Self.near(try Self.column("y", "n_zscore", input, ["m_sd=0,1", "mean.y=100", "sd.y=10"]), [90, 100, 110]))
  }

  @Test func winsorisedByForce() throws {
    let one = "u,x\n" + (1...10).map { "u\($0),\($0)\n" }.joined() + "u11,100\n"
    #expect(try Self.column("x", "winsorise", one).last == 10)
    let two = "u,x\n" + (1...20).map { "u\($0),\($0)\n" }.joined() + "u21,100\nu22,200\n"
    let forced = try Self.column("x", "winsorise", two, ["winmax=3", "force_win=TRUE"])
    // Three points are moved, as COINr counts them: the two high ones, and then a low one.
    let moved = zip(forced, try Self.column("x", "n0", two)).count { $0 != $1 }
    #expect(moved == 3 && forced.last == 20 && forced.first == 2)
    #expect(
      try Self.column("x", "qtreat", two, ["winmax=1", "combine_treat=TRUE"]) != Self.column("x", "qtreat", two, ["winmax=1"]))
  }

  @Test func aNameMayImplyAnOption() throws {
    let input = "u,x\na,1\nb,2\nc,9\nd,\n"
    #expect(try Self.column("x", "i_median", input).last == 2)
    #expect(try Self.column("x", "i_mean", input).last == 4)
    #expect(try Self.column("x", "i_median", input, ["by=mean"]).last == 4)
    let output = try MethodOrderTests.run("i_median_grp", input)
    #expect(output.remarks.first?.english.contains("by=median") == true)
  }

  @Test func groupsWithoutAGroup() throws {
    let input = "u,g,x\na,p,1\nb,p,\nc,NA,5\nd,NA,\ne,q,7\n"
    #expect(Self.near(try Self.column("x", "i_mean_grp", input, ["group=g"]), [1, 1, 5, nil, 7]))
  }

  @Test func denominatorsOfTheirOwn() throws {
    let input = "u,goods,flights,lpi,gdp,population\na,10,4,3,5,8\nb,9,6,2,3,\n"
    let parameters = ["denominator.goods=gdp", "denominator.flights=population", "scale.flights=1000"]
    #expect(Self.near(try Self.column("goods", "denominate", input, parameters), [2, 3]))
    #expect(Self.near(try Self.column("flights", "denominate", input, parameters), [500, nil]))
    #expect(Self.near(try Self.column("lpi", "denominate", input, parameters), [3, 2]))
  }

  @Test func byarAlone() throws {
    let input = "u,x\na,65\nb,1045\nc,1\nd,0\n"
    let lower = try Self.column("lower", "byars_lower", input)
    #expect(Self.near(lower, [50.16318771045947, 982.59320180733266, 0.013072132901504351, 0], 1e-9))
    // With few events phe_rate takes the exact limits, and so it does here when asked to.
    let exact = try Self.column("lower", "byar", input, ["exact_below=10"])
    #expect(exact[2] != lower[2] && exact[0] == lower[0])
    #expect(try Self.column("lower", "rate", "u,x,n\nc,1,1\n", ["multiplier=1"]) == [exact[2]])
  }

  @Test func curvesOfAFunnel() throws {
    let found = try Self.column("n_lower", "funnel-events", "u,x\na,1\nb,30\nc,716\n")
    #expect(Self.near(found, [5.571644585, 42.82687112, 770.4222128], 2e-4))
    let ratios = try Self.column("upper", "funnel-events", "u,x\na,1\nb,30\nc,716\n", ["multiplier=100"])
    #expect(Self.near(ratios, [3949.774946, 148.2149412, 107.7488421], 2e-2))
  }

  @Test func aRatioIsComparedWithOne() throws {
    let input = "u,obs,expected\na,8,6.24\nb,677,349.8\nc,0,240.6\nd,220,249.8\n"
    let output = try MethodOrderTests.run("funnel-ratio", input, ["x=obs", "n=expected"])
    let texts = output.rows.map { $0.last }
    #expect(texts == ["Not significant", "High (0.001)", "Low (0.001)", "Not significant"].map { .text($0) })
  }

  /// Ranks as published are known as such; scores are ranked first.
  @Test func ranksAreKnownAsSuch() throws {
    let ranks = "u,x,y\na,1,1\nb,2,3\nc,3,2\n"
    #expect(try MethodOrderTests.run("imd", ranks).rows == MethodOrderTests.run("imd", ranks, ["input=ranks"]).rows)
    #expect(try MethodOrderTests.run("imd", ranks).rows != MethodOrderTests.run("imd", ranks, ["input=scores"]).rows)
    let scores = "u,x,y\na,1,3\nb,2,2.5\nc,3,1\n"
    #expect(try MethodOrderTests.run("imd", scores).rows == MethodOrderTests.run("imd", scores, ["input=scores"]).rows)
    let part = "u,x\na,1\nb,7\n"
    #expect(
      Self.near(
        try Self.column("x", "exponential", part, ["units=10"]),
        try Self.column("x", "exponential", part, ["units=10", "input=ranks"])))
  }

  @Test func decilesOfTheIndices() throws {
    let input = "u,g,x\n" + (1...12).map { "u\($0),\($0 % 2),\($0)\n" }.joined()
    // ceil(5 place / 12) and PHE's rule part where 12 does not divide by 5.
    #expect(
      try Self.column("quantile", "quantile", input, ["groups=5", "rule=ceiling", "invert=no", "value=x"])
        == [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5].map { Optional($0) })
    #expect(
      try Self.column("quantile", "quantile", input, ["groups=5", "invert=no", "value=x"])
        == [1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5].map { Optional($0) })
    #expect(
      try Self.column("quantile", "quantile", input, ["groups=2", "invert=no", "value=x", "group=g"])
        == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2].map { Optional($0) })
  }

  @Test func agesHoweverWritten() throws {
    func value(_ ages: [String]) throws -> [Double?] {
      try Self.column("value", "dsr", "u,age,x,n\n" + ages.enumerated().map { "p,\($1),\(20 + $0),1000\n" }.joined())
    }
    let plain = try value(["0-4", "5-9", "90+"])
    #expect(try value(["00–04", "5 - 9", "90 i więcej"]) == plain)
    #expect(try value(["0", "5", "90"]) == plain)
    #expect(throws: Refusal.self) { try value(["0-9", "5-9", "90+"]) }
    #expect(throws: Refusal.self) { try value(["0-4", "5-9", "95"]) }
  }

  @Test func inequalityOfProportions() throws {
    let counts = "decile,population,x\n1,100,30\n2,110,22\n3,90,18\n4,95,19\n"
    let shares = "decile,population,value\n1,100,0.3\n2,110,0.2\n3,90,0.2\n4,95,0.2\n"
    let found = try Self.column("value", "phe_sii", counts, ["multiplier=100"])
    let plain = try Self.column("value", "phe_sii", shares)
    #expect(Self.near(found, [(plain[0] ?? 0) * 100, plain[1]], 1e-9))
    // A negative multiplier turns the relative index over.
    #expect(
      Self.near(try Self.column("value", "phe_sii", shares, ["multiplier=-1"]), [-(plain[0] ?? 0), 1 / (plain[1] ?? 1)], 1e-9))
    // Limits stand for standard errors.
    let limits = "decile,population,value,lowerCL,upperCL\n1,10,5,3,7\n2,10,4,2,6\n3,10,2,1,3\n"
    let errors =
      "decile,population,value,se\n1,10,5,\(2 / 1.959963984540054)\n2,10,4,\(2 / 1.959963984540054)\n3,10,2,\(1 / 1.959963984540054)\n"
    #expect(Self.near(try Self.column("lower", "phe_sii", limits), try Self.column("lower", "phe_sii", errors), 1e-9))
  }

  /// Strata of one population need no column of their own: the age, or a key that never repeats, is enough.
  @Test func strataOfOnePopulation() throws {
    let rows = "0-4,30,1000\n5-9,20,900\n90+,50,400\n"
    let named = "u,age,x,n\n" + rows.split(separator: "\n").map { "p,\($0)\n" }.joined()
    let plain = try Self.column("value", "dsr", named)
    #expect(plain.count == 1 && plain[0] != nil)
    #expect(try Self.column("value", "dsr", "age,x,n\n" + rows) == plain)
    let reference = "age,x,n,x_ref,n_ref\n0-4,3,10,40,1000\n5-9,2,20,30,900\n"
    #expect(try Self.column("observed", "isr", reference) == [5])
    // Units with their totals are not added up.
    #expect(try Self.column("observed", "isr", reference.replacing("age", with: "powiat")) == [3, 2])
    // Source: PHEindicatormethods, documentation of phe_mean.
    #expect(try Self.column("value", "phe_mean", "row,values\n1,30\n2,40\n3,50\n4,60\n") == [45])
    #expect(
      try Self.column("value", "phe_mean", "area,values\na,20\na,30\na,40\nb,200\nb,300\nb,400\n") == [30, 300])
  }

  @Test func aLineHasAValueAtItsFirstPeriod() throws {
    // pymannkendall 1.4.0 sens_slope([3, 5, 4, 8, 9]): slope 1.5, intercept 2.0
    let found = try Self.column("at_first", "theil-sen", "year,s\n2010,3\n2011,5\n2012,4\n2013,8\n2014,9\n")
    #expect(Self.near(found, [2]))
  }
}
