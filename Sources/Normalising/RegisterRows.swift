import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// The territorial register as a source.
extension SourceNormaliser {
  /// A row of TERC: the register must know the unit, under that name, at that date.
  mutating func takeRegisterRow(_ cell: PublishedCell) {
    balance.used += 1
    let states = register.history(of: cell.unitCode)
    if states.isEmpty {
      findings.append(
        Finding(
          .warning, "register-unknown-unit", at: cell.place, unit: cell.unitCode,
          Wording(
            "Katalog TERC zawiera jednostkę \(cell.unitCode) \(cell.unitName), której nie ma w registers/units.csv. Dopisz ją.",
            en: "The TERC catalogue has the unit \(cell.unitCode) \(cell.unitName), which registers/units.csv lacks. Add it.")))
    } else if !states.contains(where: { foldedHeading($0.name) == foldedHeading(cell.unitName) }) {
      findings.append(
        Finding(
          .warning, "register-other-name", at: cell.place, unit: cell.unitCode,
          Wording(
            "TERC nazywa jednostkę \(cell.unitCode) „\(cell.unitName)”, a registers/units.csv „\(states[0].name)”.",
            en: "TERC calls the unit \(cell.unitCode) “\(cell.unitName)”, registers/units.csv “\(states[0].name)”.")))
    }
  }
}
