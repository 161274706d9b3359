package import Contracts

/// Units that belong to one unit above them, for lists and tables that would be endless without.
package struct UnitGroup: Sendable {
  /// What they belong to.
  package let unit: UnitRow
  /// Whether the edition has figures of that; else the register alone names it.
  package let isPublished: Bool
  /// The units themselves; empty where they fall into groups of their own.
  package let units: [UnitRow]
  package let groups: [UnitGroup]

  /// All units of the group, in the order of the list.
  package var all: [UnitRow] { units + groups.flatMap(\.all) }

  /// So many names can be looked through in one list.
  static let mostInList = 60

  /// - Parameters:
  ///   - main: of one level, in the order of the list.
  ///   - known: units of the edition by code.
  ///   - unpublished: those that only the register names.
  ///   - most: how many are left in one list.
  ///   - alphabetical: puts what they belong to in order.
  /// - Returns: nothing where one list will do, or where all belong to the same.
  static func groups(
    of main: [UnitRow], known: [String: UnitRow], unpublished: [String: UnitRow], moreThan most: Int,
    inOrder alphabetical: ([UnitRow]) -> [UnitRow]
  ) -> [UnitGroup] {
    guard main.count > most else { return [] }
    let members = Dictionary(grouping: main, by: \.parent)
    let parents = alphabetical(members.keys.map { known[$0] ?? unpublished[$0] ?? nameless($0) })
    let nearest = parents.map { parent in
      UnitGroup(unit: parent, isPublished: known[parent.unit] != nil, units: members[parent.unit] ?? [], groups: [])
    }
    guard nearest.count > mostInList else { return nearest.count > 1 ? nearest : [] }
    // The powiats of the country are themselves too many for one list.
    let outer = Dictionary(grouping: nearest) { String($0.unit.unit.prefix(2)) + "00000" }
    let tops = alphabetical(outer.keys.map { known[$0] ?? unpublished[$0] ?? nameless($0) })
    return tops.map { top in
      UnitGroup(unit: top, isPublished: known[top.unit] != nil, units: [], groups: outer[top.unit] ?? [])
    }
  }

  /// The code stands for a name that nobody knows.
  private static func nameless(_ code: String) -> UnitRow {
    var row = UnitRow()
    row.unit = code
    row.unitName = code
    row.level = code.hasSuffix("00000") ? "voivodeship" : "powiat"
    return row
  }
}
