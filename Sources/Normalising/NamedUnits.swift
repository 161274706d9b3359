import Findings
import Pipelines
import Territory

/// Finds units by their names, for tables without codes. Never a guess: a name that several units share is refused unless
/// the unit above is named too, and a name that no unit has is refused with the nearest one (FORMATS 1.8).
struct NamedUnits {
  enum Meaning {
    case unit(Unit)
    /// The town or the countryside of a gmina, by its code.
    case part(String)
    case rejected(code: String, Wording)
  }

  private let register: Register
  private let level: Level
  private let units: [String: [Unit]]
  private let names: [String]
  /// Voivodeships and the country, whose row such tables have too.
  private let totals: [String: [Unit]]

  init(_ register: Register, at level: Level) {
    self.register = register
    self.level = level
    units = register.unitsByName(at: [level])
    names = units.keys.sorted()
    totals = register.unitsByName(at: [.country, .voivodeship])
  }

  /// - Parameter parent: name of the powiat of a gmina, of the voivodeship of a powiat; empty when the table has none.
  func meaning(of published: String, parent named: String) -> Meaning {
    let parent = named.isEmpty ? Self.parent(in: published) : named
    let name = UnitName(published, level)
    let kind = Self.kind(in: published)
    let part = kind.flatMap { Self.nameOfWhole(name.folded, $0) }
    guard var found = units[part ?? name.folded] ?? units[name.folded] else {
      if let total = totals[name.folded], total.count == 1 { return .unit(total[0]) }
      return .rejected(code: "unknown-name", unknown(published, name))
    }
    if found.count > 1, !parent.isEmpty {
      found = found.filter { unit in register[unit.parent].map { register.calls($0, parent) } ?? false }
    } else if !parent.isEmpty, !above(found[0]).contains(where: { register.calls($0, parent) }) {
      return .rejected(code: "other-parent", otherParent(published, parent, found[0]))
    }
    if found.count > 1, let kind {
      let whole = part == nil ? kind : .urbanRural
      found = found.filter { $0.kind == whole }
    }
    if found.count == 1 {
      guard isOfKind(found[0], kind, published) else {
        return .rejected(code: "other-kind", otherKind(published, found[0]))
      }
      if part != nil, let kind { return .part("\(found[0].stem)\(kind.rawValue)") }
      return .unit(found[0])
    }
    return .rejected(
      code: "ambiguous-name", ambiguous(published, parent, found.isEmpty ? units[name.folded] ?? [] : found))
  }

  /// The units that a unit lies in.
  private func above(_ unit: Unit) -> [Unit] {
    var units: [Unit] = []
    var code = unit.parent
    while let next = register[code], units.count < 8 {
      units.append(next)
      code = next.parent
    }
    return units
  }

  /// `Kowale (powiat olecki)`, `Świdnica (woj. lubuskie)`: the unit above in brackets behind the name; empty where there is none. Other
  /// brackets are part of the name, or a kind.
  private static func parent(in published: String) -> String {
    guard published.hasSuffix(")"), let bracket = published.lastIndex(of: "(") else { return "" }
    let inner = published[published.index(after: bracket)...].dropLast()
    let folded = foldedHeading(String(inner))
    return ["powiat", "pow.", "województwo", "woj."].contains { folded.hasPrefix($0) } ? String(inner) : ""
  }

  /// `Bartoszyce (2)`: the bank sets the kind of a gmina in brackets.
  private static func kind(in published: String) -> UnitKind? {
    guard published.hasSuffix(")"), let digit = published.dropLast().last?.wholeNumberValue else { return nil }
    return UnitKind(rawValue: digit)
  }

  /// `Olsztynek - miasto (4)`: the name of the gmina that a town or a countryside is a part of; nil for other kinds.
  private static func nameOfWhole(_ folded: String, _ kind: UnitKind) -> String? {
    guard kind == .townPart || kind == .ruralPart else { return nil }
    for end in [" miasto", " obszar wiejski"] where folded.hasSuffix(end) { return String(folded.dropLast(end.count)) }
    return folded
  }

  /// Whether a unit is, or was, of the kind that its published name says: the digit of a gmina, a city (`grodzki`) or a powiat of
  /// gminas (`ziemski`).
  private func isOfKind(_ unit: Unit, _ kind: UnitKind?, _ published: String) -> Bool {
    if unit.level == .powiat {
      let words = published.lowercased().split { !$0.isLetter }
      let isCity = unit.code.dropFirst(2).first.map { $0 >= "6" } ?? false
      return !words.contains(isCity ? "ziemski" : "grodzki")
    }
    guard unit.level == .gmina, let kind, unit.kind != kind else { return true }
    let code = "\(unit.stem)\(kind.rawValue)"
    return switch UnitCodeReader(register, column: [code]).meaning(of: code) {
    case .unit(let known, _): known.code == unit.code
    case .part: unit.kind == .urbanRural
    default: false
    }
  }

  private func otherKind(_ published: String, _ unit: Unit) -> Wording {
    Wording(
      "Jednostka o tej nazwie to „\(unit.name)” (\(unit.code)), innego rodzaju, niż podaje plik („\(published)”). Popraw nazwę albo wpisz kod TERYT.",
      en:
        "The unit of that name is “\(unit.name)” (\(unit.code)), of another kind than the file says (“\(published)”). Correct the name, or enter the TERYT code."
    )
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

  private func otherParent(_ published: String, _ parent: String, _ unit: Unit) -> Wording {
    let own = register[unit.parent]?.name ?? ""
    return Wording(
      "Jedyna jednostka o nazwie „\(published)” (\(unit.code)) leży w „\(own)”, a plik podaje „\(parent)”. Popraw jedną z nazw albo wpisz kod TERYT.",
      en:
        "The only unit called “\(published)” (\(unit.code)) lies in “\(own)”, the file says “\(parent)”. Correct one of the names, or enter the TERYT code."
    )
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
