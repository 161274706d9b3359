import Findings
import Territory

extension Register {
  /// Said where the catalogue of units and their changes does not reach to the register date: what changed between them is not
  /// known. The time before its first change it knows for one year, that of the units which the change found there.
  var coverageFinding: Finding? {
    guard let first = changeDays.first, let last = changeDays.last, let year = Int(date.prefix(4)),
      let firstYear = Int(first.prefix(4)), let lastYear = Int(last.prefix(4)), year < firstYear - 1 || year > lastYear
    else { return nil }
    return Finding(
      .warning, "register-not-covered",
      Wording(
        "Data rejestru \(date) leży poza wykazem jednostek, który zna zmiany od \(first) do \(last); zmiany między nimi a tą datą są nieznane. Wybierz inną datę albo uzupełnij registers/units.csv i changes.csv.",
        en:
          "The register date \(date) lies outside the catalogue of units, which knows changes from \(first) to \(last); what changed between them and that date is not known. Choose another date, or complete registers/units.csv and changes.csv."
      ))
  }
}
