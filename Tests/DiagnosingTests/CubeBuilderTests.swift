import Contracts
import Findings
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct CubeBuilderTests {
  @Test func everyRowIsAccountedFor() throws {
    let seen = [
      Sample.Seen("2801011", "2023", "population", 10),
      Sample.Seen("2801011", "2023", "other", 10),
      Sample.Seen("1465028", "2023", "population", 10),
      Sample.Seen("9999999", "2023", "population", 10),
      Sample.Seen("2801011", "1999", "population", 10),
      Sample.Seen("2801011", "2023-05", "unemployed", 10, source: "wup"),
      Sample.Seen("2801011", "2023-12", "births", 10, source: "wup"),
      Sample.Seen("2801011", "2023-12", "unemployed", 10, source: "wup"),
      Sample.Seen("2801011", "nonsense", "unemployed", 10, source: "wup"),
      Sample.Seen("2801011", "2022-Q4", "unemployed", 10, source: "wup"),
    ]
    let balances = try Sample.cube(seen).balances
    #expect(balances.map(\.source) == ["gus", "wup"])
    #expect(balances.map(\.read) == [5, 5])
    #expect(balances.map(\.used) == [1, 1])
    #expect(balances[0].skipped == ["measure-not-in-catalogue": 1, "unit-not-in-region": 2, "period-not-needed": 1])
    #expect(balances[1].skipped == ["part-of-year": 3, "period-not-needed": 1])
    #expect(balances.allSatisfy { $0.isEven })
  }

  @Test(arguments: [false, true])
  func figureOfTheYearGoesBeforeDecember(isReversed: Bool) throws {
    let seen = [
      Sample.Seen("2801011", "2023", "unemployed", 100), Sample.Seen("2801011", "2023-12", "unemployed", 90),
      Sample.Seen("2801022", "2023-12", "unemployed", 7),
    ]
    let rows = isReversed ? Array(seen.reversed()) : seen
    let balance = try #require(try Sample.cube(rows).balances.first)
    #expect(balance.used == 2 && balance.skipped == ["year-figure-present": 1] && balance.isEven)
    #expect(try Sample.figure(rows, "2801011", 2023, "unemployed").figure.value == 100)
    #expect(try Sample.figure(rows, "2801022", 2023, "unemployed").figure.value == 7)
  }

  @Test func sameObservationTwiceIsRefused() {
    let seen = [
      Sample.Seen("2801011", "2023", "population", 10, "age=65+;sex=K"),
      Sample.Seen("2801011", "2023", "population", 11, "sex=K;age=65+"),
    ]
    do throws(Refusal) {
      _ = try Sample.cube(seen)
      Issue.record("two figures were taken for one")
    } catch {
      #expect(error.kind == .data)
      #expect(error.place.file == "dane.csv" && error.place.row == 3)
    }
  }
}
