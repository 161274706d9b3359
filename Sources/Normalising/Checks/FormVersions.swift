import Contracts
import Findings
import Pipelines

// Row numbers mean something only in the version of the form that they are of.
extension SourceNormaliser {
  /// A statement of a version of the form that was not in force in its period: rows of another version count other things.
  mutating func checkVersions(_ checker: FormChecker, _ texts: CellTexts, _ meanings: inout Meanings) {
    var known: [FormChecker.VersionOfPeriod: Bool] = [:]
    // Forms of a year are drawn up in the year after it at the latest.
    func isToCome(_ year: Int, _ period: CanonicalPeriod) -> Bool { year > period.year + 1 }
    for (version, origin) in checker.versions.sorted(by: { $0.value.ordinal < $1.value.ordinal }) {
      let layout = checker.layouts[Int(version.layout)]
      guard let year = Int(layout.version.prefix(4)), let period = meanings.periods[Int(version.period)],
        let canonical = CanonicalPeriod(period)
      else { continue }
      let place = Place(file: texts.file[Int(origin.file)], sheet: texts.sheet[Int(origin.sheet)], row: Int(origin.row))
      if !forms.isFilledIn(layout.form, for: canonical.partOfYear) {
        findings.append(
          Finding(
            .warning, "wrong-period", at: place,
            Wording(
              "Sprawozdania \(layout.form) nie składa się za taki okres jak \(period) (forms/periods.csv). Sprawdź okres w nagłówku.",
              en:
                "The form \(layout.form) is not filled in for a period such as \(period) (forms/periods.csv). Check the period in the header."
            )))
      }
      let kind = FormChecker.VersionOfPeriod(layout: version.layout, file: 0, period: version.period)
      let isInForce = known[kind] ?? forms.isInForce(form: layout.form, version: year, in: canonical.year)
      known[kind] = isInForce
      guard !isInForce || isToCome(year, canonical) else { continue }
      findings.append(
        Finding(
          .warning, "wrong-form-version", at: place,
          Wording(
            "Sprawozdanie za \(period) podaje wersję \(layout.version) formularza \(layout.form), \(isInForce ? "której w tym okresie jeszcze nie było" : "a w tym okresie obowiązywała inna, z innymi numerami wierszy"). Sprawdź wersję i okres w nagłówku.",
            en:
              "The statement for \(period) names version \(layout.version) of the form \(layout.form); \(isInForce ? "in that period it did not exist yet" : "in that period another one was in force, with other row numbers"). Check version and period in the header."
          )))
    }
  }

  /// A row of a form that its table does not have, once a series: the numbers are lost to the diagnosis until somebody says
  /// what the row counts.
  mutating func noteUnknownRow(
    _ cell: PublishedCell, _ form: String, _ version: String, _ section: String, _ row: String
  ) {
    guard unknownRows.insert("\(form)|\(version)|\(section)|\(row)").inserted else { return }
    findings.append(
      Finding(
        .warning, "row-not-in-form-table", at: cell.place, unit: cell.unitCode,
        Wording(
          "Tabela formularza \(form) nie ma wiersza \(row) działu \(section) w wersji \(version); jego liczby pominięto. Dopisz wiersz do forms/\(form).csv albo sprawdź, czy to ta wersja.",
          en:
            "The table of the form \(form) has no row \(row) of section \(section) in version \(version); its numbers were left out. Add the row to forms/\(form).csv, or see whether it is that version."
        )))
  }

  /// A column that the section does not have and that holds a number, once a section: transport files have room for more columns than
  /// any form, filled with nothing or with noughts.
  mutating func noteUnknownColumn(
    _ cell: PublishedCell, _ form: String, _ version: String, _ section: String, _ column: String
  ) {
    guard cell.text.utf8.contains(where: { $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
      unknownRows.insert("\(form)|\(version)|\(section)||\(column)").inserted
    else { return }
    findings.append(
      Finding(
        .warning, "column-not-in-form-table", at: cell.place, unit: cell.unitCode,
        Wording(
          "Tabela formularza \(form) nie ma rubryki \(column) działu \(section) w wersji \(version), a plik ma w niej liczby; pominięto je. Dopisz rubrykę do forms/\(form)-columns.csv albo sprawdź, czy to ta wersja.",
          en:
            "The table of the form \(form) has no column \(column) of section \(section) in version \(version), and the file has numbers in it; they were left out. Add the column to forms/\(form)-columns.csv, or see whether it is that version."
        )))
  }
}
