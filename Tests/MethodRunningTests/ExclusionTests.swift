// Reference values: by hand.
import Bytes
import Findings
import MethodRunning
import Testing

@Suite struct ExclusionTests {
  private static func numbers(_ output: MethodOutput) -> [Double] {
    output.rows.compactMap { if case .number(let value) = $0[1] { value } else { nil } }
  }

  @Test func poorOrDeprivedOrWithoutWork() throws {
    let input = "person,arop,smsd,lwi,weight\n1,1,0,0,2\n2,0,1,,1\n3,0,0,1,3\n4,0,0,0,3\n5,1,1,1,1\n"
    #expect(Self.numbers(try MethodOrderTests.run("arope", input)) == [70, 30, 20, 40, 10])
    #expect(throws: Refusal.self) { try MethodOrderTests.run("arope", "p,arop,smsd,lwi\n1,2,0,0\n") }
  }

  /// Ranks of a part of the units, as published: the number of all is said.
  @Test func ranksOfAPartOfTheUnits() throws {
    let all = "unit,x\n" + (1...10).map { "u\($0),\($0)\n" }.joined()
    let part = "unit,x\nu1,1\nu4,4\nu9,9\n"
    let whole = try MethodOrderTests.run("imd", all, ["input=ranks"])
    let some = try MethodOrderTests.run("imd", part, ["input=ranks", "units=10"])
    #expect(some.rows.map { $0[1] } == [whole.rows[0][1], whole.rows[3][1], whole.rows[8][1]])
    // The most deprived of all has 100.
    #expect(Self.numbers(whole).first.map { abs($0 - 100) < 1e-9 } == true)
  }

  /// COINr asks how many values there are, whatever they weigh.
  @Test(arguments: [("weight", false), ("count", true)]) func shareOfWhat(availability: String, isThere: Bool) throws {
    let output = try MethodOrderTests.run(
      "arithmetic", "unit,a,b,c\nu,1,3,\nv,1,2,3\n", weights: "variable,weight\na,1\nb,1\nc,8\n",
      ["threshold=0.6", "availability=\(availability)"])
    #expect((output.rows[0][1] != .empty) == isThere)
    #expect(output.rows[1][1] != .empty)
  }
}
