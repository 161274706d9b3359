import Contracts
import Findings
import Pipelines
import Territory

extension SourceNormaliser {
  /// Whether the files of the source are tables about different things.
  private var hasTablesOfItsOwn: Bool {
    switch profile.layout {
    case .bank, .bankPages: true
    default: false
    }
  }

  /// Figures of the town or the countryside of a gmina are left out since the whole gmina has its own; where the source has
  /// no whole, the gmina is lost. Tables of the bank are one source and many things: there the whole has to stand in the table of
  /// its parts, if that has whole gminas at all.
  mutating func checkParts(_ texts: CellTexts) {
    struct GminaOfPeriod: Hashable {
      var stem: String
      var period: Int32
      /// -1 for any file of the source.
      var file: Int32
    }
    guard !headings.parts.isEmpty else { return }
    var wholes: Set<GminaOfPeriod> = []
    var tables: Set<Int32> = []
    for pair in headings.dated.keys {
      guard let unit = knownUnit(pair)?.unit, unit.level == .gmina else { continue }
      if hasTablesOfItsOwn { tables.insert(pair.file) }
      let files: [Int32] = hasTablesOfItsOwn ? [-1, pair.file] : [-1]
      for file in files {
        wholes.insert(GminaOfPeriod(stem: String(unit.stem), period: pair.period, file: file))
        // A delegation of a city has another stem than the city, which is the only gmina of its powiat.
        wholes.insert(GminaOfPeriod(stem: String(unit.code.prefix(4)), period: pair.period, file: file))
      }
    }
    var told: Set<String> = []
    for (pair, spot) in headings.parts.sorted(by: { ($0.key.file, $0.value.row) < ($1.key.file, $1.value.row) }) {
      guard case .part(let code)? = knownUnit(pair), code.hasPrefix(units.region),
        !wholes.contains(
          GminaOfPeriod(
            stem: String(code.prefix(code.hasSuffix("9") ? 4 : 6)), period: pair.period,
            file: tables.contains(pair.file) ? pair.file : -1)),
        let period = meanings.periods[Int(pair.period)],
        told.insert("\(code) \(period) \(tables.contains(pair.file) ? pair.file : -1)").inserted
      else { continue }
      let gmina = register.gmina(stem: code.prefix(6))
      let table = tables.contains(pair.file) ? Wording(" w tej tabeli", en: ", in this table") : Wording("", en: "")
      let name = gmina.map { "\($0.name) (\($0.code))" } ?? String(code.prefix(6))
      findings.append(
        Finding(
          .warning, "part-without-whole", at: place(pair.file, spot, texts), unit: gmina?.code ?? code,
          Wording(
            "Za \(period) jest tylko część gminy (\(code)), a całej gminy \(name) nie ma w źródle\(table.polish); część nie zastępuje całości i ją pominięto. Dołącz całą gminę albo popraw kod.",
            en:
              "For \(period) there is only a part of the gmina (\(code)), the whole gmina \(name) is not in the source\(table.english); a part does not stand for the whole and was left out. Add the whole gmina, or correct the code."
          )))
    }
  }
}
