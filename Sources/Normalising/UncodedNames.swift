import Findings
import Territory

/// What is said of values whose row has no code, or one that is no unit's: which unit of the region its name is, or is nearest to.
/// Never joined by it.
struct UncodedNames {
  private let units: [String: [Unit]]
  private let names: [String]
  private var told: [String: Wording] = [:]
  private var added: [String: Wording] = [:]

  init(_ register: Register, region: String) {
    units = register.unitsByName(at: [.voivodeship, .powiat, .gmina, .district], in: region)
    names = units.keys.sorted()
  }

  mutating func wording(of published: String) -> Wording {
    if let known = told[published] { return known }
    let made = made(of: published)
    told[published] = made
    return made
  }

  /// Behind the message about a code that is no unit's; empty where the name is nobody's either.
  mutating func addition(of published: String) -> Wording {
    if let known = added[published] { return known }
    let list = list(published)
    let made =
      list.isEmpty
      ? Wording("", en: "")
      : Wording(
        " Plik nazywa tę jednostkę „\(published)”; tak albo podobnie nazywa się \(list).",
        en: " The file calls the unit “\(published)”; so or alike is called \(list).")
    added[published] = made
    return made
  }

  private func list(_ published: String) -> String {
    guard !published.isEmpty else { return "" }
    let name = UnitName(published, .powiat).folded
    let found = units[name] ?? nearest(to: name, among: names).flatMap { units[$0] } ?? []
    return found.map { "\($0.code) (\($0.name))" }.joined(separator: ", ")
  }

  private func made(of published: String) -> Wording {
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
}
