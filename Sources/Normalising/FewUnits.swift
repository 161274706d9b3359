package import Findings

/// A period that fewer than half of the units have: said in one sentence in place of one for each unit.
package struct FewUnits {
  /// How many lack, and the shorter list of names: `brak 60 z 116 jednostek; mają tylko: ...`.
  package let wording: Wording

  /// Above so many names a list says nothing to a reader.
  private static let listed = 12

  package init(lacking: [(code: String, name: String)], of due: [(code: String, name: String)]) {
    let codes = Set(lacking.map(\.code))
    let given = due.filter { !codes.contains($0.code) }
    func names(_ units: [(code: String, name: String)]) -> String {
      units.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
    }
    let list =
      if lacking.count <= Self.listed {
        Wording(": \(names(lacking))", en: ": \(names(lacking))")
      } else if given.count <= Self.listed, !given.isEmpty {
        Wording("; mają je tylko: \(names(given))", en: "; only these have them: \(names(given))")
      } else {
        Wording("", en: "")
      }
    wording = Wording(
      "brak danych \(lacking.count) z \(due.count) jednostek\(list.polish)",
      en: "\(lacking.count) of \(due.count) units have no data\(list.english)")
  }
}
