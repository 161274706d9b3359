import Bytes
import Contracts
import Markup

/// `map.geojson` (RFC 7946): a feature for each unit of the region with the newest value of every indicator. Without boundaries in the
/// pipeline the geometry is null, as the standard has it for what lies nowhere, and the file says so.
enum GeoData {
  static let file = "map.geojson"

  static func bytes(_ composition: Composition) -> [UInt8] {
    let material = composition.material
    let say = material.phrasing
    let periods = Dictionary(grouping: material.units.profiled, by: \.level).mapValues { units in
      material.indicators.compactMap { indicator in
        material.figures.newestPeriod(indicator.id, of: units.map(\.unit)).map { (indicator.id, $0) }
      }
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("type")
    writer.harmless("FeatureCollection")
    writer.name("title")
    writer.harmless(material.title)
    writer.name("note")
    writer.harmless(note(material))
    writer.name("indicators")
    writer.beginObject()
    for indicator in material.indicators {
      writer.name(indicator.id)
      writer.harmless(IndicatorTables.title(indicator, say))
    }
    writer.endObject()
    writer.name("features")
    writer.beginArray()
    for unit in material.units.profiled {
      writer.beginObject()
      writer.name("type")
      writer.harmless("Feature")
      writer.name("id")
      writer.harmless(unit.unit)
      writer.name("geometry")
      writer.value(geometry(material.boundaries[unit.unit]))
      writer.name("properties")
      writer.beginObject()
      for (name, text) in [("teryt", unit.unit), ("name", clean(unit.unitName)), ("level", unit.level), ("kind", unit.kind)] {
        writer.name(name)
        writer.harmless(text)
      }
      for (indicator, period) in periods[unit.level] ?? [] {
        guard let row = material.figures.row(indicator, unit.unit, period) else { continue }
        writer.name(indicator)
        writer.value(row.value.map { .number($0) } ?? .null)
        writer.name(indicator + "_period")
        writer.harmless(period)
        let isMissing = row.value == nil
        if isMissing || row.status != .ok {
          writer.name(indicator + "_status")
          writer.harmless(isMissing && !row.reason.isEmpty ? row.reason : row.status.rawValue)
        }
      }
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  /// Where the geometries are from, and which units have none.
  private static func note(_ material: Material) -> String {
    let say = material.phrasing
    guard !material.boundaries.isEmpty else {
      return say(
        "Potok nie podaje granic, więc geometria jest pusta (null); jednostki łączy się po kodzie TERYT.",
        "The pipeline gives no boundaries, so geometries are null; join by the TERYT code.")
    }
    let words = say("Granice według pliku podanego w potoku, WGS 84.", "Boundaries as in the file given in the pipeline, WGS 84.")
    let without = material.withoutBoundary
    guard !without.isEmpty else { return words }
    // The main units by name; of their details, of which there may be hundreds, the number tells enough.
    let names = without.filter { $0.level == material.units.mainLevel }.map { clean($0.unitName) }.joined(separator: ", ")
    let named = names.isEmpty ? "" : say(", w tym: \(names)", ", among them: \(names)")
    return words
      + say(
        " Jednostki bez granic w pliku, z geometrią pustą (null): \(without.count)\(named); łączy się je po kodzie TERYT.",
        " Units without a boundary in the file, whose geometry is null: \(without.count)\(named); join them by the TERYT code.")
  }

  /// Polygons with their holes, outer rings counter-clockwise and holes clockwise, as RFC 7946 has it.
  private static func geometry(_ rings: [[MapChart.Point]]?) -> JSONValue {
    guard let rings, !rings.isEmpty else { return .null }
    let polygons = Polygons.of(rings).map { polygon -> JSONValue in
      .array(polygon.map { ring in .array(ring.map { .array([rounded($0.x), rounded($0.y)]) }) })
    }
    return .object([("type", .string("MultiPolygon")), ("coordinates", .array(polygons))])
  }

  /// Six decimals are a tenth of a metre.
  private static func rounded(_ value: Double) -> JSONValue { .number((value * 1_000_000).rounded() / 1_000_000) }

  /// Without controls of direction and the like, nothing that a spreadsheet would run, and nothing that the pop-up of a map would take
  /// for markup: maps on the web put a property into a page as it is.
  private static func clean(_ text: String) -> String {
    let signs: [Unicode.Scalar: Unicode.Scalar] = ["<": "‹", ">": "›"]
    let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHarmful($0) }.map { signs[$0] ?? $0 }))
    return TextSafety.needsGuard(plain.utf8.span) ? "'" + plain : plain
  }
}
