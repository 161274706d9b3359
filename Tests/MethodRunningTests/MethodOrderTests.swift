// Reference values: by hand.
import Bytes
import Findings
import Glibc
import MethodRunning
import Testing

@Suite struct MethodOrderTests {
  /// Runs a method on tables written to a directory of their own.
  static func run(
    _ method: String, _ input: String, types: String? = nil, weights: String? = nil, structure: String? = nil,
    key: [String] = [], _ parameters: [String] = []
  ) throws -> MethodOutput {
    var name = Array("/tmp/methods-XXXXXX".utf8CString)
    let made = unsafe try #require(mkdtemp(&name))
    let directory = unsafe String(cString: made)
    var paths: [String: String] = [:]
    for (table, text) in [("input", input), ("types", types), ("weights", weights), ("structure", structure)] {
      guard let text else { continue }
      let path = "\(directory)/\(table).csv"
      try Files.write(Array(text.utf8), to: path)
      paths[table] = path
    }
    let outcome = Result {
      try MethodOrder(
        method: method, input: paths["input"] ?? "", types: paths["types"], weights: paths["weights"],
        structure: paths["structure"], key: key, parameters: parameters
      ).run()
    }
    try Files.remove(directory)
    return try outcome.get()
  }

  static func text(_ output: MethodOutput) -> String { String(decoding: output.bytes, as: UTF8.self) }

  @Test func scoresWithTypesWeightsAndTies() throws {
    let output = try Self.run(
      "mzu", "gmina,a,b\nA,1,10\nB,2,20\nC,3,30\nD,,\n", types: "variable,type\nb,destimulant\n",
      weights: "variable,weight\na,3\nb,1\n")
    #expect(Self.text(output) == "unit,score,rank\r\nA,0.25,3\r\nB,0.5,2\r\nC,0.75,1\r\nD,,\r\n")
    #expect(output.remarks.contains { $0.english.contains("D") })
    #expect(output.remarks.first?.english == "method: zero-unitarisation (threshold=0)")
  }

  @Test func normalisationKeepsMissingMissing() throws {
    let output = try Self.run("min-max", "unit,x\na,0\nb,\nc,NA\nd,5e-1\n", ["upper=1"])
    #expect(Self.text(output) == "unit,x\r\na,0\r\nb,\r\nc,\r\nd,1\r\n")
  }

  @Test func structureGivesTheTree() throws {
    let output = try Self.run(
      "arithmetic", "unit,a,b,c,other\nu,1,3,10,77\n",
      structure: "element,parent,weight,direction\nindex,,1,1\nd1,index,3,1\nd2,index,1,1\na,d1,1,1\nb,d1,1,1\nc,d2,1,-1\n")
    #expect(Self.text(output) == "unit,score,rank\r\nu,-1,1\r\n")
  }

  @Test func meansOfTheRowsOfAUnit() throws {
    // t of 0.975 with 2 degrees is 4.302652729696142 (scipy 1.17.1).
    let output = try Self.run("mean", "area,x\na,1\na,2\na,6\nb,5\nc,\n")
    let lines = Self.text(output).split(separator: "\r\n")
    #expect(lines[0] == "unit,value_sum,value_count,stdev,value,lower,upper")
    let fields = lines[1].split(separator: ",").compactMap { Double($0) }
    #expect(fields.count == 6 && fields[0] == 9 && fields[3] == 3)
    #expect(abs(fields[4] - (3 - 4.302652729696142 * 7.0.squareRoot() / 3.0.squareRoot())) < 1e-9)
    #expect(lines[2] == "b,5,1,,5,," && lines[3] == "c,,0,,,,")
  }

  @Test func gapsAreFilledOnlyWhenAsked() throws {
    let input = "unit,g,x,y\na,1,1,\nb,1,,4\nc,2,6,8\nd,2,8,10\n"
    let whole = try Self.run("impute", input, key: ["unit", "g"])
    #expect(Self.text(whole) == "unit,g,x,y\r\na,1,1,7.333333333333333\r\nb,1,5,4\r\nc,2,6,8\r\nd,2,8,10\r\n")
    let grouped = try Self.run("impute", input, ["by=median", "group=g"])
    #expect(Self.text(grouped) == "unit,x,y\r\na,1,4\r\nb,1,4\r\nc,6,8\r\nd,8,10\r\n")
  }

  @Test func rowsKeepTheInput() throws {
    let output = try Self.run("wilson", "area,x,n\na,0,10\nb,,10\nc,5,4\n")
    let lines = Self.text(output).split(separator: "\r\n")
    #expect(lines[0] == "area,x,n,value,lower,upper")
    #expect(lines[1].hasPrefix("a,0,10,0,0,0.2775327998628"))
    #expect(lines[2] == "b,,10,,,")
    #expect(lines[3] == "c,5,4,,,")
    #expect(output.remarks.contains { $0.english.contains("c") })
  }

  @Test(
    arguments: [
      ("wilsn", "unit,x,n\na,1,2\n", [], Refusal.Kind.usage, "wilson"),
      ("wilson", "unit,x,n\na,1,2\n", ["confidenc=0.9"], .usage, "confidence"),
      ("wilson", "unit,x,n\na,1,2\n", ["confidence=high"], .usage, ""), ("wilson", "unit,x,n\na,one,2\n", [], .data, ""),
      ("hellwig", "unit,x\na,1\nb,1\n", [], .data, ""), ("hellwig", "unit,x\na,1\na,2\n", [], .data, "--key"),
      ("geometric", "unit,x\na,1\nb,0\n", [], .data, "min-max"),
      ("distance-to-target", "unit,x\na,1\nb,0\n", [], .usage, "target"),
      ("hellwig", "unit,x\na,1\nb,3\n", ["variance=both"], .usage, "n-1"),
    ] as [(String, String, [String], Refusal.Kind, String)])
  func refusesWithAReason(method: String, input: String, parameters: [String], kind: Refusal.Kind, mend: String) throws {
    do {
      _ = try Self.run(method, input, parameters)
      Issue.record("not refused")
    } catch let refusal as Refusal {
      #expect(refusal.kind == kind)
      #expect(mend.isEmpty || refusal.mend.english.contains(mend))
    }
  }

  @Test func namesAreUniqueAndDescribed() throws {
    var seen: Set<String> = []
    for method in Method.all {
      for name in [method.name] + method.aliases { #expect(seen.insert(name).inserted, "\(name) twice") }
      #expect(!method.source.isEmpty && !method.title.polish.isEmpty && !method.inputs.isEmpty, "\(method.name)")
      #expect(Set(method.parameters.map(\.name)).count == method.parameters.count, "\(method.name)")
    }
  }
}
