import Pipelines
import Territory

/// A unit's name without what publishers put around it: `Powiat m. st. Warszawa`, `Bartoszyce (1)`, `PODREGION ełcki`,
/// `Powiat m. Wałbrzych od 2013`, `miasto Elbląg`, `bartoszycki *` (FORMATS 1.8, 3.1, 3.3).
struct UnitName: Hashable {
  let folded: String

  init(_ published: String, _ level: Level) {
    var text = foldedHeading(published)
    func removeEnd() {
      while let last = text.last, last == " " || last == "*" || last.isNumber { text.removeLast() }
    }
    // The year of a change stands behind the brackets too: `Wałbrzych (1) od 2013`, `Wałbrzych (1) do 2012`.
    func removeEdgeOfTime() {
      guard text.hasSuffix(" od") || text.hasSuffix(" do") else { return }
      text.removeLast(3)
      removeEnd()
    }
    // The register has brackets too: `Dobra (Szczecińska)`, which the bank calls `Dobra (Szczecińska) (2)`.
    removeEnd()
    removeEdgeOfTime()
    while let bracket = text.lastIndex(of: "("), text.hasSuffix(")"), bracket > text.startIndex {
      text = String(text[..<bracket])
      removeEnd()
    }
    removeEdgeOfTime()
    var isShortened = true
    while isShortened {
      isShortened = false
      for prefix in [
        "powiat ", "pow. ", "pow.", "podregion ", "województwo ", "woj. ", "woj.", "gmina ", "miasto na prawach powiatu ",
        "miasto ", "m. ", "m.", "st. ",
        "st.", "m-w ", "dzielnica ",
      ] where text.hasPrefix(prefix) && text.count > prefix.count {
        text = String(text.dropFirst(prefix.count))
        isShortened = true
      }
    }
    folded = text.split { $0 == " " || $0 == "-" || $0 == "–" }.joined(separator: " ")
  }
}

extension Register {
  /// Units of some levels by each name that they have or had, folded.
  func unitsByName(at levels: [Level], in region: String = "") -> [String: [Unit]] {
    var found: [String: [Unit]] = [:]
    for level in levels {
      for unit in units(at: level, in: region) {
        for name in Set(names(of: unit).map({ UnitName($0, level).folded })) { found[name, default: []].append(unit) }
      }
    }
    return found
  }

  /// Whether a published name is one that the unit has or had.
  func calls(_ unit: Unit, _ published: String) -> Bool {
    let name = UnitName(published, unit.level)
    return names(of: unit).contains { UnitName($0, unit.level) == name }
  }
}

extension [Unit] {
  /// With their codes, for a message: `2801011 (Bartoszyce), 2801021 (Bartoszyce)`.
  var listed: String { map { "\($0.code) (\($0.name))" }.joined(separator: ", ") }
}
