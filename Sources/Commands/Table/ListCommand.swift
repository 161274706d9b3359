import Bytes
import Conducting
import Findings
import Ingesting
import Markup
import MethodRunning
import Pipelines
import Territory

extension CommandTable {
  static let listCommand: CommandDescription = .init(
    "list", aliases: ["ls"],
    Wording(
      "Wypisuje, co jest: wskaźniki, metody, formaty, profile, rozdziały, jednostki, formularze.",
      en: "Lists what there is: indicators, methods, formats, profiles, sections, units, forms."),
    discussion: Wording(
      "Wskaźniki, profile, jednostki i formularze pochodzą z folderu definicji: tego, którego używa --pipeline, a bez niego z folderu pipelines w bieżącym katalogu.",
      en:
        "Indicators, profiles, units and forms come from the folder of definitions: that of --pipeline, or else the folder pipelines in the working directory."
    ),
    examples: [
      CommandExample("diagnoza list indicators", Wording("katalog wskaźników", en: "the catalogue of indicators")),
      CommandExample(
        "diagnoza list units --pipeline pipelines/warszawa.json --json",
        Wording("jednostki obszaru potoku", en: "the units of the pipeline's region")),
    ],
    arguments: [subject], options: [pipelineOption, Shared.json]
  ) { (invocation, console) throws(Refusal) in
    let subject = invocation.value(of: subject).flatMap(ListSubject.init(rawValue:)) ?? .indicators
    let listing = try listing(of: subject, pipeline: invocation.value(of: pipelineOption))
    if invocation.has(Shared.json) {
      try console.result(listing.json(subject))
    } else {
      try console.result(listing.text(console.language))
    }
  }

  private enum ListSubject: String, CaseIterable {
    case indicators, methods, formats, profiles, sections, units, forms
  }

  private static let subject = ArgumentDescription(
    "what", .word(ListSubject.allCases.map(\.rawValue)), Wording("Co wypisać.", en: "What to list."))
  private static let pipelineOption = OptionDescription(
    "pipeline", value: .init("pipeline", .file(ending: "json")),
    Wording("Plik potoku, którego definicje pokazać.", en: "The pipeline file whose definitions to show."))

  private static func listing(of subject: ListSubject, pipeline path: String?) throws(Refusal) -> Listing {
    switch subject {
    case .methods: return Listing(Method.all.map(\.item))
    case .formats: return Listing(InputFormat.allCases.filter(\.isReadable).map { Listing.Item($0.rawValue, $0.title) })
    case .sections: return Listing(ReportSections.all.map { Listing.Item($0.id, $0.title) })
    case .indicators: return Listing(try definingPipeline(path).loadIndicators().indicators.map(item))
    case .profiles: return Listing(try profiles(definingPipeline(path)))
    case .units: return Listing(try units(definingPipeline(path)))
    case .forms: return Listing(try definingPipeline(path).loadForms().forms.map { Listing.Item($0, Wording($0, en: $0)) })
    }
  }

  /// The pipeline named, or any of the working directory's: their definitions are the same unless a pipeline says otherwise,
  /// and the whole catalogue is shown.
  private static func definingPipeline(_ path: String?) throws(Refusal) -> Pipeline {
    if let path { return try Pipeline.load(path) }
    let candidates = try Files.exists("pipelines") ? try Files.glob("pipelines/*.json", in: ".") : []
    guard let first = candidates.first(where: { !$0.hasSuffix(".schema.json") }) else {
      throw Refusal(
        .missingInput,
        Wording("W bieżącym katalogu nie ma pipelines/*.json", en: "There is no pipelines/*.json in the working directory"),
        mend: Wording("podaj plik potoku: --pipeline PLIK", en: "name a pipeline file: --pipeline FILE"))
    }
    var pipeline = try Pipeline.load(first)
    pipeline.indicators = nil
    return pipeline
  }

  private static func item(_ indicator: IndicatorDefinition) -> Listing.Item {
    Listing.Item(
      indicator.id, indicator.label,
      [
        ("definition", .object([("pl", .string(indicator.definition.polish)), ("en", .string(indicator.definition.english))])),
        ("numerator", .string(indicator.numerator)), ("denominator", .string(indicator.denominator)),
        ("multiplier", .number(indicator.multiplier)), ("unit", .string(indicator.unit)),
        ("decimals", .integer(indicator.decimals)), ("direction", .string(indicator.direction.rawValue)),
        ("area", .string(indicator.area)), ("levels", .array(indicator.levels.map { .string($0) })),
        ("interval", .string(indicator.interval.rawValue)), ("threshold", .integer(indicator.threshold)),
        ("source", .string(indicator.source)),
      ])
  }

  private static func profiles(_ pipeline: Pipeline) throws(Refusal) -> [Listing.Item] {
    var items: [Listing.Item] = []
    for name in try Profile.names(in: pipeline) { items.append(Listing.Item(name, try Profile.load(name, for: pipeline).title)) }
    return items
  }

  private static func units(_ pipeline: Pipeline) throws(Refusal) -> [Listing.Item] {
    try pipeline.loadRegisterUnits().map { unit in
      Listing.Item(
        unit.code, Wording(unit.name, en: unit.name),
        [
          ("level", .string(unit.level.rawValue)), ("parent", .string(unit.parent)), ("valid_from", .string(unit.validFrom)),
          ("valid_to", .string(unit.validTo)),
        ])
    }
  }
}
