package import Contracts

extension Material {
  /// Whether the main units are drawn by their boundaries.
  package var hasOutlines: Bool { !units.main.isEmpty && units.main.allSatisfy { outlines[$0.unit] != nil } }

  /// Where units stand on a map: by their boundaries when the pipeline gives them for all, else as tiles.
  package func shapes(of list: [UnitRow]) -> [MapChart.Shape] {
    let known = list.compactMap { outlines[$0.unit] }
    return known.count == list.count && !list.isEmpty ? known.map { .outline($0) } : tiles.shapes(list)
  }
}
