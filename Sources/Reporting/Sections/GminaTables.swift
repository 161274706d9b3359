import Contracts

/// Gminas, always grouped by powiat: two and a half thousand of them in one table would be of use to nobody.
struct GminaTables {
  let material: Material

  private var say: Phrasing { material.phrasing }

  // MARK: All gminas by one indicator

  /// Value, interval and rank of every gmina in the newest period that has one, folded by powiat; empty without any.
  func blocks(of reading: Reading) -> [Block] {
    guard material.units.hasDetails else { return [] }
    let indicator = reading.indicator
    let all = material.units.main.flatMap { material.units.details(of: $0.unit) }.map(\.unit)
    guard let period = material.figures.newestPeriod(indicator.id, of: all) else { return [] }
    let rows = Dictionary(
      all.compactMap { unit in material.figures.row(indicator.id, unit, period).map { (unit, $0) } },
      uniquingKeysWith: { first, _ in first })
    let hasIntervals = rows.values.contains { $0.lower != nil }
    let ranked = rows.values.compactMap(\.unitsRanked).max()
    var columns = [Table.Column(say("Wartość", "Value"))]
    if hasIntervals { columns.append(Table.Column(say("Przedział ufności 95%", "95% interval"))) }
    if let ranked {
      columns.append(Table.Column(say("Miejsce wśród \(ranked) gmin (zakres)", "Rank among \(ranked) gminas (range)")))
    }
    let blocks: [Block] = [
      .paragraph(
        say(
          "Gminy według powiatów, \(say.dates.period(period)): (m) gmina miejska, (w) wiejska, (m-w) miejsko-wiejska.",
          "Gminas by powiat, \(period)."))
    ]
    func folded(_ powiat: UnitRow) -> Block? {
      let gminas = material.units.details(of: powiat.unit)
      guard !gminas.isEmpty else { return nil }
      let tableRows = gminas.map { gmina -> Table.Row in
        let row = rows[gmina.unit]
        var cells = [value(row, indicator)]
        if hasIntervals { cells.append(interval(row, indicator)) }
        if ranked != nil { cells.append(rank(row)) }
        return Table.Row(
          [.link(.file(UnitProfile.path(of: gmina)), material.units.distinct(gmina.shortName(say), of: gmina, say))], cells)
      }
      let table = Table(
        id: "g-\(indicator.id)-\(powiat.unit)",
        caption: "\(IndicatorTables.title(indicator, say)), \(say.dates.period(period)): \(powiat.fullName(say))",
        stub: say("Gmina", "Gmina"), columns: columns, rows: tableRows, isNumbered: false)
      return .folded(
        summary: "\(say.sentenceCase(powiat.fullName(say))): \(say.counted(gminas.count, .gmina))", [.table(table)])
    }
    return blocks + material.units.folded(say) { $0.compactMap(folded) }
  }

  private func value(_ row: IndicatorRow?, _ indicator: Indicator) -> Cell {
    guard let row else { return .missing(reason: "", id: nil) }
    let id = ValueID(row.id)
    guard let value = row.value else { return .missing(reason: Terms(say).reason(row), id: id) }
    return .number(Quantity(value, decimals: indicator.decimals, id: id))
  }

  private func rank(_ row: IndicatorRow?) -> Cell {
    guard let row, let rank = row.rank else { return .notApplicable }
    return .rank(rank, low: row.rankLow, high: row.rankHigh, id: ValueID(row.id, part: "rank"))
  }

  private func interval(_ row: IndicatorRow?, _ indicator: Indicator) -> Cell {
    guard let row, row.value != nil, let lower = row.lower, let upper = row.upper else { return .notApplicable }
    return .range(lower: lower, upper: upper, decimals: indicator.decimals, id: ValueID(row.id, part: "interval"))
  }

  // MARK: The gminas of one powiat by the indicators of an area

  /// - Returns: nil when no gmina of the powiat has a value.
  func table(of powiat: UnitRow, area: String, title: String) -> Table? {
    let gminas = material.units.details(of: powiat.unit)
    let codes = gminas.map(\.unit)
    let columns = material.indicators(in: area).compactMap { indicator in
      material.figures.newestPeriod(indicator.id, of: codes).map { (indicator: indicator, period: $0) }
    }
    guard !columns.isEmpty else { return nil }
    let rows = gminas.map { gmina in
      Table.Row(
        [.link(.file(UnitProfile.path(of: gmina)), gmina.shortName(say))],
        columns.map { value(material.figures.row($0.indicator.id, gmina.unit, $0.period), $0.indicator) })
    }
    let own = Table.Row(
      [.text(say.sentenceCase(powiat.fullName(say)))],
      columns.map { value(material.figures.row($0.indicator.id, powiat.unit, $0.period), $0.indicator).repeated },
      isReference: true)
    let names = columns.map { "\($0.indicator.id) – \(IndicatorTables.title($0.indicator, say)), \($0.period)" }
    return Table(
      id: "gminy-\(area)", caption: say("Gminy powiatu: \(title)", "Gminas of the powiat: \(title)"),
      stub: say("Gmina", "Gmina"),
      columns: columns.map { column in
        let unit = column.indicator.unit.heading(say)
        return Table.Column(column.indicator.id + (unit.isEmpty ? "" : " (\(unit))"))
      }, rows: [own] + rows, notes: [names.joined(separator: "; ") + "."])
  }
}
