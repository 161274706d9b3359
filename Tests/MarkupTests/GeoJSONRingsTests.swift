import Findings
import Markup
import Testing

@Suite struct GeoJSONRingsTests {
  private func rings(_ text: String) throws -> [[[Double]]] {
    let origin = JSONOrigin(file: "g", kind: .data)
    let value = try JSONValue.read(Array(text.utf8), from: origin, dialect: .json, limits: JSONLimits())
    return value.polygonRings.map { $0.map { [$0.x, $0.y] } }
  }

  @Test func outerRingsAndHolesOfEveryPolygonAreGiven() throws {
    #expect(try rings(#"{"type":"Polygon","coordinates":[[[0,1],[2,3]],[[4,5.5]]]}"#) == [[[0, 1], [2, 3]], [[4, 5.5]]])
    let several = #"{"type":"MultiPolygon","coordinates":[[[[0,1]]],[[[2,3]],[[4,5,6]]]]}"#
    #expect(try rings(several) == [[[0, 1]], [[2, 3]], [[4, 5]]])
  }

  @Test func whatIsNoPositionOrNoPolygonIsLeftOut() throws {
    #expect(try rings(#"{"type":"Polygon","coordinates":[[[0],["a",1],[2,3]]]}"#) == [[[2, 3]]])
    #expect(try rings(#"{"type":"Point","coordinates":[0,1]}"#).isEmpty && rings(#"{"type":"Polygon"}"#).isEmpty)
  }
}
