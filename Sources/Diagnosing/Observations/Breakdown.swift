/// Which part of a measure is meant: `age=65-69;sex=K`. Empty is the whole.
///
/// The canonical text has the dimensions in the order of their names, joined by `;`, as in `observations.arrow`.
struct Breakdown: Sendable, Hashable {
  struct Dimension: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// In the order of their names, each name once.
  private(set) var dimensions: [Dimension]

  /// The whole.
  static let whole = Breakdown([])

  /// - Parameter dimensions: each name at most once.
  init(_ dimensions: [Dimension]) {
    self.dimensions = dimensions.sorted { $0.name < $1.name }
  }

  /// Reads the canonical text of an observation. A part without `=` stays as a name without a value: it is then equal
  /// only to itself.
  init(canonical text: String) {
    self.init(
      text.split(separator: ";").map { part in
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return Dimension(name: String(sides[0]), value: sides.count == 2 ? String(sides[1]) : "")
      })
  }

  var canonical: String { dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: ";") }

  subscript(name: String) -> String? { dimensions.first { $0.name == name }?.value }

  /// The same with one dimension set, or taken away when `value` is nil.
  func with(_ name: String, _ value: String?) -> Breakdown {
    var kept = dimensions.filter { $0.name != name }
    if let value { kept.append(Dimension(name: name, value: value)) }
    return Breakdown(kept)
  }

  /// The wanted range of ages: everyone when age is not broken down; nil when age is named in another way.
  var ages: AgeRange? {
    guard let age = self["age"] else { return .all }
    return AgeRange(age)
  }
}
