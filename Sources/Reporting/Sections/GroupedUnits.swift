import Contracts

extension Table {
  /// Appends the rows of the main units, each under what it belongs to where there are too many of them for one list.
  /// - Parameters:
  ///   - unitRows: in the order of the list.
  ///   - own: the row of a unit that others belong to, where the edition has figures of it.
  mutating func append(
    _ unitRows: [(unit: UnitRow, row: Row)], under units: Units, _ say: Phrasing, own: (UnitRow) -> Row? = { _ in nil }
  ) {
    let kept = Set(unitRows.map(\.unit.unit))
    guard !units.groups.isEmpty else {
      rows += unitRows.map(\.row)
      return
    }
    let byUnit = Dictionary(unitRows.map { ($0.unit.unit, $0.row) }, uniquingKeysWith: { first, _ in first })
    func head(_ unit: UnitRow) -> (row: Row, isName: Bool) {
      if let row = own(unit) { return (row, false) }
      let name = say.sentenceCase(unit.fullName(say))
      return (Row(name, columns.map { _ in .text("") }, isReference: true), true)
    }
    for group in units.groups {
      let count = group.all.count { kept.contains($0.unit) }
      guard count > 0 else { continue }
      let start = rows.count
      let (row, isName) = head(group.unit)
      rows.append(row)
      rows += group.units.compactMap { byUnit[$0.unit] }
      for inner in group.groups {
        let own = inner.units.compactMap { byUnit[$0.unit] }
        guard !own.isEmpty else { continue }
        rows.append(head(inner.unit).row)
        rows += own
      }
      guard units.areFolded else { continue }
      groups.append(
        Group(
          title: say.sentenceCase(group.unit.fullName(say)), summary: group.summary(count, units, say), rows: start..<rows.count,
          beginsWithName: isName))
    }
  }
}

extension UnitGroup {
  /// `Województwo łódzkie: 24 powiaty`.
  func summary(_ count: Int, _ units: Units, _ say: Phrasing) -> String {
    "\(say.sentenceCase(unit.fullName(say))): \(say.counted(count, units.noun))"
  }
}

extension Units {
  /// Blocks of the main units, folded by what these belong to where they are too many for one list.
  func folded(_ say: Phrasing, _ blocks: ([UnitRow]) -> [Block]) -> [Block] {
    guard areFolded else { return blocks(main) }
    return groups.compactMap { group in
      let all = group.all
      let inner = blocks(all)
      return inner.isEmpty ? nil : .folded(summary: group.summary(all.count, self, say), inner)
    }
  }
}
