import Bytes
import Findings
import Pipelines

/// The rows of `indicators.csv` that a pipeline uses.
struct Catalogue {
  static let file = "indicators.csv"

  let rows: [IndicatorDefinition]

  /// - Throws: `configuration` when the pipeline or its index names an indicator that the catalogue does not have.
  init(of pipeline: Pipeline) throws(Refusal) {
    let path = Paths.join(pipeline.definitions, Self.file)
    let table = try IndicatorTable(SeparatedTable(try Files.read(path), name: Self.file))
    for id in (pipeline.indicators ?? []) + (pipeline.index?.domains.flatMap(\.indicators) ?? []) where table[id] == nil {
      throw Self.unknown(id, among: table.ids, pipeline: pipeline)
    }
    guard let chosen = pipeline.indicators else {
      rows = table.indicators
      return
    }
    let wanted = Set(chosen).union(pipeline.index?.domains.flatMap(\.indicators) ?? [])
    rows = table.restricted(to: wanted).indicators
  }

  private static func unknown(_ id: String, among ids: [String], pipeline: Pipeline) -> Refusal {
    let near = nearest(to: id, among: ids)
    return Refusal(
      .configuration,
      Wording("Katalog nie ma wskaźnika „\(id)”", en: "The catalogue has no indicator “\(id)”"),
      at: Place(file: Paths.join(Paths.name(of: pipeline.folder), pipeline.name + ".json")),
      mend: near.map { Wording("czy chodziło o „\($0)”?", en: "did you mean “\($0)”?") }
        ?? Wording(
          "dopisz wiersz do indicators.csv albo usuń „\(id)” (spis: diagnoza list indicators)",
          en: "add a row to indicators.csv or take “\(id)” out (list them: diagnoza list indicators)"))
  }

  /// All that a row says, but not where in the file it stands.
  static func meaning(of row: IndicatorDefinition) -> String {
    let fields = [
      row.id, row.label.polish, row.label.english, row.definition.polish, row.definition.english, row.numerator,
      row.denominator, "\(row.multiplier)", row.unit, "\(row.decimals)", row.direction.rawValue, row.area,
      row.levels.joined(separator: " "), row.interval.rawValue, "\(row.threshold)", row.source,
      row.breaks.map { "\($0.year):\($0.code)" }.joined(separator: " "),
    ]
    return fields.joined(separator: " | ")
  }
}
