import Findings

/// One regional edition that goes into a national one.
struct MergedRegion {
  /// TERYT prefix: `28`.
  var code: String
  var place: EditionPlace
  /// SHA-256 of the edition's `run.json`.
  var sha256: String
  /// Whether some of its figures are invented.
  var isSample: Bool
  /// ISO date of its publication.
  var issued: String

  /// The region as a unit: `2800000`.
  var unit: String { code + String(repeating: "0", count: max(0, 7 - code.utf8.count)) }

  /// Whether a unit is one of the region's. The country and the neighbours that it compares itself with are not; subregions
  /// have codes of their own and belong to the one region that lists them.
  func owns(_ unit: String) -> Bool {
    unit.hasPrefix(code) || !(unit.utf8.count == 7 && unit.utf8.allSatisfy { (0x30...0x39).contains($0) })
  }

  /// A source of the region among those of all regions; its cells stand in `1-cells/<region>/<source>.arrow`.
  func source(_ id: String) -> String { "\(code)/\(id)" }
}
