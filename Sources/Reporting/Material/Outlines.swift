package import Contracts
package import Findings

extension Material {
  /// Whether the main units are drawn by their boundaries.
  package var hasOutlines: Bool { areDrawn(units.main) }

  /// Units with a profile that the pipeline gives no boundary for, though it gives some; in the order of the profiles.
  package var withoutBoundary: [UnitRow] {
    boundaries.isEmpty ? [] : units.profiled.filter { boundaries[$0.unit]?.isEmpty != false }
  }

  /// How many units a finding names; `map.geojson` has them all.
  private static let namedUnits = 12

  /// Levels of which some units have a boundary and others have none. A level without any was not meant to be drawn.
  /// - Parameter file: the files with the boundaries, as messages name them.
  package func boundaryFindings(in file: String) -> [Finding] {
    let without = withoutBoundary
    let levels = units.profiled.reduce(into: [String]()) { if !$0.contains($1.level) { $0.append($1.level) } }
    return levels.compactMap { level in
      let lacking = without.filter { $0.level == level }
      let all = units.profiled.count { $0.level == level }
      guard !lacking.isEmpty, lacking.count < all else { return nil }
      let noun = Plural.ofLevel(level)
      func names(_ language: Language) -> String {
        lacking.prefix(Material.namedUnits).map { "\($0.fullName(Phrasing(language))) (\($0.unit))" }.joined(separator: ", ")
          + (lacking.count > Material.namedUnits ? " …" : "")
      }
      return Finding(
        .warning, "boundaries-incomplete", at: Place(file: file), unit: lacking.count == 1 ? lacking[0].unit : "",
        Wording(
          "Plik granic nie zawiera \(lacking.count) z \(all) \(noun.many): \(names(.polish)). Na mapie są obok, a w map.geojson mają pustą geometrię; dodaj je do pliku granic albo popraw ich kody.",
          en:
            "The boundaries lack \(lacking.count) of \(noun.counted(all, .english)): \(names(.english)). On the map they stand beside, in map.geojson their geometry is null; add them to the file or mend their codes."
        ))
    }
  }

  /// Where units stand on a map: by their boundaries when the pipeline gives them for half or more, else as tiles. A unit without
  /// boundaries among others that have them gets an outline of nothing; the map shows it beside.
  package func shapes(of list: [UnitRow]) -> [MapChart.Shape] {
    areDrawn(list) ? list.map { .outline(outlines[$0.unit] ?? []) } : tiles.shapes(list)
  }

  private func areDrawn(_ list: [UnitRow]) -> Bool {
    let known = list.count(where: hasOutline)
    return known > 0 && known * 2 >= list.count
  }

  /// A boundary of which simplifying left nothing is none.
  private func hasOutline(_ unit: UnitRow) -> Bool { outlines[unit.unit]?.isEmpty == false }

  /// Takes boundaries in degrees: kept for publication as they are, drawn flat and with as many points as the picture can show.
  package mutating func take(boundaries: [String: [[MapChart.Point]]]) {
    self.boundaries.merge(boundaries) { first, _ in first }
    let points = self.boundaries.values.joined().joined()
    guard let south = points.map(\.y).min(), let north = points.map(\.y).max(), let west = points.map(\.x).min(),
      let east = points.map(\.x).max()
    else { return }
    // A degree of longitude in degrees of latitude at the middle of the region; within a voivodeship the rest does not show.
    let shrink = cosine(degrees: (south + north) / 2)
    // Half of a pixel of a picture 560 pixels wide.
    let tolerance = (east - west) * shrink / 560 * 0.6
    outlines = self.boundaries.mapValues { rings in
      rings.map { ring in
        Simplifying.ring(ring.map { MapChart.Point(x: $0.x * shrink, y: -$0.y) }, tolerance: tolerance)
      }.filter { $0.count > 3 }
    }
  }
}

/// By its series: the platform's library need not agree to the last bit.
private func cosine(degrees: Double) -> Double {
  let x = degrees * 0.017453292519943295
  var (sum, term) = (1.0, 1.0)
  for n in stride(from: 2.0, through: 30, by: 2) {
    term *= -x * x / (n * (n - 1))
    sum += term
  }
  return sum
}
