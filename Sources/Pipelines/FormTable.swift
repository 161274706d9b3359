package import Bytes
package import Findings

/// A row of an official form and what it counts. Row numbers change between versions of a form, so a row means something
/// only together with form, year of the version and section.
package struct FormRow: Sendable, Hashable {
  package var label: String
  /// `assistance.reason.poverty`, or empty when the product has no use for the row.
  package var concept: String
  /// Control sum as printed on the form (`2+4+5+24+(42-43)`), or empty.
  package var check: String
  /// Whether the row's number was seen in a real form: `seen`, `documented` or `unverified`.
  package var verification: String
  /// `check`, read.
  package var comparisons: [FormComparison] = []
}

/// A column of a section of an official form: the last part of the measure's name.
package struct FormColumn: Sendable, Hashable {
  package var label: String
  /// `families`, `persons_in_families`, `persons`, `amount` ..., or empty.
  package var aspect: String
  /// The part of what the row counts that the column has (`sex=K`), or empty for the whole.
  package var breakdown: String
  /// Unit of measure of the column's numbers.
  package var unit: String
  /// Comparisons with other columns of the same row (column `check` of the table, which may be absent).
  package var comparisons: [FormComparison] = []
}

/// All official forms of `pipelines/forms/`: (form, year of version, section, row) -> row and the same for columns.
package struct FormTables: Sendable {
  private struct Key: Hashable, Sendable {
    var form: String
    var section: String
    var number: String
  }
  private struct Ranged<Entry: Sendable>: Sendable {
    var years: ClosedRange<Int>
    var entry: Entry
  }
  private var rows: [Key: [Ranged<FormRow>]] = [:]
  private var columns: [Key: [Ranged<FormColumn>]] = [:]
  /// Numbers of rows with a check, by form and section.
  private var checked: [Key: [String]] = [:]
  private var versions: [String: [ClosedRange<Int>]] = [:]
  /// Every name that a form has had -> the names of its tables: the ministry renamed MPiPS-03 to MRPiPS-03 and MRiPS-03.
  private var family: [String: [String]] = [:]
  /// For which parts of a year a form is filled in.
  private var periods: [String: Set<String>] = [:]
  /// Files read, relative to the definitions folder.
  package private(set) var definitionFiles: [String] = []

  package init() {}

  /// Names of the forms, sorted.
  package var forms: [String] { versions.keys.sorted() }

  /// Reads `names.csv`: name;form, the form being the one whose tables stand for the name.
  package mutating func addNames(_ table: SeparatedTable, file: String) throws(Refusal) {
    definitionFiles.append(file)
    for index in table.rows.indices {
      family[try table.text(index, "name"), default: []].append(try table.text(index, "form"))
    }
  }

  /// Words of `periods.csv`.
  private static let partsOfYear = ["year", "H1", "H2", "quarter", "month"]

  /// Reads `periods.csv`: form;periods, the periods as `year`, `H1`, `H2`, `quarter` and `month` with blanks between them.
  package mutating func addPeriods(_ table: SeparatedTable, file: String) throws(Refusal) {
    definitionFiles.append(file)
    for index in table.rows.indices {
      let words = try table.text(index, "periods").split(separator: " ").map(String.init)
      if let unknown = words.first(where: { !Self.partsOfYear.contains($0) }) {
        throw table.refusal(index, "periods", unknownWord(unknown, among: Self.partsOfYear))
      }
      periods[try table.text(index, "form"), default: []].formUnion(words)
    }
  }

  /// Whether a form is filled in for a part of a year; true for a form that `periods.csv` does not have.
  /// - Parameter part: `year`, `H1`, `H2`, `quarter` or `month`.
  package func isFilledIn(_ form: String, for part: String) -> Bool { periods[form]?.contains(part) ?? true }

  /// The form whose tables hold for a version of a form, whatever name the file calls it by; the name itself for a form that
  /// nothing is known of.
  package func canonical(_ form: String, version: Int) -> String {
    if versions[form]?.contains(where: { $0.contains(version) }) ?? false { return form }
    return family[form]?.first { versions[$0]?.contains { $0.contains(version) } ?? false } ?? form
  }

  /// Reads `<form>.csv` (rows) or `<form>-columns.csv`, told apart by their header.
  package mutating func add(_ table: SeparatedTable, file: String) throws(Refusal) {
    definitionFiles.append(file)
    let isColumns = table.header.contains("aspect")
    for index in table.rows.indices {
      let form = try table.text(index, "form")
      let years = try Self.years(table, index)
      let number = Self.plainNumber(try table.text(index, isColumns ? "column" : "row"))
      let key = Key(form: form, section: try table.text(index, "section"), number: number)
      if isColumns {
        let column = FormColumn(
          label: try table.text(index, "label"), aspect: try table.text(index, "aspect"),
          breakdown: table.header.contains("breakdown") ? try table.text(index, "breakdown") : "",
          unit: try table.text(index, "unit"),
          comparisons: table.header.contains("check") ? try Self.comparisons(table, index) : [])
        columns[key, default: []].append(Ranged(years: years, entry: column))
      } else {
        let row = FormRow(
          label: try table.text(index, "label"), concept: try table.text(index, "concept"),
          check: try table.text(index, "check"), verification: try table.text(index, "verification"),
          comparisons: try Self.comparisons(table, index))
        if !row.comparisons.isEmpty {
          let place = Key(form: form, section: key.section, number: "")
          if checked[place]?.contains(number) != true { checked[place, default: []].append(number) }
        }
        rows[key, default: []].append(Ranged(years: years, entry: row))
        versions[form, default: []].append(years)
      }
    }
  }

  /// Forms with rows of which no column is known, sorted: every figure of such a form would be passed over without a word.
  package var withoutColumns: [String] {
    let explained = Set(columns.keys.map(\.form))
    return versions.keys.filter { !explained.contains($0) }.sorted()
  }

  package func knows(form: String, version: Int) -> Bool {
    versions[canonical(form, version: version)]?.contains { $0.contains(version) } ?? false
  }

  /// Whether a version of a form has the rows that the form has in a year; true where nothing is known of either.
  package func isInForce(form: String, version: Int, in year: Int) -> Bool {
    func tables(_ year: Int) -> (name: String, years: Set<ClosedRange<Int>>) {
      let name = canonical(form, version: year)
      return (name, Set((versions[name] ?? []).filter { $0.contains(year) }))
    }
    let (own, due) = (tables(version), tables(year))
    return own.years.isEmpty || due.years.isEmpty || own == due
  }

  package func row(form: String, version: Int, section: String, row: String) -> FormRow? {
    rows[Key(form: canonical(form, version: version), section: section, number: Self.plainNumber(row))]?.first {
      $0.years.contains(version)
    }?.entry
  }

  /// The rows of a section with their numbers, in the order of the numbers as texts.
  package func sectionRows(form: String, version: Int, section: String) -> [(number: String, row: FormRow)] {
    let name = canonical(form, version: version)
    var found: [(number: String, row: FormRow)] = []
    for (key, entries) in rows where key.form == name && key.section == section {
      if let known = entries.first(where: { $0.years.contains(version) }) { found.append((key.number, known.entry)) }
    }
    return found.sorted { $0.number < $1.number }
  }

  /// The form and the years of the table that a row was found in: `MPiPS-03 (2012–2020)`, `MRiPS-03 (2021–)`.
  package func tableName(form: String, version: Int, section: String, row: String) -> String? {
    let name = canonical(form, version: version)
    let key = Key(form: name, section: section, number: Self.plainNumber(row))
    guard let years = rows[key]?.first(where: { $0.years.contains(version) })?.years else { return nil }
    return "\(name) (\(years.lowerBound)–\(years.upperBound == 9999 ? "" : String(years.upperBound)))"
  }

  /// The sections in which a row is: the section itself, or else its parts (`1.1`, `1.2` of `1`), sorted.
  package func sections(form: String, version: Int, section: String, row: String) -> [String] {
    if self.row(form: form, version: version, section: section, row: row) != nil { return [section] }
    let number = Self.plainNumber(row)
    let name = canonical(form, version: version)
    return rows.filter { key, entries in
      key.form == name && key.number == number && key.section.hasPrefix(section + ".")
        && entries.contains { $0.years.contains(version) }
    }.map(\.key.section).sorted()
  }

  /// Numbers of the rows of a section that carry a check, in the order of the table.
  package func checkedRows(form: String, version: Int, section: String) -> [String] {
    checked[Key(form: canonical(form, version: version), section: section, number: "")]?.filter { number in
      row(form: form, version: version, section: section, row: number)?.comparisons.isEmpty == false
    } ?? []
  }

  package func column(form: String, version: Int, section: String, column: String) -> FormColumn? {
    let number = Self.plainNumber(column)
    let form = canonical(form, version: version)
    let own = columns[Key(form: form, section: section, number: number)]?.first { $0.years.contains(version) }
    // A form whose sections share their columns says so once, with section `*`.
    return (own ?? columns[Key(form: form, section: "*", number: number)]?.first { $0.years.contains(version) })?.entry
  }

  private static func comparisons(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> [FormComparison] {
    let text = try table.text(index, "check")
    guard let list = FormComparison.list(text) else {
      throw table.refusal(
        index, "check", Wording("„\(text)” nie jest regułą kontrolną.", en: "“\(text)” is no check of a form."))
    }
    return list
  }

  /// `007` and `7` are one row.
  package static func plainNumber(_ text: String) -> String {
    let stripped = text.drop { $0 == "0" }
    return stripped.isEmpty ? (text.isEmpty ? "" : "0") : String(stripped)
  }

  private static func years(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> ClosedRange<Int> {
    let from = try table.text(index, "version_from")
    let to = try table.text(index, "version_to")
    guard let first = Int(from.isEmpty ? "0" : from), let last = Int(to.isEmpty ? "9999" : to), first <= last else {
      throw table.refusal(
        index, "version_from",
        Wording("„\(from)”–„\(to)” nie są latami wersji formularza.", en: "“\(from)”–“\(to)” are no years of a form's version."))
    }
    return first...last
  }
}
