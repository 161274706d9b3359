import Testing

@testable import Diagnosing

@Suite struct BreakdownTests {
  @Test func orderOfDimensionsDoesNotMatter() {
    #expect(Breakdown(canonical: "sex=K;age=65+") == Breakdown(canonical: "age=65+;sex=K"))
    #expect(Breakdown(canonical: "sex=K;age=65+").canonical == "age=65+;sex=K")
  }

  @Test func wholeHasEveryAge() {
    #expect(Breakdown.whole.canonical.isEmpty)
    #expect(Breakdown.whole.ages == .all)
    #expect(Breakdown(canonical: "sex=K").ages == .all)
    #expect(Breakdown(canonical: "age=65+").ages == AgeRange(from: 65, to: AgeRange.open))
    #expect(Breakdown(canonical: "age=working").ages == nil)
  }

  @Test func setsAndTakesAway() {
    let women = Breakdown(canonical: "age=65+;sex=K")
    #expect(women.with("sex", nil).canonical == "age=65+")
    #expect(women.with("place", "rural").canonical == "age=65+;place=rural;sex=K")
    #expect(women.with("age", "0-4").canonical == "age=0-4;sex=K")
    #expect(women["sex"] == "K" && women["place"] == nil)
  }
}
