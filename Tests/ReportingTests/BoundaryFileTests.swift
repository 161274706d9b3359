import Findings
@testable import Reporting
import Testing

@Suite struct BoundaryFileTests {
  private static func read(_ outlines: [(Double, Double)]...) throws -> BoundaryFile {
    let features = outlines.map { corners in
      let ring = (corners + [corners[0]]).map { "[\($0.0), \($0.1)]" }.joined(separator: ", ")
      return """
        {"type": "Feature", "properties": {"kod": "2801"}, "geometry": {"type": "Polygon", "coordinates": [[\(ring)]]}}
        """
    }
    let text = "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ", "))]}"
    return try BoundaryFile(Array(text.utf8), shownAs: "granice.geojson", property: "kod", codes: ["2801000"])
  }

  @Test func degreesAreTaken() throws {
    #expect(try Self.read([(20.1, 54.0), (20.9, 54.0), (20.5, 54.4)]).rings["2801000"]?.count == 1)
  }

  @Test func oneOutlineTwiceIsRefusedAndPartsAreNot() throws {
    let mainland = [(20.1, 54.0), (20.9, 54.0), (20.5, 54.4)]
    #expect(try Self.read(mainland, [(21.1, 54.0), (21.9, 54.0), (21.5, 54.4)]).rings["2801000"]?.count == 2)
    let refusal = #expect(throws: Refusal.self) { _ = try Self.read(mainland, mainland) }
    #expect(refusal?.kind == .data && refusal?.what.polish.contains("2801000") == true)
  }

  /// Metres, and latitude before longitude: a map would be drawn of places where nothing is.
  @Test(arguments: [
    ([(631_957.0, 710_964.0), (640_000.0, 710_964.0), (635_000.0, 720_000.0)], "EPSG:2180"),
    ([(54.0, 20.1), (54.0, 20.9), (54.4, 20.5)], "najpierw długość"),
  ])
  func otherSystemsAreRefused(corners: [(Double, Double)], mend: String) throws {
    let refusal = #expect(throws: Refusal.self) { _ = try Self.read(corners) }
    #expect(refusal?.kind == .data && refusal?.mend.polish.contains(mend) == true && refusal?.place.file == "granice.geojson")
  }
}
