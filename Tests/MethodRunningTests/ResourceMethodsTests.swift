// Reference values: art. 110 ust. 11 and 12, and quotients, by hand.
import Findings
import MethodRunning
import Testing

@Suite struct ResourceMethodsTests {
  private func lines(_ method: String, _ input: String, _ parameters: [String] = []) throws -> [String] {
    MethodOrderTests.text(try MethodOrderTests.run(method, input, parameters)).split(separator: "\r\n").map(String.init)
  }

  @Test func staffAgainstTheNorm() throws {
    let input = "ops,workers,residents,families\na,3,6000,200\nb,3,6001,151\nc,2,3000,80\nd,4,9000,\ne,,8000,100\n"
    #expect(
      try lines("art-110", input) == [
        "ops,workers,residents,families,verdict,meets_residents,meets_families,meets_three,required",
        "a,3,6000,200,met,yes,no,yes,3", "b,3,6001,151,under,no,no,yes,3.0005", "c,2,3000,80,under,yes,yes,no,3",
        "d,4,9000,,unknown,no,,yes,", "e,,8000,100,unknown,,,,",
      ])
    #expect(try lines("social-work-norm", input, ["centre=no"])[3] == "c,2,3000,80,met,yes,yes,,1.5")
  }

  @Test func quotientsAgainstAllRowsOrOne() throws {
    let input = "unit,x,n\na,10,100\nb,30,100\nc,,100\nd,5,0\n"
    #expect(try lines("location-quotient", input).last == "d,5,0,")
    #expect(try lines("lq", "unit,x,n\na,16,128\nb,48,128\nc,,100\n").dropFirst() == ["a,16,128,0.5", "b,48,128,1.5", "c,,100,"])
    #expect(try lines("lq", "unit,x,n\nR,20,100\na,10,100\n", ["reference=R"])[2] == "a,10,100,0.5")
    #expect(throws: Refusal.self) { try lines("lq", input, ["reference=Z"]) }
  }

  @Test func quadrantsOnlyBeyondUncertainty() throws {
    let input = """
      unit,need_lower,need_upper,resource_lower,resource_upper
      a,11,12,1,2
      b,11,12,6,7
      c,8,9,1,2
      d,8,9,6,7
      e,9,11,1,2
      f,10,12,1,2
      g,11,12,,2

      """
    let found = try lines("need-resource", input, ["need_average=10", "resource_average=5"]).dropFirst()
    #expect(
      found.map { $0.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? "" } == [
        "high-need-low-resource", "high-need-high-resource", "low-need-low-resource", "low-need-high-resource", "uncertain",
        "uncertain", "",
      ])
    #expect(throws: Refusal.self) { try lines("need-resource", input) }
  }

  @Test func smallNumbersAreFlagged() throws {
    let found = try lines("reliability", "unit,x,n\na,11,400\nb,12,400\nc,20,29\nd,,10\n").dropFirst()
    #expect(found == ["a,11,400,uncertain", "b,12,400,reliable", "c,20,29,small-base", "d,,10,"])
    #expect(try lines("reliability", "unit,x\na,11\n", ["events=10"])[1] == "a,11,reliable")
  }
}
