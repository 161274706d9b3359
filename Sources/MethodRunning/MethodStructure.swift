import Bytes
import Findings
import Methods

/// The tree of an index from a table `element,parent,weight,direction`: leaves are variables of the input.
struct MethodStructure: Sendable {
  struct Element: Sendable {
    var name: String
    var parent: String
    var weight: Double
  }

  var elements: [Element]
  /// Directions of the leaves, where given.
  var types: [String: VariableType]

  init(_ table: SeparatedTable) throws(Refusal) {
    let name = try table.column("element")
    let parent = try table.column("parent")
    let weight = table.header.firstIndex(of: "weight")
    let direction = table.header.firstIndex(of: "direction")
    elements = []
    types = [:]
    var seen: Set<String> = []
    for (index, row) in table.rows.enumerated() {
      guard seen.insert(row[name]).inserted else {
        throw Refusal(
          .data, Wording("element „\(row[name])” występuje dwa razy", en: "the element '\(row[name])' stands twice"),
          at: table.place(index, column: "element"))
      }
      var size = 1.0
      if let weight, !isMissing(row[weight]) { size = try readWeight(row[weight], at: table.place(index, column: "weight")) }
      elements.append(Element(name: row[name], parent: isMissing(row[parent]) ? "" : row[parent], weight: size))
      if let direction, !isMissing(row[direction]) {
        types[row[name]] = try readType(row[direction], nominal: nil, at: table.place(index, column: "direction"))
      }
    }
    for (index, element) in elements.enumerated() {
      // Each step up must reach an element not met before, or there is a circle.
      var met: Set<String> = [element.name]
      var above = element.parent
      while !above.isEmpty, let next = elements.first(where: { $0.name == above }) {
        guard met.insert(above).inserted else {
          throw Refusal(
            .data, Wording("„\(element.name)” zawiera samo siebie", en: "'\(element.name)' contains itself"),
            at: table.place(index, column: "parent"))
        }
        above = next.parent
      }
    }
  }

  private func children(_ parent: String) -> [Element] { elements.filter { $0.parent == parent } }
  private var isParent: Set<String> { Set(elements.map(\.parent)) }

  /// The leaves, in the order of the table.
  var variables: [String] {
    let parents = isParent
    return elements.filter { !parents.contains($0.name) }.map(\.name)
  }

  /// The tree over the variables by their position in `names`.
  ///
  /// Roots are the elements without a parent, or whose parent is itself no element (the index's own name).
  func tree(over names: [String], threshold: Double, countsValues: Bool = false) -> DomainTree {
    var position: [String: Int] = [:]
    for (index, name) in names.enumerated() { position[name] = index }
    let known = Set(elements.map(\.name))
    func node(_ element: Element) -> DomainTree.Node {
      if let index = position[element.name] { return .variable(index, weight: element.weight) }
      return .domain(children(element.name).map(node), weight: element.weight)
    }
    var roots = elements.filter { !known.contains($0.parent) }
    // One root that holds all the rest is the index itself.
    while roots.count == 1, let only = roots.first, position[only.name] == nil { roots = children(only.name) }
    return DomainTree(roots.map(node), threshold: threshold, countsValues: countsValues)
  }
}

/// - Throws: `.data`: a weight is a number from 0 on.
func readWeight(_ text: String, at place: Place) throws(Refusal) -> Double {
  if let value = readNumber(text), value >= 0 { return value }
  throw Refusal(
    .data, Wording("waga „\(text)” nie jest liczbą od 0 wzwyż", en: "the weight '\(text)' is not a number from 0 on"), at: place)
}

/// - Throws: `.data`: stimulant, destimulant (or 1, -1), nominant with its nominal value.
func readType(_ text: String, nominal: Double?, at place: Place) throws(Refusal) -> VariableType {
  switch text.lowercased() {
  case "stimulant", "stymulanta", "s", "+", "1", "+1": return .stimulant
  case "destimulant", "destymulanta", "d", "-", "-1": return .destimulant
  case "nominant", "nominanta", "n":
    if let nominal { return .nominant(nominal) }
    throw Refusal(
      .data, Wording("nominanta wymaga wartości nominalnej", en: "a nominant needs its nominal value"), at: place,
      mend: Wording("podaj ją w kolumnie nominal", en: "give it in the column nominal"))
  default:
    throw Refusal(
      .data, Wording("nie ma rodzaju zmiennej „\(text)”", en: "there is no type of variable '\(text)'"), at: place,
      mend: Wording("może być: stimulant, destimulant, nominant", en: "it may be: stimulant, destimulant, nominant"))
  }
}
