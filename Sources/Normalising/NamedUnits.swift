import Findings
import Territory

/// Finds units by their names, for tables without codes. Never a guess: a name that several units share is refused unless
/// the unit above is named too, and a name that no unit has is refused with the nearest one (FORMATS 1.8).
struct NamedUnits {
  enum Meaning {
    case unit(Unit)
    case rejected(code: String, Wording)
  }

  private let register: Register
  private let level: Level
  private var units: [String: [Unit]] = [:]
  private var names: [String] = []

  init(_ register: Register, at level: Level) {
    self.register = register
    self.level = level
    for unit in register.units(at: level) {
      for name in Set(register.names(of: unit).map { UnitName($0, level).folded }) { units[name, default: []].append(unit) }
    }
    names = units.keys.sorted()
  }

  /// - Parameter parent: name of the powiat of a gmina, of the voivodeship of a powiat; empty when the table has none.
  func meaning(of published: String, parent: String) -> Meaning {
    let name = UnitName(published, level)
    guard var found = units[name.folded] else { return .rejected(code: "unknown-name", unknown(published, name)) }
    if found.count > 1, !parent.isEmpty {
      found = found.filter { unit in
        guard let above = register[unit.parent] else { return false }
        return register.names(of: above).contains { UnitName($0, above.level) == UnitName(parent, above.level) }
      }
    }
    if found.count > 1, let kind = Self.kind(in: published) { found = found.filter { $0.kind == kind } }
    if found.count == 1 { return .unit(found[0]) }
    return .rejected(
      code: "ambiguous-name", ambiguous(published, parent, found.isEmpty ? units[name.folded] ?? [] : found))
  }

  /// `Bartoszyce (2)`: the bank sets the kind of a gmina in brackets.
  private static func kind(in published: String) -> UnitKind? {
    guard published.hasSuffix(")"), let digit = published.dropLast().last?.wholeNumberValue else { return nil }
    return UnitKind(rawValue: digit)
  }

  private func unknown(_ published: String, _ name: UnitName) -> Wording {
    if let near = nearest(to: name.folded, among: names), let unit = units[near]?.first {
      return Wording(
        "Nie ma jednostki o nazwie „\(published)”. Najbliższa jest „\(unit.name)” (\(unit.code)). Popraw nazwę albo wpisz kod TERYT.",
        en:
          "There is no unit called “\(published)”. The nearest is “\(unit.name)” (\(unit.code)). Correct the name, or enter the TERYT code."
      )
    }
    return Wording(
      "Nie ma jednostki o nazwie „\(published)”. Popraw nazwę albo wpisz kod TERYT.",
      en: "There is no unit called “\(published)”. Correct the name, or enter the TERYT code.")
  }

  private func ambiguous(_ published: String, _ parent: String, _ units: [Unit]) -> Wording {
    let list = units.map { unit in "\(unit.code) (\(register[unit.parent]?.name ?? ""))" }.joined(separator: ", ")
    return Wording(
      "Nazwę „\(published)” ma kilka jednostek: \(list)\(parent.isEmpty ? "" : "; żadna z nich albo więcej niż jedna leży w „\(parent)”"). Wpisz kod TERYT albo nazwę jednostki nadrzędnej.",
      en:
        "Several units are called “\(published)”: \(list)\(parent.isEmpty ? "" : "; none or more than one of them lies in “\(parent)”"). Enter the TERYT code or the name of the unit above."
    )
  }
}
