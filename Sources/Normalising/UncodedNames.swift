import Findings
import Territory

/// What is said of values whose row has no code, or one that is no unit's: which unit of the region its name is, or is nearest to.
/// Never joined by it.
struct UncodedNames {
  private let units: [String: [Unit]]
  private let names: [String]
  private var lists: [String: String] = [:]

  init(_ register: Register, region: String) {
    units = register.unitsByName(at: [.voivodeship, .powiat, .gmina, .district], in: region)
    names = units.keys.sorted()
  }

  mutating func wording(of published: String) -> Wording {
    guard !published.isEmpty else {
      return Wording(
        "Wartość nie ma kodu jednostki. Uzupełnij kod TERYT w pliku.",
        en: "The value has no code of a unit. Add the TERYT code.")
    }
    let list = list(published)
    return Wording(
      "Wartość jednostki „\(published)” nie ma jej kodu. Uzupełnij kod TERYT w pliku\(list.isEmpty ? "" : "; tak albo podobnie nazywa się \(list)").",
      en:
        "The value of “\(published)” has no code of the unit. Add the TERYT code\(list.isEmpty ? "" : "; so or alike is called \(list)")."
    )
  }

  /// Behind the message about a code that is no unit's; empty where the name is nobody's either.
  mutating func addition(of published: String) -> Wording {
    let list = list(published)
    guard !list.isEmpty else { return Wording("", en: "") }
    return Wording(
      " Plik nazywa tę jednostkę „\(published)”; tak albo podobnie nazywa się \(list).",
      en: " The file calls the unit “\(published)”; so or alike is called \(list).")
  }

  /// Each name is looked up once: it stands with every value of its unit.
  private mutating func list(_ published: String) -> String {
    guard !published.isEmpty else { return "" }
    if let known = lists[published] { return known }
    let name = UnitName(published, .powiat).folded
    let found = units[name] ?? nearest(to: name, among: names).flatMap { units[$0] } ?? []
    lists[published] = found.listed
    return found.listed
  }
}
