// Reference values: scipy 1.17.1, scipy.stats.rankdata(method="min").
import Methods
import Testing

@Suite struct RankTests {
  private let values: [Double?] = [3, 1, 4, 1, 5, 9, 2, 6, 5]

  @Test func agreesWithScipy() {
    #expect(ranks(values, better: .less) == [4, 1, 5, 1, 6, 9, 3, 8, 6])
    #expect(ranks(values, better: .more) == [6, 8, 5, 8, 3, 1, 7, 2, 3])
  }

  @Test func missingHasNoPlaceAndDoesNotCount() {
    #expect(ranks([2, nil, 1, .nan], better: .less) == [2, nil, 1, nil])
    #expect(ranks([nil, nil], better: .more) == [nil, nil])
    #expect(ranks([], better: .more) == [])
  }

  @Test func comparesUnroundedValues() {
    #expect(ranks([0.1 + 0.2, 0.3], better: .less) == [2, 1])
  }

  @Test func zeroIsAValueOnBothSides() {
    #expect(ranks([0, -0.0, 1], better: .less) == [1, 1, 3])
  }

  @Test func doesNotDependOnTheOrderOfUnits() {
    let reversed = ranks(values.reversed(), better: .more)
    #expect(Array(reversed.reversed()) == ranks(values, better: .more))
  }
}
