import Bytes
import Contracts
package import Findings
package import Pipelines

extension Material {
  /// Reads everything that the report is made from.
  /// - Throws: `.unavailable` when a stage before left nothing, `.data` when a table of it is damaged.
  package static func gather(_ context: StageContext) throws(Refusal) -> Material {
    let pipeline = context.pipeline
    let stages = EarlierStages(upstream: context.upstream)
    func table<Row: TableRow>(_ name: String, of type: Row.Type) throws(Refusal) -> [Row] {
      let file = stages.file(name, of: .diagnose)
      return try Row.read(file.path, shownAs: file.shown)
    }
    let catalogue = stages.file("catalogue.csv", of: .diagnose)
    let definitions = try IndicatorTable(try CatalogueFile.read(catalogue.path, shownAs: catalogue.shown)).indicators
    let phrasing = Phrasing(pipeline.language)
    let units = Units(try table("units.csv", of: UnitRow.self), region: pipeline.region, precedes: polishOrder)
    var material = Material(
      language: pipeline.language, title: phrasing(pipeline.title), region: pipeline.region, years: pipeline.years,
      baseYear: pipeline.baseYear.value, units: units, figures: Figures(try table("indicators.csv", of: IndicatorRow.self)),
      indicators: definitions.map { Indicator($0, phrasing) })
    material.publisher = phrasing(pipeline.publisher)
    material.contact = pipeline.contact
    material.registerDate = pipeline.registerDate.value
    material.isSample = pipeline.sampleData
    material.tiles = try TileLayout.read(from: pipeline.definitions)
    material.declension = try Declension(from: pipeline.definitions)
    material.targets = try Target.read(from: pipeline.definitions)
    material.judgements = try Judgements(stages)
    material.issueDate = pipeline.issued
    let codes = Set(units.profiled.map(\.unit))
    for entry in pipeline.boundaries {
      let shown = Paths.name(of: entry.file)
      let file = try BoundaryFile(try Files.read(entry.file, shownAs: shown), shownAs: shown, property: entry.code, codes: codes)
      material.take(boundaries: file.rings)
    }
    if let settings = pipeline.index {
      material.index = CompositeIndex(
        settings, phrasing, rows: try table("index.csv", of: IndexRow.self),
        domainRows: try table("index_domains.csv", of: IndexDomainRow.self))
    }
    for stage in EarlierStages.Stage.allCases {
      let (left, record) = try stages.material(of: stage)
      material.stages.append(left)
      if stage == .ingest { material.inputs = record.inputs }
    }
    let harmonisation = stages.file(HarmonisationRow.fileName, of: .normalise)
    if try Files.exists(harmonisation.path) {
      material.harmonisation = try HarmonisationRow.read(harmonisation.path, shownAs: harmonisation.shown)
    }
    let breaks = stages.file(SeriesBreakRow.fileName, of: .normalise)
    if try Files.exists(breaks.path) {
      material.seriesBreaks = try SeriesBreakRow.read(breaks.path, shownAs: breaks.shown)
    }
    material.noteSeriesBreaks()
    if let since = pipeline.changesSince {
      let changes = Paths.join(context.directory, ChangeRow.fileName)
      material.changesSince = since
      if try Files.exists(changes) { material.editionChanges = try ChangeRow.read(changes, shownAs: "4-report/changes.csv") }
    }
    if let region = units.region?.unit { material.ages = try AgeGroups.newest(of: region, years: pipeline.years, stages) }
    material.sources = try Material.sources(pipeline, inputs: material.inputs, stages)
    return material
  }

  /// The pipeline's sources with their files; a file that gave no cell stands under none of them and comes last.
  private static func sources(
    _ pipeline: Pipeline, inputs: [InputRecord], _ stages: EarlierStages
  ) throws(Refusal) -> [SourceMaterial] {
    let phrasing = Phrasing(pipeline.language)
    var result: [SourceMaterial] = []
    var assigned: Set<String> = []
    for source in pipeline.sources {
      let names = Set(try stages.cellFiles(ofSource: source.id).map(outermost))
      let files = inputs.filter { names.contains(outermost($0.path)) }
      assigned.formUnion(files.map(\.path))
      result.append(
        SourceMaterial(
          id: source.id, title: phrasing(source.title), publisher: source.publisher, licence: source.licence, files: files))
    }
    let rest = inputs.filter { !assigned.contains($0.path) }
    if !rest.isEmpty {
      let title = phrasing("Pliki bez użytych wartości", "Files without values that were used")
      result.append(SourceMaterial(id: "other", title: title, files: rest))
    }
    return result
  }

  /// The archive of a member, or the file itself.
  private static func outermost(_ path: String) -> String {
    let parts = path.split(separator: "!/", maxSplits: 1)
    return parts.first.map(String.init) ?? path
  }
}

extension Indicator {
  init(_ definition: IndicatorDefinition, _ phrasing: Phrasing) {
    self.init(
      id: definition.id, label: phrasing(definition.label), area: definition.area, unit: UnitOfMeasure(definition.unit),
      decimals: definition.decimals)
    self.definition = phrasing(definition.definition)
    numerator = definition.numerator
    denominator = definition.denominator
    multiplier = definition.multiplier
    direction =
      switch definition.direction {
      case .more: .moreIsBetter
      case .less: .moreIsWorse
      case .neither: .neither
      }
    levels = definition.levels
    interval = definition.interval.rawValue
    threshold = definition.threshold
    source = definition.source
    breaks = definition.breaks.map { Break(year: $0.year, code: $0.code) }
  }
}

extension CompositeIndex {
  init(_ settings: IndexSettings, _ phrasing: Phrasing, rows: [IndexRow], domainRows: [IndexDomainRow]) {
    self.init(
      id: settings.id, title: phrasing(settings.title), method: settings.method, coverage: settings.coverage,
      domains: settings.domains.map {
        Domain(id: $0.id, title: phrasing($0.title), weight: $0.weight, indicators: $0.indicators)
      }, rows: rows, domainRows: domainRows)
  }
}
