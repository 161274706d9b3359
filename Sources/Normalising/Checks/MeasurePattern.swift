/// A measure's name with at most one `*`, which stands for any text: `assistance.*.families`.
struct MeasurePattern {
  private let head: String
  private let tail: String
  private let hasStar: Bool

  init(_ text: String) {
    if let star = text.firstIndex(of: "*") {
      head = String(text[..<star])
      tail = String(text[text.index(after: star)...])
      hasStar = true
    } else {
      (head, tail, hasStar) = (text, "", false)
    }
  }

  /// What the star stands for in the given name (empty without a star); nil when the name does not match.
  func stem(of name: String) -> String? {
    guard hasStar else { return name == head ? "" : nil }
    guard name.utf8.count >= head.utf8.count + tail.utf8.count, name.hasPrefix(head), name.hasSuffix(tail) else { return nil }
    return String(name.dropFirst(head.count).dropLast(tail.count))
  }

  /// The name with the star replaced.
  func name(_ stem: String) -> String { hasStar ? head + stem + tail : head }
}

/// The brackets of a term: fixed dimensions, and whether others may stand beside them.
struct BreakdownPattern {
  private let fixed: [String]
  private let allowsOthers: Bool

  init(_ text: String?) {
    var fixed: [String] = []
    var allowsOthers = false
    for part in (text ?? "").split(separator: ",").map({ String($0.drop { $0 == " " }) }) {
      if part == ".." { allowsOthers = true } else { fixed.append(part) }
    }
    self.fixed = fixed
    self.allowsOthers = allowsOthers
  }

  /// The other parts of a breakdown that has the fixed ones; nil when it does not match.
  func others(of breakdown: String) -> [String]? {
    var others = breakdown.split(separator: ";").map(String.init)
    for part in fixed {
      guard let index = others.firstIndex(of: part) else { return nil }
      others.remove(at: index)
    }
    return allowsOthers || others.isEmpty ? others : nil
  }

  /// The breakdown with the given others where they are allowed; nil when they name a dimension that is fixed here.
  func breakdown(with others: [String]) -> String? {
    let names = Set(fixed.map(Self.dimension))
    let added = allowsOthers ? others : []
    guard !added.contains(where: { names.contains(Self.dimension($0)) }) else { return nil }
    return (fixed + added).sorted { Self.dimension($0) < Self.dimension($1) }.joined(separator: ";")
  }

  private static func dimension(_ part: String) -> String { String(part.prefix { $0 != "=" }) }
}
