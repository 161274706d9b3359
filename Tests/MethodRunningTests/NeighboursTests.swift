// Neighbours from boundaries: reference libpysal 4.14.1, Queen and Rook of the same polygons.
import Bytes
import Findings
import Glibc
import MethodRunning
import Testing

@Suite struct NeighboursTests {
  /// Six squares, the lower three named a, b, c and the upper d, e, f, of which the last lies apart; b has a hole that g fills.
  static let boundaries: String = {
    func square(_ x: Double, _ y: Double, _ size: Double = 1) -> String {
      let (r, t) = (x + size, y + size)
      return "[[\(x),\(y)],[\(r),\(y)],[\(r),\(t)],[\(x),\(t)],[\(x),\(y)]]"
    }
    func feature(_ key: String, _ type: String, _ coordinates: String) -> String {
      "{\"type\":\"Feature\",\"properties\":{\"teryt\":\"\(key)\"},\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
    }
    let features = [
      feature("a", "Polygon", "[\(square(0, 0))]"), feature("b", "Polygon", "[\(square(1, 0)),\(square(1.25, 0.25, 0.5))]"),
      feature("c", "Polygon", "[\(square(2, 0))]"), feature("d", "MultiPolygon", "[[\(square(0, 1))],[\(square(9, 9))]]"),
      feature("e", "Polygon", "[\(square(1, 1))]"), feature("f", "Polygon", "[\(square(5, 5))]"),
      feature("g", "Polygon", "[\(square(1.25, 0.25, 0.5))]"), feature("unknown", "Polygon", "[\(square(0, 0))]"),
    ]
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }()

  private static func run(_ method: String, _ input: String, _ boundaries: String, _ parameters: [String]) throws -> MethodOutput
  {
    var name = Array("/tmp/neighbours-XXXXXX".utf8CString)
    let made = unsafe try #require(mkdtemp(&name))
    let directory = unsafe String(cString: made)
    try Files.write(Array(input.utf8), to: directory + "/input.csv")
    try Files.write(Array(boundaries.utf8), to: directory + "/units.geojson")
    let outcome = Result {
      try MethodOrder(
        method: method, input: directory + "/input.csv", weights: directory + "/units.geojson", parameters: parameters
      ).run()
    }
    try Files.remove(directory)
    return try outcome.get()
  }

  private static let units = "unit,z\na,1\nb,2\nc,5\nd,3\ne,4\nf,9\ng,7\n"

  @Test(
    arguments: [
      ("queen", "ab ad ae ba bc bd be bg cb ce da db de ea eb ec ed gb"), ("rook", "ab ad ba bc be bg cb da de eb ed gb"),
    ])
  func commonPointsOrStretches(contiguity: String, expected: String) throws {
    let output = try Self.run("neighbours", Self.units, Self.boundaries, ["contiguity=\(contiguity)"])
    let found = output.rows.map { row in
      row.map { field -> String in if case .text(let text) = field { text } else { "" } }.joined()
    }
    #expect(found.joined(separator: " ") == expected)
    #expect(output.remarks.contains { $0.english == "without neighbours: f" })
  }

  @Test func methodsOfSpaceTakeBoundaries() throws {
    let pairs =
      "from,to\n"
      + "ab ad ba bc be bg cb da de eb ed gb".split(separator: " ").map { "\($0.first ?? " "),\($0.last ?? " ")\n" }.joined()
    let byTable = try MethodOrderTests.run("moran", Self.units, weights: pairs)
    let byBoundaries = try Self.run("moran", Self.units, Self.boundaries, ["contiguity=rook"])
    #expect(byTable.bytes == byBoundaries.bytes)
  }

  @Test func whatIsNoBoundaryIsRefused() {
    #expect(throws: Refusal.self) { try Self.run("neighbours", Self.units, "{\"type\":\"Topology\"}", []) }
    #expect(throws: Refusal.self) { try Self.run("neighbours", Self.units, Self.boundaries, ["code=jpt"]) }
    #expect(throws: Refusal.self) { try Self.run("hellwig", Self.units, Self.boundaries, []) }
  }
}
