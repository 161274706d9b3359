package import Bytes
package import Findings

/// One dimension of a table: its codes as a tree of any depth. A code with children is the sum of them.
package struct Hierarchy: Sendable, Hashable {
  /// One line of a hierarchy: a code and the code it adds up into; an empty parent makes the code a root.
  package struct Link: Sendable, Hashable {
    package var child: String
    package var parent: String
    package var place: Place

    package init(child: String, parent: String, place: Place = Place()) {
      self.child = child
      self.parent = parent
      self.place = place
    }
  }

  package let dimension: String
  /// Each code before its children, siblings by bytes: the order does not depend on the order of the lines.
  package let codes: [String]
  /// Position of the parent of each code, -1 for a root.
  package let parents: [Int]
  /// Positions of the children of each code, ascending; empty for the finest.
  package let children: [[Int]]
  private let positions: [String: Int]

  /// - Throws: `.data` with the place of the line: an empty code, a code that is its own parent, two parents, a circle.
  package init(dimension: String, links: [Link]) throws(Refusal) {
    var parentOf: [String: (code: String, place: Place)] = [:]
    var known: Set<String> = []
    for link in links {
      guard !link.child.isEmpty else {
        throw Refusal(
          .data, Wording("brak kodu w kolumnie child", en: "the code in the column child is missing"), at: link.place,
          mend: Wording("wpisz kod lub usuń wiersz", en: "fill in the code or remove the line"))
      }
      guard link.child != link.parent else {
        throw Refusal(
          .data, Wording("kod „\(link.child)” jest własnym rodzicem", en: "the code '\(link.child)' is its own parent"),
          at: link.place, mend: Wording("korzeń zostaw z pustym polem parent", en: "leave the parent of a root empty"))
      }
      if let other = parentOf[link.child], other.code != link.parent {
        throw Refusal(
          .data,
          Wording(
            "kod „\(link.child)” ma dwóch rodziców: „\(other.code)” i „\(link.parent)”",
            en: "the code '\(link.child)' has two parents: '\(other.code)' and '\(link.parent)'"), at: link.place,
          mend: Wording(
            "zostaw jednego; drugi podział zapisz jako osobny wymiar",
            en: "keep one of them; write the other division as a dimension of its own"))
      }
      parentOf[link.child] = (link.parent, link.place)
      known.insert(link.child)
      if !link.parent.isEmpty { known.insert(link.parent) }
    }
    var childrenOf: [String: [String]] = [:]
    var roots: [String] = []
    for code in known.sorted(by: precedesByBytes) {
      if let parent = parentOf[code]?.code, !parent.isEmpty {
        childrenOf[parent, default: []].append(code)
      } else {
        roots.append(code)
      }
    }
    var codes: [String] = []
    var parents: [Int] = []
    // Depth first without recursion: the depth of a file's tree is not ours to trust.
    var waiting: [(code: String, parent: Int)] = roots.reversed().map { ($0, -1) }
    while let (code, parent) = waiting.popLast() {
      let position = codes.count
      codes.append(code)
      parents.append(parent)
      for child in (childrenOf[code] ?? []).reversed() { waiting.append((child, position)) }
    }
    if codes.count < known.count {
      let reached = Set(codes)
      let lost = known.subtracting(reached).sorted(by: precedesByBytes)
      throw Refusal(
        .data,
        Wording(
          "kody tworzą koło: \(lost.prefix(5).joined(separator: ", "))",
          en: "the codes form a circle: \(lost.prefix(5).joined(separator: ", "))"),
        at: lost.first.flatMap { parentOf[$0]?.place } ?? Place(),
        mend: Wording("popraw rodzica jednego z nich", en: "mend the parent of one of them"))
    }
    var children = [[Int]](repeating: [], count: codes.count)
    for (position, parent) in parents.enumerated() where parent >= 0 { children[parent].append(position) }
    self.dimension = dimension
    self.codes = codes
    self.parents = parents
    self.children = children
    positions = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
  }

  /// From a table with the columns `child` and `parent`; others (a label, say) are left alone.
  package init(_ table: SeparatedTable, dimension: String) throws(Refusal) {
    let child = try table.column("child")
    let parent = try table.column("parent")
    var links: [Link] = []
    for (index, row) in table.rows.enumerated() {
      links.append(Link(child: row[child], parent: row[parent], place: table.place(index, column: "child")))
    }
    guard !links.isEmpty else {
      throw Refusal(
        .data, Wording("hierarchia jest pusta", en: "the hierarchy is empty"), at: Place(file: table.name),
        mend: Wording("wpisz pary child,parent", en: "write pairs of child,parent"))
    }
    try self.init(dimension: dimension, links: links)
  }

  /// A dimension without totals: every code stands by itself.
  package init(dimension: String, flat codes: [String]) throws(Refusal) {
    try self.init(dimension: dimension, links: codes.map { Link(child: $0, parent: "") })
  }

  package func position(of code: String) -> Int? { positions[code] }

  package func isFinest(_ position: Int) -> Bool { children[position].isEmpty }

  /// The one code that is the sum of all; nil when the dimension has several roots.
  package var root: Int? { parents.firstIndex(of: -1).flatMap { first in parents.lastIndex(of: -1) == first ? first : nil } }
}
