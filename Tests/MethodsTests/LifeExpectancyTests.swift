// Reference values: tests of PHEindicatormethods 2.1.0 (testLifeExpectancy.R, answer1), printed there to ten digits; the limits with 1.96, so to
// four decimals.
import Methods
import Testing

@Suite struct LifeExpectancyTests {
  private static let starts: [Double] = [0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]
  private static let populations: [Double] = [
    7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601, 50209, 56416, 46411, 39820, 37978, 37039, 33288, 23306,
    11936, 11936,
  ]
  private static let deaths: [Double] = [
    17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937,
  ]
  private static var groups: [AgeGroup] {
    starts.indices.map { AgeGroup(start: starts[$0], deaths: deaths[$0], population: populations[$0]) }
  }

  @Test func agreesWithThePrintedTable() throws {
    let found = try #require(lifeExpectancies(Self.groups))
    let printed: [(Int, Double, Double, Double)] = [
      (0, 80.16960813, 79.88268548, 80.45653078), (1, 79.36245674, 79.0898816, 79.63503188),
      (6, 55.78835987, 55.53801579, 56.03870395), (14, 18.76856852, 18.57570352, 18.96143352),
      (18, 6.163942934, 5.978358351, 6.349527517), (19, 6.16210635, 5.887683386, 6.436529314),
    ]
    for (index, value, lower, upper) in printed {
      #expect(abs(found[index].value - value) < 6e-9)
      let limits = try #require(found[index].interval)
      #expect(abs(limits.lower - lower) < 5e-5 && abs(limits.upper - upper) < 5e-5)
    }
  }

  @Test func noTableFromWhatIsNone() {
    func without(_ change: (inout [AgeGroup]) -> Void) -> Bool {
      var groups = Self.groups
      change(&groups)
      return lifeExpectancies(groups) == nil
    }
    #expect(without { $0[3].deaths = -5 } && without { $0[5].population = 0 } && without { $0[18].population = 119 })
    #expect(without { $0[19].deaths = 0 } && without { $0.removeFirst() })
    #expect(without { groups in groups = groups.map { AgeGroup(start: $0.start, deaths: 1, population: 250) } })
    // No death in a group between is no reason for refusal, and fewer deaths make a longer life.
    var fewer = Self.groups
    fewer[2].deaths = 0
    #expect((lifeExpectancies(fewer)?[0].value ?? 0) > (lifeExpectancies(Self.groups)?[0].value ?? 0))
  }
}
