// Every method on tables that are fit for it or not: a result or a refusal with a reason, never a trap, never a 0 for what is
// missing.
import Bytes
import Findings
import MethodRunning
import Testing

@Suite struct EveryMethodTests {
  private static let header = "unit,x,n,x_ref,n_ref\n"
  static let usual =
    header
    + "1,5,100,40,1000\n2,7,120,60,1100\n3,9,90,55,900\n4,12,130,70,1000\n5,11,140,66,1050\n6,15,150,81,1200\n7,14,160,90,1300\n8,19,170,99,1250\n"
  static let tables = [
    usual, header, header + "a,1,2,3,4\n", header + "a,,,,\nb,,,,\nc,,,,\n",
    header + "a,3,3,3,3\nb,3,3,3,3\nc,3,3,3,3\nd,3,3,3,3\n",
    header + "a,-1,-2,0,0\nb,0,0,-5,0\nc,1e300,-1e300,4,1e-300\nd,2,2,2,2\ne,5,1,0,9\n",
    header + "a,1,5,,3\nb,2,,4,2\nc,,3,2,1\nd,4,2,1,7\ne,5,5,6,5\n",
    header + "a,0,1,0,1\nb,1,0,0,1\nc,0,0,1,1\n",
    "unit\na\nb\n", "unit,x\na,1\nb,2\nc,4\nd,3\ne,9\nf,8\ng,11\nh,10\n",
  ]
  private static let neighbours = "from,to\n1,2\n2,1\n2,3\n3,2\n3,4\n4,3\n4,5\n5,4\n5,6\n6,5\n7,8\n8,7\n"
  private static let given: [String: [String]] = [
    "distance-to-reference": ["reference=2"], "distance-to-target": ["target=9"], "goalposts": ["lower=1", "upper=9"],
    "dsr": ["standard=n_ref", "least=0"], "denominate": ["denominator=n"], "sii": ["population=n"],
    "change-in-proportions": ["x1=x", "n1=n", "x2=x_ref", "n2=n_ref"],
    "change-in-rates": ["x1=x", "n1=n", "x2=x_ref", "n2=n_ref"], "chain-link": ["old=x", "new=n"],
    "box-cox": ["lambda=0.5"], "need-resource": ["need_average=10", "resource_average=50"],
    "rank-uncertainty": ["replications=20"],
    "sobol": ["samples=8"], "local-moran": ["permutations=99"],
  ]

  @Test(arguments: Method.all.map(\.name))
  func runsOrRefuses(name: String) throws {
    let method = try Method.named(name)
    let weights = method.inputs.contains { $0.contains("neighbours") } ? Self.neighbours : nil
    var ran = 0
    for table in Self.tables {
      do {
        let output = try MethodOrderTests.run(name, table, weights: weights, Self.given[name] ?? [])
        for row in output.rows { #expect(row.count == output.header.count) }
        #expect(output.remarks.first?.english.contains(name) == true)
        // What is printed reads back, and twice the same.
        #expect(try MethodOrderTests.run(name, table, weights: weights, Self.given[name] ?? []).bytes == output.bytes)
        ran += 1
      } catch let refusal as Refusal {
        #expect(!refusal.what.polish.isEmpty && !refusal.what.english.isEmpty)
        #expect(refusal.kind == .data || refusal.kind == .usage, "\(refusal.what.english)")
      }
    }
    #expect(ran > 0, "\(name) ran on no table")
  }

  @Test(arguments: ["min-max", "hellwig", "topsis", "gdm1", "copeland", "perkal", "zero-unitarisation"])
  func missingIsNeverZero(name: String) throws {
    let output = try MethodOrderTests.run(name, Self.header + "a,1,5,4,3\nb,2,7,4,2\nc,,,,\nd,4,2,1,7\ne,5,5,6,5\n")
    #expect(output.rows[2].dropFirst().allSatisfy { $0 == .empty })
  }
}
