import Contracts
import Findings
import Territory

extension SourceNormaliser {
  /// Figures of the town or the countryside of a gmina are left out since the whole gmina has its own; where the source has
  /// no whole, the gmina is lost.
  mutating func checkParts(_ texts: CellTexts) {
    struct GminaOfPeriod: Hashable {
      var stem: String
      var period: Int32
    }
    guard !headings.parts.isEmpty else { return }
    var wholes: Set<GminaOfPeriod> = []
    for pair in headings.dated.keys {
      guard let unit = knownUnit(pair.file, pair.unit)?.unit, unit.level == .gmina else { continue }
      wholes.insert(GminaOfPeriod(stem: String(unit.stem), period: pair.period))
      // A delegation of a city has another stem than the city, which is the only gmina of its powiat.
      wholes.insert(GminaOfPeriod(stem: String(unit.code.prefix(4)), period: pair.period))
    }
    var told: Set<String> = []
    for (pair, spot) in headings.parts.sorted(by: { ($0.key.file, $0.value.row) < ($1.key.file, $1.value.row) }) {
      guard case .part(let code)? = knownUnit(pair.file, pair.unit), code.hasPrefix(units.region),
        !wholes.contains(GminaOfPeriod(stem: String(code.prefix(code.hasSuffix("9") ? 4 : 6)), period: pair.period)),
        let period = meanings.periods[Int(pair.period)], told.insert("\(code) \(period)").inserted
      else { continue }
      let gmina = register.gmina(stem: code.prefix(6))
      let name = gmina.map { "\($0.name) (\($0.code))" } ?? String(code.prefix(6))
      findings.append(
        Finding(
          .warning, "part-without-whole", at: place(pair.file, spot, texts), unit: gmina?.code ?? code,
          Wording(
            "Za \(period) jest tylko część gminy (\(code)), a całej gminy \(name) w źródle nie ma; część nie zastępuje całości i ją pominięto. Dołącz całą gminę albo popraw kod.",
            en:
              "For \(period) there is only a part of the gmina (\(code)), the whole gmina \(name) is not in the source; a part does not stand for the whole and was left out. Add the whole gmina, or correct the code."
          )))
    }
  }
}
