import Bytes
import Findings
import Markup
import Methods

extension Neighbours {
  /// Whether a file of `--weights` is boundaries and no table.
  static func areBoundaries(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".geojson") || name.hasSuffix(".json")
  }

  /// Neighbours by common boundaries: a GeoJSON FeatureCollection of polygons (RFC 7946).
  ///
  /// A unit of the input without a feature has no neighbours, as an island has none; features that are not in the input are left
  /// out.
  /// - Parameters:
  ///   - property: of the features, that holds the unit's key.
  ///   - decimals: of the coordinates: two points are the same when they agree on these.
  /// - Throws: `.data` for another file, or when no feature is a unit of the input.
  init(
    boundaries path: String, of input: MethodTable, property: String, contiguity: Contiguity, decimals: Int
  ) throws(Refusal) {
    let name = Paths.name(of: path)
    let root = try JSONValue.read(
      try Files.read(path), from: JSONOrigin(file: name, kind: .data), dialect: .json, limits: JSONLimits())
    guard root["type"]?.text == "FeatureCollection" else {
      throw Refusal(
        .data, Wording("to nie jest FeatureCollection GeoJSON", en: "this is no FeatureCollection of GeoJSON"),
        at: Place(file: name),
        mend: Wording("zapisz granice jako GeoJSON", en: "save the boundaries as GeoJSON"))
    }
    var places: [String: Int] = [:]
    for row in 0..<input.count { places[input.name(row)] = row }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    var rings = [[[BoundaryPoint]]](repeating: [], count: input.count)
    var found = 0
    for feature in root["features"]?.elements ?? [] {
      let value = feature["properties"]?[property]
      guard let key = value?.text ?? value?.numberText, let place = places[key] else { continue }
      found += 1
      for ring in feature["geometry"]?.polygonRings ?? [] {
        rings[place].append(ring.map { BoundaryPoint(x: ($0.x * scale).rounded(), y: ($0.y * scale).rounded()) })
      }
    }
    guard found > 0 else {
      throw Refusal(
        .data,
        Wording(
          "żadna granica nie ma we właściwości „\(property)” klucza jednostki",
          en: "no boundary has the key of a unit in its property '\(property)'"), at: Place(file: name),
        mend: Wording("wskaż właściwość: --param code=NAZWA", en: "name the property: --param code=NAME"))
    }
    pairs = contiguity.pairs(rings).map { ($0.from, $0.to, 1) }
  }
}
