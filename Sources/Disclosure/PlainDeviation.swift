/// Deviations that need no search, for when the work that a search may cost is used up: they withhold more, and always stand.
///
/// First along the totals: finest cells below the target move, and with each every total that it adds up into by the same
/// amount. In a table whose dimensions are hierarchies each total holds every finest cell once, so all relations still add
/// up. Where relations are linked in other ways, by the multiple of everything that hangs together with the target: nothing
/// at all, or so many times what is there, adds up as well as the table itself.
struct PlainDeviation {
  let structure: Additivity
  let values: [Int]

  /// - Parameter mayMove: whether a cell is withheld or may be.
  /// - Returns: nil when a cell that may not move stands in the way of both.
  func moving(_ target: Int, by amount: Int, mayMove: (Int) -> Bool) -> Deviation? {
    if amount == 0 { return Deviation(cells: [], amounts: [], denominator: 1) }
    for found in [alongTotals(target, by: amount), multiple(target, by: amount)] {
      guard found.cells.allSatisfy({ $0 == target || mayMove($0) }) else { continue }
      if found.holds(in: structure, values: values, target: target, amount: amount) { return found }
    }
    return nil
  }

  private func alongTotals(_ target: Int, by amount: Int) -> Deviation {
    var amounts: [Int: Int] = [:]
    var left = amount
    for cell in finest(below: target) where left != 0 {
      let step = left > 0 ? left : max(left, -values[cell])
      amounts[cell, default: 0] += step
      for total in structure.ancestors(of: cell) { amounts[total, default: 0] += step }
      left -= step
    }
    let cells = amounts.keys.sorted()
    return Deviation(cells: cells, amounts: cells.map { amounts[$0] ?? 0 }, denominator: 1)
  }

  /// Cells that are no totals and not empty, of which the target is made; in order.
  private func finest(below target: Int) -> [Int] {
    var found: Set<Int> = []
    var seen: Set<Int> = [target]
    var waiting = [target]
    while let cell = waiting.popLast() {
      var isFinest = true
      for entry in structure.entries(of: cell) where structure.signOf[entry] < 0 {
        isFinest = false
        for part in structure.relations[Int(structure.relationOf[entry])].parts where seen.insert(part).inserted {
          waiting.append(part)
        }
      }
      if isFinest, values[cell] > 0 { found.insert(cell) }
    }
    return found.sorted()
  }

  /// Everything so many times that the target has moved so far; to nothing where it is to fall.
  private func multiple(_ target: Int, by amount: Int) -> Deviation {
    let nothing = Deviation(cells: [], amounts: [], denominator: 1)
    let all = components(structure, of: values.indices.filter { values[$0] > 0 })
    guard values[target] > 0, let own = all.first(where: { $0.cells.contains(target) }) else { return nothing }
    var amounts: [Int] = []
    for cell in own.cells {
      let (product, overflow) = values[cell].multipliedReportingOverflow(by: amount)
      guard !overflow else { return nothing }
      amounts.append(product)
    }
    return Deviation(cells: own.cells, amounts: amounts, denominator: values[target])
  }
}
