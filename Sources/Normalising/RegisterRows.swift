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
    if let first = catalogues[cell.place.file, default: CatalogueFile()].add(cell) {
      findings.append(
        Finding(
          .warning, "register-doubled-unit", at: cell.place, unit: cell.unitCode,
          Wording(
            "Jednostka \(cell.unitCode) \(cell.unitName) stoi w katalogu drugi raz (pierwszy: wiersz \(first)). Pobierz katalog jeszcze raz.",
            en:
              "The unit \(cell.unitCode) \(cell.unitName) stands in the catalogue for the second time (the first is row \(first)). Download the catalogue again."
          )))
    }
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
    } else if !cell.period.isEmpty, !states.contains(where: { $0.isValid(on: cell.period) }) {
      findings.append(
        Finding(
          .warning, "register-other-date", at: cell.place, unit: cell.unitCode,
          Wording(
            "TERC na \(cell.period) zawiera jednostkę \(cell.unitCode) \(cell.unitName), a według registers/units.csv nie było jej tego dnia. Popraw daty w units.csv albo sprawdź, czy katalog jest właściwy.",
            en:
              "TERC of \(cell.period) has the unit \(cell.unitCode) \(cell.unitName), which by registers/units.csv was not there on that day. Correct the dates in units.csv, or see whether it is the right catalogue."
          )))
    }
  }

  /// Units that a catalogue leaves out: powiats of the voivodeships that it has, gminas, their parts and districts of the powiats
  /// that it has. An excerpt is whole for what it names.
  mutating func checkCatalogues() {
    for (file, catalogue) in catalogues.sorted(by: { $0.key < $1.key }) {
      let lacking = register.states(on: catalogue.date).filter { catalogue.lacks($0) }
      guard !lacking.isEmpty else { continue }
      let list = Array(lacking.prefix(10)).listed + (lacking.count > 10 ? ", …" : "")
      findings.append(
        Finding(
          .warning, "register-lacking-unit", at: Place(file: file),
          Wording(
            "W katalogu TERC na \(catalogue.date) nie ma jednostek, które zna registers/units.csv (\(lacking.count)): \(list). Pobierz katalog w wersji urzędowej jeszcze raz albo popraw units.csv.",
            en:
              "The TERC catalogue of \(catalogue.date) lacks units that registers/units.csv has (\(lacking.count)): \(list). Download the official catalogue again, or correct units.csv."
          )))
    }
  }
}

/// What one file of the catalogue TERC holds.
struct CatalogueFile {
  /// ISO date of its state; empty where no row says it.
  private(set) var date = ""
  /// Rows by code.
  private var rows: [String: Int] = [:]

  /// - Returns: the row that the unit has already.
  mutating func add(_ cell: PublishedCell) -> Int? {
    if date.isEmpty { date = cell.period }
    let known = rows[cell.unitCode]
    if known == nil { rows[cell.unitCode] = cell.place.row }
    return known
  }

  /// Whether the unit should be there, since the one above it is, and is not.
  func lacks(_ unit: Unit) -> Bool {
    guard !date.isEmpty, rows[unit.code] == nil else { return false }
    return switch unit.level {
    case .powiat: rows[unit.code.prefix(2) + "00000"] != nil
    case .gmina, .district: rows[unit.code.prefix(4) + "000"] != nil
    case .country, .macroregion, .voivodeship, .region, .subregion: false
    }
  }
}
