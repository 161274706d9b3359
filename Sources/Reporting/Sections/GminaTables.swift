import Contracts

/// The gminas of each powiat with all indicators of an area, folded away by powiat.
struct GminaTables {
  let area: String
  let readings: [Reading]
  let material: Material

  private var say: Phrasing { material.phrasing }

  private struct Column {
    var reading: Reading
    /// Newest period in which some gmina has a value.
    var period: String
  }

  /// - Returns: nil when there are no gminas below the main units, or none of them has a value.
  func chapter() -> Chapter? {
    guard material.units.hasDetails else { return nil }
    let all = material.units.main.flatMap { material.units.details(of: $0.unit) }.map(\.unit)
    let columns = readings.compactMap { reading in
      material.figures.periods(reading.indicator.id, of: all).last.map { Column(reading: reading, period: $0) }
    }
    guard !columns.isEmpty else { return nil }
    var chapter = Chapter(id: "gminy-\(area)", title: say("Gminy", "Gminas"))
    chapter.blocks.append(
      .remark(
        say(
          "Wskaźniki, dla których źródła podają dane o gminach. (m) gmina miejska, (w) wiejska, (m-w) miejsko-wiejska. Przedziały, liczniki, mianowniki i miejsca są w plikach CSV.",
          "Indicators for which the sources have data on gminas. Intervals, numerators, denominators and ranks are in the CSV files."
        )))
    // The names stand once here and not over each of the tables: with them the page would be a quarter longer.
    chapter.blocks.append(
      .list(
        columns.map { column in
          let indicator = column.reading.indicator
          return [
            .strong(indicator.id), .text(" – "),
            .link(.inside(indicator.id), IndicatorTables.title(indicator, say)),
            .text(", \(say.dates.period(column.period))"),
          ]
        }))
    for powiat in material.units.main {
      let gminas = material.units.details(of: powiat.unit)
      guard !gminas.isEmpty else { continue }
      chapter.blocks.append(
        .folded(
          summary: "\(say.sentenceCase(powiat.fullName(say))): \(say.counted(gminas.count, .gmina))",
          [.table(table(powiat, gminas, columns))]))
    }
    return chapter
  }

  private func table(_ powiat: UnitRow, _ gminas: [UnitRow], _ columns: [Column]) -> Table {
    let headings = columns.map { column in
      let unit = column.reading.indicator.unit.heading(say)
      return Table.Column(column.reading.indicator.id + (unit.isEmpty ? "" : " (\(unit))"))
    }
    var rows: [Table.Row] = [
      Table.Row(
        say.sentenceCase(powiat.fullName(say)), columns.map { cell(powiat, $0, isRepeated: true) }, isReference: true)
    ]
    rows += gminas.map { gmina in Table.Row(gmina.shortName(say), columns.map { cell(gmina, $0, isRepeated: false) }) }
    return Table(
      id: "g-\(area)-\(powiat.unit)", caption: say("Gminy: \(powiat.fullName(say))", "Gminas: \(powiat.fullName(say))"),
      stub: say("Gmina", "Gmina"), columns: headings, rows: rows)
  }

  private func cell(_ unit: UnitRow, _ column: Column, isRepeated: Bool) -> Cell {
    let indicator = column.reading.indicator
    guard let row = material.figures.row(indicator.id, unit.unit, column.period) else {
      return .missing(reason: Terms(say).reason(nil), id: nil)
    }
    let id = NumberID(row.id)
    guard let value = row.value else { return .missing(reason: Terms(say).reason(row), id: isRepeated ? nil : id) }
    return .number(Quantity(value, decimals: indicator.decimals, id: isRepeated ? nil : id))
  }
}
