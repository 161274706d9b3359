import Contracts
import Findings

// What the diagnosis derived from the indicators, published beside them: the rows of its tables as they stand, and the two tables that
// the report itself makes.

extension PublishedTable {
  /// A table of the stage before, its records copied.
  init<Row: TableRow>(copying placed: PlacedRows<Row>, name: String, _ title: Wording, key: [String]) {
    self.init(name: name, title: title, columns: Row.columns, key: key, rowCount: placed.rows.count) { _, _ in }
    copied = (CopiedRecords(Array(placed.rows.indices), of: placed), { _, _ in })
  }

  /// Trends, forecasts, norms, like units, ages, targets: those that have a row.
  static func derived(_ material: Material) -> [PublishedTable] {
    (material.judgements.tables + [ages(material), targets(material)].compactMap(\.self)).filter { $0.rowCount > 0 }
  }

  /// Residents of the region by sex and age.
  private static func ages(_ material: Material) -> PublishedTable? {
    guard let ages = material.ages, let unit = material.units.region else { return nil }
    let groups = ages.groups
    return PublishedTable(
      name: "ages", title: Wording("Ludność według płci i wieku", en: "Population by sex and age"),
      columns: [
        TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
        TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
        TableColumn("period", .text, Wording("okres", en: "period")),
        TableColumn("age_from", .integer, Wording("wiek od", en: "age from")),
        TableColumn("age_to", .integer, Wording("wiek do", en: "age to")),
        TableColumn("men", .number, Wording("mężczyźni", en: "men")),
        TableColumn("women", .number, Wording("kobiety", en: "women")),
      ], key: ["unit", "period", "age_from"], rowCount: groups.count
    ) { place, lines in
      let group = groups[place]
      for text in [unit.unit, unit.unitName, ages.period] { lines.text(text) }
      lines.integer(group.from)
      lines.integer(group.to)
      lines.number(group.men)
      lines.number(group.women)
    }
  }

  /// The targets of the strategy with what they were judged by.
  private static func targets(_ material: Material) -> PublishedTable? {
    let states = material.targets.compactMap { TargetState($0, material) }
    guard !states.isEmpty else { return nil }
    let say = material.phrasing
    return PublishedTable(
      name: "targets", title: Wording("Cele strategii", en: "Targets of the strategy"),
      columns: [
        TableColumn("goal", .text, Wording("cel", en: "target")),
        TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
        TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
        TableColumn("base_period", .text, Wording("okres bazowy", en: "base period")),
        TableColumn("base_value", .number, Wording("wartość bazowa", en: "base value")),
        TableColumn("target_period", .text, Wording("okres docelowy", en: "target period")),
        TableColumn("target_value", .number, Wording("wartość docelowa", en: "target value")),
        TableColumn("period", .text, Wording("okres obecny", en: "current period")),
        TableColumn("value", .number, Wording("wartość obecna", en: "current value")),
        TableColumn("expected", .number, Wording("oczekiwana teraz", en: "expected now")),
        TableColumn("state", .text, Wording("stan", en: "state")),
      ], key: ["indicator", "unit", "target_period"], rowCount: states.count
    ) { place, lines in
      let state = states[place]
      let target = state.target
      for text in [say(target.goal), target.indicator, target.unit, target.basePeriod] { lines.text(text) }
      lines.number(state.base)
      lines.text(target.targetPeriod)
      lines.number(target.targetValue)
      lines.text(state.current?.period ?? "")
      lines.number(state.current?.value)
      lines.number(state.expected)
      lines.text(state.words(say))
    }
  }
}
