import Disclosure
import Findings

/// Cells that hang together by relations and of which at least one needs protection, numbered by themselves.
struct CountSystem {
  /// Numbers in the cells of the year, ascending.
  let cells: [Int]
  let structure: Additivity
  let values: [Int]
  let needs: [ProtectionNeed]
  /// Cells that no table shows.
  let isHidden: [Bool]

  /// Cells that everybody knows from elsewhere, by number in the system.
  let known: Set<Int>

  /// Systems in the order of their first cells.
  /// - Parameter relations: those that bind; the others are left to the audit.
  static func systems(
    _ all: CountCells, relations list: ArraySlice<Additivity.Relation>, needs: [ProtectionNeed]
  ) -> [CountSystem] {
    var roots = Array(all.cells.indices)
    func root(_ cell: Int) -> Int {
      var at = cell
      while roots[at] != at {
        roots[at] = roots[roots[at]]
        at = roots[at]
      }
      return at
    }
    for relation in list {
      for part in relation.parts {
        let (one, other) = (root(relation.total), root(part))
        roots[max(one, other)] = min(one, other)
      }
    }
    var needed: [Int: [ProtectionNeed]] = [:]
    for need in needs { needed[root(need.cell), default: []].append(need) }
    var members: [Int: [Int]] = [:]
    for cell in all.cells.indices {
      let top = root(cell)
      if needed[top] != nil { members[top, default: []].append(cell) }
    }
    var relations: [Int: [Additivity.Relation]] = [:]
    for relation in list {
      let top = root(relation.total)
      if needed[top] != nil { relations[top, default: []].append(relation) }
    }
    return needed.keys.sorted().map { top in
      CountSystem(all, cells: members[top] ?? [], relations: relations[top] ?? [], needs: needed[top] ?? [])
    }
  }

  private init(_ all: CountCells, cells: [Int], relations: [Additivity.Relation], needs: [ProtectionNeed]) {
    var numbers: [Int: Int] = [:]
    for (number, cell) in cells.enumerated() { numbers[cell] = number }
    func local(_ cell: Int) -> Int { numbers[cell] ?? 0 }
    self.cells = cells
    structure = Additivity(
      cellCount: cells.count,
      relations: relations.map { .init(total: local($0.total), parts: $0.parts.map(local)) })
    values = cells.map { all.cells[$0].value }
    self.needs = needs.map {
      ProtectionNeed(cell: local($0.cell), lower: $0.lower, upper: $0.upper, mayShift: $0.mayShift)
    }
    isHidden = cells.map { all.cells[$0].subject == nil }
    known = Set(cells.indices.filter { all.cells[cells[$0]].isKnown })
  }

  func pattern() throws(Refusal) -> Suppression {
    let hidden = Set(isHidden.indices.filter { isHidden[$0] })
    let options = SuppressionOptions(singleton: true, mustPublish: known, favoured: hidden, triesPrices: false)
    let found = try suppression(of: structure, values: values, needs: needs, options: options)
    guard !found.unprotected.isEmpty else { return found }
    var wider = options
    wider.zeros = .usable
    let second = try suppression(of: structure, values: values, needs: needs, options: wider)
    return second.unprotected.count < found.unprotected.count ? second : found
  }
}
