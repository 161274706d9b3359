import Bytes
package import Findings
import Markup

/// Boundaries of units as published: GeoJSON (RFC 7946) or TopoJSON, in degrees of longitude and latitude.
package struct BoundaryFile {
  /// Rings by code of the unit as seven digits; outer rings and holes alike, which shade the same under the even-odd rule.
  package private(set) var rings: [String: [[MapChart.Point]]] = [:]

  /// - Parameters:
  ///   - codes: units wanted; shorter codes of the file are filled up with zeros.
  ///   - property: name of the property that holds the code.
  /// - Throws: `.data` for a file that is neither, is not in degrees or has one outline twice, `.configuration` for one of which no
  ///   feature has the property.
  package init(_ bytes: [UInt8], shownAs shown: String, property: String, codes: Set<String>) throws(Refusal) {
    let limits = JSONLimits()
    let root = try JSONValue.read(bytes, from: JSONOrigin(file: shown, kind: .data), dialect: .json, limits: limits)
    let features: [(properties: JSONValue?, rings: [[MapChart.Point]])]
    switch root["type"]?.text {
    case "FeatureCollection":
      features = (root["features"]?.elements ?? []).map { feature in
        let rings = feature["geometry"]?.polygonRings ?? []
        return (feature["properties"], rings.map { $0.map { MapChart.Point(x: $0.x, y: $0.y) } })
      }
    case "Topology": features = Topology(root).features
    default:
      throw Refusal(
        .data, Wording("To nie jest plik GeoJSON ani TopoJSON.", en: "This is neither GeoJSON nor TopoJSON."),
        at: Place(file: shown),
        mend: Wording(
          "Zapisz granice jako FeatureCollection (układ WGS 84).", en: "Save the boundaries as a FeatureCollection (WGS 84)."))
    }
    var named = 0
    for feature in features {
      guard let value = feature.properties?[property], let code = value.text ?? value.numberText else { continue }
      named += 1
      let padded = code + String(repeating: "0", count: max(0, 7 - code.utf8.count))
      guard codes.contains(padded) else { continue }
      // Parts of one unit may be features of their own; the same outline twice would leave a hole where the unit is.
      if let known = rings[padded], feature.rings.contains(where: known.contains) { throw Self.twice(padded, shown) }
      rings[padded, default: []] += feature.rings
    }
    try Self.checkDegrees(rings, shown)
    guard named > 0 else {
      let names = Set(features.flatMap { $0.properties?.members.map(\.name) ?? [] }).sorted().prefix(12).joined(separator: ", ")
      throw Refusal(
        .configuration,
        Wording("Żaden obiekt granic nie ma właściwości „\(property)”.", en: "No boundary has the property “\(property)”."),
        at: Place(file: shown), mend: Wording("Właściwości w pliku: \(names).", en: "Properties of the file: \(names)."))
    }
  }
}

extension BoundaryFile {
  /// Coordinates of another system would be drawn as a map, turned or stretched, and be published as places where nothing is.
  private static func checkDegrees(_ rings: [String: [[MapChart.Point]]], _ shown: String) throws(Refusal) {
    let points = rings.sorted { $0.key < $1.key }.lazy.flatMap { $0.value.joined() }
    if let point = points.first(where: { abs($0.x) > 180 || abs($0.y) > 90 }) {
      throw notDegrees(
        point, shown,
        Wording(
          "przelicz granice do WGS 84 (na przykład z EPSG:2180)",
          en: "convert the boundaries to WGS 84 (from EPSG:2180, for example)"))
    }
    // Poland lies between 14 and 25 degrees east and between 49 and 55 degrees north.
    if let first = points.first(where: { _ in true }), points.allSatisfy({ 48...56 ~= $0.x && 13...26 ~= $0.y }) {
      throw notDegrees(
        first, shown,
        Wording("zamień kolejność: najpierw długość, potem szerokość", en: "exchange them: longitude first, then latitude"))
    }
  }

  private static func twice(_ code: String, _ shown: String) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Jednostka \(code) ma w pliku granic ten sam obrys dwa razy.",
        en: "The boundaries have the same outline of unit \(code) twice."),
      at: Place(file: shown),
      mend: Wording("Zostaw jeden obiekt na jednostkę.", en: "Leave one feature for a unit."))
  }

  private static func notDegrees(_ point: MapChart.Point, _ shown: String, _ mend: Wording) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Granice nie są w stopniach długości i szerokości geograficznej: (\(point.x), \(point.y)).",
        en: "The boundaries are not in degrees of longitude and latitude: (\(point.x), \(point.y))."),
      at: Place(file: shown), mend: mend)
  }
}

/// Shared arcs put together to rings.
private struct Topology {
  private(set) var features: [(properties: JSONValue?, rings: [[MapChart.Point]])] = []
  private var arcs: [[MapChart.Point]] = []

  init(_ root: JSONValue) {
    let scale = root["transform"]?["scale"]?.elements.compactMap(\.double) ?? [1, 1]
    let move = root["transform"]?["translate"]?.elements.compactMap(\.double) ?? [0, 0]
    let isQuantised = root["transform"] != nil
    guard scale.count == 2, move.count == 2 else { return }
    arcs = (root["arcs"]?.elements ?? []).map { arc in
      var (x, y) = (0.0, 0.0)
      return arc.elements.compactMap { pair in
        let numbers = pair.elements.compactMap(\.double)
        guard numbers.count >= 2 else { return nil }
        guard isQuantised else { return MapChart.Point(x: numbers[0], y: numbers[1]) }
        x += numbers[0]
        y += numbers[1]
        return MapChart.Point(x: x * scale[0] + move[0], y: y * scale[1] + move[1])
      }
    }
    for object in root["objects"]?.members ?? [] {
      for geometry in object.value["geometries"]?.elements ?? [object.value] {
        let lists = geometry["arcs"]?.elements ?? []
        let rings =
          switch geometry["type"]?.text {
          case "Polygon": lists.map(ring)
          case "MultiPolygon": lists.flatMap { $0.elements.map(ring) }
          default: [[MapChart.Point]]()
          }
        features.append((geometry["properties"], rings))
      }
    }
  }

  /// A negative number is the arc backwards; neighbouring arcs share a point.
  private func ring(_ list: JSONValue) -> [MapChart.Point] {
    var points: [MapChart.Point] = []
    for number in list.elements.compactMap(\.double) {
      let index = Int(number)
      let place = index < 0 ? ~index : index
      guard arcs.indices.contains(place) else { continue }
      let arc = index < 0 ? arcs[place].reversed() : arcs[place]
      points += points.isEmpty ? arc : Array(arc.dropFirst())
    }
    return points
  }
}
