/// Rings of a geometry of GeoJSON (RFC 7946, 3.1.6 and 3.1.7).
extension JSONValue {
  /// The rings of a Polygon or a MultiPolygon, outer ones and holes alike, as pairs of coordinates; a position without two numbers
  /// is left out. Empty for a geometry of another type.
  package var polygonRings: [[(x: Double, y: Double)]] {
    let coordinates = self["coordinates"]?.elements ?? []
    return switch self["type"]?.text {
    case "Polygon": coordinates.map(\.positions)
    case "MultiPolygon": coordinates.flatMap { $0.elements.map(\.positions) }
    default: []
    }
  }

  private var positions: [(x: Double, y: Double)] {
    elements.compactMap { position in
      let numbers = position.elements
      guard numbers.count >= 2, let x = numbers[0].double, let y = numbers[1].double else { return nil }
      return (x, y)
    }
  }
}
