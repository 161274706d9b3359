import Contracts
import Findings
import Territory

/// What a unit code of a source leads to in this pipeline.
enum UnitMeaning {
  case unit(Unit, recoded: Bool)
  /// A unit that is gone by the register date; what it had before goes to others.
  case former(Unit, Wording)
  /// A part of a gmina (kinds 4, 5, 9), by its code: its whole is published beside it.
  case part(String)
  /// - Parameter unit: where it is one of another region.
  case skipped(reason: String, unit: Unit? = nil)
  case rejected(code: String, Wording)
}

extension UnitMeaning {
  /// Why a code that no register knows is rejected.
  static let unknown = "unknown-unit"

  /// The unit of another region that it is.
  var outside: Unit? { if case .skipped(_, let unit) = self { unit } else { nil } }
}

/// Units of one source, resolved once for each distinct code of a file's column.
struct UnitResolver {
  private let register: Register
  let region: String

  init(_ register: Register, region: String) {
    self.register = register
    self.region = region
  }

  /// One reader a file: which shape its column of codes has shows only from all of its codes.
  /// - Returns: by code of the file; one by `SourceNormaliser.noFile` that serves for all.
  func codeReaders(_ cells: CellsReader) throws(Refusal) -> [Int32: UnitCodeReader] {
    let shared = UnitCodeReader(register, column: cells.texts.unitCode)
    if shared.isSameForParts { return [SourceNormaliser.noFile: shared] }
    var codes: [Int32: Set<Int32>] = [:]
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      var last: (file: Int32, unit: Int32) = (-1, -1)
      for index in 0..<batch.count where (batch.file[index], batch.unitCode[index]) != last {
        last = (batch.file[index], batch.unitCode[index])
        codes[last.file, default: []].insert(last.unit)
      }
    }
    return codes.mapValues { set in UnitCodeReader(register, column: set.map { cells.texts.unitCode[Int($0)] }) }
  }

  /// - Parameter reader: knows the shapes of the whole column.
  func meaning(of code: String, _ reader: UnitCodeReader) -> UnitMeaning {
    meaning(reader.meaning(of: code), code)
  }

  /// - Parameter name: a name, in a table without codes.
  func meaning(ofName name: String, parent: String, _ named: NamedUnits) -> UnitMeaning {
    switch named.meaning(of: name, parent: parent) {
    case .unit(let unit): meaning(.unit(unit, recoded: false), unit.code)
    case .part(let code): .part(code)
    case .rejected(let code, let wording): .rejected(code: code, wording)
    }
  }

  /// The row under the units of a table that has the name of their voivodeship, or of the country, and no code: no two units of
  /// these levels share a name, so that it can be read. Nil for all other names.
  func meaning(ofTotal name: String) -> UnitMeaning? {
    guard !name.isEmpty else { return nil }
    let found = register.units(at: .voivodeship).filter { register.calls($0, name) }
    let country = register.units(at: .country).filter { register.calls($0, name) }
    guard found.count + country.count == 1, let unit = (found + country).first else { return nil }
    return meaning(.unit(unit, recoded: false), unit.code)
  }

  private func meaning(_ published: UnitCodeMeaning, _ code: String) -> UnitMeaning {
    switch published {
    case .unit(let unit, let recoded):
      return isWanted(unit) ? .unit(unit, recoded: recoded) : .skipped(reason: "outside-region", unit: unit)
    case .part(let code): return .part(code)
    case .otherLevel: return .skipped(reason: "level-not-in-use")
    case .ambiguous:
      return .rejected(
        code: "ambiguous-unit",
        Wording(
          "Kod „\(code)” mógł stracić zero na początku i da się odczytać na dwa sposoby. Zapisz kody jako tekst, z zerami.",
          en: "The code “\(code)” may have lost its leading zero and can be read in two ways. Save codes as text, with zeros."))
    case .dissolved(let unit, let changes):
      let isNear = unit.code.hasPrefix(region) || changes.contains { $0.successor.hasPrefix(region) }
      return isNear ? .former(unit, dissolved(unit, changes)) : .skipped(reason: "outside-region")
    case .unknown(let suggestion):
      if let suggestion, code.utf8.count == 7, suggestion.prefix(6) == code.prefix(6), let unit = register[suggestion] {
        return .rejected(
          code: "stale-register",
          Wording(
            "Rejestr na \(register.date) nie zna kodu \(code), zna \(suggestion) (\(unit.name)): gmina zmieniła rodzaj po dacie rejestru. Uzupełnij registers/units.csv.",
            en:
              "The register of \(register.date) does not know \(code), it knows \(suggestion) (\(unit.name)): the gmina changed its kind after the register was made. Complete registers/units.csv."
          ))
      }
      // A code of another voivodeship that the register does not know is no loss to this region's tables, but it is
      // still no unit.
      return .rejected(code: UnitMeaning.unknown, unknown(code, suggestion))
    }
  }

  /// The region's own units, and those above it for comparison.
  private func isWanted(_ unit: Unit) -> Bool {
    switch unit.level {
    case .country: true
    // Of the whole country all of them, of a voivodeship or a powiat the one it is or lies in.
    case .voivodeship: region.isEmpty || region.hasPrefix(unit.code.prefix(2))
    case .macroregion, .region, .subregion:
      register.summableChildren(of: unit.code, at: .powiat).contains { $0.hasPrefix(region) }
    case .powiat, .gmina, .district: unit.code.hasPrefix(region)
    }
  }

  private func dissolved(_ unit: Unit, _ changes: [UnitChange]) -> Wording {
    let names = changes.map { change in "\(change.successor) (\(register[change.successor]?.name ?? ""))" }
    let date = changes.first?.date ?? ""
    return Wording(
      "Jednostki \(unit.code) (\(unit.name)) nie ma od \(date); jej obszar przeszedł do: \(names.joined(separator: ", ")). Liczba jest za okres po tej dacie: popraw kod albo okres.",
      en:
        "The unit \(unit.code) (\(unit.name)) ended on \(date); its area went to \(names.joined(separator: ", ")). The figure is for a period after that day: correct the code or the period."
    )
  }

  /// A word has two letters beside each other; a number that a spreadsheet rounded has one `E`, a code of NUTS begins with `PL`.
  private static func isName(_ code: String) -> Bool {
    let letters = code.map { $0.isLetter }
    return !code.hasPrefix("PL") && zip(letters, letters.dropFirst()).contains { $0 && $1 }
  }

  private func unknown(_ code: String, _ suggestion: String?) -> Wording {
    if Self.isName(code) {
      return Wording(
        "W kolumnie kodów stoi „\(code)”, czyli nazwa. Wpisz kod TERYT jednostki albo sprawdź, czy kolumny się nie zamieniły.",
        en:
          "In the column of codes stands “\(code)”, which is a name. Enter the unit's TERYT code, or see whether columns changed places."
      )
    }
    if code.contains(where: { $0 == "E" || $0 == "e" }) && code.contains(where: \.isNumber) {
      return Wording(
        "„\(code)” to kod zniszczony przez arkusz kalkulacyjny. Pobierz plik na nowo i otwieraj go z kolumną kodów jako tekst.",
        en: "“\(code)” is a code destroyed by a spreadsheet. Download the file anew and open it with the codes as text.")
    }
    if let suggestion, let unit = register[suggestion] {
      return Wording(
        "Kod „\(code)” nie jest kodem żadnej jednostki. Popraw go w pliku; najbliższy to \(suggestion) (\(unit.name)).",
        en: "The code “\(code)” is no unit. Correct it in the file; the nearest is \(suggestion) (\(unit.name)).")
    }
    return Wording(
      "Kod „\(code)” nie jest kodem żadnej jednostki rejestru na \(register.date). Popraw kod albo uzupełnij registers/units.csv.",
      en: "The code “\(code)” is no unit of the register of \(register.date). Correct it, or complete registers/units.csv.")
  }
}
