// Reference values: by hand, and the textbook case 100, 10, 5 (A. Hundepool et al., Statistical Disclosure Control, 4.2).
import Findings
import MethodRunning
import Testing

@Suite struct SecrecyMethodsTests {
  @Test func rulesAreToldByCell() throws {
    let input = """
      cell,entity,value
      few,a,10
      few,b,10
      even,a,10
      even,b,10
      even,c,10
      quarters,a,75
      quarters,b,15
      quarters,c,10
      textbook,a,100
      textbook,b,10
      textbook,c,5
      twice,a,20
      twice,a,20
      twice,b,30
      twice,c,30
      nobody,a,0

      """
    let output = try MethodOrderTests.run("sensitive-amounts", input)
    #expect(
      MethodOrderTests.text(output).split(separator: "\r\n").map(String.init) == [
        "unit,entities,total,largest_share,art_38,p_percent,n_k", "few,2,20,0.5,yes,yes,yes",
        "even,3,30,0.3333333333333333,no,no,no", "quarters,3,100,0.75,no,no,yes",
        "textbook,3,115,0.8695652173913043,yes,yes,yes", "twice,3,100,0.4,no,no,no", "nobody,0,0,,no,no,no",
      ])
    let milder = try MethodOrderTests.run("p-percent", input, ["p=4", "n=1", "k=90"])
    #expect(MethodOrderTests.text(milder).contains("textbook,3,115,0.8695652173913043,yes,no,no"))
  }

  @Test func aNegativeAmountIsRefusedWithItsPlace() throws {
    let refusal = #expect(throws: Refusal.self) { try MethodOrderTests.run("art-38", "cell,value\na,1\na,-2\n") }
    #expect(refusal?.place.row == 3)
  }
}
