import Findings
import Markup
import Territory

// The layouts whose parts are named in the profile itself.
extension Profile {
  /// Values by their published name: `{"Bezrobotni ogółem": {"measure": ..., "breakdown": ..., "unit": ..., "factor": 1}}`.
  static func values(_ reader: inout JSONObjectReader, _ key: String) throws(Refusal) -> [UnitTableLayout.Value] {
    var values: [UnitTableLayout.Value] = []
    for member in try reader.members(key) ?? [] {
      var entry = try JSONObjectReader(member.value, from: reader.origin, path: "\(key).\(member.name)")
      values.append(try value(&entry, header: member.name))
      try entry.finish()
    }
    return values
  }

  private static func value(_ entry: inout JSONObjectReader, header: String) throws(Refusal) -> UnitTableLayout.Value {
    UnitTableLayout.Value(
      header: header, measure: try entry.requiredString("measure"), breakdown: try entry.string("breakdown") ?? "",
      unit: try entry.string("unit") ?? "", factor: try entry.number("factor") ?? 1)
  }

  static func unitTable(_ reader: inout JSONObjectReader) throws(Refusal) -> UnitTableLayout {
    var columns = try reader.requiredObject("columns")
    var yearColumns: UnitTableLayout.Value?
    if var entry = try reader.object("year_columns") {
      yearColumns = try value(&entry, header: "")
      try entry.finish()
    }
    let values = try values(&reader, "values")
    guard !values.isEmpty || yearColumns != nil else {
      throw reader.refusal(
        Wording("Profil nie nazywa żadnej wartości.", en: "The profile names no value."), about: "values",
        mend: Wording("Dodaj „values” albo „year_columns”.", en: "Add “values” or “year_columns”."))
    }
    let unit: [String]
    if case .array? = columns.value("unit")?.content {
      unit = try columns.requiredStrings("unit")
    } else {
      unit = [try columns.requiredString("unit")]
    }
    let level = try reader.choice("units_by_name", of: Level.self)
    let layout = UnitTableLayout(
      unit: unit, unitName: try columns.string(level == nil ? "unit_name" : "parent_name"), namedLevel: level,
      period: try period(&reader, column: try columns.string("period"), isWritten: yearColumns != nil),
      yearColumns: yearColumns, sheet: try reader.string("sheet"), values: values)
    try columns.finish()
    return layout
  }

  private enum PeriodSource: String, CaseIterable {
    case fileName = "file-name"
    case preamble
  }

  /// - Parameter isWritten: the years stand over the columns, so that no other place is needed.
  private static func period(
    _ reader: inout JSONObjectReader, column: String?, isWritten: Bool
  ) throws(Refusal) -> PeriodPlace {
    let fixed = try reader.string("fixed_period")
    let source = try reader.choice("period_from", of: PeriodSource.self)
    if let column { return .column(column) }
    if let fixed { return .fixed(fixed) }
    switch source {
    case .fileName: return .fileName
    case .preamble: return .preamble
    case nil: if isWritten { return .fixed("") }
    }
    throw reader.refusal(
      Wording("Profil nie mówi, gdzie stoi okres.", en: "The profile does not say where the period stands."), about: "columns",
      mend: Wording(
        "Dodaj „period” w „columns”, „fixed_period” albo „period_from”.",
        en: "Add “period” to “columns”, “fixed_period” or “period_from”."))
  }

  static func rowTable(_ reader: inout JSONObjectReader) throws(Refusal) -> RowTableLayout {
    var columns = try reader.requiredObject("columns")
    let layout = RowTableLayout(
      row: try columns.requiredString("row"), unitLabel: try reader.string("unit_label"), values: try values(&reader, "values"))
    try columns.finish()
    return layout
  }

  static func formColumns(_ reader: inout JSONObjectReader) throws(Refusal) -> FormColumnsLayout {
    var columns = try reader.requiredObject("columns")
    let form = try reader.requiredString("form")
    let pattern = try columns.requiredString("pattern")
    let parts = pattern.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, parts[3].isEmpty, parts[0..<3].allSatisfy({ !$0.isEmpty }) else {
      throw reader.refusal(
        Wording(
          "Wzorzec „\(pattern)” nie ma trzech miejsc na numery.", en: "The pattern “\(pattern)” has not three places for numbers."
        ),
        about: "columns", mend: Wording("Napisz go jak „D#W#R#”.", en: "Write it like “D#W#R#”."))
    }
    let layout = FormColumnsLayout(
      form: form, unit: try columns.requiredString("unit"), unitName: try columns.string("unit_name"),
      month: try columns.requiredString("month"), year: try columns.requiredString("year"),
      pattern: Array(parts[0..<3]))
    try columns.finish()
    return layout
  }

  static func sdmx(_ reader: inout JSONObjectReader) throws(Refusal) -> SDMXLayout {
    var columns = try reader.requiredObject("dimensions")
    let layout = SDMXLayout(
      unit: try columns.requiredString("unit"), period: try columns.requiredString("period"),
      status: try columns.string("status"), dimensions: try columns.requiredStrings("values"),
      values: try values(&reader, "values"))
    try columns.finish()
    return layout
  }
}
