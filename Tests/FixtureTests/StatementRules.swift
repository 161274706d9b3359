/// What a statement of the fixtures breaks of the rules printed on its form and of plain sense; empty when it holds.
///
/// Source of the sums: ../shared/dictionaries/MPiPS-03_rows.csv, restated in pipelines/forms/.
func statementMistakes(_ statement: Statement) -> [String] {
  var mistakes: [String] = []
  let isNew = statement.form == "MRiPS-03"
  func value(_ section: String, _ row: Int, _ column: Int) -> Int { statement.row(section, row)?.value(column) ?? 0 }
  func require(_ holds: Bool, _ what: String) {
    if !holds { mistakes.append("\(statement.unit) \(statement.year): \(what)") }
  }
  func sum(_ section: String, _ rows: some Sequence<Int>, _ column: Int) -> Int {
    rows.reduce(0) { $0 + value(section, $1, column) }
  }
  func posts(_ row: Int) -> Int {
    let text = statement.row("1", row)?.cells.first { $0.column == 2 }?.text ?? "0.00"
    return (Int(text.replacing(".", with: "")) ?? 0)
  }
  if !isNew {
    let shift = statement.year <= 2011 ? 0 : 1
    let parts = [24, 25, 27, 28, 29, 30, 32, 34, 35, 36, 37, 38, 39, 40].map { $0 + shift }
    require(value("1", 23 + shift, 1) == sum("1", parts, 1), "Dział 1: OPS")
    require(posts(23 + shift) == parts.reduce(0) { $0 + posts($1) }, "Dział 1: OPS, etaty")
    require(value("1", 26 + shift, 1) == sum("1", [27, 28, 29, 30, 33].map { $0 + shift }, 1), "Dział 1: pracownicy socjalni")
    require(value("1", 1, 1) == value("1", 23 + shift, 1), "Dział 1: ogółem")
  }
  let (own, actual, reasons, types) = isNew ? ("1B", "2", "3", "4") : ("2B", "3", "4", "5")
  for column in 1...5 {
    require(value(own, 2, column) == value(own, 3, column) + value(own, 4, column), "zasiłki stałe, kol. \(column)")
  }
  for section in statement.sections where ["1A", "1B", "2A", "2B"].contains(section.number) {
    for row in section.rows {
      require(((row.value(2) ?? 0) > 0) == ((row.value(3) ?? 0) > 0), "kwota bez świadczeń: \(row.label)")
      require((row.value(4) ?? 0) <= (row.value(5) ?? 0), "rodziny > osoby w rodzinach: \(row.label)")
      require((row.value(1) ?? 0) <= (row.value(5) ?? 0), "osoby > osoby w rodzinach: \(row.label)")
    }
  }
  for (section, parts) in [(isNew ? "1A" : "2A", [2, 3]), (own, [2, 5, 10, 11, 14, 17, 20])] {
    for column in [1, 4, 5] {
      let all = value(section, 1, column)
      require(all >= parts.map { value(section, $0, column) }.max() ?? 0, "dział \(section): część > razem, kol. \(column)")
      require(all <= sum(section, parts, column), "dział \(section): razem > suma części, kol. \(column)")
      let row = section == own ? 5 : 4
      require(
        all == value(actual, row, column == 1 ? 1 : column == 4 ? 2 : 4), "dział \(section): rzeczywista liczba, kol. \(column)")
    }
  }
  for column in 1...4 {
    let (all, delegated, owned) = (value(actual, 1, column), value(actual, 4, column), value(actual, 5, column))
    require(all <= delegated + owned && all >= max(delegated, owned), "rzeczywista liczba, kol. \(column)")
    require(value(actual, 2, column) <= all && value(actual, 3, column) <= all, "w tym > ogółem, kol. \(column)")
    require(value(actual, 7, column) <= value(actual, 6, column), "wyłącznie praca socjalna, kol. \(column)")
  }
  for row in 1...7 {
    require(value(actual, row, 2) <= value(actual, row, 4), "rodziny > osoby, w. \(row)")
    require(value(actual, row, 3) <= value(actual, row, 2), "na wsi > ogółem, w. \(row)")
  }
  for (child, parent) in [(5, 4), (10, 9), (11, 9)] {
    for column in [1, 3] {
      require(value(reasons, child, column) <= value(reasons, parent, column), "powód \(child) > \(parent)")
    }
  }
  for row in statement.sections.first(where: { $0.number == reasons })?.rows ?? [] {
    require((row.value(1) ?? 0) <= (row.value(3) ?? 0), "rodziny > osoby: \(row.label)")
    require((row.value(3) ?? 0) <= value(actual, 1, 4), "powód > ogółem: \(row.label)")
    require((row.value(2) ?? 0) <= (row.value(1) ?? 0), "na wsi > ogółem: \(row.label)")
  }
  for column in [1, 3] { require(value(types, 1, column) == sum(types, 2...7, column), "typy rodzin, kol. \(column)") }
  require(value(types, 1, 3) == value(actual, 1, 4), "osoby w rodzinach: typy i rzeczywista liczba")
  require(value(types, 1, 1) == value(actual, 1, 2), "rodziny: typy i rzeczywista liczba")
  for size in 1...5 {
    require(value(types, 1 + size, 3) == size * value(types, 1 + size, 1), "osoby w rodzinach \(size)-osobowych")
  }
  require(value(types, 7, 3) >= 6 * value(types, 7, 1), "osoby w rodzinach 6 i więcej")
  require(value(types, 8, 1) == sum(types, 9...15, 1) && value(types, 8, 1) <= value(types, 1, 1), "rodziny z dziećmi")
  require(value(types, 16, 1) <= value(types, 8, 1) && value(types, 21, 1) <= value(types, 1, 1), "rodziny niepełne, emerytów")
  for section in statement.sections {
    for row in section.rows {
      for cell in row.cells { require(!cell.text.hasPrefix("-"), "liczba ujemna: \(row.label)") }
    }
  }
  return mistakes
}
